"""The copy that goes back to an office. If these fail, it cannot find what to correct."""

import hashlib
from datetime import date

from openpyxl import Workbook, load_workbook

from doanvien.intake.request import Request
from doanvien.intake.sent_back import SHEET, write_copy
from doanvien.intake.take import take

BAD = {"E5": "1,128", "F6": "-"}


def refused(office, path):
    (outcome,) = take([path], office.into, Request(), date(2025, 4, 7))
    assert outcome.result == "refused"
    return outcome


def test_bad_cells_are_marked_noted_and_listed_with_links(office, plain_form, tmp_path):
    path = plain_form(BAD)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    copy = write_copy(refused(office, path), tmp_path / "back")
    assert copy is not None
    assert copy.name == "form_can-sua.xlsx"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    book = load_workbook(copy)
    sheet = book["Biểu"]
    for ref in BAD:
        assert sheet[ref].fill.fgColor.rgb == "00FFC7CE"
        assert sheet[ref].comment.text
    assert sheet["D5"].comment is None
    listing = book[SHEET]
    assert book.sheetnames[0] == SHEET
    assert [row[0].value for row in listing.iter_rows(min_row=2)] == ["Biểu!E5", "Biểu!F6"]
    assert listing["A2"].hyperlink.location == "'Biểu'!E5"
    assert listing["D2"].value == "Ghi 1128 hoặc 1.128."


def test_a_csv_comes_back_as_a_workbook_with_its_texts_as_texts(office, tmp_path):
    path = tmp_path / "form.csv"
    path.write_text(
        "LĐLĐ tỉnh Hà Tĩnh;;\nBÁO CÁO QUÝ I NĂM 2025 (đến 31/3/2025);;\n"
        "STT;Đơn vị;Kết nạp mới\n1;Huyện Hương Sơn;=1+1\n2;Huyện Đức Thọ;3\n",
        encoding="utf-8",
    )
    copy = write_copy(refused(office, path), tmp_path / "back")
    assert copy is not None
    cell = load_workbook(copy)["form"]["C4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_formula_that_would_start_a_program_is_a_text_in_the_copy(office, plain_form, tmp_path):
    path = plain_form({**BAD, "H5": "=cmd|'/c calc'!A0"})
    copy = write_copy(refused(office, path), tmp_path / "back")
    assert copy is not None
    cell = load_workbook(copy)["Biểu"]["H5"]
    assert cell.data_type == "s"


def test_a_file_that_cannot_be_read_has_no_copy(office, tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    assert write_copy(refused(office, path), tmp_path / "back") is None
    assert not (tmp_path / "back").exists()


def test_a_sheet_of_merged_cells_as_wide_as_excel_is_not_copied(office, tmp_path):
    """The writer of workbooks makes a cell of each of them: it would run for hours."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["LĐLĐ tỉnh Hà Tĩnh"],
        ["BÁO CÁO QUÝ I NĂM 2025 (đến 31/3/2025)"],
        ["STT", "Đơn vị", "Kết nạp mới"],
        [1, "Huyện Hương Sơn", "1,128"],
    ):
        sheet.append(row)
    path = tmp_path / "wide.xlsx"
    sheet.merged_cells.add("A20:XFD200000")
    book.save(path)
    assert write_copy(refused(office, path), tmp_path / "back") is None
