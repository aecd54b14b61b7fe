"""What a chart shows, in words."""

from __future__ import annotations

from collections.abc import Sequence

from doanvien.export.excel.parts.charted import charted_rows, has_marks, index_of
from doanvien.present.shown.tables.table import Table
from doanvien.present.words.formats import format_count
from doanvien.reference.languages import Translator, translator

FEW = 6
"""Points that an alt text names one by one; of more it names the extremes."""


def chart_text(table: Table) -> str:
    """What the chart shows, for who cannot see it: of each series the highest, lowest and last."""
    spec, t = table.chart, translator(table.language)
    assert spec is not None
    kind = t("Line chart") if spec.kind == "line" else t("Bar chart")
    rows = charted_rows(table)
    told = [_series_text(table, index_of(table, name), rows, t) for name in spec.values]
    count = format_count(len(rows), table.language)
    start = t(
        "{kind}: {title}, {count} {count:item|items}.", kind=kind, title=spec.title, count=count
    )
    if has_marks(table):
        elapsed = index_of(table, "elapsed")
        timed = [row for row in rows if table.values[row][elapsed] is not None]
        told.append(_series_text(table, elapsed, timed, t))
    return " ".join([start, *told])


def _series_text(table: Table, index: int, rows: Sequence[int], t: Translator) -> str:
    column = table.columns[index]
    spec = table.chart
    assert spec is not None
    category = index_of(table, spec.category)

    def point(row: int) -> str:
        return f"{table.cell_text(row, index)} ({table.cell_text(row, category)})"

    def value(row: int) -> float:
        found = table.values[row][index]
        assert isinstance(found, int | float)
        return found

    if len(rows) <= FEW:
        points = "; ".join(point(row) for row in rows)
        return t("{series}: {points}.", series=column.title, points=points)
    return t(
        "{series}: highest {high}, lowest {low}, last {last}.",
        series=column.title,
        high=point(max(rows, key=value)),
        low=point(min(rows, key=value)),
        last=point(rows[-1]),
    )
