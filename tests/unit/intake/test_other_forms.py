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


def test_lines_without_any_header_and_a_ticked_box_in_brackets(office):
    path = office.workbook(
        {
            "Sheet1": [
                ["CÔNG ĐOÀN PHƯỜNG VINH TÂN"],
                ["Kính gửi: LĐLĐ tỉnh Nghệ An"],
                ["BÁO CÁO SỐ LIỆU NĂM 2025"],
                ["Số liệu tính đến ngày: [x] 31/5   [ ] 30/11"],
                ["Tổng số đoàn viên", None, 640],
                ["Đoàn viên kết nạp mới", None, 12],
                ["Số CĐCS giải thể", None, 0],
            ]
        }
    )
    assert result(office.take(path, received=LATER)) == ("taken", [])
    assert office.facts() == {
        ("Công đoàn phường Vinh Tân", "members_total", "", "2025-05-31", 640),
        ("Công đoàn phường Vinh Tân", "members_new", FROM, "2025-05-31", 12),
        ("Công đoàn phường Vinh Tân", "grassroots_unions_dissolved", FROM, "2025-05-31", 0),
    }


def test_a_column_that_is_not_known_word_for_word_is_no_figure(office):
    """ "Members on maternity leave" taken for all members would be a wrong number nobody sees."""
    path = office.workbook(
        {
            "Biểu": [
                HEAD,
                ["BÁO CÁO QUÝ I NĂM 2025 (đến 31/3/2025)"],
                [
                    "STT",
                    "Đơn vị",
                    "Đoàn viên nghỉ thai sản",
                    "Doanh nghiệp FDI",
                    "Tổng số đoàn viên",
                ],
                ["", "", "", "Đoàn viên", ""],
                [1, "Huyện Nam Đàn", 8, 500, 1200],
            ]
        },
        {"Biểu": ["A3:A4", "B3:B4", "C3:C4", "E3:E4"]},
    )
    outcomes = office.take(path)
    assert office.facts() == {("Huyện Nam Đàn", "members_total", "", Q1, 1200)}
    assert [(one.place, one.why) for one in outcomes[0].left_out] == [
        ("C", "no_indicator"),
        ("D", "no_indicator"),
    ]


def test_targets_and_percentages_of_a_group_and_the_rate_of_two_columns(office):
    path = office.workbook(
        {
            "Biểu": [
                HEAD,
                ["BÁO CÁO QUÝ I NĂM 2025 (đến 31/3/2025)"],
                [
                    "STT",
                    "Đơn vị",
                    "Kết nạp mới",
                    "",
                    "",
                    "CNVCLĐ",
                    "Đoàn viên",
                    "Tỷ lệ tập hợp (%)",
                ],
                ["", "", "Chỉ tiêu TLĐ giao", "Thực hiện", "Tỷ lệ %", "", "", ""],
                [1, "Huyện Nam Đàn", 200, 50, 25, 1000, 885, "88,5"],
            ]
        },
        {"Biểu": ["A3:A4", "B3:B4", "C3:E3", "F3:F4", "G3:G4", "H3:H4"]},
    )
    assert result(office.take(path)) == ("taken", [])
    assert ("Huyện Nam Đàn", "members_new", FROM, Q1, 50) in office.facts()
    (target,) = office.rows("targets.csv")
    assert (target["low"], target["assigned_by"], target["period_end"]) == (
        *("200", "tld", "2025-12-31"),
    )
    printed = {
        (row["indicator"], row["value"], row["printed"], row["of"], row["base"])
        for row in office.rows("percentages.csv")
    }
    assert printed == {
        ("members_new", "50", "25", "target", "200"),
        ("membership_density_rate", "885", "88,5", "stock", "1000"),
    }
    assert office.problems() == []


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


