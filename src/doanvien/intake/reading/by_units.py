"""Read a table whose rows are units."""

from __future__ import annotations

from doanvien.intake.findings import Finding
from doanvien.intake.reading.columns import columns_of
from doanvien.intake.reading.entries import Column, LeftOut, Line, TableRead
from doanvien.intake.reading.head import Head
from doanvien.intake.reading.lines import nameless, read_line
from doanvien.intake.reading.rows import Row, reaches, rows_of
from doanvien.intake.reading.tables import Table
from doanvien.intake.reading.unit_names import name_problems, tidy_name

Read = tuple[TableRead, list[LeftOut], list[Finding]]
READ = ("figure", "target", "percent")


def read_units(table: Table, head: Head) -> Read:
    """The columns and rows of a table of units, what was left out of it, and what is wrong."""
    sheet = table.sheet
    columns = columns_of(table, head)
    used = [column for column in columns if column.meaning.use in READ]
    rows = rows_of(table, {column.number for column in used})
    left_out = [out for column in columns if (out := _left_out(table, column, rows))]
    reach = reaches(rows)
    lines: list[Line] = []
    findings: list[Finding] = []
    for row in rows:
        cells = [cell for one in used if (cell := sheet.cells.get((row.row, one.number)))]
        if row.kind == "of_which" or row.kind == "part":
            left_out.append(LeftOut(sheet.name, str(row.row), row.name, "of_which"))
            continue
        if row.kind == "nameless":
            findings += nameless(sheet.name, cells)
            continue
        if row.kind == "section" and not cells:
            continue
        if row.kind == "unit":
            findings += name_problems(sheet.name, row.name_cell, row.name)
        elif row.kind != "total":
            left_out.append(LeftOut(sheet.name, str(row.row), row.name, "subtotal"))
        unit = tidy_name(row.name) if row.kind == "unit" else ""
        line = Line(row.row, row.kind, row.name, unit, reach=reach.get(row.row, ()))
        line, problems = read_line(sheet, line, ((one, (row.row, one.number)) for one in used))
        lines.append(line)
        findings += problems
    read = TableRead(sheet.name, table.header, tuple(columns), tuple(lines))
    return read, left_out, findings


def _left_out(table: Table, column: Column, rows: list[Row]) -> LeftOut | None:
    """What is to be said of a column that is no figure; nothing of one that is empty."""
    meaning = column.meaning
    if not any((row.row, column.number) in table.sheet.cells for row in rows):
        return None
    if meaning.use == "out":
        why = "percentage" if meaning.of == "target" else meaning.reason
        return LeftOut(table.sheet.name, column.place, column.title, why)
    if meaning.use in ("unit", "item"):
        return LeftOut(table.sheet.name, column.place, column.title, "note")
    return None
