"""A chart that Excel draws from the cells of a table, and the words for what it shows.

Series differ in lightness, pattern, dash and marker, so that they can be told apart in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
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
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter

from doanvien.export.excel.parts.excel_names import sheet_address
from doanvien.present.shown.tables.table import NativeChart, Table, Value
from doanvien.present.words.formats import format_count
from doanvien.reference.languages import Translator, translator

WIDTH_CM, HEIGHT_CM = 23, 12.0
UPRIGHT_CM = 15
MOST_BARS = 42
"""Bars that lie, on a page that stands and can be read; the table has all of them."""
MARKS_ROW = 60
"""Where a chart's sheet has the line of the target, below what is printed."""
BAR_CM = 0.45
LONG_LABEL = 14
MOST_WITH_MARKS = 8
FEW = 6
"""Points that an alt text names one by one; of more it names the extremes."""
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
    category = _index(table, spec.category)
    labels = [table.cell_text(row, category) for row in rows]
    chart = _empty_chart(spec, table, labels)
    for order, name in enumerate(spec.values):
        index = _index(table, name)
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
        _dress(series, order, spec.kind)
        chart.series.append(series)
    if has_marks(table):
        _add_marks(chart, table, sheet_name, rows, header_row, chart_sheet)
    return chart


def target_title(table: Table) -> str:
    """What the line of the target is called."""
    return translator(table.language)("Target (100%)")


def _title(address: str, text: str) -> SeriesLabel:
    return SeriesLabel(strRef=StrRef(f=address, strCache=StrData(ptCount=1, pt=[StrVal(0, text)])))


def has_marks(table: Table) -> bool:
    """Whether bars are shares of targets, few enough for lines across them."""
    return _is_share(table) and len(charted_rows(table)) <= MOST_WITH_MARKS


def _is_share(table: Table) -> bool:
    names: list[str] = [column.name for column in table.columns]
    spec = table.chart
    return (
        spec is not None and spec.kind == "bar" and spec.values == ("share",) and "elapsed" in names
    )


def _add_marks(
    chart: Chart,
    table: Table,
    sheet_name: str,
    rows: Sequence[int],
    header_row: int,
    chart_sheet: str,
) -> None:
    """The target, which is 100 %, and the time gone as lines across the bars, in the legend."""
    index = _index(table, "elapsed")
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
        _dress(series, order, "line")
        series.marker = Marker(symbol="none")
        lines.series.append(series)
    chart += lines
    chart.legend = Legend()
    chart.legend.position = "b"


def charted_rows(table: Table) -> list[int]:
    """The rows (0 = first) that the chart draws."""
    if table.chart is None:
        return []
    charted = [_index(table, name) for name in table.chart.values]
    rows = [
        position
        for position, row in enumerate(table.values)
        if all(row[index] is not None for index in charted)
    ]
    if table.chart.kind == "bar" and _lies(table, rows):
        return rows[: MOST_BARS // len(charted)]
    return rows


def _lies(table: Table, rows: Sequence[int]) -> bool:
    """Whether bars go from left to right, so that long names can be read."""
    assert table.chart is not None
    category = _index(table, table.chart.category)
    longest = max((len(table.cell_text(row, category)) for row in rows), default=0)
    return longest > LONG_LABEL and not (_is_share(table) and len(rows) <= MOST_WITH_MARKS)


def is_upright(chart: Chart) -> bool:
    """Whether a chart is for a page that stands."""
    return bool(chart.height > HEIGHT_CM)


def chart_text(table: Table) -> str:
    """What the chart shows, for who cannot see it: of each series the highest, lowest and last."""
    spec, t = table.chart, translator(table.language)
    assert spec is not None
    kind = t("Line chart") if spec.kind == "line" else t("Bar chart")
    rows = charted_rows(table)
    told = [_series_text(table, _index(table, name), rows, t) for name in spec.values]
    count = format_count(len(rows), table.language)
    start = t(
        "{kind}: {title}, {count} {count:item|items}.", kind=kind, title=spec.title, count=count
    )
    if has_marks(table):
        elapsed = _index(table, "elapsed")
        timed = [row for row in rows if table.values[row][elapsed] is not None]
        told.append(_series_text(table, elapsed, timed, t))
    return " ".join([start, *told])


def _series_text(table: Table, index: int, rows: Sequence[int], t: Translator) -> str:
    column = table.columns[index]
    spec = table.chart
    assert spec is not None
    category = _index(table, spec.category)

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


def _empty_chart(spec: NativeChart, table: Table, labels: Sequence[str]) -> BarChart | LineChart:
    first = table.columns[_index(table, spec.values[0])]
    chart: BarChart | LineChart = LineChart() if spec.kind == "line" else BarChart()
    chart.title = spec.title
    chart.width, chart.height = WIDTH_CM, HEIGHT_CM
    if isinstance(chart, BarChart):
        chart.gapWidth = 60
        if _lies(table, charted_rows(table)):
            _lay_down(chart, bars=len(labels) * len(spec.values))
    chart.x_axis.title = spec.x_title or table.columns[_index(table, spec.category)].title
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


def _dress(series: Series, order: int, kind: str) -> None:
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