def sheet(office, rows, name="form.xlsx", head=("LĐLĐ tỉnh Nghệ An",), said="(đến 31/3/2025)"):
    """A form whose header and rows are given, taken; its outcome."""
    title = [[line] for line in (*head, "BÁO CÁO QUÝ I NĂM 2025")]
    return office.take(office.workbook({"Biểu": [*title, [said], *rows]}, name=name))[0]


@pytest.mark.parametrize(
    "heading",
    [
        *("Số đoàn viên năm 2023", "Đoàn viên so với đầu năm", "Đoàn viên tăng so với năm 2024"),
        *("Đoàn viên cùng kỳ", "Kết nạp mới tháng 4", "Kết nạp mới quý IV", "Đoàn viên tăng, giảm"),
        *("Số CĐCS đạt", "Số CĐCS có dưới 25 đoàn viên", "Đoàn viên còn thiếu", "Đoàn viên/CNVCLĐ"),
        *("Năm thành lập", "Ngày kết nạp đoàn viên", "Chủ tịch CĐCS", "Năm ký TƯLĐTT"),
        *("Đoàn viên nam", "CĐCS giảm", "Tiền lương đoàn viên", "Nghiệp đoàn thành lập mới"),
    ],
)
def test_headings_that_are_nearly_an_indicator_are_left_out_by_name(office, heading):
    """Each of them, taken for what it resembles, would be a wrong number in a report."""
    outcome = sheet(
        office, [["STT", "Đơn vị", heading, "Tổng số CĐCS"], [1, "Huyện Nam Đàn", 5, 61]]
    )
    assert office.facts() == {("Huyện Nam Đàn", "grassroots_unions_total", "", Q1, 61)}
    assert [one.title for one in outcome.left_out] == [heading]


def test_the_sum_of_a_group_is_not_its_first_part(office):
    outcome = sheet(
        office,
        [
            ["STT", "Đơn vị", "Đoàn viên tăng", "", "", "Giảm"],
            ["", "", "Tổng số", "Kết nạp mới", "Nhập ngành", ""],
            [1, "Huyện Nam Đàn", 9, 7, 2, 1],
        ],
    )
    new = {fact for fact in office.facts() if fact[1] == "members_new"}
    assert new == {("Huyện Nam Đàn", "members_new", FROM, Q1, 7)}
    assert {"Tổng số", "Nhập ngành"} <= {one.title for one in outcome.left_out}


@pytest.mark.parametrize(
    "head",
    [
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "LIÊN ĐOÀN LAO ĐỘNG", "TỈNH NGHỆ AN"),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN",),
        ("LĐLĐ Nghệ An",),
        ("Đơn vị báo cáo: LĐLĐ tỉnh Nghệ An",),
    ],
)
def test_a_federation_is_known_however_its_letterhead_is_broken(office, head):
    rows = [["STT", "Đơn vị", "Tổng số CĐCS"], [1, "Huyện Nam Đàn", 61], ["", "Tổng cộng", 61]]
    outcome = sheet(office, rows, head=head)
    assert outcome.result == "taken", [one.said("en") for one in outcome.problems]
    assert ("", "grassroots_unions_total", "", Q1, 61) in office.facts()
    assert office.rows("sources.csv")[0]["publisher"] == "LĐLĐ tỉnh Nghệ An"


def test_a_city_inside_a_province_is_a_unit_and_its_total_is_not_the_provinces(office):
    rows = [["STT", "Đơn vị", "Đoàn viên"], [1, "CĐCS Phường A", 61], ["", "Tổng cộng", 61]]
    outcome = sheet(office, rows, head=("LĐLĐ TỈNH NGHỆ AN", "LĐLĐ THÀNH PHỐ VINH"))
    assert outcome.result == "taken"
    assert office.facts() == {("CĐCS Phường A", "members_total", "", Q1, 61)}
    assert office.rows("sources.csv")[0]["publisher"] == "Lđlđ thành phố Vinh"


