"""One table as one sheet: what it is, then one real Excel table, notes below, a chart beside."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export import cells
from doanvien.export.excel_chart import add_chart
from doanvien.present.table import Column, Table, Value
from doanvien.reference.languages import translator

HEADER_ROW = 5
NARROWEST, WIDEST, WIDEST_TEXT = 11, 24, 48
_HEADER = Alignment(vertical="bottom", wrap_text=True)
_NUMBER_HEADER = Alignment(vertical="bottom", horizontal="right", wrap_text=True)


@dataclass(frozen=True)
class Place:
    """Where a table stands in the workbook."""

    sheet: str
    table_name: str
    number: str
    contents_sheet: str


def write_table_sheet(
    sheet: Worksheet, table: Table, place: Place, context: str, warning: str
) -> None:
    """Fill `sheet`: number and caption, `context` (federation, period), `warning`, the table."""
    cells.put_text(sheet, 1, 1, f"{place.number}. {table.caption}", cells.TITLE)
    cells.put_text(sheet, 2, 1, context, cells.QUIET)
    if warning:
        cells.put_text(sheet, 3, 1, warning, cells.WARNING)
    back = translator(table.language)("Back to the contents")
    cells.put_link(sheet, 4, 1, back, place.contents_sheet)

    last_row = _write_cells(sheet, table)
    _make_excel_table(sheet, table, place.table_name, last_row)
    for offset, note in enumerate(table.notes):
        cells.put_text(sheet, last_row + 2 + offset, 1, note, cells.QUIET)
    _set_widths(sheet, table)
    if table.chart and table.values:
        add_chart(sheet, table, HEADER_ROW)
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def number_format(column: Column) -> str:
    """Excel's format for a kind of column; Excel shows separators as the reader's system does."""
    if column.kind == "count":
        return "#,##0"
    if column.kind == "signed":
        return '+#,##0;"\N{MINUS SIGN}"#,##0;0'
    if column.kind == "date":
        return "dd/mm/yyyy"
    places = "." + "0" * column.places if column.places else ""
    return f"0{places}%" if column.kind == "percent" else f"#,##0{places}"


def _write_cells(sheet: Worksheet, table: Table) -> int:
    """Header and rows; the last row of the table (a table has at least one row in Excel)."""
    for index, column in enumerate(table.columns, 1):
        alignment = _NUMBER_HEADER if column.is_numeric else _HEADER
        title = " ".join(column.title.split())
        cells.put_text(sheet, HEADER_ROW, index, title, cells.STRONG, alignment)
    for row, values in enumerate(table.values, HEADER_ROW + 1):
        for index, (value, column) in enumerate(zip(values, table.columns, strict=True), 1):
            _write_value(sheet, row, index, value, table, column)
    if not table.values:
        words = translator(table.language)("no rows")
        cells.put_text(sheet, HEADER_ROW + 1, 1, words, cells.MISSING)
    return HEADER_ROW + max(1, len(table.values))


def _write_value(
    sheet: Worksheet, row: int, index: int, value: Value, table: Table, column: Column
) -> None:
    if value is None:
        look = cells.RIGHT if column.is_numeric else cells.TOP
        cells.put_text(sheet, row, index, table.missing_word(column), cells.MISSING, look)
    elif isinstance(value, str):
        cells.put_text(sheet, row, index, value, cells.BODY, cells.WRAPPED)
    else:
        cells.put_number(sheet, row, index, value, number_format(column))


def _make_excel_table(sheet: Worksheet, table: Table, name: str, last_row: int) -> None:
    last_column = get_column_letter(len(table.columns))
    excel_table = ExcelTable(
        displayName=name, name=name, ref=f"A{HEADER_ROW}:{last_column}{last_row}"
    )
    excel_table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    sheet.add_table(excel_table)


def _set_widths(sheet: Worksheet, table: Table) -> None:
    """Columns as wide as their longest cell, within limits; longer text wraps."""
    for index, column in enumerate(table.columns):
        texts = [table.cell_text(row[index], column) for row in table.values]
        longest = max((len(text) for text in texts), default=0)
        # A header wraps at its spaces; its longest word and the filter button must fit.
        word = max(len(word) for word in column.title.split()) + 4
        widest = WIDEST if column.is_numeric else WIDEST_TEXT
        width = max(NARROWEST, word, min(longest + 2, widest))
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    lines = max(_lines(sheet, index, column) for index, column in enumerate(table.columns))
    sheet.row_dimensions[HEADER_ROW].height = 14 * lines + 4


def _lines(sheet: Worksheet, index: int, column: Column) -> int:
    """Lines a header needs at its column's width, the filter button's room left free."""
    room = sheet.column_dimensions[get_column_letter(index + 1)].width - 4
    lines, filled = 1, 0
    for word in column.title.split():
        if filled and filled + 1 + len(word) > room:
            lines, filled = lines + 1, len(word)
        else:
            filled += len(word) + (1 if filled else 0)
    return lines
