"""Workbooks as files. If these fail, a file is misread, or takes the machine with it."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from doanvien.intake.book.limits import MOST_UNPACKED, UnreadableBook
from doanvien.intake.book.opened import open_book


def saved(tmp_path, name="form.xlsx", **cells):
    book = Workbook()
    for ref, value in cells.items():
        book.worksheets[0][ref] = value
    path = tmp_path / name
    book.save(path)
    return path


def rewritten(path, part, change):
    """The workbook with one of its parts changed as a text."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("old.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "(.xls)"),
        ("empty.xlsx", b"", "empty"),
        ("cut.xlsx", b"PK\x03\x04\x14\x00", "damaged"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "neither a workbook nor a text"),
        ("windows.csv", "Đơn vị;Số\nHuyện A;1".encode("cp1258", "replace"), "neither a workbook"),
    ],
)
def test_a_file_that_is_no_form_gets_one_clear_sentence(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableBook, match=said.replace("(", r"\(").replace(")", r"\)")):
        open_book(path)


def test_other_spreadsheets_are_told_what_to_do(tmp_path):
    for inside in ("content.xml", "xl/workbook.bin"):
        with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as package:
            package.writestr(inside, b"<a/>")
        with pytest.raises(UnreadableBook, match=r"Save it as \.xlsx"):
            open_book(tmp_path / "other.xlsx")


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    path = saved(tmp_path, A1=1)
    rewritten(path, SHEET, lambda xml: " " * (MOST_UNPACKED + 1) + xml)
    assert path.stat().st_size < 200_000
    with pytest.raises(UnreadableBook, match="too large"):
        open_book(path)


def test_entities_are_not_expanded(tmp_path):
    path = saved(tmp_path, A1="x")
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    rewritten(path, SHEET, lambda xml: bomb + xml.replace("<t>x", "<t>&b;&c;"))
    (sheet,) = open_book(path).sheets
    assert "bbbb" not in str(sheet.cells)


def test_rows_that_are_only_declared_cost_nothing(tmp_path):
    path = saved(tmp_path, A1=1)
    rewritten(
        path,
        SHEET,
        lambda xml: xml.replace("A1:A1", "A1:XFD1048576").replace(
            "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>'
        ),
    )
    (sheet,) = open_book(path).sheets
    assert len(sheet.cells) == 2
    assert sheet.rows == (1, 1048576)


def test_too_many_cells_are_refused(tmp_path):
    path = saved(tmp_path, A1=1)
    row = "".join(f'<row r="{at}">' + "<c><v>1</v></c>" * 100 + "</row>" for at in range(2, 1100))
    rewritten(path, SHEET, lambda xml: xml.replace("</sheetData>", f"{row}</sheetData>"))
    with pytest.raises(UnreadableBook, match="too large"):
        open_book(path)


def test_a_cell_that_stands_twice_makes_the_file_damaged(tmp_path):
    """Which of its two numbers is meant, nobody can say."""
    path = saved(tmp_path, A1=1)
    rewritten(path, SHEET, lambda xml: xml.replace("</row>", '<c r="A1"><v>2</v></c></row>'))
    with pytest.raises(UnreadableBook, match="damaged"):
        open_book(path)


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        ("<v>1128</v>", "number", 1128.0),
        ("<f>A2+1</f><v>7</v>", "number", 7.0),
        ("<f>A2+1</f><v></v>", "no_result", ""),
        ("<f>A2+1</f>", "no_result", ""),
        ("<v>nan</v>", "error", "nan"),
        ("<v>1_000</v>", "error", "1_000"),
        ("<v>1e999</v>", "error", "1e999"),
    ],
)
def test_what_stands_in_a_cell_is_what_it_is(tmp_path, cell, kind, value):
    path = saved(tmp_path, A1=1)
    rewritten(path, SHEET, lambda xml: xml.replace("<v>1</v>", cell, 1))
    (sheet,) = open_book(path).sheets
    found = sheet.cells[1, 1]
    assert (found.kind, found.value) == (kind, value)


def test_the_same_bytes_have_the_same_checksum_and_the_file_is_only_read(tmp_path):
    path = saved(tmp_path, A1="Đơn vị")
    path.chmod(0o444)
    assert open_book(path).sha256 == open_book(path).sha256
    assert io.BytesIO(path.read_bytes()).read(2) == b"PK"
