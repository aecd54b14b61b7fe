"""The workbook, read back as Excel would. If these fail, somebody computes with wrong cells."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from builders import cover
from doanvien.export.excel.package import normalise
from doanvien.export.excel.parts.excel_names import SheetNames, TableNames
from doanvien.export.excel.parts.numbers_said import number_said
from doanvien.export.excel.workbook import render_workbook
from doanvien.export.reading.content import Picture
from doanvien.export.reading.document import Chapter, Document, Part
from doanvien.present.shown.sentences import Sentences
from doanvien.present.shown.tables.table import Column, NativeChart, Table
from doanvien.present.shown.tiles import Tile, Tiles

COVER = cover()
RESULTS = Table(
    name="results",
    caption="Kết quả theo đơn vị",
    columns=(
        Column("unit", "Đơn vị"),
        Column("members", "Đoàn viên", "count"),
        Column("net", "Thực tăng", "signed"),
        Column("share", "Tỷ lệ đạt", "percent"),
        Column("rate", "Bình quân", "decimal", decimals=1),
        Column("day", "Tính đến", "date"),
    ),
    rows=pd.DataFrame(
        {
            "unit": ["=1+1", "Ba Đình", "@SUM(A1)"],
            "members": [24396, None, 0],
            "net": [4261, -312, 0],
            "share": [0.509790, None, 1.45],
            "rate": [79.7, 12.25, None],
            "day": [date(2022, 7, 8), None, date(2022, 5, 31)],
        }
    ),
    notes=("Ghi chú thứ nhất.",),
    sheet="Đơn vị",
)
HEADER = 5


def document(*tables, cover=COVER):
    parts = tuple(Part(number, table) for number, table in enumerate(tables, 1))
    return Document((Chapter("growth", "Tăng trưởng", parts),), cover, "vi")


def workbook(*tables, cover=COVER):
    return openpyxl.load_workbook(io.BytesIO(render_workbook(document(*tables, cover=cover))))


@pytest.fixture(scope="module")
def sheet():
    return workbook(RESULTS)["Đơn vị"]


def column(sheet, letter, rows=3):
    return [sheet[f"{letter}{HEADER + at}"] for at in range(1, rows + 1)]


def test_text_is_never_a_formula(sheet):
    cells = column(sheet, "A")
    assert [cell.value for cell in cells] == ["=1+1", "Ba Đình", "@SUM(A1)"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [True, False, True]


@pytest.mark.parametrize(
    ("letter", "values", "form"),
    [
        ("B", [24396, "chưa công bố", 0], "#,##0"),
        ("C", [4261, -312, 0], '+#,##0;"−"#,##0;0'),
        ("D", [0.509790, "chưa công bố", 1.45], "0.00%"),
        ("E", [79.7, 12.25, "chưa công bố"], "#,##0.0"),
    ],
)
def test_numbers_are_numbers_zero_is_zero_and_missing_is_a_word(sheet, letter, values, form):
    cells = column(sheet, letter)
    assert [cell.value for cell in cells] == values
    assert {c.number_format for c in cells if not isinstance(c.value, str)} == {form}


def test_days_are_real_days(sheet):
    first, missing, _ = column(sheet, "F")
    assert first.value == datetime(2022, 7, 8)
    assert first.number_format == "dd/mm/yyyy"
    assert missing.value == "chưa công bố"


def test_a_sheet_holds_one_real_table_with_unique_headers(sheet):
    assert sheet.tables.items() == [("t_results", "A5:F8")]
    headers = [c.name for c in sheet.tables["t_results"].tableColumns]
    assert headers == [cell.value for cell in sheet[HEADER]][:6]
    assert sheet.merged_cells.ranges == set()


def test_a_sheet_explains_itself_and_prints_on_a4(sheet):
    assert sheet["A1"].value == "Bảng 1. Kết quả theo đơn vị"
    assert "Hà Nội · 6 tháng đầu năm 2022 · số liệu đến ngày 08/7/2022" in sheet["A2"].value
    assert sheet["A9"].value == "Ghi chú thứ nhất."
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$5:$5", "B6")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_a_long_title_is_smaller_so_that_it_stays_on_the_page():
    """Else the paper shows the beginning of what a table says."""
    short, long = (
        workbook(replace(RESULTS, caption=caption))["Đơn vị"]["A1"]
        for caption in ("Kết quả", "Kết quả " * 16)
    )
    assert long.font.size < short.font.size
    assert long.font.size >= 9


def test_small_tables_of_a_chapter_stand_and_print_together():
    """An office prints what it files: nine tables on nine pages are nine pages nobody turns."""
    small = replace(RESULTS, sheet=None)
    large = replace(small, name="many", rows=pd.concat([RESULTS.rows] * 5))
    book = workbook(small, large, replace(small, name="again"))
    together = book["1 Tăng trưởng"]
    assert list(together.tables) == ["t_results", "t_again"]
    assert [sheet.title for sheet in book if "t_many" in sheet.tables] == ["1 Kết quả theo đơn vị"]
    told = [row[0].value for row in together.iter_rows()]
    assert told.index("Bảng 1. Kết quả theo đơn vị") < told.index("Bảng 3. Kết quả theo đơn vị")


def test_a_page_is_never_wider_than_letters_of_nine_points_allow():
    """Fitted to one page whatever its width, a table of twelve columns was printed in 6 points."""
    columns = tuple(Column(f"c{at}", f"Nội dung cột thứ {at}") for at in range(12))
    rows = pd.DataFrame({column.name: ["chữ " * 12] * 40 for column in columns})
    sheet = workbook(Table("wide", "Bảng rộng", columns, rows))["1 Bảng rộng"]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJKL"]
    assert sum(widths) > 120
    assert sheet.page_setup.scale == 90
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_cols == "$A:$A"


TARGETS = Table(
    name="targets",
    caption="Mức độ hoàn thành chỉ tiêu",
    columns=(
        Column("target", "Chỉ tiêu"),
        Column("low", "Chỉ tiêu giao", "count"),
        Column("share", "Tỷ lệ đạt", "percent", decimals=1),
        Column("verdict", "Đánh giá"),
        Column("ground", "Căn cứ"),
        Column("elapsed", "Thời gian đã qua", "percent", missing="–", decimals=1),
    ),
    rows=pd.DataFrame(
        {
            "target": ["Đoàn viên kết nạp mới, LĐLĐ tỉnh", "CĐCS thành lập mới"],
            "low": [59570, 6000],
            "share": [0.5685, 1.2],
            "verdict": ["▼ Chậm tiến độ¹", "– Khác căn cứ tính"],
            "ground": ["Đã qua 74,8% thời gian", "chưa rõ"],
            "elapsed": [0.748, None],
        }
    ),
    chart=NativeChart("bar", "target", ("share",), "Tỷ lệ đạt chỉ tiêu"),
    said={(0, "low"): "59.570 trở lên", (1, "low"): "6.000–7.000", (0, "share"): "56,9%"},
)


def test_a_target_can_be_computed_with():
    """Low end, high end, unit and time gone are numbers and words in columns of their own."""
    sheet = workbook(TARGETS)["1 Tăng trưởng"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Chỉ tiêu")
    assert [cell.value for cell in header] == [
        *("Chỉ tiêu", "Chỉ tiêu giao", "Chỉ tiêu giao, mức cao", "Chỉ tiêu giao (kèm chữ)"),
        *("Đơn vị tính", "Tỷ lệ đạt", "Đánh giá", "Căn cứ", "Thời gian đã qua"),
    ]
    first, second = sheet.iter_rows(min_row=header[0].row + 1, max_row=header[0].row + 2)
    assert [cell.value for cell in first[1:7]] == [
        *(59570, "–", "trở lên", "đoàn viên", 0.5685, "Chậm tiến độ"),
    ]
    assert [cell.value for cell in second[1:7]] == [
        *(6000, 7000, "–", "CĐCS", 1.2, "Khác căn cứ tính"),
    ]
    assert (first[1].number_format, first[5].number_format) == ("#,##0", "0.0%")
    assert (first[8].value, second[8].value) == (0.748, "–")


def test_a_chart_of_targets_has_the_target_and_the_time_gone():
    book = workbook(TARGETS)
    drawn = book["Hình 1"]._charts[0]
    lines = drawn._charts[1]
    assert [s.tx.strRef.strCache.pt[0].v for s in lines.series] == [
        *("Thời gian đã qua", "Chỉ tiêu (100%)"),
    ]
    assert lines.series[1].val.numRef.f == "'Hình 1'!$A$61:$A$62"
    assert book["Hình 1"]["A61"].value == 1


def test_charts_are_numbered_as_the_figures_of_the_page():
    """“Hình 2” of a mail is "Hình 2" of the workbook; what the page does not draw comes after."""
    tables = [replace(TARGETS, name=f"t{at}") for at in range(3)]
    first, second = Picture("a", "<svg/>"), Picture("b", "<svg/>")
    parts = (first, tables[0], tables[1], second, tables[2])
    chapter = Chapter("growth", "Tăng trưởng", tuple(Part(1, part) for part in parts))
    made = render_workbook(Document((chapter,), COVER, "vi"))
    book = openpyxl.load_workbook(io.BytesIO(made))
    told = {row[1].value: row[0].value for row in book["Mục lục"].iter_rows(min_row=5)}
    assert [name for name in told if name.startswith("Hình")] == ["Hình 3", "Hình 2", "Hình 4"]


def test_all_numbers_stand_once_more_as_data():
    """One a row under Vietnamese titles: to filter and pivot without copying from nine sheets."""
    sheet = workbook(TARGETS)["Dữ liệu"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[0] == [
        *("Bảng", "Dòng", "Cột", "Số liệu", "Đơn vị tính", "Từ ngày", "Đến ngày"),
    ]
    about = "Đoàn viên kết nạp mới, LĐLĐ tỉnh"
    assert rows[1][:5] == ["Bảng 1", about, "Chỉ tiêu giao", 59570, "đoàn viên"]
    assert ["Bảng 1", about, "Tỷ lệ đạt", 56.85, "%"] in [row[:5] for row in rows]


def test_the_contents_lead_to_every_table_and_back():
    book = workbook(RESULTS, replace(RESULTS, name="again", sheet=None))
    contents = book["Mục lục"]
    assert book.sheetnames == [
        *("Tóm tắt", "Mục lục", "Đơn vị", "1 Tăng trưởng", "Dữ liệu", "Ghi chú"),
    ]
    assert [c.value for c in contents[6]] == [
        *("1 Tăng trưởng", "Bảng 2", "Kết quả theo đơn vị", "Tăng trưởng", 3),
    ]
    long = workbook(replace(RESULTS, caption="Kết quả theo đơn vị " * 5))["Mục lục"]
    assert contents.row_dimensions[5].height < 20 < long.row_dimensions[5].height  # two lines
    assert contents["A6"].hyperlink.location == "'1 Tăng trưởng'!A4"
    assert book["Đơn vị"]["A4"].hyperlink.location == "'Mục lục'!A1"


def test_the_first_sheet_tells_the_report_in_short():
    """Who opens the workbook first finds whose figures these are, the results, what to mind."""
    tile = Tile("CĐCS", "1.306", "40,8% của 750", "Chậm tiến độ", "▼", "behind", "đến 08/7/2022")
    told = (
        Tiles((tile, replace(tile, label="Tỷ lệ", value="56,9%"))),
        Sentences("lead", ("Kết nạp 24.396.",)),
        Sentences("action", ("Còn thiếu 444.",)),
        Sentences("caveat", ("Khác cách tính.",)),
    )
    chapter = Chapter("headline", "Tóm tắt", tuple(Part(1, part) for part in told))
    made = render_workbook(Document((chapter,), COVER, "vi"))
    book = openpyxl.load_workbook(io.BytesIO(made))
    rows = [[cell.value for cell in row] for row in book["Tóm tắt"].iter_rows(max_col=4)]
    assert rows[0][0] == "Phát triển đoàn viên"
    assert ["Số liệu đến ngày", "08/7/2022", None, None] in rows
    assert ["Tình trạng số liệu", "Số liệu đã công bố", None, None] in rows
    assert ["CĐCS", "40,8% của 750; đến 08/7/2022", 1306, "Chậm tiến độ"] in rows
    assert ["Tỷ lệ", "40,8% của 750; đến 08/7/2022", 0.569, "Chậm tiến độ"] in rows
    assert ["Cần chỉ đạo", "Còn thiếu 444.", None, None] in rows
    assert ["Lưu ý", "Khác cách tính.", None, None] in rows
    noted = [[cell.value for cell in row] for row in book["Ghi chú"].iter_rows(max_col=2)]
    assert ["Tóm tắt", "Khác cách tính."] in noted


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("24.396", (24396, "#,##0")),
        ("56,9%", (0.569, "0.0%")),
        ("−1.234", (-1234, "#,##0")),
        ("133", (133, "#,##0")),
        ("khoảng 400", None),
        ("1.23", None),
        ("Chưa công bố", None),
    ],
)
def test_a_number_of_a_tile_is_a_number(text, number):
    assert number_said(text, "vi") == number


def test_simulated_figures_are_marked_on_every_sheet():
    book = workbook(RESULTS, cover=replace(COVER, status="simulated", status_label=""))
    for sheet in book:
        cells = {cell.value for row in sheet.iter_rows(max_row=8) for cell in row}
        assert "SỐ LIỆU MÔ PHỎNG" in cells
        assert sheet.oddHeader.right.text == "SỐ LIỆU MÔ PHỎNG"


def test_a_table_without_rows_still_opens():
    sheet = workbook(replace(RESULTS, rows=RESULTS.rows.head(0)))["Đơn vị"]
    assert sheet["A6"].value == "không có dòng nào"
    assert sheet.tables["t_results"].ref == "A5:F6"


def test_a_chart_leaves_missing_values_out_and_keeps_its_axes():
    """As a word in a cell, Excel draws a missing value as zero."""
    chart = NativeChart("bar", "unit", ("members",), "Đoàn viên kết nạp mới")
    drawn = workbook(replace(RESULTS, chart=chart))["Hình 1"]._charts[0]
    assert drawn.series[0].val.numRef.f == "('Đơn vị'!$B$6:$B$6,'Đơn vị'!$B$8:$B$8)"
    assert drawn.x_axis.delete is False
    assert drawn.y_axis.delete is False
    assert drawn.x_axis.tickLblPos == "low"  # or names stand on the bars below zero
    titles = [drawn.title, drawn.x_axis.title, drawn.y_axis.title]
    assert [t.tx.rich.p[0].r[0].t for t in titles] == [
        *("Đoàn viên kết nạp mới", "Đơn vị", "Đoàn viên"),
    ]


def test_a_line_chart_has_a_legend_for_two_lines():
    chart = NativeChart("line", "day", ("members", "net"), "Diễn biến")
    drawn = workbook(replace(RESULTS, chart=chart))["Hình 1"]._charts[0]
    assert len(drawn.series) == 2
    assert drawn.legend.position == "b"


def test_the_same_document_gives_the_same_bytes_and_no_clock():
    first, second = (render_workbook(document(RESULTS)) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert ">doanvien</dc:creator>" in core


def test_a_workbook_leaves_nothing_on_the_disk_when_its_writer_is_killed(monkeypatch, tmp_path):
    """There is no place for temporary files, so none was made."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    assert workbook(RESULTS).sheetnames


