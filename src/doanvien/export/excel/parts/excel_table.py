"""A range of cells as a real Excel table, with lines that every viewer draws."""

from __future__ import annotations

from openpyxl.styles import Border
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export.excel.parts import cells


def put_header(sheet: Worksheet, row: int, column: int, title: str, numeric: bool) -> None:
    """One column title; over numbers it stands at the right as they do."""
    look = cells.NUMBER_HEADER if numeric else cells.TEXT_HEADER
    cells.put_text(
        sheet, row, column, title, cells.HEADER, look, cells.HEADER_LINE, cells.HEADER_FILL
    )


def line_below(row: int, last_row: int) -> Border:
    """The line under the cells of a row of a table."""
    return cells.LAST_LINE if row == last_row else cells.ROW_LINE


def make_table(sheet: Worksheet, name: str, header_row: int, last_row: int, columns: int) -> None:
    """The cells from column A, header and rows, as the table `name`.

    Phones and LibreOffice do not draw the style of an Excel table, so its lines are the cells' own.
    """
    reference = f"A{header_row}:{get_column_letter(columns)}{last_row}"
    table = Table(displayName=name, name=name, ref=reference)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
