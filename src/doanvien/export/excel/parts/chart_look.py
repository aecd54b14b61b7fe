"""How a chart of Excel looks: size, axes, and series that can be told apart in grey.

Series differ in lightness, pattern, dash and marker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties

from doanvien.export.excel.parts.charted import charted_rows, index_of, lies
from doanvien.present.shown.tables.table import NativeChart, Table

WIDTH_CM, HEIGHT_CM = 23, 12.0
UPRIGHT_CM = 15
BAR_CM = 0.45
OUTLINE, GRID = "12456E", "D5DCE2"
LOOKS: tuple[tuple[str, Any, Any, Any], ...] = (
    ("12456E", "solid", "circle", ""),
    ("D55E00", "dash", "square", "wdUpDiag"),
    ("00835F", "sysDot", "triangle", "pct20"),
    ("6B7680", "dashDot", "diamond", "dkHorz"),
)
"""Colour, dash of a line, its marker, pattern of a bar ("" = filled) of each series in turn."""
FORMATS = {"percent": "0%", "decimal": "#,##0.0", "count": "#,##0", "signed": "#,##0"}
Chart = BarChart | LineChart


def is_upright(chart: Chart) -> bool:
    """Whether a chart is for a page that stands."""
    return bool(chart.height > HEIGHT_CM)


def empty_chart(spec: NativeChart, table: Table, labels: Sequence[str]) -> BarChart | LineChart:
    first = table.columns[index_of(table, spec.values[0])]
    chart: BarChart | LineChart = LineChart() if spec.kind == "line" else BarChart()
    chart.title = spec.title
    chart.width, chart.height = WIDTH_CM, HEIGHT_CM
    if isinstance(chart, BarChart):
        chart.gapWidth = 60
        if lies(table, charted_rows(table)):
            _lay_down(chart, bars=len(labels) * len(spec.values))
    chart.x_axis.title = spec.x_title or table.columns[index_of(table, spec.category)].title
    chart.y_axis.title = spec.y_title or (first.title if len(spec.values) == 1 else None)
    chart.y_axis.number_format = FORMATS[first.kind]
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblPos = "low"  # beside the axis, labels stand on the bars below zero
    chart.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=GRID))
    )
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
    chart.width = UPRIGHT_CM if is_upright(chart) else WIDTH_CM
    chart.x_axis.tickLblSkip = 1
    chart.type = "bar"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"


def dress(series: Series, order: int, kind: str) -> None:
    colour, dash, marker, pattern = LOOKS[order % len(LOOKS)]
    shape = series.graphicalProperties
    if kind == "line":
        shape.line.solidFill = colour
        shape.line.width = 28_000  # EMU, a good 2 points
        shape.line.dashStyle = dash
        series.smooth = False
        series.marker = Marker(symbol=marker, size=7)
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.marker.graphicalProperties.line.solidFill = colour
        return
    if pattern:
        shape.pattFill = PatternFillProperties(
            prst=pattern, fgClr=_rgb(colour), bgClr=_rgb("FFFFFF")
        )
    else:
        shape.solidFill = colour
    shape.line.solidFill = OUTLINE
    shape.line.width = 9_525
    series.invertIfNegative = False


def _rgb(colour: Any) -> ColorChoice:
    return ColorChoice(srgbClr=colour)


def _any_negative(table: Table, spec: NativeChart) -> bool:
    charted = [index_of(table, name) for name in spec.values]
    return any(
        isinstance(row[index], int | float) and row[index] < 0  # type: ignore[operator]
        for row in table.values
        for index in charted
    )
