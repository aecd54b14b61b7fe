"""Read a table whose rows are units."""

from __future__ import annotations

from dataclasses import replace

from openpyxl.utils import column_index_from_string

from doanvien.intake.book.cells import Cell
from doanvien.intake.findings import Finding, problem_at
from doanvien.intake.reading.columns import columns_of
from doanvien.intake.reading.entries import Column, LeftOut, Line, LineKind, TableRead, Value
from doanvien.intake.reading.head import Head
from doanvien.intake.reading.headings import Reason
from doanvien.intake.reading.numbers import read_count, read_percentage
from doanvien.intake.reading.rows import Row, reaches, rows_of
from doanvien.intake.reading.tables import Table
from doanvien.intake.reading.unit_names import name_problems, tidy_name
from doanvien.reference.sentences import sentence

Read = tuple[TableRead, list[LeftOut], list[Finding]]
READ = ("figure", "target", "percent")


def read_units(table: Table, head: Head) -> Read:
    """The columns and rows of a table of units, what was left out of it, and what is wrong."""
    sheet = table.sheet
    columns = columns_of(table, head)
    numbers = {column.place: column_index_from_string(column.place) for column in columns}
    used = [column for column in columns if column.meaning.use in READ]
    rows = rows_of(table, {numbers[column.place] for column in used})
    left_out = [out for column in columns if (out := _left_out(table, column, rows))]
    reach = reaches(rows)
    lines: list[Line] = []
    findings: list[Finding] = []
    for row in rows:
        cells = {
            column.place: cell
            for column in used
            if (cell := sheet.cells.get((row.row, numbers[column.place])))
        }
        if row.kind in ("of_which", "part"):
            left_out.append(LeftOut(sheet.name, str(row.row), row.name, "of_which"))
            continue
        if row.kind == "nameless":
            findings += _nameless(sheet.name, cells)
            continue
        if row.kind == "unit":
            findings += name_problems(sheet.name, row.name_cell, row.name)
        if row.kind == "section" and not cells:
            continue
        if row.kind in ("section", "subtotal"):
            left_out.append(LeftOut(sheet.name, str(row.row), row.name, "subtotal"))
        line, problems = _line(table, row, used, cells)
        lines.append(replace(line, reach=reach.get(row.row, ())))
        findings += problems
    read = TableRead(sheet.name, table.header, tuple(columns), tuple(lines))
    return read, left_out, findings


def read_cell(sheet: str, cell: Cell, column: Column) -> Value | Finding:
    """The number of a cell as its column asks for it."""
    if column.meaning.use == "percent":
        return read_percentage(sheet, cell)
    if column.meaning.found.kind == "rate":
        return read_percentage(sheet, cell)
    return read_count(sheet, cell, signed=column.meaning.found.signed and not column.meaning.sign)


def _line(
    table: Table, row: Row, used: list[Column], cells: dict[str, Cell]
) -> tuple[Line, list[Finding]]:
    sheet = table.sheet
    values: dict[str, Value] = {}
    unread = set()
    findings = []
    for column in used:
        cell = cells.get(column.place)
        joined = sheet.merge_at(row.row, column_index_from_string(column.place))
        if joined and (joined.top, joined.left) != (joined.bottom, joined.right):
            unread.add(column.place)
            if cell:
                message = sentence("is one number in a merged cell, for several cells.")
                remedy = sentence("Unmerge the cell and write a number in each.")
                findings.append(problem_at(sheet.name, cell, message, remedy))
            continue
        found = read_cell(sheet.name, cell, column) if cell else None
        if isinstance(found, Finding):
            unread.add(column.place)
            findings.append(found)
        else:
            values[column.place] = found
    kind: LineKind = row.kind if row.kind in ("total", "subtotal", "section") else "unit"
    unit = tidy_name(row.name) if kind == "unit" else ""
    return Line(row.row, kind, row.name, unit, values, cells, frozenset(unread)), findings


def _left_out(table: Table, column: Column, rows: list[Row]) -> LeftOut | None:
    """What is to be said of a column that is no figure; nothing of one that is empty."""
    meaning = column.meaning
    title = column.path[-1] if column.path else ""
    number = column_index_from_string(column.place)
    filled = any((row.row, number) in table.sheet.cells for row in rows)
    if meaning.use == "out" and filled:
        why: Reason | str = "percentage" if meaning.of == "target" else meaning.reason
        return LeftOut(table.sheet.name, column.place, title, why)
    if meaning.use in ("unit", "item") and filled:
        return LeftOut(table.sheet.name, column.place, title, "note")
    return None


def _nameless(sheet: str, cells: dict[str, Cell]) -> list[Finding]:
    first = next(iter(cells.values()), None)
    if first is None:
        return []
    message = sentence("stands in a row without the name of a unit.")
    remedy = sentence("Write the unit's name, or delete the row.")
    return [problem_at(sheet, first, message, remedy)]
