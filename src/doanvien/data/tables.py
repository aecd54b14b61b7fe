"""Read one CSV file as text: every cell a string, every row with its true line number.

A year of monthly figures by unit is ten thousand rows and more, so a table keeps its columns, and a
row becomes an object only where somebody asks for it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
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

    ``file`` names it in problems, ``name`` inside the data set ("figures/ha-noi.csv"). ``cells``
    holds the stripped texts of each column that is there, ``lines`` where each row starts in the
    file. ``problems`` are those of its form. ``complete``: every required column is there.
    """

    file: str
    name: str
    schema: FileSchema
    lines: Sequence[int] = ()
    cells: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    complete: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def columns(self) -> frozenset[str]:
        return frozenset(self.cells)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self.row(position) for position in range(len(self)))

    def row(self, position: int) -> Row:
        """The row at a position, counted from 0."""
        cells = {name: texts[position] for name, texts in self.cells.items()}
        return Row(self.file, self.lines[position], cells)

    def column(self, name: str) -> Sequence[str]:
        """The cells of a column as text; empty texts if the file leaves it out."""
        return self.cells.get(name) or [""] * len(self)

    def where(self, column: str, values: Collection[str]) -> Table:
        """The same table with only the rows whose cell is one of ``values``."""
        kept = [at for at, text in enumerate(self.column(column)) if text in values]
        return replace(
            self,
            lines=[self.lines[at] for at in kept],
            cells={name: [texts[at] for at in kept] for name, texts in self.cells.items()},
        )

    def alike(self, columns: Iterable[str]) -> dict[tuple[str, ...], int]:
        """Every combination of texts in some columns, with the position where it stands first."""
        combined = list(zip(*map(self.column, columns), strict=True))
        # The last one to be written wins, so the first position is written last.
        return dict(zip(reversed(combined), reversed(range(len(self))), strict=True))


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
    lines, cells, problems = _align(file, records[1:], header)
    problems = [*header.problems, *unicode_problems(file, text), *problems]
    return Table(
        file,
        name,
        schema,
        lines=lines,
        cells=cells,
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


def _align(
    file: str, records: list[_Record], header: Header
) -> tuple[list[int], dict[str, list[str]], list[Problem]]:
    """Put cells under their columns; blank rows are left out, ragged ones are problems too."""
    problems: list[Problem] = []
    aligned: list[_Record] = []
    for record in records:
        if not any(record.cells) or not any(map(str.strip, record.cells)):
            continue  # spreadsheets leave such rows at the end
        if len(record.cells) == header.width:
            aligned.append(record)
            continue
        message = f"the row has {len(record.cells)} cells, the header has {header.width}"
        remedy = "Put a cell that holds a comma between double quotes; leave no column out."
        problems.append(Problem(file, record.line, "", "", message, remedy))
    columns = list(zip(*(record.cells for record in aligned), strict=True))
    cells = {
        name: list(map(str.strip, columns[at])) if columns else []
        for name, at in header.positions.items()
    }
    return [record.line for record in aligned], cells, problems
