"""One chart as one sheet: what it is, in words what it shows, then the chart Excel draws."""

from __future__ import annotations

import textwrap

from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export.excel.parts import cells
from doanvien.export.excel.parts.chart_look import Chart, is_upright
from doanvien.export.excel.parts.chart_text import chart_text
from doanvien.export.excel.parts.charted import charted_rows, has_marks
from doanvien.export.excel.parts.excel_chart import MARKS_ROW, target_title
from doanvien.export.excel.parts.paper import on_one_page
from doanvien.export.excel.sheets.table_sheet import Place, write_head
from doanvien.present.shown.tables.table import Table
from doanvien.reference.languages import translator

TEXT_ROW = 5
LETTERS_A_LINE, LETTERS_UPRIGHT = 115, 72
LAST_COLUMN, LAST_UPRIGHT = "N", "I"
ROW_CM = 0.53


def write_chart_sheet(
    sheet: Worksheet,
    table: Table,
    place: Place,
    chart: Chart,
    context: str,
    warning: str,
) -> None:
    """Fill `sheet` with the chart of a table: title, links, words for what it shows, the chart."""
    t = translator(table.language)
    assert table.chart is not None
    write_head(sheet, f"{place.chart_sheet}. {table.chart.title}", context, warning)
    cells.put_link(sheet, 4, 1, t("Back to the contents"), place.contents_sheet)
    cells.put_link(
        sheet,
        4,
        4,
        f"{place.number}. {table.caption}",
        place.sheet,
        target_row=place.header_row - 1,
    )
    upright = is_upright(chart)
    row = TEXT_ROW
    for line in textwrap.wrap(chart_text(table), LETTERS_UPRIGHT if upright else LETTERS_A_LINE):
        cells.put_text(sheet, row, 1, line, cells.QUIET)
        row += 1
    sheet.add_chart(chart, f"A{row + 1}")
    last_row = row + 1 + int(chart.height / ROW_CM) + 1
    sheet.print_area = f"A1:{LAST_UPRIGHT if upright else LAST_COLUMN}{last_row}"
    on_one_page(sheet, upright)
    if has_marks(table):
        cells.put_text(sheet, MARKS_ROW, 1, target_title(table), cells.QUIET)
        for at in range(len(charted_rows(table))):
            cells.put_number(sheet, MARKS_ROW + 1 + at, 1, 1, "0%")
