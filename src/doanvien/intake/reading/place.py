"""Who reports: a federation for its province, or one of its units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from doanvien.intake.book.cells import Cell, Sheet, one_line
from doanvien.intake.reading.unit_names import tidy_name
from doanvien.reference.languages import NOTEBOOKS_IN
from doanvien.reference.places import Province
from doanvien.reference.provinces import UnknownProvince, find_province
from doanvien.reference.text.words import bare

_FEDERATION = re.compile(r"^(?:lien doan lao dong|ldld|cong doan) (?:tinh|thanh pho|tp\.?) ?(.+)$")
_NAMELESS = ("lien doan lao dong", "ldld")
_UNION = re.compile(r"^(?:lien doan lao dong|ldld|cong doan|cd|cdcs|nghiep doan)\b")
_ABOVE = re.compile(r"^(?:tong lien doan|cong doan cap tren|cong doan viet nam|cong hoa)")
_IN_NAME = re.compile(r"\b(tinh|thanh pho|tp\.?) (.+)$")
_NAMED = re.compile(r"^\s*(?:tên\s+)?đơn vị(?:\s+báo cáo)?\s*:\s*(.*)$", re.IGNORECASE)
_SAYS = re.compile(r"\s+(?:xin\s+)?báo cáo\b|:", re.IGNORECASE)
"""What follows the name of who reports in a sentence."""
_LOWER_AFTER = ("xã", "phường", "huyện", "thị", "thành", "phố", "tỉnh", "quận", "trấn")
LONGEST_NAME = 150


@dataclass(frozen=True)
class Reporter:
    """``unit`` is "" where the federation itself reports; ``province`` None where none is named."""

    province: Province | None
    unit: str = ""

    @property
    def name(self) -> str:
        """Whom a source names as its publisher."""
        if self.unit or self.province is None:
            return self.unit
        return self.province.federation(NOTEBOOKS_IN).replace("Liên đoàn Lao động", "LĐLĐ")


def reporter_of(sheet: Sheet, head: Iterable[str], day: date) -> Reporter:
    """Who reports, by the lines above the table and a cell "Đơn vị: …".

    The last organisation of the letterhead reports; those above it are whom it reports to.
    """
    province: Province | None = None
    unit = ""
    named = _named_unit(sheet)
    for line in (*_joined(head), named):
        plain = bare(line)
        if not line or _ABOVE.match(plain) or len(line) > LONGEST_NAME:
            continue
        if found := _federation(plain, day):
            province, unit = found, ""
        elif line == named or _UNION.match(plain):
            name = line if line == named else _SAYS.split(line)[0]
            unit = _ordinary_case(tidy_name(name))
            province = province or _province_in(plain, day)
    if province is None:
        province = next((one for line in head if (one := _province_in(bare(line), day))), None)
    return Reporter(province, unit)


def _joined(head: Iterable[str]) -> Iterator[str]:
    """The lines, with "Liên đoàn Lao động" and the name under it as one."""
    before = ""
    for line in head:
        if bare(before) in _NAMELESS:
            yield f"{before} {line}"
            before = ""
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


@lru_cache(maxsize=4096)
def same_place(text: str, day: date) -> Province | None:
    """The province of a name or slug on a day, on the other map where it exists there only."""
    try:
        return find_province(text, day)
    except UnknownProvince as error:
        return error.elsewhere


def _federation(plain: str, day: date) -> Province | None:
    found = _FEDERATION.match(plain)
    if found is None:
        whole = same_place(plain, day) if _UNION.match(plain) else None
        if whole and whole.kind == "country":
            return None
        by_name = plain.startswith(_NAMELESS)  # "LĐLĐ Hà Nội"
        return whole if whole and (by_name or whole.kind == "sector_union") else None
    return _first_words(plain, found[1], day)


def _first_words(plain: str, name: str, day: date) -> Province | None:
    """The province that the first words of ``name`` are, the longest name first."""
    words = name.split()
    city = "thanh pho" in plain or re.search(r"\btp\b", plain)
    for count in range(min(5, len(words)), 0, -1):
        place = same_place(" ".join(words[:count]), day)
        if place and place.kind in ("province", "municipality"):
            # "Thành phố Hải Dương" is a city in its province, not the province.
            return place if not city or place.kind == "municipality" else None
    return None


def _province_in(plain: str, day: date) -> Province | None:
    found = _IN_NAME.search(plain)
    return _first_words(found[1], found[2], day) if found else None


def names_reporter(cells: Iterable[Cell]) -> bool:
    """Whether a row is the line "Đơn vị: …"."""
    return any(_NAMED.match(cell.text) for cell in cells)


def _named_unit(sheet: Sheet) -> str:
    """What stands behind "Đơn vị:" or "Đơn vị báo cáo:", in its cell or in the next one."""
    return next(_named_units(sheet), "")


def _named_units(sheet: Sheet) -> Iterator[str]:
    for cell in sheet.texts():
        found = _NAMED.match(one_line(str(cell.value)))
        if found is None:
            continue
        if found[1]:
            yield found[1]
        beside = [one for one in sheet.by_row[cell.row] if one.column > cell.column and one.text]
        if beside and not found[1]:
            yield beside[0].text


_BEFORE_NAMES = ("xã", "phường", "huyện", "tỉnh", "phố", "quận", "trấn")
_SHORT = ("p", "h", "q", "x", "tx", "tp", "tt")
"""Short for those, and written in capitals in a text too."""


def _ordinary_case(name: str) -> str:
    """A name in capitals as one writes it in a text: "Công đoàn xã Bát Xát"."""
    if not name.isupper():
        return name
    words = name.lower().split()
    proper = False
    shown = []
    for word in words:
        short = word.upper() if word.rstrip(".") in _SHORT else word
        shown.append(word.capitalize() if proper and word not in _LOWER_AFTER else short)
        proper = proper or short != word or word in _BEFORE_NAMES
    text = " ".join(shown)
    return text[:1].upper() + text[1:]
