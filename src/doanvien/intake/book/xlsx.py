"""Read an xlsx workbook, with what a reader of values alone does not tell.

Whether a formula was ever calculated, whether a number is shown as a percentage, what is hidden and
merged: all of it decides what a cell may be taken for. The usual readers give values without that,
or all of it at the price of ranges that a damaged file can make as large as it likes; so the parts
are read here, once, within limits. Nothing is calculated, and links and macros are never opened.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, from_excel

from doanvien.intake.book.cells import Cell, Merge, Place, Sheet
from doanvien.intake.book.limits import (
    LAST_COLUMN,
    LAST_ROW,
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_MERGES,
    MOST_SHEETS,
    UnreadableBook,
)
from doanvien.intake.book.parts import TOO_LARGE, Package, damaged
from doanvien.intake.book.styles import formats_of, is_date

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class _Context:
    """What cells refer to, and how many more of them may come."""

    texts: list[str]
    formats: list[str]
    epoch: datetime
    left: int = MOST_CELLS


def read_xlsx(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook. Raises UnreadableBook."""
    package = Package(data)
    main = package.main()
    workbook = package.root(main)
    relations = package.relations(main)
    parts = {kind.rpartition("/")[2]: place for kind, place in relations.values()}
    mac = workbook.find("{*}workbookPr")
    context = _Context(
        texts=_shared_texts(package, parts.get("sharedStrings", "")),
        formats=formats_of(package.root(parts["styles"])) if "styles" in parts else [],
        epoch=CALENDAR_MAC_1904 if _is_true(mac, "date1904") else WINDOWS_EPOCH,
    )
    listed = workbook.findall("{*}sheets/{*}sheet")
    if len(listed) > MOST_SHEETS:
        raise UnreadableBook(TOO_LARGE)
    sheets = []
    for element in listed:
        kind, place = relations.get(_relation_of(element), ("", ""))
        if kind.endswith("/worksheet"):  # not a sheet that is one chart, nor one of macros
            hidden = element.get("state", "visible") != "visible"
            sheets.append(_sheet(package, place, element.get("name", ""), hidden, context))
    return tuple(sheets)


def _sheet(package: Package, place: str, name: str, hidden: bool, context: _Context) -> Sheet:
    cells: dict[Place, Cell] = {}
    merges: list[Merge] = []
    hidden_rows: set[int] = set()
    hidden_columns: list[tuple[int, int]] = []
    row = 0
    for element in package.elements(place, "row", "col", "mergeCell"):
        tag = etree_name(element)
        if tag == "row":
            row = _row_number(element, row)
            if _is_true(element, "hidden"):
                hidden_rows.add(row)
            for cell in _cells(element, row, context):
                if (cell.row, cell.column) in cells:
                    raise damaged()  # two values for one cell: nobody can say which is meant
                cells[cell.row, cell.column] = cell
        elif tag == "col" and _is_true(element, "hidden"):
            first, last = _whole(element.get("min")), _whole(element.get("max"))
            hidden_columns.append((first, last))
        elif tag == "mergeCell" and (merge := _merge(element.get("ref", ""))):
            merges.append(merge)
            if len(merges) > MOST_MERGES:
                raise UnreadableBook(TOO_LARGE)
    return Sheet(name, cells, tuple(merges), frozenset(hidden_rows), tuple(hidden_columns), hidden)


def _cells(row: Any, number: int, context: _Context) -> Iterator[Cell]:
    """The cells of a row that hold something."""
    column = 0
    for element in row.iterfind("{*}c"):
        written = _PLACE.fullmatch(element.get("r", ""))
        if element.get("r") is not None and (written is None or int(written[2]) != number):
            raise damaged()
        column = _column_number(written[1]) if written else column + 1
        if column > LAST_COLUMN:
            raise damaged()
        cell = _cell(element, number, column, context)
        if cell is not None:
            context.left -= 1
            if context.left < 0:
                raise UnreadableBook(TOO_LARGE)
            yield cell


