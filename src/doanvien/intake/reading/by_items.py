"""Read a vertical form: one line an indicator, with a column of figures, or one for each unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from doanvien.intake.book.cells import Sheet
from doanvien.intake.findings import Finding, problem_at
from doanvien.intake.reading.by_units import READ, Read
from doanvien.intake.reading.columns import columns_of, dated, with_targets
from doanvien.intake.reading.days import without_months
from doanvien.intake.reading.entries import Column, LeftOut, Line, LineKind, TableRead
from doanvien.intake.reading.head import Head
from doanvien.intake.reading.lines import read_line
from doanvien.intake.reading.place import names_reporter
from doanvien.intake.reading.rows import Row, is_signed
from doanvien.intake.reading.tables import Table, looks_like_units
from doanvien.intake.reading.titles.headings import UNKNOWN, Meaning, understood
from doanvien.intake.reading.titles.terms import measured_in, row_said, taken_apart
from doanvien.intake.reading.unit_names import name_problems, tidy_name
from doanvien.reference.sentences import sentence

_SUB = re.compile(r"^\s*[-+*•–]\s*")
_NUMBER = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Za-zđĐ])\s?[.)/:]\s*(?=[^\W\d])")


@dataclass
class _Outline:
    """Where a vertical form stands while its lines are read from the top."""

    section: str = ""
    main: Meaning | None = None
    main_text: str = ""
    of_which: bool = False


def read_items(table: Table, head: Head) -> Read:
    """The lines of a vertical form as columns of figures, and one row a unit.

    A column whose heading is the name of a unit is that unit; one called "Số lượng" is who reports.
    """
    sheet = table.sheet
    rows = _item_rows(table)
    columns = [
        one
        for one in columns_of(table, head)
        if one.path or any((row.row, one.number) in sheet.cells for row in rows)
    ]
    valued = _value_columns(columns, head)
    of_values = [column for column, _ in valued]
    measured = next((one.number for one in columns if one.meaning.use == "measured"), 0)
    items = _items(table, rows, head, measured, [one.number for one in of_values])
    left_out = [
        LeftOut(sheet.name, column.place, column.title, column.meaning.reason or column.meaning.use)
        for column in columns
        if column not in of_values
        and column.meaning.use in ("out", *READ)
        and any((row.row, column.number) in sheet.cells for row in rows)
    ]
    left_out += [
        LeftOut(sheet.name, str(row.row), _title(row), meaning.reason)
        for row, meaning in items
        if meaning.use == "out" and any((row.row, one.number) in sheet.cells for one in of_values)
    ]
    by_unit = any(unit != head.reporter.unit for _, unit in valued)
    lines: list[Line] = []
    shown: dict[str, Column] = {}
    findings: list[Finding] = []
    for column, unit in valued:
        if by_unit and unit:
            heading = sheet.at(table.header[1], column.number)
            findings += name_problems(sheet.name, heading, unit)
        kind: LineKind = "total" if by_unit and unit == "" else "unit"
        wanted = {
            row.row: Column(
                f"{'' if by_unit else column.place}{row.row}",
                (_title(row),),
                _shifted(meaning, column),
            )
            for row, meaning in items
            if meaning.use in READ
        }
        wrong = _other_measures(sheet, measured, column.number, wanted) if measured else {}
        line, problems = read_line(
            sheet,
            Line(table.header[1], kind, unit, unit),
            ((one, (row, column.number)) for row, one in wanted.items() if one.place not in wrong),
        )
        lines.append(replace(line, unread=line.unread | set(wrong)))
        findings += [*problems, *wrong.values()]
        shown = {one.place: one for one in wanted.values()} | shown
    if not by_unit and lines:
        lines = [_joined(lines)]
    units = tuple(at for at, line in enumerate(lines) if line.kind == "unit")
    lines = [replace(one, reach=units if one.kind == "total" else ()) for one in lines]
    of_lines = tuple(dated(with_targets(shown.values()), head))
    read = TableRead(sheet.name, table.header, of_lines, tuple(lines), of_items=True)
    return read, left_out, findings


def _value_columns(columns: list[Column], head: Head) -> list[tuple[Column, str]]:
    """The columns that hold figures, each with its unit; "" for the sum of all."""
    quantities = [one for one in columns if one.meaning.use == "quantity" or not one.path]
    totals = [one for one in columns if one.path and row_said(one.path[-1]) == "total"]
    unknown = [one for one in columns if one.meaning == UNKNOWN and one not in totals]
    if looks_like_units(one.path for one in unknown) and not quantities:
        return [(one, tidy_name(one.path[-1])) for one in unknown] + [(one, "") for one in totals]
    spans = [one for one in columns if _span_only(one)]
    return [(one, head.reporter.unit) for one in (*quantities, *spans)]


def _span_only(column: Column) -> bool:
    """A heading that says days and nothing else: "Cuối kỳ", "Lũy kế từ đầu năm", "Quý II"."""
    text, months = without_months(column.title)
    said = taken_apart(text)
    names = {name for name, _ in said.said} - {"filler", "role"}
    return bool(names or months) and names <= {"day", "span"} and not said.unknown


def _item_rows(table: Table) -> list[Row]:
    """The lines up to the signatures; "nameless" ones hold no title."""
    figures = {
        number
        for number in table.columns
        if not table.paths[number]
        or understood(table.paths[number]).use not in ("number", "measured")
    }
    found = []
    for row in table.body:
        name = table.sheet.at(row, table.name_column)
        cells = table.sheet.by_row.get(row, ())
        beside = [cell.text for cell in cells if cell.column in figures]
        filled = any(text and row_said(text) != "signature" for text in beside)
        if is_signed(cells) and not filled:
            break
        if name is None or not name.text or names_reporter(cells):
            continue
        if row_said(name.text) != "note":
            rank, text = _numbered(table, row, name.text)
            found.append(Row(row, "unit", text, rank, name))
    return found


def _numbered(table: Table, row: int, text: str) -> tuple[str, str]:
    """How a line is numbered, in its own column or before its text, and the text alone."""
    before = _NUMBER.match(text)
    text = text[before.end() :] if before else text
    cell = table.sheet.at(row, table.number_column) if table.number_column else None
    if cell is not None and isinstance(cell.value, float):
        return ("number" if cell.value == int(cell.value) else "part"), text
    written = cell.text.rstrip(".) ") if cell else before[1] if before else ""
    if re.fullmatch(r"[IVX]{1,5}|[A-ZĐ]", written):
        return "section", text
    return ("number" if written.isdecimal() else "part" if written else ""), text


def _items(
    table: Table, rows: list[Row], head: Head, measured: int, values: list[int]
) -> list[tuple[Row, Meaning]]:
    """Each line with its meaning; headings of sections are no lines."""
    answers = {path: code for one in head.answers for path, code in one.columns.items()}
    outline = _Outline()
    numbered = any(row.rank == "number" for row in rows)
    found: list[tuple[Row, Meaning]] = []
    for row in rows:
        filled = any((row.row, number) in table.sheet.cells for number in values)
        unit_cell = table.sheet.text(row.row, measured) if measured else ""
        if not filled and not unit_cell and row.rank != "number":
            _open(outline, row)
            continue
        text = _title(row)
        is_sub = bool(_SUB.match(row.name)) or bool(taken_apart(text).first("of_which"))
        is_sub = is_sub or outline.of_which or (numbered and row.rank not in ("number", "section"))
        path = tuple(part for part in (outline.section, text) if part)
        if is_sub and outline.main_text:
            meaning = _sub_line(path, outline, answers, head)
        else:
            meaning = understood(path, None, answers, head.subject)
            outline.main, outline.main_text, outline.of_which = meaning, text, False
        found.append((row, meaning))
    return found


def _open(outline: _Outline, row: Row) -> None:
    """A line without figures: "Trong đó:" opens parts of the line before, all others a section."""
    if taken_apart(row.name).first("of_which") or _SUB.match(row.name):
        outline.of_which = True
        return
    outline.section, outline.main, outline.main_text = row.name, None, ""
    outline.of_which = False


def _sub_line(
    path: tuple[str, ...], outline: _Outline, answers: dict[str, str], head: Head
) -> Meaning:
    """A part of the line before: unknown where that is unknown, or where it counts other things."""
    main = outline.main
    if main is None or main.use == "out":
        return (
            understood(path, None, answers, head.subject)
            if " > ".join(path) in answers
            else (main or UNKNOWN)
        )
    found = understood((path[-1],), main, answers, head.subject)
    own = taken_apart(path[-1]).first("subject")
    if found.use == "figure" and own and main.subject and own != main.subject:
        return UNKNOWN
    if found.use == "figure" and found == replace(main, of_which=found.of_which):
        return UNKNOWN  # a part that would be the whole
    return found


def _joined(lines: list[Line]) -> Line:
    """Several columns of one reporter ("trong kỳ", "lũy kế") as one line."""
    values = {place: value for line in lines for place, value in line.values.items()}
    cells = {place: cell for line in lines for place, cell in line.cells.items()}
    unread = frozenset(place for line in lines for place in line.unread)
    return replace(lines[0], values=values, cells=cells, unread=unread)


def _shifted(meaning: Meaning, column: Column) -> Meaning:
    """The meaning of a line under a heading that says a day, a span or months."""
    if meaning.use != "figure" or not column.path:
        return meaning
    text, months = without_months(column.title)
    said = taken_apart(text)
    months = months or meaning.months
    if meaning.found.kind != "flow":
        return replace(meaning, day=said.first("day") or meaning.day, months=months)
    span = said.first("span") or column.meaning.span or meaning.span
    return replace(meaning, span=span, months=months)


def _other_measures(
    sheet: Sheet, measured: int, number: int, wanted: Mapping[int, Column]
) -> dict[str, Finding]:
    """Lines that count in thousands, or in money, are not the counts that their titles say."""
    message = sentence("is not the unit in which this line is counted.")
    remedy = sentence("Write whole numbers of persons, unions or enterprises, and their unit.")
    found = {}
    for row, one in wanted.items():
        cell = sheet.at(row, measured)
        if cell is None or not cell.text or (row, number) not in sheet.cells:
            continue
        is_rate = one.meaning.use == "percent" or one.meaning.found.kind == "rate"
        if measured_in(cell.text) != ("percent" if is_rate else "count"):
            found[one.place] = problem_at(sheet.name, cell, message, remedy, name=True)
    return found


def _title(row: Row) -> str:
    return _SUB.sub("", row.name) or row.name
