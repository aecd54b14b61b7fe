"""A drawing as one sheet: its caption, in words what it shows, then the picture as the page has it.
For drawings that Excel does not draw from a table's own cells, an analyst's as well as ours."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass

from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export.excel.parts import cells
from doanvien.export.excel.parts.paper import on_one_page
from doanvien.export.excel.sheets.table_sheet import write_head
from doanvien.export.reading.content import Picture
from doanvien.reference.languages import Language, translator

TEXT_ROW, LETTERS_A_LINE, LAST_COLUMN = 5, 115, "N"
WIDEST = 860  # pixels
ROW_PIXELS = 20


@dataclass(frozen=True)
class Drawn:
    """A picture of the document under its number in the page, and the name of its sheet."""

    sheet: str
    number: int
    chapter: str
    picture: Picture


def write_picture_sheet(
    sheet: Worksheet,
    drawn: Drawn,
    contents_sheet: str,
    context: str,
    warning: str,
    language: Language,
) -> None:
    """Fill `sheet` with a picture: title, link, words for what it shows, the drawing."""
    t = translator(language)
    write_head(sheet, f"{drawn.sheet}. {drawn.picture.caption}", context, warning)
    cells.put_link(sheet, 4, 1, t("Back to the contents"), contents_sheet)
    row = TEXT_ROW
    for line in textwrap.wrap(drawn.picture.alt, LETTERS_A_LINE):
        cells.put_text(sheet, row, 1, line, cells.QUIET)
        row += 1
    image = Image(io.BytesIO(drawn.picture.png))
    scale = min(1.0, WIDEST / image.width)
    image.width, image.height = int(image.width * scale), int(image.height * scale)
    sheet.add_image(image, f"A{row + 1}")
    last_row = row + 2 + image.height // ROW_PIXELS
    sheet.print_area = f"A1:{LAST_COLUMN}{last_row}"
    on_one_page(sheet, upright=False)