def _cell(element: Any, row: int, column: int, context: _Context) -> Cell | None:
    """The cell of an element; None where it holds nothing."""
    code = (
        context.formats[style]
        if (style := _whole(element.get("s"))) < len(context.formats)
        else "General"
    )
    formula = element.find("{*}f")
    result = element.find("{*}v")
    written = (result.text or "") if result is not None else ""
    kind = element.get("t", "n")
    said = "" if formula is None else f"={formula.text or ''}"[:LONGEST_TEXT]
    if kind == "inlineStr":
        written = _joined(element.find("{*}is"))
    elif kind == "s" and written:
        written = _shared(written, context.texts)
    if formula is not None and written == "" and kind != "str":
        return Cell(row, column, "no_result", "", said, code)
    if written.strip() == "":
        return None
    if kind in ("s", "str", "inlineStr"):
        return Cell(row, column, "text", _unescaped(written), said, code)
    if kind == "e":
        return Cell(row, column, "error", written[:20], said, code)
    if kind == "b":
        return Cell(row, column, "bool", written.strip() == "1", said, code)
    if kind == "d":
        return _dated(written, row, column, said, code)
    return _number(written, row, column, said, code, context)


def _number(
    written: str, row: int, column: int, formula: str, code: str, context: _Context
) -> Cell:
    text = written.strip()
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(value):
        return Cell(row, column, "error", text[:20], formula, code)
    if is_date(code):
        try:
            day = from_excel(value, context.epoch)
        except (ValueError, OverflowError, TypeError):
            return Cell(row, column, "error", text[:20], formula, code)
        if isinstance(day, datetime):
            return Cell(row, column, "date", day.date(), formula, code)
        if isinstance(day, date):
            return Cell(row, column, "date", day, formula, code)
        return Cell(row, column, "error", str(day)[:20], formula, code)  # a time of day
    return Cell(row, column, "number", value, formula, code)


def _dated(written: str, row: int, column: int, formula: str, code: str) -> Cell:
    try:
        day = date.fromisoformat(written.strip()[:10])
    except ValueError:
        return Cell(row, column, "error", written[:20], formula, code)
    return Cell(row, column, "date", day, formula, code)


def _shared_texts(package: Package, place: str) -> list[str]:
    if not place:
        return []
    return [_joined(element) for element in package.elements(place, "si")]


def _shared(written: str, texts: list[str]) -> str:
    text = written.strip()
    if not text.isdecimal() or len(text) > 9 or int(text) >= len(texts):
        raise damaged()
    return texts[int(text)]


def _joined(element: Any) -> str:
    """The text of a rich text: its runs joined, without the readings above them."""
    if element is None:
        return ""
    runs = [*element.iterfind("{*}t"), *element.iterfind("{*}r/{*}t")]
    return "".join(run.text or "" for run in runs)[:LONGEST_TEXT]


def _unescaped(text: str) -> str:
    """Excel writes a line feed in a cell as _x000D_ where XML has no place for it."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _merge(ref: str) -> Merge | None:
    first, _, last = ref.partition(":")
    begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if begin is None or end is None:
        return None
    merge = Merge(int(begin[2]), _column_number(begin[1]), int(end[2]), _column_number(end[1]))
    return merge if merge.top <= merge.bottom and merge.left <= merge.right else None


def _row_number(element: Any, before: int) -> int:
    number = _whole(element.get("r")) if element.get("r") is not None else before + 1
    if not 1 <= number <= LAST_ROW:
        raise damaged()
    return number


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else 0


def _is_true(element: Any, name: str) -> bool:
    return element is not None and element.get(name) in ("1", "true", "on")


def _relation_of(element: Any) -> str:
    names = (name for name in element.attrib if name.endswith("}id"))
    return str(element.get(next(names, "id"), ""))


def etree_name(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
