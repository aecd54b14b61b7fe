"""Forms unlike the seven that were first seen. If these fail, an office has to type its figures."""

from datetime import date
from pathlib import Path

import pytest

HEAD = ["LIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN"]
LATER = date(2026, 1, 5)
Q1, FROM = "2025-03-31", "2025-01-01"


def result(outcomes):
    return outcomes[0].result, [finding.said("en") for finding in outcomes[0].problems]


def test_units_in_columns_with_a_total(office):
    path = office.workbook(
        {
            "Biểu": [
                HEAD,
                ["TỔNG HỢP SỐ LIỆU ĐOÀN VIÊN, CĐCS QUÝ I/2025"],
                ["Số liệu chốt đến ngày 31 tháng 3 năm 2025"],
                ["TT", "Nội dung", "ĐVT", "Huyện Nam Đàn", "TX Thái Hòa", "Tổng cộng"],
                ["A", "ĐOÀN VIÊN"],
                [1, "Tổng số đoàn viên", "Người", 1200, 340, 1540],
                ["", "- Nữ", "Người", 700, 140, 840],
                [2, "Kết nạp mới", "Người", 15, 0, 15],
                ["B", "CÔNG ĐOÀN CƠ SỞ"],
                [3, "Tổng số", "CĐCS", 61, 22, 83],
                [4, "Thành lập mới", "CĐCS", 2, None, 2],
                [5, "Số tiền ủng hộ", "Triệu đồng", 50, 12, 62],
            ]
        }
    )
    assert result(office.take(path)) == ("taken", [])
    assert office.facts() == {
        ("Huyện Nam Đàn", "members_total", "", Q1, 1200),
        ("TX Thái Hòa", "members_total", "", Q1, 340),
        ("", "members_total", "", Q1, 1540),
        ("Huyện Nam Đàn", "members_total_female", "", Q1, 700),
        ("TX Thái Hòa", "members_total_female", "", Q1, 140),
        ("", "members_total_female", "", Q1, 840),
        ("Huyện Nam Đàn", "members_new", FROM, Q1, 15),
        ("TX Thái Hòa", "members_new", FROM, Q1, 0),
        ("", "members_new", FROM, Q1, 15),
        ("Huyện Nam Đàn", "grassroots_unions_total", "", Q1, 61),
        ("TX Thái Hòa", "grassroots_unions_total", "", Q1, 22),
        ("", "grassroots_unions_total", "", Q1, 83),
        ("Huyện Nam Đàn", "grassroots_unions_new", FROM, Q1, 2),
        ("", "grassroots_unions_new", FROM, Q1, 2),
    }
    assert office.problems() == []


