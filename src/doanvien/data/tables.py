"""Read one CSV file as text: every cell a string, every row with its true line number."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from doanvien.data.header import Header, read_header
from doanvien.data.problems import Complaint, Problem
from doanvien.data.schema import FileSchema
from doanvien.data.text import UnreadableText, read_text, unicode_problems


@dataclass(frozen=True)
class Row:
    """``line`` is where the row starts in the file; ``cells`` holds stripped text by column."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def problem(self, column: str, complaint: Complaint) -> Problem:
        """A complaint about one cell of this row."""
        return Problem(self.file, self.line, column, self[column], *complaint)


@dataclass(frozen=True)
class Table:
    """The rows of one file.

    ``file`` names it in problems, ``name`` inside the data set ("figures/ha-noi.csv").
    ``problems`` are those of its form. ``complete``: every required column is there.
    """

    file: str
    name: str
    schema: FileSchema
    rows: tuple[Row, ...] = ()
    columns: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    complete: bool = False

    def column(self, name: str) -> list[str]:
        """The cells of a column, as text."""
        return [row[name] for row in self.rows]

    def where(self, column: str, values: Collection[str]) -> Table:
        """The same table with only the rows whose cell is one of ``values``."""
        return replace(self, rows=tuple(row for row in self.rows if row[column] in values))


def read_table(path: Path, file: str, name: str, schema: FileSchema) -> Table:
    """Read a CSV file; what is wrong with its form is in ``problems``, nothing is raised.

    Checked are encoding, quoting, Unicode form, header and the number of cells of each row. Rows
    that cannot be aligned with the header, and rows that are blank, are left out.
    """

    try:
        text = read_text(path, file, f"without rows, its only line is {schema.header}.")
    except UnreadableText as error:
        return Table(file, name, schema, problems=(error.problem,))
    records, unreadable = _records(file, text)
    if not records or not any(records[0].cells):
        remedy = f"Its first line is {schema.header}."
        empty = Problem(file, 1, "", "", "the file has no header", remedy)
        return Table(file, name, schema, problems=(unreadable or empty,))
    header = read_header(file, records[0].cells, schema)
    rows, problems = _align(file, records[1:], header)
    problems = [*header.problems, *unicode_problems(file, text), *problems]
    return Table(
        file,
        name,
        schema,
        rows=tuple(rows),
        columns=frozenset(header.positions),
        problems=(*problems, unreadable) if unreadable else tuple(problems),
        complete=not header.missing,
    )


class _Record(NamedTuple):
    line: int
    cells: list[str]


def _records(file: str, text: str) -> tuple[list[_Record], Problem | None]:
    """The records with the line on which each starts; a quoted cell may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[_Record] = []
    line = 1
    try:
        for cells in reader:
            records.append(_Record(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"the row cannot be read, and none after it ({error})"
        remedy = "Close every quotation mark; write one inside a quoted cell twice."
        return records, Problem(file, line, "", "", message, remedy)
    return records, None


def _align(file: str, records: list[_Record], header: Header) -> tuple[list[Row], list[Problem]]:
    """Put cells under their columns; ragged rows are problems and left out."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, cells in records:
        if not any(cell.strip() for cell in cells):
            continue  # spreadsheets leave such rows at the end
        if len(cells) == header.width:
            by_name = {name: cells[at].strip() for name, at in header.positions.items()}
            rows.append(Row(file, line, by_name))
        else:
            message = f"the row has {len(cells)} cells, the header has {header.width}"
            remedy = "Put a cell that holds a comma between double quotes; leave no column out."
            problems.append(Problem(file, line, "", "", message, remedy))
    return rows, problems
