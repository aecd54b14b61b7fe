"""The files of a data set as rows of text, read and written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from doanvien.data.layout import REFUSED_FILE, UNITS_FILE, shown
from doanvien.data.problems import DataError
from doanvien.data.reading.csv_file import read_table
from doanvien.data.rules.schema import FIGURES, REFUSED, SHARED_FILES, UNITS, FileSchema
from doanvien.reference.maps import WRITTEN, resolve_territory

Row = dict[str, str]
SOURCES_FILE = "sources.csv"
OLD_FIRST = {63: 0, 34: 1}


def read_rows(folder: Path, name: str) -> list[Row]:
    """The rows of a file of a data set; none where there is no such file.

    Raises DataError where what stands there could be misread.
    """
    if not (folder / name).is_file():
        return []
    table = read_table(folder / name, shown(folder, name), name, schema_of(name))
    if mistakes := [one for one in table.problems if one.severity == "mistake"]:
        raise DataError(mistakes)
    columns = tuple(table.cells)
    return [dict(zip(columns, row, strict=True)) for row in zip(*table.cells.values(), strict=True)]


def written(rows: Sequence[Row], name: str) -> bytes:
    """A file of these rows, with the optional columns that any of them has."""
    known = {column for row in rows for column in row}
    columns = [
        column.name
        for column in schema_of(name).columns
        if not column.optional or column.name in known
    ]
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: row.get(column) or "" for column in columns} for row in rows)
    return target.getvalue().encode()


def schema_of(name: str) -> FileSchema:
    """The columns of a file of a data set."""
    return {REFUSED_FILE: REFUSED, UNITS_FILE: UNITS, **SHARED_FILES}.get(name, FIGURES)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by territory (the old map first), unit, indicator and period; ties as they stand."""
    return sorted(rows, key=_order)


def territory_of(row: Row) -> int:
    """The map that a row lies on: 0 where its province has one series, else 63 or 34."""
    day = row.get("period_end") or ""
    return resolve_territory(
        row["province"],
        row["territory"] if row["territory"] in WRITTEN else "",
        date.fromisoformat(day) if day else None,
    )


def _order(row: Row) -> tuple[object, ...]:
    return (
        row["province"],
        OLD_FIRST.get(territory_of(row), 0),
        row["unit"],
        row["indicator"],
        row["period_end"],
        row["period_start"],
    )
