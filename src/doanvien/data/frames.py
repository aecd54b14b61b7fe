"""Turn validated text tables into typed frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    data = {column.name: _typed(tables, column, schema) for column in schema.columns}
    names = [table.name for table in tables for _ in table.lines]
    data["file"] = pd.Series(names, dtype="str")
    data["row"] = pd.Series([line for table in tables for line in table.lines], dtype="int64")
    return pd.DataFrame(data)


def _typed(tables: Sequence[Table], column: Column, schema: FileSchema) -> pd.Series:
    texts = [text for table in tables for text in table.column(column.name)]
    if column.type == "date":
        return pd.Series(np.array([text or "NaT" for text in texts], dtype="datetime64[us]"))
    if column.type == "number":
        forms = [
            form for table in tables for form in table.decided(("indicator", "of"), number_form)
        ]
        numbers = [
            form.read(text) if text else np.nan for form, text in zip(forms, texts, strict=True)
        ]
        return pd.Series(numbers, dtype="float64")
    if column.type == "territory":
        deciding = ("province", "territory", *schema.dated_by)
        maps = [place for table in tables for place in table.decided(deciding, _map_of(schema))]
        return pd.Series(maps, dtype="int64")
    return pd.Series(texts, dtype="str")


def _map_of(schema: FileSchema) -> Callable[[Row], int]:
    def resolve(row: Row) -> int:
        day = iso_date(row_date(row, schema))
        return resolve_territory(row["province"], row["territory"], day)

    return resolve
