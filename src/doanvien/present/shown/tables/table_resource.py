"""A table as a Frictionless data resource (specs.frictionlessdata.io) and back.

The resource is the machine-readable half of a table: typed fields, plain values (None for missing,
ISO dates, shares between 0 and 1) and, under "doanvien", what the exporters need to lay it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd

from doanvien.present.shown.tables.grid import Bars, Column, Grid, NativeChart, Value

FIELD_TYPES = {
    "text": "string",
    "count": "integer",
    "signed": "integer",
    "percent": "number",
    "decimal": "number",
    "date": "date",
    "year": "integer",
}


def to_resource(table: Grid) -> dict[str, Any]:
    """The payload of a table, ready for JSON."""
    names = [column.name for column in table.columns]
    chart = None
    if table.chart:
        chart = {**asdict(table.chart), "values": list(table.chart.values)}
    return {
        "name": table.name,
        "title": table.caption,
        "profile": "tabular-data-resource",
        "schema": {
            "fields": [
                {"name": column.name, "title": column.title, "type": FIELD_TYPES[column.kind]}
                for column in table.columns
            ]
        },
        "data": [
            dict(zip(names, (_json_value(value) for value in row), strict=True))
            for row in table.values
        ],
        "doanvien": {
            "sheet": table.sheet,
            "language": table.language,
            "columns": [asdict(column) for column in table.columns],
            "notes": list(table.notes),
            "chart": chart,
            "status": table.status,
            "as_file": table.as_file,
            "bars": asdict(table.bars) if table.bars else None,
            "ends": table.ends,
            "head": table.head,
            "book": list(table.book),
            "said": [[row, column, text] for (row, column), text in table.said.items()],
        },
    }


def fields_of(resource: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the table that made `resource`.

    Raises `ValueError` when the resource was not made by a table, or was damaged since.
    """
    try:
        own = resource["doanvien"]
        columns = tuple(Column(**column) for column in own["columns"])
        chart, bars = own["chart"], own.get("bars")
        data = {column.name: [row[column.name] for row in resource["data"]] for column in columns}
        return {
            "name": resource["name"],
            "caption": resource["title"],
            "columns": columns,
            "rows": pd.DataFrame(data, dtype=object),
            "language": own["language"],
            "notes": tuple(own["notes"]),
            "chart": NativeChart(**{**chart, "values": tuple(chart["values"])}) if chart else None,
            "sheet": own["sheet"],
            "status": own.get("status", ""),
            "as_file": own.get("as_file", False),
            "bars": Bars(bars["column"], tuple(bars["marks"]), tuple(bars["tones"]))
            if bars
            else None,
            "ends": own.get("ends", 0),
            "head": own.get("head", 0),
            "book": tuple(own.get("book", ())),
            "said": {(row, column): text for row, column, text in own.get("said", ())},
        }
    except (KeyError, TypeError) as error:
        raise ValueError(f"Not the data of a table: {error!r} is missing or wrong.") from error


def _json_value(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value