def test_a_sheet_that_counts_in_thousands_is_refused(office):
    rows = [["STT", "Đơn vị", "Đoàn viên"], [1, "Huyện Nam Đàn", 61]]
    outcome = sheet(office, rows, said="(đến 31/3/2025; ĐVT: nghìn người)")
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


def test_a_header_of_three_rows_with_units_under_an_unknown_heading(office):
    outcome = office.take(
        office.workbook(
            {
                "Biểu": [
                    HEAD,
                    ["BÁO CÁO QUÝ I NĂM 2025 (đến 31/3/2025)"],
                    ["TT", "LĐLĐ huyện, thị; CĐ ngành", "Đoàn viên công đoàn", "", "", "", ""],
                    ["", "", "Đầu kỳ", "Tăng", "", "Giảm trong kỳ", "Cuối kỳ"],
                    ["", "", "", "Kết nạp mới", "Chuyển đến", "", ""],
                    [1, "LĐLĐ huyện Nam Đàn", 1200, 30, 5, 20, 1215],
                    [2, "CĐ ngành Y tế", 800, 10, 0, 4, 806],
                    ["", "Cộng", 2000, 40, 5, 24, 2021],
                ]
            },
            {"Biểu": ["A3:A5", "B3:B5", "C3:G3", "C4:C5", "D4:E4", "F4:F5", "G4:G5"]},
        )
    )[0]
    assert outcome.result == "taken", [one.said("en") for one in outcome.problems]
    assert ("LĐLĐ huyện Nam Đàn", "members_new", FROM, Q1, 30) in office.facts()
    assert ("", "members_total", "", Q1, 2021) in office.facts()
    assert [one.why for one in outcome.left_out] == ["one_way"]


def test_a_list_of_unions_with_two_columns_called_female(office):
    """The second "Nữ" is of the members, the first of the workers, who have no such indicator."""
    outcome = sheet(
        office,
        [
            ["TT", "Tên CĐCS", "Loại hình", "Tổng LĐ", "Nữ", "Tổng ĐV", "Nữ", "SĐT"],
            [1, "CĐCS Trường A", "Sự nghiệp", 90, 60, 85, 55, "0900 000 001"],
            [2, "CĐCS Công ty B", "Ngoài NN", 300, 200, 280, 190, "0900 000 002"],
        ],
        head=("LĐLĐ tỉnh Nghệ An", "CÔNG ĐOÀN NGÀNH GIÁO DỤC"),
    )
    assert outcome.result == "taken", [one.said("en") for one in outcome.problems]
    assert {fact for fact in office.facts() if fact[0] == "CĐCS Trường A"} == {
        ("CĐCS Trường A", "workers_total", "", Q1, 90),
        ("CĐCS Trường A", "members_total", "", Q1, 85),
        ("CĐCS Trường A", "members_total_female", "", Q1, 55),
    }
    assert "0900" not in " ".join(one.said("vi") for one in outcome.findings)
    assert {one.place: one.why for one in outcome.left_out} == {
        "C": "no_indicator",
        "E": "no_indicator",
        "H": "personal_data",
    }


def test_a_vertical_form_with_the_last_period_beside_this_one(office):
    outcome = sheet(
        office,
        [
            ["TT", "Nội dung", "ĐVT", "Kỳ trước", "Kỳ này", "So với cùng kỳ"],
            [1, "Tổng số đoàn viên", "Người", 900, 940, "104,4%"],
            [2, "Đoàn viên kết nạp mới", "Người", 30, 44, None],
        ],
        head=("LĐLĐ tỉnh Nghệ An", "Công đoàn xã Đại Đồng"),
    )
    assert outcome.result == "taken", [one.said("en") for one in outcome.problems]
    assert office.facts() == {
        ("Công đoàn xã Đại Đồng", "members_total", "", Q1, 940),
        ("Công đoàn xã Đại Đồng", "members_new", FROM, Q1, 44),
    }
    assert {one.place for one in outcome.left_out} == {"D", "F"}


