"""Lines of forms: who reports, which are units. If these fail, a unit is lost or invented."""

from datetime import date

import pytest

HEAD = ["LIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN"]
LATER = date(2026, 1, 5)
Q1, FROM = "2025-03-31", "2025-01-01"


def result(outcomes):
    return outcomes[0].result, [finding.said("en") for finding in outcomes[0].problems]


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
    outcome = office.sheet(rows, head=head)
    assert outcome.result == "taken", [one.said("en") for one in outcome.problems]
    assert ("", "grassroots_unions_total", "", Q1, 61) in office.facts()
    assert office.rows("sources.csv")[0]["publisher"] == "LĐLĐ tỉnh Nghệ An"


def test_a_city_inside_a_province_is_a_unit_and_its_total_is_not_the_provinces(office):
    rows = [["STT", "Đơn vị", "Đoàn viên"], [1, "CĐCS Phường A", 61], ["", "Tổng cộng", 61]]
    outcome = office.sheet(rows, head=("LĐLĐ TỈNH NGHỆ AN", "LĐLĐ THÀNH PHỐ VINH"))
    assert outcome.result == "taken"
    assert office.facts() == {("CĐCS Phường A", "members_total", "", Q1, 61)}
    assert office.rows("sources.csv")[0]["publisher"] == "Lđlđ thành phố Vinh"


def test_a_vertical_form_with_the_last_period_beside_this_one(office):
    outcome = office.sheet(
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
    assert office.sheet(rows).result == "taken"
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
    outcome = office.sheet(rows)
    assert outcome.result == "taken", [one.said("en") for one in outcome.problems]
    assert {value for *_, value in office.facts()} == {900, 10}
    assert [one.place for one in outcome.left_out] == ["6"]


def test_a_remark_that_a_unit_was_dissolved_is_no_part_of_its_name(office):
    rows = [
        ["STT", "Tên đơn vị", "Tổng số CĐCS", "Giải thể"],
        [1, "Công đoàn xã Nam Đàn", 55, 1],
        [2, "Công đoàn xã Kim Liên (đã giải thể từ 01/3/2025)", None, 12],
        ["Tổng cộng", None, 55, 13],
    ]
    assert office.sheet(rows).result == "taken"
    assert {unit for unit, *_ in office.facts()} == {
        *("Công đoàn xã Nam Đàn", "Công đoàn xã Kim Liên", "")
    }
