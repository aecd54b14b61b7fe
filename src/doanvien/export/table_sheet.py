"""One table as one sheet: what it is, then one real Excel table, notes below."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass

from openpyxl.styles import Border
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export import cells
from doanvien.export.excel_table import line_below, make_table, put_header
from doanvien.export.widths import FILTER_BUTTON, column_widths, row_height, wrapped_lines
from doanvien.present.shown.table import Column, Table
from doanvien.reference.languages import translator

HEADER_ROW = 5
NARROWEST_NOTE = 60
DEFAULT_WIDTH = 9
TITLE_FACTOR = 1.4
"""How much wider a letter of the title is than one of the body, on which widths are counted."""


@dataclass(frozen=True)
class Place:
    """Where a table stands in the workbook."""

    sheet: str
    table_name: str
    number: str
    contents_sheet: str
    chart_sheet: str = ""


def write_table_sheet(
    sheet: Worksheet, table: Table, place: Place, context: str, warning: str
) -> None:
    """Fill `sheet`: number and caption, `context` (federation, period), `warning`, the table."""
    title = f"{place.number}. {table.caption}"
    write_head(sheet, title, context, warning)
    t = translator(table.language)
    cells.put_link(sheet, 4, 1, t("Back to the contents"), place.contents_sheet)
    if place.chart_sheet:
        cells.put_link(sheet, 4, 2, t("To the chart"), place.chart_sheet)

    widths = column_widths(table)
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    _write_header(sheet, table, widths)
    last_row = _write_rows(sheet, table, widths)
    make_table(sheet, place.table_name, HEADER_ROW, last_row, len(table.columns))
    last_note = _write_notes(sheet, table.notes, sum(widths), last_row)
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    last_column = _columns_over(max(TITLE_FACTOR * len(title), len(context)), widths)
    sheet.print_area = f"A1:{get_column_letter(last_column)}{last_note}"


def write_head(sheet: Worksheet, title: str, context: str, warning: str) -> None:
    """The first three rows: what the sheet holds, whose it is, and the mark of simulated data."""
    cells.put_text(sheet, 1, 1, title, cells.TITLE)
    cells.put_text(sheet, 2, 1, context, cells.QUIET)
    if warning:
        cells.put_text(sheet, 3, 1, warning, cells.WARNING)


def number_format(column: Column) -> str:
    """Excel's format for a kind of column; Excel shows separators as the reader's system does."""
    if column.kind == "count":
        return "#,##0"
    if column.kind == "signed":
        return '+#,##0;"\N{MINUS SIGN}"#,##0;0'
    if column.kind == "year":
        return "0"
    if column.kind == "date":
        return "dd/mm/yyyy"
    places = "." + "0" * column.places if column.places else ""
    return f"0{places}%" if column.kind == "percent" else f"#,##0{places}"


def _write_header(sheet: Worksheet, table: Table, widths: list[float]) -> None:
    lines = 1
    for index, (column, width) in enumerate(zip(table.columns, widths, strict=True), 1):
        title = " ".join(column.title.split())
        put_header(sheet, HEADER_ROW, index, title, column.is_numeric)
        lines = max(lines, wrapped_lines(title, width - FILTER_BUTTON))
    sheet.row_dimensions[HEADER_ROW].height = row_height([lines]) + 2


def _write_rows(sheet: Worksheet, table: Table, widths: list[float]) -> int:
    """Write the values; the last row of the table (in Excel it has at least one)."""
    if not table.values:
        words = translator(table.language)("no rows")
        for index in range(1, len(table.columns) + 1):
            text = words if index == 1 else ""
            cells.put_text(
                sheet, HEADER_ROW + 1, index, text, cells.MISSING, border=cells.LAST_LINE
            )
        return HEADER_ROW + 1
    last_row = HEADER_ROW + len(table.values)
    for at, values in enumerate(table.values):
        row = HEADER_ROW + 1 + at
        lines, border = 1, line_below(row, last_row)
        for index, value in enumerate(values):
            _write_value(sheet, row, index, table, at, border)
            if isinstance(value, str):
                lines = max(lines, wrapped_lines(value, widths[index]))
        if lines > 1:
            sheet.row_dimensions[row].height = row_height([lines])
    return last_row


def _write_value(
    sheet: Worksheet, row: int, index: int, table: Table, at: int, border: Border
) -> None:
    """One cell; a number that is read in words ("khoảng 5.500") stays a number under them."""
    value, column = table.values[at][index], table.columns[index]
    if value is None:
        look = cells.RIGHT if column.is_numeric else cells.LEFT
        words = table.cell_text(at, index)
        cells.put_text(sheet, row, index + 1, words, cells.MISSING, look, border)
    elif isinstance(value, str):
        cells.put_text(sheet, row, index + 1, value, cells.BODY, cells.WRAPPED, border)
    else:
        said = table.said.get((at, column.name))
        form = number_format(column) if said is None else _in_words(said)
        cells.put_number(sheet, row, index + 1, value, form, border)


def _in_words(said: str) -> str:
    """A format that shows these words and leaves the number below them."""
    return '"' + said.replace('"', "\u201d") + '"'


def _write_notes(
    sheet: Worksheet, notes: tuple[str, ...], table_width: float, last_row: int
) -> int:
    """Notes under the table, in lines no longer than it is wide; the last row written."""
    row = last_row + 1
    for note in notes:
        for line in textwrap.wrap(note, max(NARROWEST_NOTE, int(table_width))):
            row += 1
            cells.put_text(sheet, row, 1, line, cells.QUIET)
    return row


def _columns_over(needed: float, widths: list[float]) -> int:
    """How many columns a text of `needed` width runs over, at least those of the table."""
    return len(widths) + math.ceil(max(0.0, needed - sum(widths)) / DEFAULT_WIDTH)
