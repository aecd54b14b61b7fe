"""Turn validated text tables into typed frames."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from doanvien.data.dates import iso_date
from doanvien.data.rows import number_form, row_date
from doanvien.data.schema import Column, FileSchema
from doanvien.data.tables import Row, Table
from doanvien.data.territory import resolve_territory


def typed_frame(tables: Sequence[Table], schema: FileSchema) -> pd.DataFrame:
    """One frame of all rows of some tables of one kind, in order; tables may be none.

    Columns are those of the schema, optional ones included: text as str ("" if empty), dates as
    datetime64 (NaT if empty), numbers as float64 (NaN if empty), ``territory`` as int (resolved).
    ``file`` ("figures/ha-noi.csv", inside the data set) and ``row`` (line number) say where a row
    was read.
    """
    rows = [row for table in tables for row in table.rows]
    data = {column.name: _typed(rows, column, schema) for column in schema.columns}
    names = [table.name for table in tables for _ in table.rows]
    data["file"] = pd.Series(names, dtype="str")
    data["row"] = pd.Series([row.line for row in rows], dtype="int64")
    return pd.DataFrame(data)


def _typed(rows: list[Row], column: Column, schema: FileSchema) -> pd.Series:
    texts = [row[column.name] for row in rows]
    if column.type == "date":
        return pd.Series(np.array([text or "NaT" for text in texts], dtype="datetime64[us]"))
    if column.type == "number":
        numbers = [
            number_form(row).read(text) if text else np.nan
            for row, text in zip(rows, texts, strict=True)
        ]
        return pd.Series(numbers, dtype="float64")
    if column.type == "territory":
        maps = [
            resolve_territory(row["province"], row["territory"], iso_date(row_date(row, schema)))
            for row in rows
        ]
        return pd.Series(maps, dtype="int64")
    return pd.Series(texts, dtype="str")
