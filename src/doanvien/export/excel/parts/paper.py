"""How the sheets of a workbook print: A4 across, letters of at least 9 points, everything that
belongs to it on the page."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export.excel.parts.widths import PAGE

SMALLEST = 90
"""Per cent: letters of 10 points then print as 9."""
HEIGHT = 520.0
"""Points of a page between its margins, at that scale."""
DEFAULT_WIDTH = 9.0


def set_up_paper(sheet: Worksheet, title: str, warning: str, page_word: str) -> None:
    """A4 across with margins, what it is, and the page number on every page."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = sheet.page_setup.orientation or "landscape"
    sheet.page_margins.left, sheet.page_margins.right = 1.18, 0.59  # 30 and 15 mm
    sheet.page_margins.top = sheet.page_margins.bottom = 0.79  # 20 mm
    header, footer = sheet.oddHeader, sheet.oddFooter
    assert header is not None  # openpyxl makes both with every sheet
    assert footer is not None
    header.left.text = _escaped(title)
    header.right.text = _escaped(warning) or None
    footer.right.text = f"{_escaped(page_word)} &P/&N"
    sheet.sheet_view.showGridLines = False


def fit_to_paper(
    sheet: Worksheet, widths: Sequence[float], last_row: int, others_follow: bool = False
) -> None:
    """One page wide where the columns fit at `SMALLEST`; else as many as they need, the first
    column on each of them. `others_follow`: the sheet has more columns, which are not printed."""
    columns, wide = len(widths), sum(widths)
    # Titles and notes run over the columns on their right: on paper as far as the page is wide.
    while not others_follow and wide + DEFAULT_WIDTH <= PAGE:
        columns, wide = columns + 1, wide + DEFAULT_WIDTH
    sheet.print_area = f"A1:{get_column_letter(columns)}{last_row}"
    if wide > PAGE:
        sheet.page_setup.scale = SMALLEST
        sheet.print_title_cols = "A:A"
        return
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def on_one_page(sheet: Worksheet, upright: bool) -> None:
    """A chart stays on one page, a tall one on a page that stands."""
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if upright:
        sheet.page_setup.orientation = "portrait"


def _escaped(text: str) -> str:
    """& begins a code in headers and footers."""
    return text.replace("&", "&&")
