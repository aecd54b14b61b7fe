"""The numbers of one line, each as its column asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from doanvien.intake.book.cells import Cell, Sheet
from doanvien.intake.findings import Finding, problem_at
from doanvien.intake.reading.entries import Column, Line, Value
from doanvien.intake.reading.numbers import read_count, read_percentage
from doanvien.reference.sentences import sentence

Place = tuple[int, int]


def read_line(
    sheet: Sheet, line: Line, wanted: Iterable[tuple[Column, Place]]
) -> tuple[Line, list[Finding]]:
    """The line with the numbers that stand at some places, and what is wrong with them."""
    values: dict[str, Value] = {}
    cells: dict[str, Cell] = {}
    unread: set[str] = set()
    findings: list[Finding] = []
    for column, place in wanted:
        cell = sheet.cells.get(place)
        if cell:
            cells[column.place] = cell
        merge = sheet.merge_at(*place)
        found: Value | Finding | None = None
        if merge and (merge.top, merge.left) != (merge.bottom, merge.right):
            unread.add(column.place)
            if cell:
                message = sentence("is one number in a merged cell, for several cells.")
                remedy = sentence("Unmerge the cell and write a number in each.")
                found = problem_at(sheet.name, cell, message, remedy)
        elif cell:
            found = read_cell(sheet.name, cell, column)
        if isinstance(found, Finding):
            unread.add(column.place)
            findings.append(found)
        elif column.place not in unread:
            values[column.place] = found
    return replace(line, values=values, cells=cells, unread=frozenset(unread)), findings


def read_cell(sheet: str, cell: Cell, column: Column) -> Value | Finding:
    """The number of a cell as its column asks for it."""
    meaning = column.meaning
    if meaning.use == "percent" or meaning.found.kind == "rate":
        return read_percentage(sheet, cell)
    return read_count(sheet, cell, signed=meaning.found.signed and not meaning.sign)


def nameless(sheet: str, cells: Iterable[Cell]) -> list[Finding]:
    """What is wrong with a row that holds numbers and names nobody."""
    first = next(iter(cells), None)
    if first is None:
        return []
    message = sentence("stands in a row without the name of a unit.")
    return [
        problem_at(sheet, first, message, sentence("Write the unit's name, or delete the row."))
    ]
