"""CSV with commas, semicolons or tabs, in UTF-8 or UTF-16.

Excel in the Vietnamese locale writes "CSV" with semicolons and "Unicode Text" as UTF-16 with tabs.
"""

from __future__ import annotations

import codecs
import csv
import io

from doanvien.intake.book.cells import Cell, Sheet
from doanvien.intake.book.limits import LONGEST_TEXT, MOST_CELLS, UnreadableBook
from doanvien.intake.book.parts import TOO_LARGE
from doanvien.reference.sentences import sentence

SEPARATORS = "\t;,"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_csv(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The one sheet of a CSV file; every cell is a text. Raises UnreadableBook."""
    text = _decoded(data)
    if "\x00" in text:
        raise _not_text()
    records = _split(text)
    cells: dict[tuple[int, int], Cell] = {}
    for row, record in enumerate(records, 1):
        for column, value in enumerate(record, 1):
            if value.strip():
                cells[row, column] = Cell(row, column, "text", value[:LONGEST_TEXT])
        if len(cells) > MOST_CELLS:
            raise UnreadableBook(TOO_LARGE)
    return (Sheet(name, cells),)


def _decoded(data: bytes) -> str:
    mark, encoding = next((one for one in _MARKS if data.startswith(one[0])), (b"", ""))
    if not encoding:
        # Without a mark, every other byte of UTF-16 is zero where the letters are plain ones.
        sample = data[:2000]
        halves = sample[1::2].count(0), sample[0::2].count(0)
        least = len(sample) // 8 + 1
        encoding = "utf-16-le" if halves[0] > least else "utf-16-be" if halves[1] > least else ""
    try:
        return data[len(mark) :].decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise _not_text() from error


def _split(text: str) -> list[list[str]]:
    """The records by the separator that makes the most cells."""
    splits = [_records(text, separator) for separator in SEPARATORS]
    return max(splits, key=lambda records: sum(len(one) - 1 for one in records))


def _records(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return []


def _not_text() -> UnreadableBook:
    return UnreadableBook(
        sentence(
            "The file is neither a workbook nor a text in Unicode. Open it in Excel and save it as "
            ".xlsx."
        )
    )
