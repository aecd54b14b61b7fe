"""A chart that Excel draws from the cells of a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from openpyxl.chart import LineChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.utils import get_column_letter

from doanvien.export.excel.parts.chart_look import Chart, dress, empty_chart
from doanvien.export.excel.parts.charted import charted_rows, has_marks, index_of
from doanvien.export.excel.parts.excel_names import sheet_address
from doanvien.present.shown.tables.table import Table, Value
from doanvien.reference.languages import translator

MARKS_ROW = 60
"""Where a chart's sheet has the line of the target, below what is printed."""


def make_chart(table: Table, sheet_name: str, header_row: int, chart_sheet: str) -> Chart | None:
    """The chart of a table whose header stands in `header_row` of a sheet; None without rows.
    The line of the target is drawn from cells of `chart_sheet`, see `write_marks`.

    A row with a missing value in any charted column is left out of the chart: as a word in a cell,
    Excel would draw it as zero.
    """
    spec = table.chart
    rows = charted_rows(table)
    if spec is None or not rows:
        return None
    category = index_of(table, spec.category)
    labels = [table.cell_text(row, category) for row in rows]
    chart = empty_chart(spec, table, labels)
    for order, name in enumerate(spec.values):
        index = index_of(table, name)
        series = Series(idx=order, order=order)
        values = [table.values[row][index] for row in rows]
        series.val = _numbers(_address(sheet_name, index, rows, header_row), values)
        series.cat = AxDataSource(
            strRef=StrRef(
                f=_address(sheet_name, category, rows, header_row),
                strCache=StrData(
                    ptCount=len(labels), pt=[StrVal(i, label) for i, label in enumerate(labels)]
                ),
            )
        )
        title = table.columns[index].title
        cell = sheet_address(sheet_name, f"${get_column_letter(index + 1)}${header_row}")
        series.tx = _title(cell, title)
        dress(series, order, spec.kind)
        chart.series.append(series)
    if has_marks(table):
        _add_marks(chart, table, sheet_name, rows, header_row, chart_sheet)
    return chart


def target_title(table: Table) -> str:
    """What the line of the target is called."""
    return translator(table.language)("Target (100%)")


def _title(address: str, text: str) -> SeriesLabel:
    return SeriesLabel(strRef=StrRef(f=address, strCache=StrData(ptCount=1, pt=[StrVal(0, text)])))


def _add_marks(
    chart: Chart,
    table: Table,
    sheet_name: str,
    rows: Sequence[int],
    header_row: int,
    chart_sheet: str,
) -> None:
    """The target, which is 100 %, and the time gone as lines across the bars, in the legend."""
    index = index_of(table, "elapsed")
    gone = [table.values[row][index] for row in rows]
    head = sheet_address(sheet_name, f"${get_column_letter(index + 1)}${header_row}")
    elapsed = Series(idx=1, order=1)
    elapsed.val = _numbers(_address(sheet_name, index, rows, header_row), gone)
    elapsed.tx = _title(head, table.columns[index].title)
    target = Series(idx=2, order=2)
    cells = f"$A${MARKS_ROW + 1}:$A${MARKS_ROW + len(rows)}"
    target.val = _numbers(sheet_address(chart_sheet, cells), [1] * len(rows))
    target.tx = _title(sheet_address(chart_sheet, f"$A${MARKS_ROW}"), target_title(table))
    lines = LineChart()
    for order, series in enumerate((elapsed, target), 1):
        series.cat = chart.series[0].cat
        dress(series, order, "line")
        series.marker = Marker(symbol="none")
        lines.series.append(series)
    chart += lines
    chart.legend = Legend()
    chart.legend.position = "b"


def _numbers(address: str, values: Sequence[Value]) -> NumDataSource:
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    points = [NumVal(idx=index, v=str(value)) for index, value in known]
    cache = NumData(formatCode="General", ptCount=len(values), pt=points)
    return NumDataSource(numRef=NumRef(f=address, numCache=cache))


def _address(sheet_name: str, index: int, rows: Sequence[int], header_row: int) -> str:
    """The cells of a column in `rows` (0 = first under the header), as one or several ranges."""
    letter = get_column_letter(index + 1)
    runs = []
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row + header_row + 1 for _, row in run]
        cells = f"${letter}${numbers[0]}:${letter}${numbers[-1]}"
        runs.append(sheet_address(sheet_name, cells))
    return runs[0] if len(runs) == 1 else f"({','.join(runs)})"