def test_one_column_of_figures_is_enough(office):
    rows = [["STT", "Đầu mối", "Đoàn viên kết nạp mới"], [1, "Vinh Tân", 4], [2, "Trường Vinh", 6]]
    assert sheet(office, rows).result == "taken"
    assert {fact[0]: fact[4] for fact in office.facts()} == {"Vinh Tân": 4, "Trường Vinh": 6}


def test_a_number_in_the_column_of_names_is_no_unit(office):
    """A unit called 77 would make the data set one that no later form may be written into."""
    rows = [["STT", "Đơn vị", "Số đoàn viên"], [1, "77", 900], [2, "Huyện Nam Đàn", 700]]
    (outcome,) = office.take(
        office.workbook({"Biểu": [HEAD, ["QUÝ I/2025 (đến 31/3/2025)"], *rows]})
    )
    assert [(one.ref, one.said("en")) for one in outcome.problems] == [
        ("B4", "Biểu!B4: '77' is not the name of a unit. Write the unit's name, or delete the row.")
    ]


def test_a_table_of_units_whose_header_says_nothing_known_is_not_read_as_one_column(office):
    """The column of one ward would become the figures of the whole city."""
    lines = [
        ["Các mục", "Phường Ninh Kiều", "Xã Phong Điền", "Toàn thành phố"],
        ["Tổng số đoàn viên", 19500, 2500, 22000],
        ["Số đoàn viên kết nạp mới", 300, 45, 345],
    ]
    title = [["Liên đoàn Lao động thành phố Cần Thơ"], ["SỐ LIỆU QUÝ I/2025"], ["Đến 31/3/2025"]]
    assert result(office.take(office.workbook({"B": [*title, *lines]}))) == ("taken", [])
    assert office.facts() == {
        (unit, *span, value)
        for unit, total, new in (
            ("Phường Ninh Kiều", 19500.0, 300.0),
            ("Xã Phong Điền", 2500.0, 45.0),
            ("", 22000.0, 345.0),
        )
        for *span, value in (
            ("members_total", "", Q1, total),
            ("members_new", FROM, Q1, new),
        )
    }
    unnamed = [[line[0], *line[1:]] for line in lines[1:]]
    (outcome,) = office.take(office.workbook({"B": [*title, [], *unnamed]}, name="b.xlsx"))
    assert outcome.result == "refused"


def test_a_target_before_its_result_is_the_target_of_that_result(office):
    rows = [
        ["Đơn vị", "Chỉ tiêu năm 2025", "Kết nạp mới trong kỳ", "Đạt tỷ lệ (%)"],
        ["Huyện Nam Đàn", 1000, 420, 42],
    ]
    office.take(office.workbook({"Biểu": [HEAD, ["QUÝ I/2025 (đến 31/3/2025)"], *rows]}))
    (target,), (printed,) = office.rows("targets.csv"), office.rows("percentages.csv")
    assert (target["indicator"], target["low"]) == ("members_new", "1000")
    assert (printed["value"], printed["printed"], printed["base"]) == ("420", "42", "1000")


def test_quarters_and_months_that_a_heading_names_are_their_own_days(office):
    """Figures of a quarter would be counted as those of the half year, or be left out."""
    rows = [
        ["Đơn vị", "Đoàn viên kết nạp mới", "", "", "Số ĐV", "Chỉ tiêu quý II"],
        ["", "Quý I", "Tháng 5", "Lũy kế 6 tháng", "Quý I", ""],
        ["Huyện Nam Đàn", 100, 20, 260, 5000, 300],
    ]
    merges = {"Biểu": ["A3:A4", "B3:D3", "F3:F4"]}
    sheets = {"Biểu": [HEAD, ["QUÝ II/2025 (đến 30/6/2025)"], *rows]}
    (outcome,) = office.take(office.workbook(sheets, merges), received=LATER)
    assert result([outcome]) == ("taken", [])
    unit = "Huyện Nam Đàn"
    assert office.facts() == {
        (unit, "members_new", "2025-01-01", "2025-03-31", 100.0),
        (unit, "members_new", "2025-05-01", "2025-05-31", 20.0),
        (unit, "members_new", "2025-01-01", "2025-06-30", 260.0),
        (unit, "members_total", "", "2025-03-31", 5000.0),
    }
    assert [one.title for one in outcome.left_out] == ["Chỉ tiêu quý II"]


