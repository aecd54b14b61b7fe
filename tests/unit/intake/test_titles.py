"""Titles of columns as offices write them. If these fail, a figure stands under another's name."""

from datetime import date

import pytest

HEAD = ["LIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN"]
LATER = date(2026, 1, 5)
Q1, FROM = "2025-03-31", "2025-01-01"


def result(outcomes):
    return outcomes[0].result, [finding.said("en") for finding in outcomes[0].problems]


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
    outcome = office.sheet(
        [["STT", "Đơn vị", heading, "Tổng số CĐCS"], [1, "Huyện Nam Đàn", 5, 61]]
    )
    assert office.facts() == {("Huyện Nam Đàn", "grassroots_unions_total", "", Q1, 61)}
    assert [one.title for one in outcome.left_out] == [heading]


def test_the_sum_of_a_group_is_not_its_first_part(office):
    outcome = office.sheet(
        [
            ["STT", "Đơn vị", "Đoàn viên tăng", "", "", "Giảm"],
            ["", "", "Tổng số", "Kết nạp mới", "Nhập ngành", ""],
            [1, "Huyện Nam Đàn", 9, 7, 2, 1],
        ],
    )
    new = {fact for fact in office.facts() if fact[1] == "members_new"}
    assert new == {("Huyện Nam Đàn", "members_new", FROM, Q1, 7)}
    assert {"Tổng số", "Nhập ngành"} <= {one.title for one in outcome.left_out}


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
    outcome = office.sheet(
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
