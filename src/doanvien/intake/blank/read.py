"""A form that came back, read by its hidden sheet: exactly what was typed, where it was typed."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.utils import column_index_from_string, get_column_letter

from doanvien.intake.blank.key import FORM_SHEET, Key, is_as_sent, read_key
from doanvien.intake.blank.layout import HEADER, NAME_COLUMN, SUBHEADER
from doanvien.intake.book.cells import Book, Cell, Sheet
from doanvien.intake.findings import Finding, problem_at
from doanvien.intake.reading.by_units import read_cell
from doanvien.intake.reading.entries import Column, Line, SheetRead, TableRead, Value
from doanvien.intake.reading.head import Head
from doanvien.intake.reading.headings import Meaning
from doanvien.intake.reading.place import Reporter
from doanvien.intake.reading.sheets import BookRead
from doanvien.intake.reading.unit_names import name_problems, tidy_name
from doanvien.reference.sentences import sentence


def read_own(book: Book) -> BookRead | None:
    """What a form of ours says; None for any other file, and for one whose cells were moved."""
    key = read_key(book)
    sheet = next((one for one in book.sheets if one.name == FORM_SHEET), None)
    if key is None or sheet is None or not is_as_sent(sheet, key, SUBHEADER):
        return None
    columns = tuple(
        Column(get_column_letter(number), (title,), _meaning(code), start, end)
        for number, code, start, end, title in key.columns
    )
    lines: list[Line] = []
    findings: list[Finding] = []
    for row, name in _units(sheet, key):
        line, problems = _line(sheet, row, name, columns)
        lines.append(line)
        findings += problems
    findings += _nameless(sheet, key, columns)
    total, problems = _total(sheet, key, columns, lines)
    table = TableRead(sheet.name, (HEADER, SUBHEADER), columns, (*lines, total))
    head = Head(
        title=sheet.text(3, 1),
        reporter=Reporter(key.province),
        province=key.province,
        period=key.period,
        cut_off=key.cut_off,
        since=key.since,
        since_said=True,
        subject="",
    )
    read = SheetRead(sheet.name, head, (table,), (), (*findings, *problems))
    return BookRead((read,), (), ())


def _meaning(code: str) -> Meaning:
    subject, _, measure = code.rpartition("_")
    return Meaning("figure", indicator=code, subject=subject, measure=measure)


def _units(sheet: Sheet, key: Key) -> Iterator[tuple[int, str]]:
    yield from key.rows
    for row in key.spare:
        if name := sheet.text(row, NAME_COLUMN):
            yield row, name


def _line(
    sheet: Sheet, row: int, name: str, columns: tuple[Column, ...]
) -> tuple[Line, list[Finding]]:
    values: dict[str, Value] = {}
    cells: dict[str, Cell] = {}
    findings = name_problems(sheet.name, sheet.at(row, NAME_COLUMN), name)
    for column in columns:
        cell = sheet.cells.get((row, _number(column)))
        if cell is None:
            values[column.place] = None
            continue
        cells[column.place] = cell
        found = read_cell(sheet.name, cell, column)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            values[column.place] = found
    unread = frozenset(place for place in cells if place not in values)
    return Line(row, "unit", name, tidy_name(name), values, cells, unread), findings


def _nameless(sheet: Sheet, key: Key, columns: tuple[Column, ...]) -> Iterator[Finding]:
    for row in key.spare:
        cells = [sheet.cells.get((row, _number(column))) for column in columns]
        first = next((cell for cell in cells if cell), None)
        if first and not sheet.text(row, NAME_COLUMN):
            message = sentence("stands in a row without the name of a unit.")
            remedy = sentence("Write the unit's name, or delete the row.")
            yield problem_at(sheet.name, first, message, remedy)


def _total(
    sheet: Sheet, key: Key, columns: tuple[Column, ...], lines: list[Line]
) -> tuple[Line, list[Finding]]:
    """The total row: a sum where every unit reported, nothing where one did not.

    Its formulas are ours, so they need no result of Excel's; a number that somebody put in their
    place is compared like that of any form.
    """
    values: dict[str, Value] = {}
    cells: dict[str, Cell] = {}
    findings = []
    for column in columns:
        reported = [line.values.get(column.place) for line in lines]
        known = [value for value in reported if isinstance(value, int)]
        cell = sheet.cells.get((key.total_row, _number(column)))
        if cell is None or not lines or len(known) < len(reported):
            continue
        cells[column.place] = cell
        if cell.formula:
            values[column.place] = sum(known)
            continue
        found = read_cell(sheet.name, cell, column)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            values[column.place] = found
    reach = tuple(line.row for line in lines)
    total = Line(key.total_row, "total", "TỔNG CỘNG", "", values, cells, reach=reach)
    return total, findings


def _number(column: Column) -> int:
    return int(column_index_from_string(column.place))