def test_a_union_of_the_province_is_its_federation(office):
    rows = [["Đơn vị", "Số ĐV"], ["Xã Gia Viễn", 900], ["Xã Nho Quan", 100], ["Tổng cộng", 1000]]
    title = [["CÔNG ĐOÀN TỈNH NINH BÌNH"], ["QUÝ III/2025 (đến 30/9/2025)"]]
    office.take(office.workbook({"Biểu": [*title, *rows]}), received=LATER)
    assert ("", "members_total", "", "2025-09-30", 1000.0) in office.facts()


def test_lines_that_are_numbered_in_their_own_text(office):
    rows = [
        ["Nội dung", "Trong tháng", "Lũy kế từ đầu năm"],
        ["I. Đoàn viên"],
        ["1. Số đoàn viên kết nạp mới", 12, 96],
        ["1.1. Trong đó: tại CĐCS thành lập mới", 5, 41],
        ["2) Số đoàn viên giảm", 3, 40],
    ]
    head = [["CÔNG ĐOÀN XÃ BÁT XÁT"], ["TỈNH LÀO CAI"], ["BÁO CÁO THÁNG 9/2025 (đến 30/9/2025)"]]
    office.take(office.workbook({"Biểu": [*head, *rows]}), received=LATER)
    assert {fact[1:] for fact in office.facts()} == {
        ("members_new", "2025-09-01", "2025-09-30", 12.0),
        ("members_new", FROM, "2025-09-30", 96.0),
        ("members_new_in_new_unions", "2025-09-01", "2025-09-30", 5.0),
        ("members_new_in_new_unions", FROM, "2025-09-30", 41.0),
        ("members_lost", "2025-09-01", "2025-09-30", 3.0),
        ("members_lost", FROM, "2025-09-30", 40.0),
    }


def test_a_numbered_form_with_abbreviations_and_years_in_its_headings(office):
    rows = [
        ["STT", "Đơn vị", "Kết nạp đoàn viên", "", "", "Số đoàn viên", ""],
        ["", "", "KH năm", "TH 3 tháng", "%", "Năm 2024", "Năm 2025"],
        [1, "Xã Tân Phong", 200, 120, 60, 900, 1000],
    ]
    head = [HEAD, ["BIỂU SỐ 2: KẾT QUẢ QUÝ I NĂM 2025"], ["(Số liệu đến 31/3/2025)"]]
    merges = {"Biểu": ["A4:A5", "B4:B5", "C4:E4", "F4:G4"]}
    (outcome,) = office.take(office.workbook({"Biểu": [*head, *rows]}, merges))
    assert office.facts() == {
        ("Xã Tân Phong", "members_new", FROM, Q1, 120.0),
        ("Xã Tân Phong", "members_total", "", Q1, 1000.0),
    }
    assert [row["low"] for row in office.rows("targets.csv")] == ["200"]
    assert [one.title for one in outcome.left_out] == ["Năm 2024"]
    assert outcome.sheets[0].head.title == "KẾT QUẢ QUÝ I NĂM 2025"


