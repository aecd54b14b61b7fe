"""A chart that Excel draws from the cells of a table, beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from openpyxl.chart import BarChart, LineChart
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
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export.excel_names import sheet_address
from doanvien.present.look import PALETTE
from doanvien.present.table import NativeChart, Table, Value

WIDTH_CM, HEIGHT_CM = 17, 9
BAR_CM = 0.45
LONG_LABEL = 14
FORMATS = {"percent": "0%", "decimal": "#,##0.0", "count": "#,##0", "signed": "#,##0"}


def add_chart(sheet: Worksheet, table: Table, header_row: int, column: int) -> None:
    """Draw `table.chart` from `column` on, beside the table whose header is in `header_row`.

    A row with a missing value in any charted column is left out of the chart: as a word in a cell,
    Excel would draw it as zero.
    """
    spec = table.chart
    assert spec is not None
    charted = [_index(table, name) for name in spec.values]
    rows = [
        position
        for position, row in enumerate(table.values)
        if all(row[index] is not None for index in charted)
    ]
    if not rows:
        return
    category = _index(table, spec.category)
    labels = [table.cell_text(table.values[row][category], table.columns[category]) for row in rows]
    chart = _empty_chart(spec, table, labels)
    for order, index in enumerate(charted):
        series = Series(idx=order, order=order)
        values = [table.values[row][index] for row in rows]
        series.val = _numbers(_address(sheet, index, rows, header_row), values)
        series.cat = AxDataSource(
            strRef=StrRef(
                f=_address(sheet, category, rows, header_row),
                strCache=StrData(
                    ptCount=len(labels), pt=[StrVal(i, label) for i, label in enumerate(labels)]
                ),
            )
        )
        title = table.columns[index].title
        cell = sheet_address(sheet.title, f"${get_column_letter(index + 1)}${header_row}")
        series.tx = SeriesLabel(
            strRef=StrRef(f=cell, strCache=StrData(ptCount=1, pt=[StrVal(0, title)]))
        )
        _colour(series, PALETTE[order % len(PALETTE)].lstrip("#"), spec.kind)
        chart.series.append(series)
    sheet.add_chart(chart, f"{get_column_letter(column)}{header_row}")


def _empty_chart(spec: NativeChart, table: Table, labels: Sequence[str]) -> BarChart | LineChart:
    first = table.columns[_index(table, spec.values[0])]
    chart: BarChart | LineChart = LineChart() if spec.kind == "line" else BarChart()
    chart.title = spec.title
    chart.width, chart.height = WIDTH_CM, HEIGHT_CM
    if isinstance(chart, BarChart):
        chart.gapWidth = 60
        if max(map(len, labels)) > LONG_LABEL:
            _lay_down(chart, bars=len(labels) * len(spec.values))
    chart.x_axis.title = spec.x_title or table.columns[_index(table, spec.category)].title
    chart.y_axis.title = spec.y_title or (first.title if len(spec.values) == 1 else None)
    chart.y_axis.number_format = FORMATS[first.kind]
    chart.x_axis.delete = chart.y_axis.delete = False
    if spec.kind == "bar":
        chart.y_axis.scaling.min = None if _any_negative(table, spec) else 0
    if len(spec.values) == 1:
        chart.legend = None
    elif chart.legend:
        chart.legend.position = "b"
    return chart


def _lay_down(chart: BarChart, bars: int) -> None:
    """Bars from left to right, first row on top, as high as they need: long labels can be read."""
    chart.height = max(HEIGHT_CM, 4 + BAR_CM * bars)
    chart.x_axis.tickLblSkip = 1
    chart.type = "bar"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"


def _colour(series: Series, colour: str, kind: str) -> None:
    if kind == "line":
        series.graphicalProperties.line.solidFill = colour
        series.graphicalProperties.line.width = 28_000  # EMU, a good 2 points
        series.smooth = False
        series.marker = Marker(symbol="circle", size=6)
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.marker.graphicalProperties.line.solidFill = colour
    else:
        series.graphicalProperties.solidFill = colour
        series.invertIfNegative = False


def _numbers(address: str, values: Sequence[Value]) -> NumDataSource:
    points = [NumVal(idx=index, v=str(value)) for index, value in enumerate(values)]
    cache = NumData(formatCode="General", ptCount=len(points), pt=points)
    return NumDataSource(numRef=NumRef(f=address, numCache=cache))


def _address(sheet: Worksheet, index: int, rows: Sequence[int], header_row: int) -> str:
    """The cells of a column in `rows` (0 = first under the header), as one or several ranges."""
    letter = get_column_letter(index + 1)
    runs = []
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row + header_row + 1 for _, row in run]
        cells = f"${letter}${numbers[0]}:${letter}${numbers[-1]}"
        runs.append(sheet_address(sheet.title, cells))
    return runs[0] if len(runs) == 1 else f"({','.join(runs)})"


def _any_negative(table: Table, spec: NativeChart) -> bool:
    charted = [_index(table, name) for name in spec.values]
    return any(
        isinstance(row[index], int | float) and row[index] < 0  # type: ignore[operator]
        for row in table.values
        for index in charted
    )


def _index(table: Table, name: str) -> int:
    names: list[str] = [column.name for column in table.columns]
    return names.index(name)