CSV = """\
LIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN;;;;;
BÁO CÁO ĐOÀN VIÊN QUÝ I NĂM 2025, TÍNH ĐẾN 31/3/2025;;;;;
;;;;;
STT;Đơn vị;Đoàn viên;;;Tỷ lệ tập hợp (%)
;;Tổng số;Trong đó: nữ;Kết nạp mới;
(1);(2);(3);(4);(5);(6)
1;Huyện Nam Đàn;1.200;700;15;"88,5"
2;Thị xã Thái Hòa;340;140;0;"90"
;Tổng cộng;1.540;840;15;
Người lập biểu;;;Nguyễn Văn A;;
"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("semicolons.csv", CSV.encode("utf-8-sig")),
        ("tabs.txt", CSV.replace(";", "\t").encode("utf-16")),
        ("tabs-no-mark.txt", CSV.replace(";", "\t").encode("utf-16-le")),
    ],
)
def test_what_excel_writes_in_the_vietnamese_locale_is_read(office, tmp_path, name, data):
    """Semicolons with decimal commas, and UTF-16 with tabs; groups over their first column only."""
    path = tmp_path / name
    path.write_bytes(data)
    outcomes = office.take(path)
    assert result(outcomes) == ("taken", [])
    assert office.facts() == {
        ("Huyện Nam Đàn", "members_total", "", Q1, 1200),
        ("Thị xã Thái Hòa", "members_total", "", Q1, 340),
        ("", "members_total", "", Q1, 1540),
        ("Huyện Nam Đàn", "members_total_female", "", Q1, 700),
        ("Thị xã Thái Hòa", "members_total_female", "", Q1, 140),
        ("", "members_total_female", "", Q1, 840),
        ("Huyện Nam Đàn", "members_new", FROM, Q1, 15),
        ("Thị xã Thái Hòa", "members_new", FROM, Q1, 0),
        ("", "members_new", FROM, Q1, 15),
    }
    assert "percentage" in {one.why for one in outcomes[0].left_out}
    assert office.problems() == []


def test_totals_at_the_top_sections_and_a_header_after_a_page_break(office):
    blank = [None] * 6
    header = ["", "STT", "Đơn vị", "CĐCS", "", "Đoàn viên"]
    second = ["", "", "", "Tổng số", "Mới", "Kết nạp mới"]
    path = office.workbook(
        {
            "Trang 1": [
                blank,
                ["", *HEAD],
                ["", "BÁO CÁO QUÝ I NĂM 2025"],
                ["", "(tính đến hết ngày 31/3/2025)"],
                blank,
                header,
                second,
                ["", "", "TOÀN TỈNH", 100, 6, 60],
                ["", "I", "Các huyện", 70, 4, 40],
                ["", 1, "Huyện Nam Đàn", 30, 1, 10],
                ["", 2, "Huyện Đô Lương", 40, 3, 30],
                header,
                second,
                ["", "II", "Các ngành", 30, 2, 20],
                ["", 1, "CĐ ngành Giáo dục", 20, 2, 15],
                ["", 2, "CĐ ngành Y tế", 10, 0, 5],
                blank,
                ["", "", "Nghệ An, ngày 05 tháng 4 năm 2025"],
                ["", "", "TM. BAN THƯỜNG VỤ"],
                ["", "", "Trần Thị B"],
            ]
        },
        {"Trang 1": ["B6:B7", "C6:C7", "D6:E6"]},
    )
    outcomes = office.take(path)
    assert result(outcomes) == ("taken", [])
    assert {fact[0] for fact in office.facts()} == {
        *("", "Huyện Nam Đàn", "Huyện Đô Lương", "CĐ ngành Giáo dục", "CĐ ngành Y tế"),
    }
    assert ("", "grassroots_unions_total", "", Q1, 100) in office.facts()
    assert ("CĐ ngành Y tế", "members_new", FROM, Q1, 5) in office.facts()
    assert [one.place for one in outcomes[0].left_out if one.why == "subtotal"] == ["9", "14"]


def test_a_wrong_subtotal_at_the_top_is_named_with_its_cell(office):
    path = office.workbook(
        {
            "Biểu": [
                HEAD,
                ["BÁO CÁO QUÝ I NĂM 2025 (đến 31/3/2025)"],
                ["STT", "Đơn vị", "Đoàn viên kết nạp mới"],
                ["I", "Khối huyện", 41],
                [1, "Huyện Nam Đàn", 10],
                [2, "Huyện Đô Lương", 30],
                ["II", "Khối ngành", 5],
                [3, "CĐ ngành Y tế", 5],
                ["", "Tổng cộng", 45],
            ]
        }
    )
    outcomes = office.take(path)
    assert [(one.place, one.value) for one in outcomes[0].problems] == [("Biểu!C4", "41")]
    assert not office.into.exists()


def test_two_blocks_one_under_the_other_and_two_side_by_side(office):
    path = office.workbook(
        {
            "Trên dưới": [
                HEAD,
                ["BÁO CÁO QUÝ I NĂM 2025 (đến 31/3/2025)"],
                ["STT", "Đơn vị", "Tổng số CĐCS"],
                [1, "Huyện Nam Đàn", 61],
                ["", "Cộng", 61],
                ["STT", "Đơn vị", "Tổng số đoàn viên", "Kết nạp mới"],
                [1, "Huyện Nam Đàn", 1200, 7],
                ["", "Cộng", 1200, 7],
            ],
            "Ngang": [
                HEAD,
                ["BÁO CÁO QUÝ I NĂM 2025 (đến 31/3/2025)"],
                ["STT", "Đơn vị", "Tổng số CNVCLĐ", "", "STT", "Đơn vị", "Tổng số CNVCLĐ"],
                [1, "Huyện Nam Đàn", 1300, "", 2, "Huyện Đô Lương", 900],
                [3, "Huyện Thanh Chương", 800, "", 4, "Huyện Nghi Lộc", 700],
            ],
        }
    )
    assert result(office.take(path)) == ("taken", [])
    assert office.facts() == {
        ("Huyện Nam Đàn", "grassroots_unions_total", "", Q1, 61),
        ("", "grassroots_unions_total", "", Q1, 61),
        ("Huyện Nam Đàn", "members_total", "", Q1, 1200),
        ("", "members_total", "", Q1, 1200),
        ("Huyện Nam Đàn", "members_new", FROM, Q1, 7),
        ("", "members_new", FROM, Q1, 7),
        ("Huyện Nam Đàn", "workers_total", "", Q1, 1300),
        ("Huyện Đô Lương", "workers_total", "", Q1, 900),
        ("Huyện Thanh Chương", "workers_total", "", Q1, 800),
        ("Huyện Nghi Lộc", "workers_total", "", Q1, 700),
    }


def test_the_quarter_and_the_total_since_january_stand_beside_each_other(office):
    """Two spans under one heading of days would add a quarter to a half-year."""
    path = office.workbook(
        {
            "Biểu": [
                HEAD,
                ["BÁO CÁO PHÁT TRIỂN ĐOÀN VIÊN QUÝ II NĂM 2025"],
                ["(Số liệu tính đến ngày 30/6/2025; lũy kế từ ngày 01/01/2025)"],
                ["STT", "Đơn vị", "Đoàn viên kết nạp mới", "", "Giảm do sắp xếp", "Thực tăng"],
                ["", "", "Trong quý", "Lũy kế từ đầu năm", "", ""],
                [1, "Huyện Nam Đàn", 8, 15, 0, -4],
            ]
        },
        {"Biểu": ["A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5"]},
    )
    assert result(office.take(path, received=LATER)) == ("taken", [])
    assert office.facts() == {
        ("Huyện Nam Đàn", "members_new", "2025-04-01", "2025-06-30", 8),
        ("Huyện Nam Đàn", "members_new", FROM, "2025-06-30", 15),
        ("Huyện Nam Đàn", "members_removed_structural", FROM, "2025-06-30", 0),
        ("Huyện Nam Đàn", "members_net_growth", FROM, "2025-06-30", -4),
    }


def test_transfers_in_two_columns_are_one_net_figure(office):
    path = office.workbook(
        {
            "Biểu": [
                HEAD,
                ["BÁO CÁO QUÝ I NĂM 2025 (đến 31/3/2025)"],
                ["STT", "Đơn vị", "CĐCS chuyển đến", "CĐCS chuyển đi"],
                [1, "Huyện Nam Đàn", 3, 1],
                [2, "Huyện Đô Lương", 1, 4],
            ]
        }
    )
    outcomes = office.take(path)
    assert office.facts() == {
        ("Huyện Nam Đàn", "grassroots_unions_transferred", FROM, Q1, 2),
        ("Huyện Đô Lương", "grassroots_unions_transferred", FROM, Q1, -3),
    }
    told = "do not net to zero, but to -1: Huyện Đô Lương -3, Huyện Nam Đàn +2."
    assert any(told in one.said("en") for one in outcomes[0].findings)


def test_a_sheet_without_a_day_takes_that_of_the_others_and_a_file_without_one_asks(office):
    table = [["STT", "Đơn vị", "Kết nạp mới"], [1, "Huyện Nam Đàn", 3]]
    other = [["STT", "Đơn vị", "Tổng số CĐCS"], [1, "Huyện Nam Đàn", 61]]
    dated = [HEAD, ["BÁO CÁO QUÝ I NĂM 2025"], ["(đến 31/3/2025)"], *table]
    undated = [HEAD, ["BÁO CÁO QUÝ I NĂM 2025"], *other]
    path = office.workbook({"Một": dated, "Hai": undated})
    assert result(office.take(path)) == ("taken", [])
    assert ("Huyện Nam Đàn", "grassroots_unions_total", "", Q1, 61) in office.facts()

    alone = office.workbook({"Hai": undated}, name="alone.xlsx")
    (outcome,) = office.take(alone)
    assert outcome.result == "refused"
    assert "--as-of" in outcome.problems[0].said("en")


def test_a_list_of_persons_is_refused_and_none_of_it_is_repeated(office):
    path = office.workbook(
        {
            "DS": [
                HEAD,
                ["DANH SÁCH ĐOÀN VIÊN QUÝ I NĂM 2025 (đến 31/3/2025)"],
                ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đoàn viên"],
                [1, "Nguyễn Văn A", "01/02/1990", 123456],
                [2, "Trần Thị B", "03/04/1991", 123457],
            ]
        }
    )
    (outcome,) = office.take(path)
    assert outcome.result == "refused"
    told = " ".join(one.said("vi") for one in outcome.findings)
    assert "Nguyễn Văn A" not in told
    assert "123456" not in told


def test_a_form_of_the_merged_province_keeps_its_map(office):
    """Its opening day lies before the merger: without the map it would be the former province's."""
    path = office.workbook(
        {
            "Biểu": [
                ["LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI"],
                ["BÁO CÁO QUÝ III NĂM 2025"],
                ["(Số phát sinh từ ngày 01/7/2025, số liệu tính đến ngày 30/9/2025)"],
                ["STT", "Đơn vị", "ĐV đầu kỳ", "ĐV cuối kỳ"],
                [1, "Công đoàn xã Bát Xát", 900, 932],
            ]
        }
    )
    office.take(path, received=LATER)
    rows = {row["period_end"]: row["territory"] for row in office.rows("figures/lao-cai.csv")}
    assert rows == {"2025-06-30": "34", "2025-09-30": ""}


def test_the_shipped_answers_folder_may_be_absent(office):
    from doanvien.intake.answers import read_answers

    assert read_answers(Path(office.folder / "none")) == ()


def test_a_sheet_that_counts_in_thousands_is_refused(office):
    rows = [["STT", "Đơn vị", "Đoàn viên"], [1, "Huyện Nam Đàn", 61]]
    outcome = office.sheet(rows, said="(đến 31/3/2025; ĐVT: nghìn người)")
    assert "thousands" in outcome.problems[0].said("en")


def test_a_day_in_a_cell_of_its_own_is_the_cut_off(office):
    from datetime import datetime

    path = office.workbook(
        {
            "Biểu": [
                HEAD,
                ["BÁO CÁO QUÝ I NĂM 2025"],
                ["Số liệu tính đến ngày:", datetime(2025, 3, 31)],
                ["STT", "Đơn vị", "Tổng số CĐCS"],
                [1, "Huyện Nam Đàn", 61],
            ]
        }
    )
    assert result(office.take(path)) == ("taken", [])
    assert office.facts() == {("Huyện Nam Đàn", "grassroots_unions_total", "", Q1, 61)}