def test_short_words_and_notes_in_a_header_of_three_rows(office):
    rows = [
        ["LIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN"],
        ["TỔNG HỢP QUÝ III NĂM 2025 (tính từ 01/7/2025 đến hết ngày 30/9/2025)"],
        ["TT", "Đơn vị", "Đoàn viên", "", "", "", "", "", "CĐCS", ""],
        ["", "", "Có đến 30/6/2025", "Biến động trong quý", "", "", "Có đến 30/9/2025"],
        ["", "", "", "KN mới (1)", "Giảm (2)", "Chuyển đến (+), đi (-)", "Tổng số", "Tr.đó: nữ"],
        [1, "CĐ xã Yên Thành", 1250, 45, 12, 3, 1286, 640, 21, 2],
        [2, "CĐ xã Quỳnh Lưu", 2100, 80, 30, -3, 2147, 1100, 34, 3],
        ["(1) Gồm cả đoàn viên kết nạp lại. (2) Không tính chuyển sinh hoạt."],
    ]
    rows[4] += ["Tổng số", "TL mới"]
    merges = ["C3:H3", "C4:C5", "D4:F4", "G4:H4", "I3:J3"]
    office.take(office.workbook({"B": rows}, {"B": merges}), received=date(2025, 10, 8))
    quarter = "2025-07-01", "2025-09-30"
    assert {fact for fact in office.facts() if fact[0] == "CĐ xã Quỳnh Lưu"} == {
        ("CĐ xã Quỳnh Lưu", "members_total", "", "2025-06-30", 2100),
        ("CĐ xã Quỳnh Lưu", "members_new", *quarter, 80),
        ("CĐ xã Quỳnh Lưu", "members_lost", *quarter, 30),
        ("CĐ xã Quỳnh Lưu", "members_transferred", *quarter, -3),
        ("CĐ xã Quỳnh Lưu", "members_total", "", "2025-09-30", 2147),
        ("CĐ xã Quỳnh Lưu", "members_total_female", "", "2025-09-30", 1100),
        ("CĐ xã Quỳnh Lưu", "grassroots_unions_total", "", "2025-09-30", 34),
        ("CĐ xã Quỳnh Lưu", "grassroots_unions_new", *quarter, 3),
    }


def test_a_signature_under_the_figures_is_no_line(office):
    rows = [
        ["LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA"],
        ["BÁO CÁO THỐNG KÊ NĂM 2024"],
        ["Số liệu tính đến ngày: ☐ 31/5 ☑ 30/11"],
        ["TT", "Nội dung", "Đơn vị tính", "Số lượng"],
        ["I", "CÔNG ĐOÀN CƠ SỞ"],
        [1, "CĐCS thành lập mới", "CĐ", 31],
        ["II", "CÁC HOẠT ĐỘNG KHÁC"],
        [1, "Số bản TƯLĐTT ký mới", "Bản", 44],
        ["", "NGƯỜI LẬP BIỂU", "", "TM. BAN THƯỜNG VỤ"],
    ]
    (outcome,) = office.take(office.workbook({"B": rows}))
    assert outcome.left_out == ()
    assert {fact[1::3] for fact in office.facts()} == {
        ("grassroots_unions_new", 31.0),
        ("cba_new", 44.0),
    }


def test_a_quarter_beside_the_year_in_a_group_and_the_total_of_a_city(office):
    rows = [
        ["LĐLĐ THÀNH PHỐ HẢI PHÒNG"],
        ["KẾT QUẢ QUÝ I, 3 THÁNG ĐẦU NĂM 2025 (tính đến hết ngày 31/3/2025)"],
        ["STT", "Tên đơn vị", "Kết nạp mới ĐV", "Số ĐV có đến 31/3/2025"],
        ["", "", "Trong quý I", ""],
        ["I", "Khối quận, huyện", 251, 17510],
        [1, "Quận Hải An", 210, 15300],
        [2, "Huyện Vĩnh Bảo", 41, 2210],
        ["", "Tổng cộng toàn thành phố", 251, 17510],
    ]
    office.take(office.workbook({"B": rows}, {"B": ["D3:D4"]}))
    total = {fact[1:] for fact in office.facts() if not fact[0]}
    assert total == {
        ("members_new", "2025-01-01", "2025-03-31", 251.0),
        ("members_total", "", "2025-03-31", 17510.0),
    }


