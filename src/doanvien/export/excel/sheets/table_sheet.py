"""The sheet of a large table, or of the small tables of a chapter one below the other: what it is,
real Excel tables, notes below each."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from itertools import accumulate

from openpyxl.styles import Border, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export.excel.parts import cells
from doanvien.export.excel.parts.excel_table import line_below, make_table, put_header
from doanvien.export.excel.parts.numbers_apart import places_said
from doanvien.export.excel.parts.paper import HEIGHT, fit_to_paper
from doanvien.export.excel.parts.widths import (
    FILTER_BUTTON,
    PAGE,
    column_widths,
    row_height,
    wrapped_lines,
)
from doanvien.present.shown.tables.table import Column, Table
from doanvien.reference.languages import translator

FIRST_ROW = 5
DATA = "data"
"""The table of all numbers, which is for machines."""
NARROWEST_NOTE = 60
TITLE_FACTOR = 1.3
"""How much wider a letter of the title is than one of the body, on which widths are counted."""


@dataclass(frozen=True)
class Place:
    """Where a table stands in the workbook; `header_row` is known once it is written."""

    sheet: str
    table_name: str
    number: str
    contents_sheet: str
    chart_sheet: str = ""
    header_row: int = 0


def write_tables(
    sheet: Worksheet,
    title: str,
    placed: Sequence[tuple[Place, Table]],
    context: str,
    warning: str,
) -> list[int]:
    """Fill `sheet` with tables; the rows of their headers. A table alone keeps its header in view
    and on every printed page; of several, none is broken that fits on a page."""
    place, table = placed[0]
    t = translator(table.language)
    write_head(sheet, title, context, warning)
    cells.put_link(sheet, 4, 1, t("Back to the contents"), place.contents_sheet)
    widths = column_widths([table for _, table in placed])
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    headers: list[int] = []
    row = FIRST_ROW if len(placed) == 1 else FIRST_ROW + 1
    for place, table in placed:
        if len(placed) > 1:
            cells.put_text(sheet, row, 1, f"{place.number}. {table.caption}", cells.CAPTION)
            row += 1
        headers.append(row)
        row = _write_table(sheet, table, place, widths, row) + 2
    if len(placed) == 1:
        sheet.freeze_panes = f"B{headers[0] + 1}"
        sheet.print_title_rows = f"{headers[0]}:{headers[0]}"
    else:
        _break_between(sheet, [header - 1 for header in headers], row - 2)
    if placed[0][1].name == DATA or placed[0][1].as_file:
        # Hundreds of pages that nobody reads: on paper it says what the sheet is.
        cells.put_text(sheet, 4, 2, t("Data to compute with; not printed."), cells.QUIET)
        fit_to_paper(sheet, _on_one_page(widths), FIRST_ROW - 1, others_follow=True)
    else:
        fit_to_paper(sheet, widths, last_row=row - 2)
    return headers


def _on_one_page(widths: list[float]) -> list[float]:
    """The first columns, as many as stand on a page."""
    sums = list(accumulate(widths))
    return [width for width, so_far in zip(widths, sums, strict=True) if so_far <= PAGE]


def write_head(sheet: Worksheet, title: str, context: str, warning: str) -> None:
    """The first three rows: what the sheet holds, whose it is, and the mark of simulated data."""
    cells.put_text(sheet, 1, 1, title, _title_font(title))
    cells.put_text(sheet, 2, 1, context, cells.QUIET)
    if warning:
        cells.put_text(sheet, 3, 1, warning, cells.WARNING)


def _title_font(title: str) -> Font:
    """As large as a long title can be that is to stay on the page."""
    font = copy(cells.TITLE)
    # Widths are counted in letters of 10 points.
    font.size = max(9.0, min(font.size, round(font.size * PAGE / (TITLE_FACTOR * len(title)), 1)))
    return font


def number_format(column: Column, places: int | None = None) -> str:
    """Excel's format for a kind of column, with other decimals than it has where `places` says so;
    Excel shows separators as the reader's system does."""
    if column.kind == "count":
        return "#,##0"
    if column.kind == "signed":
        return '+#,##0;"\N{MINUS SIGN}"#,##0;0'
    if column.kind == "year":
        return "0"
    if column.kind == "date":
        return "dd/mm/yyyy"
    shown = column.places if places is None else places
    decimals = "." + "0" * shown if shown else ""
    return f"0{decimals}%" if column.kind == "percent" else f"#,##0{decimals}"


