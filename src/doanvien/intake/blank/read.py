"""A form that came back, read by its hidden sheet: exactly what was typed, where it was typed."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from doanvien.intake.blank.key import FORM_SHEET, Key, is_as_sent, read_key
from doanvien.intake.blank.layout import HEADER, NAME_COLUMN, SUBHEADER
from doanvien.intake.book.cells import Book, Cell, Sheet
from doanvien.intake.findings import Finding
from doanvien.intake.reading.entries import Column, Line, SheetRead, TableRead, Value
from doanvien.intake.reading.head import Head
from doanvien.intake.reading.lines import nameless, read_cell, read_line
from doanvien.intake.reading.place import Reporter
from doanvien.intake.reading.sheets import BookRead
from doanvien.intake.reading.titles.headings import Meaning
from doanvien.intake.reading.unit_names import name_problems, tidy_name


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
    for row, name in (*key.rows, *((row, sheet.text(row, NAME_COLUMN)) for row in key.spare)):
        cells = [cell for one in columns if (cell := sheet.cells.get((row, one.number)))]
        if not name:
            findings += nameless(sheet.name, cells)
            continue
        line = Line(row, "unit", name, tidy_name(name))
        line, problems = read_line(sheet, line, ((one, (row, one.number)) for one in columns))
        lines.append(line)
        findings += [*name_problems(sheet.name, sheet.at(row, NAME_COLUMN), name), *problems]
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
        cell = sheet.cells.get((key.total_row, column.number))
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
