"""Which rows of a table its chart draws, and how they lie."""

from __future__ import annotations

from collections.abc import Sequence

from doanvien.present.shown.tables.table import Table

MOST_BARS = 42
"""Bars that lie, on a page that stands and can be read; the table has all of them."""
LONG_LABEL = 14
MOST_WITH_MARKS = 8


def has_marks(table: Table) -> bool:
    """Whether bars are shares of targets, few enough for lines across them."""
    return _is_share(table) and len(charted_rows(table)) <= MOST_WITH_MARKS


def _is_share(table: Table) -> bool:
    names: list[str] = [column.name for column in table.columns]
    spec = table.chart
    return (
        spec is not None and spec.kind == "bar" and spec.values == ("share",) and "elapsed" in names
    )


def charted_rows(table: Table) -> list[int]:
    """The rows (0 = first) that the chart draws."""
    if table.chart is None:
        return []
    charted = [index_of(table, name) for name in table.chart.values]
    rows = [
        position
        for position, row in enumerate(table.values)
        if all(row[index] is not None for index in charted)
    ]
    if table.chart.kind == "bar" and lies(table, rows):
        return rows[: MOST_BARS // len(charted)]
    return rows


def lies(table: Table, rows: Sequence[int]) -> bool:
    """Whether bars go from left to right, so that long names can be read."""
    assert table.chart is not None
    category = index_of(table, table.chart.category)
    longest = max((len(table.cell_text(row, category)) for row in rows), default=0)
    return longest > LONG_LABEL and not (_is_share(table) and len(rows) <= MOST_WITH_MARKS)


def index_of(table: Table, name: str) -> int:
    names: list[str] = [column.name for column in table.columns]
    return names.index(name)
