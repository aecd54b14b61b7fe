"""The workbook opened by another program than the one that wrote it. If these fail, Excel offers to
repair it, or a reader sees a blank, a formula or a number written the English way."""

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile

import openpyxl
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from doanvien.export.excel.workbook import render_workbook

DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def workbook(sample):
    return render_workbook(sample)


@pytest.fixture(scope="module")
def parts(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_parts_keep_to_the_schema_of_the_format(workbook, tmp_path):
    """ECMA-376; whatever strays from it Excel may want to repair."""
    file = tmp_path / "report.xlsx"
    file.write_bytes(workbook)
    found = OpenXmlValidator().validate(file)
    wrong = [str(error) for error in found.errors if "inline-string" not in str(error)]
    assert wrong == []


@pytest.mark.office
def test_another_program_opens_it_and_prints_it_as_vietnamese_offices_write(workbook, tmp_path):
    """LibreOffice set to Vietnamese: every sheet, 24.396 and 77,50%, nothing recomputed."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice: soffice is not on the PATH")
    file = tmp_path / "report.xlsx"
    file.write_bytes(workbook)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file],
        check=True,
        capture_output=True,
        timeout=240,
        env={"LC_ALL": "vi_VN.UTF-8", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    reader = PdfReader(tmp_path / "report.pdf")
    text = unicodedata.normalize("NFC", " ".join(page.extract_text() for page in reader.pages))
    assert len(reader.pages) >= len(openpyxl.load_workbook(file).sheetnames)
    sizes = {
        tuple(sorted((round(p.mediabox.width), round(p.mediabox.height)))) for p in reader.pages
    }
    assert sizes == {(595, 842)}
    for shown in ("24.396", "77,50%", "chưa công bố", "Mục lục", "Ghi chú", "Hình 7"):
        assert shown in text, shown
    assert not re.search(r"#REF!|#NAME\?|#VALUE!|Err:\d", text)


def test_charts_stand_on_sheets_of_their_own_with_words_for_what_they_show(workbook, parts):
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    with_chart = [sheet.title for sheet in book if sheet._charts]
    with_picture = [sheet.title for sheet in book if sheet._images]
    assert with_chart == ["Hình 7", "Hình 8"]
    assert with_picture == [f"Hình {number}" for number in range(1, 7)], "as in the page"
    drawn = [*with_chart, *with_picture]
    assert all(not book[title].tables for title in drawn)
    texts = [
        element.get("descr")
        for name in sorted(name for name in parts if name.startswith("xl/drawings/drawing"))
        for element in etree.fromstring(parts[name]).iter(f"{DRAW}cNvPr")
    ]
    assert len(set(texts)) == len(drawn)
    assert texts[0] == (
        "Biểu đồ đường: Đoàn viên kết nạp mới (số liệu mô phỏng), 3 mục. "
        "Lũy kế từ 01/01: 9.800 (31/3/2022); 21.407 (31/5/2022); 24.396 (08/7/2022)."
    )
    assert texts[1].startswith(
        "Biểu đồ cột: Kết quả và chỉ tiêu (số liệu mô phỏng), 21 mục. Đoàn viên kết nạp mới: cao"
    )
    for title, text in zip(drawn, texts, strict=True):
        seen = " ".join(str(row[0].value or "") for row in book[title].iter_rows(max_col=1))
        assert text in seen
        assert book[title]["A4"].hyperlink.location == "'Mục lục'!A1"
        assert book[title].page_setup.fitToHeight == 1


def test_series_can_be_told_apart_without_colour(parts):
    """Printers in offices are black and white: one series is filled, the other hatched."""
    charts = [parts[name] for name in sorted(parts) if name.startswith("xl/charts/chart")]
    two = next(
        root for root in map(etree.fromstring, charts) if len([*root.iter(f"{CHART}ser")]) == 2
    )
    fills = [
        next(etree.QName(part).localname for part in series.find(f"{CHART}spPr"))
        for series in two.iter(f"{CHART}ser")
    ]
    assert fills == ["solidFill", "pattFill"]


def test_the_notes_tell_how_to_read_the_cells(workbook):
    sheet = openpyxl.load_workbook(io.BytesIO(workbook))["Ghi chú"]
    rows = [[cell.value for cell in row] for row in sheet["A5:B20"]]
    assert ["Mọi bảng", "Ô ghi “chưa công bố” là không có số liệu; bằng không thì ghi 0."] in rows
    assert any(where == "Bảng 2" and "không phải bằng không" in said for where, said in rows)
    assert list(sheet.tables) == ["t_notes"]
