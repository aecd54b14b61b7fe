"""Turn validated text tables into typed frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from doanvien.data.reading.table import Row, Table, Texts
from doanvien.data.rules.dates import iso_date
from doanvien.data.rules.row_rules.amounts import numbers_of
from doanvien.data.rules.row_rules.maps import row_date
from doanvien.data.rules.schema import Column, FileSchema
from doanvien.reference.maps import resolve_territory


def typed_frame(tables: Sequence[Table], schema: FileSchema) -> pd.DataFrame:
    """One frame of all rows of some tables of one kind, in order; tables may be none.

    Columns are those of the schema, optional ones included: text as str ("" if empty), dates as
    datetime64 (NaT if empty), numbers as float64 (NaN if empty), ``territory`` as int (resolved).
    ``file`` ("figures/ha-noi.csv", inside the data set) and ``row`` (line number) say where a row
    was read.
    """
    parts = [_typed_table(table, schema) for table in tables or [Table("", "", schema)]]
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def _typed_table(table: Table, schema: FileSchema) -> pd.DataFrame:
    data = {column.name: _typed(table, column, schema) for column in schema.columns}
    data["file"] = pd.Series(Texts.same(table.name, len(table)).objects, dtype="str")
    data["row"] = pd.Series(table.lines, dtype="int64")
    return pd.DataFrame(data)


def _typed(table: Table, column: Column, schema: FileSchema) -> pd.Series:
    texts = table.column(column.name)
    if column.type == "date":
        days = np.array([text or "NaT" for text in texts.distinct], dtype="datetime64[us]")
        return pd.Series(days[texts.codes])
    if column.type == "number":
        return pd.Series(numbers_of(table, column.name), dtype="float64")
    if column.type == "territory":
        deciding = ("province", "territory", *schema.dated_by)
        return pd.Series(table.decided(deciding, _map_of(schema)), dtype="int64")
    return pd.Series(texts.objects, dtype="str")


def _map_of(schema: FileSchema) -> Callable[[Row], int]:
    def resolve(row: Row) -> int:
        day = iso_date(row_date(row, schema))
        return resolve_territory(row["province"], row["territory"], day)

    return resolve
