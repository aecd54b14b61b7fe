"""Look at the first bytes of a file and hand it to the one that can read it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from doanvien.intake.book.cells import Book, Sheet
from doanvien.intake.book.limits import MOST_BYTES, UnreadableBook
from doanvien.intake.book.parts import TOO_LARGE, Package, locked
from doanvien.intake.book.text import read_csv
from doanvien.intake.book.xlsx import read_xlsx
from doanvien.reference.sentences import sentence

SUFFIXES = (".xlsx", ".xlsm", ".csv", ".txt", ".tsv")
"""The files that are looked for in a folder."""
OTHER_SUFFIXES = (".xls", ".xlsb", ".ods")
"""Files that are answered with what to do instead."""
_OLD_EXCEL = bytes.fromhex("D0CF11E0")
_ZIP = b"PK\x03\x04"


def open_book(path: Path) -> Book:
    """The sheets of a file, read from a copy in memory. Raises UnreadableBook."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableBook(TOO_LARGE)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableBook(
            sentence("The file cannot be opened. Close it in Excel, and check the path.")
        ) from error
    return Book(path.name, hashlib.sha256(data).hexdigest(), _sheets(data, path.stem))


def _sheets(data: bytes, stem: str) -> tuple[Sheet, ...]:
    if not data.strip():
        raise UnreadableBook(sentence("The file is empty."))
    if data.startswith(_OLD_EXCEL):
        raise locked()
    if data.startswith(_ZIP):
        _demand_xlsx(data)
        return read_xlsx(data)
    return read_csv(data, stem)


def _demand_xlsx(data: bytes) -> None:
    names = Package(data).names
    if "content.xml" in names or "xl/workbook.bin" in names:
        raise UnreadableBook(
            sentence("The file is a spreadsheet, but not an .xlsx. Save it as .xlsx.")
        )
