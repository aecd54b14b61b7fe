"""Read one CSV file as text: every cell a string, every row with its true line number.

A year of monthly figures by unit is ten thousand rows and more, so a table keeps its columns, each
different text once, and a row becomes an object only where somebody asks for it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from doanvien.data.problems import Complaint, Problem
from doanvien.data.reading.header import Header, read_header
from doanvien.data.reading.plain import plain_columns
from doanvien.data.reading.text import (
    UnreadableText,
    decoded,
    is_nfc,
    not_nfc,
    not_utf8,
    read_bytes,
    unicode_problems,
)
from doanvien.data.reading.texts import Texts, combined
from doanvien.data.reading.wanted import Wanted
from doanvien.data.rules.schema import FileSchema

T = TypeVar("T")
EVERYTHING = Wanted()
_FOREIGN_BYTE = re.compile("[\udc80-\udcff]")  # as "surrogateescape" decodes what is not UTF-8
NO_LINES = np.array([], dtype=np.int64)


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
    holds the stripped texts of each column that is there, ``lines`` (n) where each row starts in
    the file. ``problems`` are those of its form. ``complete``: every required column is there.
    """

    file: str
    name: str
    schema: FileSchema
    lines: NDArray[np.int64] = field(default_factory=lambda: NO_LINES)
    cells: Mapping[str, Texts] = field(default_factory=dict)
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

    def row(self, position: int, columns: Collection[str] = ()) -> Row:
        """The row at a position, counted from 0; with some of its cells only, if any are named."""
        cells = {
            name: self.cells[name][position] for name in columns or self.cells if name in self.cells
        }
        return Row(self.file, int(self.lines[position]), cells)

    def column(self, name: str) -> Texts:
        """The cells of a column as text; empty texts if the file leaves it out."""
        return self.cells.get(name) or Texts.same("", len(self))

    def where(self, column: str, values: Collection[str]) -> Table:
        """The same table with only the rows whose cell is one of ``values``."""
        return self.taken(np.flatnonzero(self.column(column).holds(values)))

    def taken(self, positions: NDArray[np.int64]) -> Table:
        """The same table with only the rows at some positions."""
        cells = {name: texts.taken(positions) for name, texts in self.cells.items()}
        return replace(self, lines=self.lines[positions], cells=cells)

    def decided(self, columns: Iterable[str], decide: Callable[[Row], T]) -> list[T]:
        """What each row's cells in some columns decide; rows that agree in them are asked once."""
        columns = tuple(columns)
        groups, firsts = self.alike(columns)
        found = [decide(self.row(at, columns)) for at in firsts.tolist()]
        return [found[group] for group in groups.tolist()]

    def alike(self, columns: Iterable[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows that agree in some columns: the group of each, and the first row of each group."""
        return combined([self.column(name) for name in columns])


def read_table(
    path: Path, file: str, name: str, schema: FileSchema, wanted: Wanted = EVERYTHING
) -> Table:
    """Read a CSV file; what is wrong with its form is in ``problems``, nothing is raised.

    Checked are encoding, quoting, Unicode form, header and the number of cells of each row. Rows
    that cannot be aligned with the header, and rows that are blank, are left out, and so are those
    that are not ``wanted``, with their problems.
    """

    try:
        data = read_bytes(path, file, f"without rows, its only line is {schema.header}.")
        if plain := _plain_table(file, name, schema, data, wanted):
            return plain
        return _slow_table(file, name, schema, data, wanted)
    except UnreadableText as error:
        return Table(file, name, schema, problems=(error.problem,))


def _slow_table(file: str, name: str, schema: FileSchema, data: bytes, wanted: Wanted) -> Table:
    """The table of a file, read row by row; raises UnreadableText."""
    text = decoded(data, file) if wanted.all else data.decode("utf-8-sig", "surrogateescape")
    records, unreadable = _records(file, text)
    if not records.cells or not any(records.cells[0]):
        remedy = f"Its first line is {schema.header}."
        empty = Problem(file, 1, "", "", "the file has no header", remedy)
        return Table(file, name, schema, problems=(unreadable or empty,))
    header = read_header(file, records.cells[0], schema)
    records = _wanted_records(records, header, wanted)
    for line, record in zip(records.lines, records.cells, strict=False):
        if _FOREIGN_BYTE.search(",".join(record)):
            raise not_utf8(file, line)
    lines, cells, problems = _align(file, records, header)
    problems = [*header.problems, *_unicode_problems(file, text, records, wanted), *problems]
    return Table(
        file,
        name,
        schema,
        lines=np.array(lines, dtype=np.int64),
        cells=cells,
        problems=(*problems, unreadable) if unreadable else tuple(problems),
        complete=not header.missing,
    )


def _plain_table(
    file: str, name: str, schema: FileSchema, data: bytes, wanted: Wanted
) -> Table | None:
    """The table of a file that needs no CSV reader; None if it may need one."""
    columns = plain_columns(data, wanted)
    if columns is None:
        return None
    header = read_header(file, columns.header, schema)
    return Table(
        file,
        name,
        schema,
        lines=columns.lines,
        cells={column: columns.cells[at] for column, at in header.positions.items()},
        problems=tuple(header.problems),
        complete=not header.missing,
    )


class _Records(NamedTuple):
    """``cells`` of each record and the ``lines`` on which they start; the header is the first."""

    lines: Sequence[int]
    cells: list[list[str]]


def _wanted_records(records: _Records, header: Header, wanted: Wanted) -> _Records:
    """The header and the records that are wanted."""
    places = [header.positions.get(name, len(header.positions)) for name in ("province", "unit")]
    if wanted.all or "province" not in header.positions:
        return records
    kept = [0]
    for number, cells in enumerate(records.cells[1:], start=1):
        province, unit = (cells[at].strip() if at < len(cells) else "" for at in places)
        if wanted.row(province, unit):
            kept.append(number)
    return _Records([records.lines[at] for at in kept], [records.cells[at] for at in kept])


def _unicode_problems(file: str, text: str, records: _Records, wanted: Wanted) -> list[Problem]:
    """Text that is not in Unicode form NFC, in the wanted rows."""
    if wanted.all:
        return unicode_problems(file, text)
    rows = zip(records.lines, records.cells, strict=False)
    return not_nfc(file, [line for line, cells in rows if not is_nfc(cells)])


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
) -> tuple[list[int], dict[str, Texts], list[Problem]]:
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
    by_name = {
        name: Texts.of([cell.strip() for cell in columns[at]])
        for name, at in header.positions.items()
    }
    return lines, by_name, problems
