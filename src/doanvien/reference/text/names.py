"""Names as people write them, reduced to a key that can be compared.

The same province arrives as "Hoà Bình" or "Hòa Bình", composed or decomposed, with an en dash, in
capitals, without diacritics, with "tỉnh", "TP." or "LĐLĐ" before it. No two of the provinces share
their letters once diacritics are gone, so the key keeps plain letters and digits only.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

# Letters that do not decompose: đ, and the look-alikes (eth, African d) of old Vietnamese fonts.
_D_WITH_STROKE = str.maketrans("đĐðÐɖƉ", "dDdDdD")

LONGEST_NAME = 200
"""Letters; no name of a place, a unit or a key is as long."""
LEAST_ALIKE = 60  # of 100, by the letters that two texts have in common in order

_ORGANISATION = r"(?:(?:lien doan lao dong|ldld|cong doan|cd) ?)?"
_BEFORE = re.compile(
    rf"^{_ORGANISATION}(?:(?P<province>tinh)|(?P<city>thanh pho|tp|t p))? ?(?P<name>.+)$"
)
_AFTER = re.compile(
    r"^(?P<name>.+?)(?: (?:(?P<province>province|provincial)|(?P<city>city)))?"
    r"(?: federation of labou?r)?$"
)


@dataclass(frozen=True)
class SplitName:
    """A name taken apart: the key of the place itself and what the words around it call it."""

    key: str
    called: Literal["province", "city", ""]


def name_key(text: str) -> str:
    """The letters and digits of ``text``, lower-case and without diacritics: "daklak"."""
    return plain_words(text).replace(" ", "")


def plain_words(text: str) -> str:
    """``text`` without diacritics and case, words separated by one space: "TP. Huế" → "tp hue"."""
    return ascii_words(text).casefold()


def ascii_words(text: str) -> str:
    """The same with its capitals, for the name of a file: "quý III/2026" → "quy III 2026"."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_D_WITH_STROKE))
    letters = (
        character if character.isalnum() else " "
        for character in decomposed
        # Combining marks are tones; format characters (zero-width space) are never meant.
        if unicodedata.category(character) not in ("Mn", "Cf")
    )
    return " ".join("".join(letters).split())


def split_name(text: str) -> SplitName:
    """Take "LĐLĐ tỉnh", "TP.", "… provincial Federation of Labour" and the like off a name."""
    words = plain_words(text)
    before = _BEFORE.match(words)
    if before is None:
        return SplitName("", "")
    after = _AFTER.match(before["name"])
    assert after is not None  # ``.+?`` accepts whatever ``.+`` accepted
    if before["city"] or after["city"]:
        return SplitName(name_key(after["name"]), "city")
    is_province = before["province"] or after["province"]
    return SplitName(name_key(after["name"]), "province" if is_province else "")


def nearest(text: str, known: dict[str, str], limit: int = 3) -> tuple[str, ...]:
    """The values of ``known`` (key → what to suggest) whose key is nearest to ``text``.

    At most ``limit``, nearest first, each once; empty when nothing is near, or when the text is
    longer than any name.
    """
    if len(text) > LONGEST_NAME:
        return ()
    from rapidfuzz import fuzz, process  # only mistakes need it

    found = process.extract(
        text, list(known), scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=None
    )
    # What is clearly less alike than the best only distracts: "lao cay" is not Lai Châu.
    near = [key for key, likeness, _ in found if likeness >= found[0][1] - 10]
    return tuple(dict.fromkeys(known[key] for key in near))[:limit]
