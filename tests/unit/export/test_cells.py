"""The look of cells, which is worked out once for all cells that share it."""

from openpyxl import Workbook
from openpyxl.styles import Font

from doanvien.export.excel.parts.cells import put_text


def test_a_look_made_for_one_cell_is_not_taken_for_that_of_another():
    """Else a caption would have the size of another one, in some builds and not in others."""
    sheet = Workbook().active
    sizes = [8 + step // 2 / 10 for step in range(40)]  # each once more, in another object
    for row, size in enumerate(sizes, 1):
        put_text(sheet, row, 1, "Bảng", Font(size=size))
    assert [sheet.cell(row, 1).font.sz for row in range(1, 41)] == sizes
