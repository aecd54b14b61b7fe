"""Vietnamese names in a page of another language, marked so that they are read aloud as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from doanvien.reference.languages import NOTEBOOKS_IN
from doanvien.reference.provinces import TERRITORY_CHANGE, provinces_on

_TAG = re.compile(r"(<[^>]*>)")
_WITHOUT_PROSE = ("style", "title", "svg", "code")
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ"
_OWN_LETTER = "À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ"


def mark_vietnamese(page: str) -> str:
    """The HTML of a page with `lang="vi"` around the names of provinces and around words with
    Vietnamese letters, with the capitalised and numbered ones that follow them.

    Drawings, code and what already says its language stay as they are.
    """
    return "".join(_pieces(page))


def _pieces(page: str) -> Iterator[str]:
    within, before = "", ""
    for piece in _TAG.split(page):
        if piece.startswith("<"):
            name = piece.strip("</>").partition(" ")[0]
            if not within and name in _WITHOUT_PROSE and not piece.startswith("</"):
                within = name
            elif within == name and piece.startswith("</"):
                within = ""
            before = piece
            yield piece
        elif within or ' lang="' in before:
            yield piece
        else:
            yield _names().sub(rf'<span lang="{NOTEBOOKS_IN}">\g<0></span>', piece)


@cache
def _names() -> re.Pattern[str]:
    known = {place.short_name(NOTEBOOKS_IN) for day in _DAYS for place in provinces_on(day)}
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    own = rf"[{_LETTER}]*[{_OWN_LETTER}][{_LETTER}]*"
    number = r"\d{4}|\d+/\d+(?:/\d+)?|\d{1,2}(?=\)|$)"
    follows = rf"(?:[ –-]+(?:{own}|[A-Z][{_LETTER}]*|{number}))*"
    known_ones = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![{_LETTER}])(?:{known_ones}|{own}{follows})(?![{_LETTER}])")


_DAYS = (TERRITORY_CHANGE.replace(year=TERRITORY_CHANGE.year - 1), TERRITORY_CHANGE)
