"""Read a vertical form: one line an indicator, with a column of figures, or one for each unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from openpyxl.utils import column_index_from_string

from doanvien.intake.book.cells import Cell
from doanvien.intake.findings import Finding, problem_at
from doanvien.intake.reading.by_units import Read, read_cell
from doanvien.intake.reading.columns import columns_of, dated, with_targets
from doanvien.intake.reading.entries import Column, LeftOut, Line, LineKind, TableRead, Value
from doanvien.intake.reading.head import Head
from doanvien.intake.reading.headings import UNKNOWN, Meaning, understood
from doanvien.intake.reading.place import names_reporter
from doanvien.intake.reading.rows import Row, is_signed
from doanvien.intake.reading.tables import Table, looks_like_units
from doanvien.intake.reading.terms import measured_in, row_said, taken_apart
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
    seen: list[int] = field(default_factory=list)


def read_items(table: Table, head: Head) -> Read:
    """The lines of a vertical form as columns of figures, and one row a unit.

    A column whose heading is the name of a unit is that unit; one called "Số lượng" is who reports.
    """
    sheet = table.sheet
    columns = columns_of(table, head)
    left_out: list[LeftOut] = []
    findings: list[Finding] = []
    value_columns = _value_columns(columns, head)
    rows = _item_rows(table)
    measured = next((one.place for one in columns if one.meaning.use == "measured"), "")
    for column in columns:
        filled = any((row.row, _number(column)) in sheet.cells for row in rows)
        if column not in [one for one, _ in value_columns] and filled and _is_left_out(column):
            why = column.meaning.reason or column.meaning.use
            left_out.append(LeftOut(sheet.name, column.place, _title(column), why))
    items = _items(table, rows, head, measured, [_number(one) for one, _ in value_columns])
    for row, meaning in items:
        if meaning.use == "out" and _filled(table, row, value_columns):
            left_out.append(
                LeftOut(sheet.name, str(row.row), _SUB.sub("", row.name), meaning.reason)
            )
    lines: list[Line] = []
    shown: list[Column] = []
    by_unit = any(unit != head.reporter.unit for _, unit in value_columns)
    for column, unit in value_columns:
        kind: LineKind = "total" if by_unit and unit == "" else "unit"
        if by_unit and unit:
            heading = sheet.at(table.header[1], _number(column))
            findings += name_problems(sheet.name, heading, unit)
        places = {row.row: f"{'' if by_unit else column.place}{row.row}" for row, _ in items}
        line, of_line, problems = _line(table, items, column, unit, kind, places, measured)
        lines.append(line)
        known = {one.place for one in shown}
        shown += [one for one in of_line if one.place not in known]
        findings += problems
    shown = dated(with_targets(shown), head)
    if not by_unit and lines:
        lines = [_joined(lines)]
    units = tuple(at for at, line in enumerate(lines) if line.kind == "unit")
    lines = [replace(one, reach=units if one.kind == "total" else ()) for one in lines]
    read = TableRead(sheet.name, table.header, tuple(shown), tuple(lines), of_items=True)
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
    """A heading that says a day or a span and nothing else: "Cuối kỳ", "Lũy kế từ đầu năm"."""
    if not column.path:
        return False
    said = taken_apart(column.path[-1])
    names = {name for name, _ in said.said} - {"filler", "role"}
    return bool(names) and names <= {"day", "span"} and not said.unknown


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
        filled = any((row, number) in table.sheet.cells for number in figures)
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
    table: Table, rows: list[Row], head: Head, measured: str, values: list[int]
) -> list[tuple[Row, Meaning]]:
    """Each line with its meaning; headings of sections are no lines."""
    answers = {path: code for one in head.answers for path, code in one.columns.items()}
    outline = _Outline()
    numbered = any(row.rank == "number" for row in rows)
    found: list[tuple[Row, Meaning]] = []
    for row in rows:
        filled = any((row.row, number) in table.sheet.cells for number in values)
        unit_cell = table.sheet.text(row.row, _index(measured)) if measured else ""
        if not filled and not unit_cell and row.rank != "number":
            _open(outline, row)
            continue
        text = _SUB.sub("", row.name)
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


def _line(
    table: Table,
    items: list[tuple[Row, Meaning]],
    column: Column,
    unit: str,
    kind: LineKind,
    places: dict[int, str],
    measured: str,
) -> tuple[Line, list[Column], list[Finding]]:
    """One column of figures as a line of a unit: its items are the columns, at ``places``."""
    sheet = table.sheet
    number = _number(column)
    found: list[Column] = []
    values: dict[str, Value] = {}
    cells: dict[str, Cell] = {}
    unread: set[str] = set()
    findings: list[Finding] = []
    for row, meaning in items:
        if meaning.use not in ("figure", "target", "percent"):
            continue
        place = places[row.row]
        one = Column(place, (_SUB.sub("", row.name),), _shifted(meaning, column))
        found.append(one)
        cell = sheet.cells.get((row.row, number))
        if cell is None:
            values[place] = None
            continue
        cells[place] = cell
        if measured and (wrong := _other_measure(table, row, measured, meaning, sheet.name)):
            findings.append(wrong)
            unread.add(place)
            continue
        value = read_cell(sheet.name, cell, one)
        if isinstance(value, Finding):
            findings.append(value)
            unread.add(place)
        else:
            values[place] = value
    line = Line(table.header[1], kind, unit, unit, values, cells, frozenset(unread))
    return line, found, findings


def _joined(lines: list[Line]) -> Line:
    """Several columns of one reporter ("trong kỳ", "lũy kế") as one line."""
    values = {place: value for line in lines for place, value in line.values.items()}
    cells = {place: cell for line in lines for place, cell in line.cells.items()}
    unread = frozenset(place for line in lines for place in line.unread)
    return replace(lines[0], values=values, cells=cells, unread=unread)


def _shifted(meaning: Meaning, column: Column) -> Meaning:
    """The meaning of a line under a heading that says a day or a span."""
    if not column.path:
        return meaning
    said = taken_apart(column.path[-1])
    day, span = said.first("day"), said.first("span") or column.meaning.span
    if meaning.use != "figure":
        return meaning
    if meaning.found.kind == "flow":
        return replace(meaning, span=span or meaning.span)
    return replace(meaning, day=day or meaning.day)


def _other_measure(
    table: Table, row: Row, measured: str, meaning: Meaning, sheet: str
) -> Finding | None:
    """A line that counts in thousands, or in money, is not the count that its title says."""
    cell = table.sheet.at(row.row, _index(measured))
    if cell is None or not cell.text:
        return None
    is_rate = meaning.use == "percent" or meaning.found.kind == "rate"
    if measured_in(cell.text) == ("percent" if is_rate else "count"):
        return None
    message = sentence("is not the unit in which this line is counted.")
    remedy = sentence("Write whole numbers of persons, unions or enterprises, and their unit.")
    return problem_at(sheet, cell, message, remedy, name=True)


def _filled(table: Table, row: Row, columns: list[tuple[Column, str]]) -> bool:
    return any((row.row, _number(column)) in table.sheet.cells for column, _ in columns)


def _is_left_out(column: Column) -> bool:
    return column.meaning.use in ("out", "figure", "target", "percent")


def _title(column: Column) -> str:
    return column.path[-1] if column.path else ""


def _number(column: Column) -> int:
    return _index(column.place)


def _index(place: str) -> int:
    return int(column_index_from_string(place))