def test_a_file_that_is_normal_already_does_not_change():
    made = render_workbook(document(RESULTS))
    assert normalise(made) == made


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<a xmlns="urn:u"><b x="1" y="2" /></a>', '<a xmlns="urn:u"><b y="2" x="1"></b></a>'),
        (
            '<d:a xmlns:d="urn:u" xmlns:r="urn:v"><d:b/></d:a>',
            '<d:a xmlns:d="urn:u"><d:b></d:b></d:a>',
        ),
    ],
)
def test_the_same_bytes_whether_or_not_openpyxl_writes_with_lxml(one, other):
    """An environment variable can keep openpyxl from lxml; it then writes in other words."""
    assert normalise(zipped(one)) == normalise(zipped(other))


def zipped(part):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", part)
    return file.getvalue()


def test_sheet_names_are_legal_short_and_unique():
    names = SheetNames()
    taken = [names.take(wanted) for wanted in ["Tháng 5/2022: [kết quả]?"] * 2 + ["", "History"]]
    assert taken == ["Tháng 5 2022 kết quả", "Tháng 5 2022 kết quả (2)", "Sheet", "History (2)"]
    long = [names.take("Đoàn viên kết nạp mới ở các đơn vị trực thuộc") for _ in range(12)]
    assert max(map(len, long)) <= 31
    assert len({name.casefold() for name in long}) == 12
    assert len(names.take("🏭" * 40).encode("utf-16-le")) // 2 <= 31


def test_table_names_are_never_addresses_of_cells():
    names = TableNames()
    taken = [names.take("r1c1"), names.take("tbl1"), names.take("tbl1"), names.take("")]
    assert taken == ["t_r1c1", "t_tbl1", "t_tbl1_2", "t_table"]