def test_a_name_in_capitals_with_short_words_is_written_in_ordinary_case(office):
    rows = [
        ["LĐLĐ TỈNH LAI CHÂU"],
        ["CÔNG ĐOÀN P. TÂN PHONG"],
        ["BÁO CÁO SỐ LIỆU QUÝ I/2025 (đến ngày 31/3/2025)"],
        ["STT", "Nội dung", "ĐVT", "Số liệu"],
        [1, "Đoàn viên ưu tú được kết nạp Đảng", "đ/c", 6],
    ]
    office.take(office.workbook({"B": rows}))
    assert {fact[0] for fact in office.facts()} == {"Công đoàn P. Tân Phong"}


@pytest.mark.parametrize("title", ["-", "1.", "+", "a)", "…"])
def test_a_line_whose_title_is_a_mark_alone_is_left_out_by_name(office, title):
    """Somebody cleared the words and left the dash; the other lines are right."""
    rows = [
        ["TT", "Nội dung", "Đơn vị tính", "Số lượng"],
        [1, "Tổng số đoàn viên", "người", 900],
        [2, title, "người", 30],
        [3, "Đoàn viên giảm", "người", 10],
    ]
    outcome = sheet(office, rows)
    assert outcome.result == "taken", [one.said("en") for one in outcome.problems]
    assert {value for *_, value in office.facts()} == {900, 10}
    assert [one.place for one in outcome.left_out] == ["6"]


def test_a_letter_with_a_small_table_whose_titles_stand_under_chi_tieu(office):
    """Words below the table stand in the first column, which has no heading."""
    rows = [
        ["CÔNG ĐOÀN TỈNH QUẢNG TRỊ", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["CÔNG ĐOÀN XÃ GIO LINH", "", "", "Gio Linh, ngày 05 tháng 10 năm 2025"],
        ["BÁO CÁO kết quả phát triển đoàn viên quý III năm 2025"],
        ["Kính gửi: Liên đoàn Lao động tỉnh Quảng Trị"],
        ["Công đoàn xã Gio Linh báo cáo như sau (số liệu tính đến ngày 30/9/2025):"],
        ["", "TT", "Chỉ tiêu", "ĐVT", "Kết quả", "Ghi chú"],
        [
            "",
            "1",
            "Tổng số đoàn viên công đoàn",
            "đoàn viên",
            "1.524",
            "Nguyễn Văn A, 0900 000 011",
        ],
        ["", "2", "Đoàn viên kết nạp mới", "đoàn viên", "37", ""],
        ["", "3", "Tổng số CĐCS", "CĐCS", "41", "gồm 2 CĐCS mới"],
        ["Trên đây là báo cáo của Công đoàn xã Gio Linh. Hiện còn 278 lao động chưa vào."],
        ["Nơi nhận:", "", "", "", "TM. BAN THƯỜNG VỤ"],
        ["- Như trên;", "", "", "", "CHỦ TỊCH"],
    ]
    path = office.workbook({"Công văn": rows})
    assert result(office.take(path, received=LATER)) == ("taken", [])
    unit, day = "Công đoàn xã Gio Linh", "2025-09-30"
    assert office.facts() == {
        (unit, "members_total", "", day, 1524),
        (unit, "members_new", FROM, day, 37),
        (unit, "grassroots_unions_total", "", day, 41),
    }


def test_a_remark_that_a_unit_was_dissolved_is_no_part_of_its_name(office):
    rows = [
        ["STT", "Tên đơn vị", "Tổng số CĐCS", "Giải thể"],
        [1, "Công đoàn xã Nam Đàn", 55, 1],
        [2, "Công đoàn xã Kim Liên (đã giải thể từ 01/3/2025)", None, 12],
        ["Tổng cộng", None, 55, 13],
    ]
    assert sheet(office, rows).result == "taken"
    assert {unit for unit, *_ in office.facts()} == {
        *("Công đoàn xã Nam Đàn", "Công đoàn xã Kim Liên", "")
    }
