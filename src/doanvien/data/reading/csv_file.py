"""Read one CSV file as text: every cell a string, every row with its true line number."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.header import Header, read_header, separator_of
from doanvien.data.reading.plain import plain_columns
from doanvien.data.reading.table import Table, Texts
from doanvien.data.reading.text import (
    UnreadableText,
    decoded,
    is_nfc,
    not_nfc,
    not_utf8,
    read_bytes,
)
from doanvien.data.reading.wanted import EVERYTHING, Wanted
from doanvien.data.rules.schema import FileSchema

_FOREIGN_BYTE = re.compile("[\udc80-\udcff]")  # as "surrogateescape" decodes what is not UTF-8


def read_table(
    path: Path, file: str, name: str, schema: FileSchema, wanted: Wanted = EVERYTHING
) -> Table:
    """Read a CSV file; what is wrong with its form is in ``problems``, nothing is raised.

    Checked are encoding, quoting, Unicode form, header and the number of cells of each row. Rows
    that cannot be aligned with the header, and rows that are blank, are left out, and so are those
    that are not ``wanted``, with their problems.
    """

    missing = wrong(
        "the file is missing.",
        "Create it; without rows, its only line is {columns}.",
        columns=schema.header,
    )
    try:
        data = read_bytes(path, file, missing)
        separator = separator_of(data, schema)
        if columns := plain_columns(data, wanted, separator):
            header = read_header(file, columns.header, schema)
            cells = {column: columns.cells[at] for column, at in header.positions.items()}
            lines, problems = columns.lines, header.problems
        else:
            header, lines, cells, problems = _slowly(file, schema, data, wanted, separator)
    except UnreadableText as error:
        return Table(file, name, schema, problems=(error.problem,))
    return Table(file, name, schema, lines, cells, tuple(problems), not header.missing)


def _slowly(
    file: str, schema: FileSchema, data: bytes, wanted: Wanted, separator: str
) -> tuple[Header, NDArray[np.int64], dict[str, Texts], list[Problem]]:
    """Header, lines, cells and problems of a file, read row by row; raises UnreadableText."""
    text = decoded(data, file) if wanted.all else data.decode("utf-8", "surrogateescape")
    records, unreadable = _records(file, text, separator)
    if not records.cells or not any(records.cells[0]):
        told = wrong(
            "the file has no header.", "Its first line is {columns}.", columns=schema.header
        )
        raise UnreadableText(unreadable or Problem.of_file(file, told, 1))
    header = read_header(file, records.cells[0], schema)
    records = _wanted_records(records, header, wanted)
    problems = list(header.problems)
    for line, record in zip(records.lines, records.cells, strict=False):
        if _FOREIGN_BYTE.search(",".join(record)):
            raise not_utf8(file, line)
        if not is_nfc(record):
            problems.append(not_nfc(file, line))
    lines, cells, ragged = _align(file, records, header)
    problems += [*ragged, unreadable] if unreadable else ragged
    return header, np.array(lines, dtype=np.int64), cells, problems


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


def _records(file: str, text: str, separator: str) -> tuple[_Records, Problem | None]:
    """The records with the line on which each starts; a quoted cell may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    cells: list[list[str]] = []
    lines = [1]
    try:
        for record in reader:
            cells.append(record)
            lines.append(reader.line_num + 1)
    except csv.Error as error:
        told = wrong(
            "the row cannot be read, and none after it ({reason}).",
            "Close every quotation mark; write one inside a quoted cell twice.",
            reason=str(error),
        )
        return _Records(lines, cells), Problem.of_file(file, told, lines[-1])
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
        told = wrong(
            "the row has {count} {count:cell|cells}, the header has {width}.",
            "Put a cell that holds a comma between double quotes; leave no column out.",
            count=len(cells),
            width=header.width,
        )
        problems.append(Problem.of_file(file, told, line))
    columns = list(zip(*aligned, strict=True)) or [()] * header.width
    by_name = {
        name: Texts.of([cell.strip() for cell in columns[at]])
        for name, at in header.positions.items()
    }
    return lines, by_name, problems
