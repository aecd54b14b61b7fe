"""One chart as one sheet: what it is, in words what it shows, then the chart Excel draws."""

from __future__ import annotations

import textwrap

from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export import cells
from doanvien.export.excel_chart import HEIGHT_CM, Chart, chart_text
from doanvien.export.table_sheet import Place, write_head
from doanvien.present.shown.table import Table
from doanvien.reference.languages import translator

TEXT_ROW = 5
LETTERS_A_LINE = 120
LAST_COLUMN = "M"
ROW_CM = 0.53


def write_chart_sheet(
    sheet: Worksheet,
    table: Table,
    place: Place,
    chart: Chart,
    number: str,
    context: str,
    warning: str,
) -> None:
    """Fill `sheet` with the chart of a table: title, links, words for what it shows, the chart."""
    t = translator(table.language)
    assert table.chart is not None
    write_head(sheet, f"{number}. {table.chart.title}", context, warning)
    cells.put_link(sheet, 4, 1, t("Back to the contents"), place.contents_sheet)
    cells.put_link(sheet, 4, 4, f"{place.number}. {table.caption}", place.sheet)
    row = TEXT_ROW
    for line in textwrap.wrap(chart_text(table), LETTERS_A_LINE):
        cells.put_text(sheet, row, 1, line, cells.QUIET)
        row += 1
    sheet.add_chart(chart, f"A{row + 1}")
    last_row = row + 1 + int(chart.height / ROW_CM) + 1
    sheet.print_area = f"A1:{LAST_COLUMN}{last_row}"


def set_up_chart_paper(sheet: Worksheet, chart: Chart) -> None:
    """A chart stays on one page, a tall one on a page that stands."""
    sheet.page_setup.fitToHeight = 1
    if chart.height > HEIGHT_CM:
        sheet.page_setup.orientation = "portrait"
