"""Names that Excel accepts: of sheets, of tables, of files' parts."""

from __future__ import annotations

import re

from doanvien.present.shown.names import slug
from doanvien.present.shown.tables.table import clean_text

LONGEST_SHEET = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class SheetNames:
    """Sheet names of one workbook: legal, at most 31 characters, unique whatever their case."""

    def __init__(self) -> None:
        self._taken = {"history"}  # Excel keeps this one for itself

    def take(self, wanted: str) -> str:
        base = " ".join(_FORBIDDEN.sub(" ", clean_text(wanted)).split()).strip("' ") or "Sheet"
        name, count = _cut(base, LONGEST_SHEET), 1
        while name.casefold() in self._taken:
            count += 1
            tail = f" ({count})"
            name = _cut(base, LONGEST_SHEET - len(tail)) + tail
        self._taken.add(name.casefold())
        return name


class TableNames:
    """Names of Excel tables: letters, digits, _, unique, never like a cell's address."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        base = "t_" + (slug(wanted).replace("-", "_") or "table")[:200]
        name, count = base, 1
        while name in self._taken:
            count += 1
            name = f"{base}_{count}"
        self._taken.add(name)
        return name


def sheet_address(sheet: str, cell: str = "A1") -> str:
    """A place in the workbook as links and charts write it: 'Tháng 5'!A1."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


def _cut(text: str, length: int) -> str:
    """At most `length` characters, at the end of a word where there is one not too far back."""
    if _units(text) <= length:
        return text
    short = text[:length]
    while _units(short) > length:
        short = short[:-1]
    head = short.rpartition(" ")[0]
    return (head if len(head) > length // 2 else short).rstrip(" ,;-–'(")


def _units(text: str) -> int:
    """Length as Excel counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