def _write_table(
    sheet: Worksheet, table: Table, place: Place, widths: list[float], header: int
) -> int:
    """One table with its header in a row, and its notes; the last row written."""
    _write_header(sheet, table, widths, header)
    last_row = _write_rows(sheet, table, widths, header)
    make_table(sheet, place.table_name, header, last_row, len(table.columns))
    if place.chart_sheet:
        last_row += 1
        cells.put_link(sheet, last_row, 1, place.chart_sheet, place.chart_sheet)
    return _write_notes(sheet, table.notes, min(sum(widths), PAGE), last_row)


def _write_header(sheet: Worksheet, table: Table, widths: list[float], row: int) -> None:
    lines = 1
    for index, column in enumerate(table.columns, 1):
        title = " ".join(column.title.split())
        put_header(sheet, row, index, title, column.is_numeric)
        lines = max(lines, wrapped_lines(title, widths[index - 1] - FILTER_BUTTON))
    sheet.row_dimensions[row].height = row_height([lines]) + 2


def _write_rows(sheet: Worksheet, table: Table, widths: list[float], header: int) -> int:
    """Write the values; the last row of the table (in Excel it has at least one)."""
    if not table.values:
        words = translator(table.language)("no rows")
        for index in range(1, len(table.columns) + 1):
            text = words if index == 1 else ""
            cells.put_text(sheet, header + 1, index, text, cells.MISSING, border=cells.LAST_LINE)
        return header + 1
    last_row = header + len(table.values)
    for at, values in enumerate(table.values):
        row = header + 1 + at
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
    """One cell; a number is written with the decimals that the page gives it."""
    value, column = table.values[at][index], table.columns[index]
    if value is None:
        look = cells.RIGHT if column.is_numeric else cells.LEFT
        words = table.cell_text(at, index)
        cells.put_text(sheet, row, index + 1, words, cells.MISSING, look, border)
    elif isinstance(value, str):
        cells.put_text(sheet, row, index + 1, value, cells.BODY, cells.WRAPPED, border)
    else:
        said = table.said.get((at, column.name))
        form = number_format(column, None if said is None else places_said(said))
        cells.put_number(sheet, row, index + 1, value, form, border)


def _write_notes(
    sheet: Worksheet, notes: tuple[str, ...], table_width: float, last_row: int
) -> int:
    """Notes under the table, in lines no longer than it is wide; the last row written."""
    row = last_row
    for note in notes:
        for line in textwrap.wrap(note, max(NARROWEST_NOTE, int(table_width))):
            row += 1
            cells.put_text(sheet, row, 1, line, cells.QUIET)
    return row


def _break_between(sheet: Worksheet, starts: list[int], last_row: int) -> None:
    """Page breaks before the tables that would begin on one page and end on the next."""
    used = _points(sheet, 1, starts[0] - 1)
    for start, following in zip(starts, [*starts[1:], last_row + 1], strict=True):
        high = _points(sheet, start, following - 1)
        if used + high > HEIGHT and start > starts[0]:
            sheet.row_breaks.append(Break(id=start - 1))
            used = 0.0
        used = (used + high) % HEIGHT if high > HEIGHT else used + high


def _points(sheet: Worksheet, first: int, last: int) -> float:
    heights = (sheet.row_dimensions[row].height for row in range(first, last + 1))
    return sum(row_height([1]) if height is None else height for height in heights)
