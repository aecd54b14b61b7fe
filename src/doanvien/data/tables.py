"""Read one CSV file as text: every cell a string, every row with its true line number.

A year of monthly figures by unit is ten thousand rows and more, so a table keeps its columns, and a
row becomes an object only where somebody asks for it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from doanvien.data.header import Header, read_header
from doanvien.data.problems import Complaint, Problem
from doanvien.data.schema import FileSchema
from doanvien.data.text import UnreadableText, read_text, unicode_problems

T = TypeVar("T")


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

    def decided(self, columns: Iterable[str], decide: Callable[[Row], T]) -> list[T]:
        """What each row's cells in some columns decide; rows that agree in them are asked once."""
        columns = tuple(columns)
        found = {cells: decide(self.row(at)) for cells, at in self.alike(columns).items()}
        return [found[cells] for cells in self.combined(columns)]

    def alike(self, columns: Iterable[str]) -> dict[tuple[str, ...], int]:
        """Every combination of texts in some columns, with a position where it stands."""
        return dict(zip(self.combined(columns), range(len(self)), strict=True))

    def combined(self, columns: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """The texts of each row in some columns."""
        return zip(*map(self.column, columns), strict=True)


def read_table(path: Path, file: str, name: str, schema: FileSchema) -> Table:
    """Read a CSV file; what is wrong with its form is in ``problems``, nothing is raised.

    Checked are encoding, quoting, Unicode form, header and the number of cells of each row. Rows
    that cannot be aligned with the header, and rows that are blank, are left out.
    """

    try:
        text = read_text(path, file, f"without rows, its only line is {schema.header}.")
    except UnreadableText as error:
        return Table(file, name, schema, problems=(error.problem,))
    if plain := _plain_table(file, name, schema, text):
        return plain
    records, unreadable = _records(file, text)
    if not records.cells or not any(records.cells[0]):
        remedy = f"Its first line is {schema.header}."
        empty = Problem(file, 1, "", "", "the file has no header", remedy)
        return Table(file, name, schema, problems=(unreadable or empty,))
    header = read_header(file, records.cells[0], schema)
    lines, cells, problems = _align(file, records, header)
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


def _plain_table(file: str, name: str, schema: FileSchema, text: str) -> Table | None:
    """The table of a text that needs no CSV reader; None if it may need one.

    Without quotation marks, blank and ragged rows a cell ends at every comma, and a hundred
    thousand rows are split at once: three times as fast.
    """
    first, *lines = text.removesuffix("\n").split("\n")
    header = read_header(file, first.split(","), schema)
    commas = {line.count(",") for line in lines}
    if commas != {header.width - 1} or any(mark in text for mark in '"\r\0'):
        return None
    if not all(line.strip(", \t") for line in lines):
        return None
    texts = ",".join(lines).split(",")
    cells = {
        column: list(map(str.strip, texts[at :: header.width]))
        for column, at in header.positions.items()
    }
    return Table(
        file,
        name,
        schema,
        lines=range(2, len(lines) + 2),
        cells=cells,
        problems=(*header.problems, *unicode_problems(file, text)),
        complete=not header.missing,
    )


class _Records(NamedTuple):
    """``cells`` of each record and the ``lines`` on which they start."""

    lines: Sequence[int]
    cells: list[list[str]]


def _records(file: str, text: str) -> tuple[_Records, Problem | None]:
    """The records with the line on which each starts; a quoted cell may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    cells: list[list[str]] = []
    lines = [1]
    try:
        for record in reader:
            cells.append(record)
            lines.append(reader.line_num + 1)
    except csv.Error as error:
        message = f"the row cannot be read, and none after it ({error})"
        remedy = "Close every quotation mark; write one inside a quoted cell twice."
        return _Records(lines, cells), Problem(file, lines[-1], "", "", message, remedy)
    return _Records(lines, cells), None


def _align(
    file: str, records: _Records, header: Header
) -> tuple[list[int], dict[str, list[str]], list[Problem]]:
    """Put cells under their columns; blank rows are left out, ragged ones are problems too."""
    problems: list[Problem] = []
    lines: list[int] = []
    aligned: list[list[str]] = []
    for line, cells in zip(records.lines[1:], records.cells[1:], strict=False):
        if not any(map(str.strip, cells)):
            continue  # spreadsheets leave such rows at the end
        if len(cells) == header.width:
            lines.append(line)
            aligned.append(cells)
            continue
        message = f"the row has {len(cells)} cells, the header has {header.width}"
        remedy = "Put a cell that holds a comma between double quotes; leave no column out."
        problems.append(Problem(file, line, "", "", message, remedy))
    columns = list(zip(*aligned, strict=True)) or [()] * header.width
    by_name = {name: list(map(str.strip, columns[at])) for name, at in header.positions.items()}
    return lines, by_name, problems
