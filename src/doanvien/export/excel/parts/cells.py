"""Writing into cells: text stays text, whatever it begins with."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export.excel.parts.excel_names import sheet_address
from doanvien.present.shown.tables.table import clean_text

INK, BLUE, SOFT, ALARM, LINK = "1B2630", "12456E", "51606C", "8F1D14", "0A5A9C"
FONT = "Arial"
LONGEST_CELL = 32_767

BODY = Font(name=FONT, size=10, color=INK)
STRONG = Font(name=FONT, size=10, color=INK, bold=True)
TITLE = Font(name=FONT, size=13, color=BLUE, bold=True)
QUIET = Font(name=FONT, size=10, color=SOFT)
MISSING = Font(name=FONT, size=10, color=SOFT, italic=True)
CAPTION = Font(name=FONT, size=11, color=BLUE, bold=True)
WARNING = Font(name=FONT, size=11, color=ALARM, bold=True)
LINKED = Font(name=FONT, size=10, color=LINK, underline="single")

HEADER = Font(name=FONT, size=10, color=BLUE, bold=True)

TOP = Alignment(vertical="top")
RIGHT = Alignment(vertical="top", horizontal="right")
# Text and days keep off the numbers of the column before them.
LEFT = Alignment(vertical="top", horizontal="left", indent=1)
WRAPPED = Alignment(vertical="top", horizontal="left", indent=1, wrap_text=True)
TEXT_HEADER = Alignment(vertical="bottom", horizontal="left", indent=1, wrap_text=True)
NUMBER_HEADER = Alignment(vertical="bottom", horizontal="right", wrap_text=True)

HEADER_FILL = PatternFill("solid", start_color="F4F7F9")
HEADER_LINE = Border(top=Side("medium", color=BLUE), bottom=Side("medium", color=BLUE))
ROW_LINE = Border(bottom=Side("thin", color="D5DCE2"))
LAST_LINE = Border(bottom=Side("medium", color=BLUE))


@dataclass(frozen=True)
class Look:
    """How a cell looks; mostly made of the constants above, each one object."""

    font: Font = BODY
    alignment: Alignment = TOP
    border: Border | None = None
    fill: PatternFill | None = None
    form: str = "General"
    quoted: bool = False


def put_text(
    sheet: Worksheet,
    row: int,
    column: int,
    text: str,
    font: Font = BODY,
    alignment: Alignment = TOP,
    border: Border | None = None,
    fill: PatternFill | None = None,
) -> Cell:
    """Text into a cell, never a formula or an error value.

    What Excel would take for a formula is also marked as quoted, so that it stays text when a
    reader edits the cell (OWASP, CSV injection).
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # no merged cells in these workbooks
    clean = clean_text(text)[:LONGEST_CELL]
    cell.value = clean
    if clean:
        cell.data_type = "s"
    quoted = clean.startswith(("=", "+", "-", "@"))
    _dress(cell, Look(font, alignment, border, fill, quoted=quoted))
    return cell


def put_link(
    sheet: Worksheet,
    row: int,
    column: int,
    text: str,
    target_sheet: str,
    border: Border | None = None,
    target_row: int = 1,
) -> None:
    """A link to a row of another sheet, its top if nothing else is said."""
    cell = put_text(sheet, row, column, text, LINKED, border=border)
    address = sheet_address(target_sheet, f"A{target_row}")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=address, display=text)


def put_number(
    sheet: Worksheet,
    row: int,
    column: int,
    value: float | date,
    form: str,
    border: Border | None = None,
) -> None:
    """A number or a day, shown in Excel's format `form`."""
    cell = sheet.cell(row, column, value)
    assert isinstance(cell, Cell)
    alignment = LEFT if isinstance(value, date) else RIGHT
    _dress(cell, Look(BODY, alignment, border, form=form))


def _dress(cell: Any, look: Look) -> None:
    """Give a cell its look. openpyxl compares every style with all it knows, which takes most of
    the time of a workbook; so each look is worked out for the first cell that has it."""
    book: Any = cell.parent.parent
    known = _DRESSED.setdefault(book, {})
    # By identity: to compare two fonts takes longer than to write the cell. What is known stays
    # alive with its look, or another font could be made in its place and be taken for it.
    objects = (look.font, look.alignment, look.border, look.fill)
    key = (*map(id, objects), look.form, look.quoted)
    _, style = known.get(key, (look, None))
    if style is None:
        cell.font, cell.alignment, cell.number_format = look.font, look.alignment, look.form
        if look.border is not None:
            cell.border = look.border
        if look.fill is not None:
            cell.fill = look.fill
        cell.quotePrefix = look.quoted
        known[key] = look, copy(cell._style)
    else:
        cell._style = copy(style)


_DRESSED: WeakKeyDictionary[Workbook, dict[tuple[object, ...], tuple[Look, Any]]] = (
    WeakKeyDictionary()
)
