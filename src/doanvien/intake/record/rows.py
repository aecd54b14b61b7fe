"""The files of a data set as rows of text, read and written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from doanvien.data.rules.schema import FileSchema
from doanvien.reference.maps import WRITTEN, resolve_territory

Row = dict[str, str]
OLD_FIRST = {63: 0, 34: 1}


def read_rows(path: Path) -> list[Row]:
    """The rows of a file; none where there is no such file."""
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8-sig")
    return [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)]


def written(rows: Sequence[Row], schema: FileSchema) -> bytes:
    """A file of these rows, with the optional columns that any of them has."""
    known = {name for row in rows for name in row}
    columns = [
        column.name for column in schema.columns if not column.optional or column.name in known
    ]
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: row.get(name) or "" for name in columns} for row in rows)
    return target.getvalue().encode()


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
