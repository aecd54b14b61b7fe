"""What offices really send. When these fail, `check` says "Nothing wrong" to it and a report prints
it: a total as a unit, a lost zero, a telephone number, letters of an old encoding."""

import pytest

from doanvien.data import mistakes_in

FIGURES = "figures/ha-noi.csv"
WHOLE = {"value": "100"}
NET = {"indicator": "members_net_growth"}
RATE = {"indicator": "membership_density_rate", "period_start": ""}
STOCK = {"indicator": "members_total", "period_start": ""}


def units(**values):
    """A row for each unit with its new members."""
    return [{"unit": unit.replace("_", " "), "value": str(value)} for unit, value in values.items()]


def only(found):
    """The one thing that is said."""
    (one,) = found
    return one


LINES = [
    *("Tổng cộng", "TỔNG CỘNG:", "Tong cong", "Cộng", "CỘNG I", "Cộng (I+II)", "Tổng số"),
    *("Tổng cộng toàn tỉnh", "Cộng dồn", "Cộng khối xã", "Trong đó nữ", "STT", "N/A"),
    *("Toàn tỉnh", "Trong đó:", "I.", "II", "1", "1.1", "(3)", "I. Tổng cộng", "Total"),
    *("Toàn TP", "Cả tỉnh", "Chung", "Cộng lũy kế", "Tổng 12 đơn vị"),
    *(
        "Mục I",
        "Phần 2",
        "Số TT",
        "Tên đơn vị",
        "Ghi chú",
        "Người lập biểu",
        "TM. Ban Thường vụ",
    ),
]
"""What a table holds between its units, above and under them."""


def test_a_line_of_a_table_is_no_unit(data_set):
    data_set.put(FIGURES, WHOLE, *({"unit": name, "value": "1"} for name in LINES))
    refused = {
        row
        for one in mistakes_in(data_set.folder)
        if one.column == "unit" and "no unit" in str(one)
        for row in one.rows
    }
    assert [name for row, name in enumerate(LINES, 3) if row not in refused] == []


def test_a_name_that_begins_with_many_digits_does_not_stop_the_check(data_set):
    """A code pasted before a name: whether it is a number must not take a time that doubles with
    each digit (thirty of them were a minute and a half)."""
    data_set.put(FIGURES, WHOLE, {"unit": f"{'10' * 2500}y", "value": "9"})
    assert data_set.problems() == []


def test_names_that_only_look_like_such_a_line_are_units(data_set):
    names = [
        *("Xã Chung Chải", "Phường Phú Mục", "Công đoàn Cả Ngừ", "Xã Lũy Kế"),
        *("Công đoàn Tổng công ty 1", "Xã Cộng Hòa", "Phường 1", "Toàn Thắng", "Xã Tổng Cọt"),
        *("Bà Rịa", "Anh Sơn Đông", "Xã Bà Điểm", "Công đoàn Khối Doanh nghiệp"),
    ]
    data_set.put(FIGURES, WHOLE, *({"unit": name, "value": "1"} for name in names))
    assert data_set.problems() == []


def test_a_bloc_is_a_section_unless_a_note_says_what_it_is(data_set):
    bloc = {"unit": "Khối doanh nghiệp", "value": "9"}
    for name in ("Khối doanh nghiệp", "I. Khối xã, phường"):
        data_set.put(FIGURES, WHOLE, bloc | {"unit": name})
        assert "is a section of a table" in only(data_set.problems())
    data_set.put(FIGURES, WHOLE, bloc | {"note": "Khối thi đua có công đoàn riêng."})
    assert data_set.problems() == []


def test_a_unit_that_is_always_the_sum_of_the_others_is_refused_and_once_is_asked(data_set):
    rows = [*units(Xã_A=5, Xã_B=7, Xã_C=30), {"unit": "Văn phòng", "value": "42"}]
    data_set.put(FIGURES, *rows)
    assert data_set.problems() == []
    assert any("'Văn phòng' is the sum of all other units" in one for one in data_set.doubts())
    again = [row | {"indicator": "grassroots_unions_new"} for row in rows]
    data_set.put(FIGURES, *rows, *again)
    assert "rows 5, 9, column unit: 'Văn phòng' is the sum of all" in only(data_set.problems())


def test_a_unit_above_its_province_is_refused(data_set):
    """9.899 of 3.534 was printed as "79 %"."""
    data_set.put(FIGURES, {"value": "3534"}, *units(Xã_A=9899))
    assert "row 3, column value: '9899' of a unit is more than the 3534" in only(
        data_set.problems()
    )


def test_units_that_are_more_than_their_province_together_are_refused(data_set):
    rows = {"value": "100"}, *units(Xã_A=60, Xã_B=50)
    data_set.put(FIGURES, *rows)
    assert "'100' of the whole province is less than its units together, 110" in only(
        data_set.problems()
    )
    data_set.put(FIGURES, rows[0] | {"note": "Trừ trùng 10 đoàn viên."}, *rows[1:])
    assert data_set.problems() == []


def test_sources_that_contradict_each_other_about_a_sum_are_only_asked_about(data_set):
    data_set.put("sources.csv", {}, {"source": "s2"})
    data_set.put("percentages.csv")
    data_set.put(FIGURES, {"value": "100", "source": "s2"}, *units(Xã_A=110))
    assert data_set.problems() == []
    assert "is more than the 100" in only(data_set.doubts())


def test_net_growth_of_a_unit_may_be_more_than_that_of_its_province(data_set):
    data_set.put(FIGURES, NET | {"value": "5"}, NET | {"unit": "Xã A", "value": "9"})
    assert data_set.problems() == []


def test_all_units_without_their_province_are_added_up_in_the_question(data_set):
    data_set.put("percentages.csv")
    data_set.put(FIGURES, *units(Xã_A=5, Xã_B=7, Xã_C=30))
    assert "The 3 units add up to 42".lower() in only(data_set.doubts()).lower()
    year = {"period_start": "2021-01-01", "period_end": "2021-12-31"}
    before = [row | year for row in (*units(Xã_A=5, Xã_B=7, Xã_C=30), {"value": "42"})]
    data_set.put(FIGURES, *units(Xã_A=5, Xã_B=7, Xã_C=30), *before)
    assert "row 2" in only(data_set.doubts()), "a province with its row in another year"


@pytest.mark.parametrize(
    "other",
    [
        *("Huyện Hoằng Hoá", "HUYỆN HOẰNG HÓA", "huyện Hoằng Hóa.", "H. Hoằng Hóa", "H.Hoằng Hóa"),
        *("Huyện  Hoằng Hóa", "Huyện\u00a0Hoằng Hóa", "Huyện\nHoằng Hóa", "LĐLĐ huyện Hoằng Hóa"),
    ],
)
def test_two_spellings_of_a_unit_are_one_problem_that_names_both_rows(data_set, other):
    data_set.put(FIGURES, WHOLE, *units(Huyện_Hoằng_Hóa=1), {"unit": other, "value": "2"})
    told = only(data_set.problems())
    assert "row 4, column unit" in told
    assert f"is the unit 'Huyện Hoằng Hóa' of published/{FIGURES}, row 3" in told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TX. Ninh Hòa", "Thị xã Ninh Hoà"),
        ("TP Vinh", "thành phố Vinh"),
        ("Xã Ðông Hải", "Xã Đông Hải"),
        ("P. Bến Thành", "Phường Bến Thành"),
        ("Phường 01", "Phường 1"),
        ("CĐP Yên Hòa", "Công đoàn phường Yên Hòa"),
        ("CĐN Y tế", "Công đoàn ngành Y tế"),
        ("Công đoàn ngành Giáo dục và Đào tạo", "Công đoàn ngành Giáo dục & Đào tạo"),
    ],
)
def test_levels_and_old_letters_are_other_spellings(data_set, one, other):
    data_set.put(FIGURES, WHOLE, {"unit": one, "value": "1"}, {"unit": other, "value": "2"})
    assert "in another spelling" in only(data_set.problems())


def test_a_spelling_is_compared_across_the_files_of_a_province(data_set):
    data_set.put(FIGURES, WHOLE, *units(Huyện_Hoằng_Hóa=1))
    data_set.put("targets.csv", {}, {"unit": "H. Hoằng Hoá", "low": "5"})
    assert "published/targets.csv, row 3" in only(data_set.problems())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Huyện Cai Lậy", "Thị xã Cai Lậy"),
        ("Xã Tân Hòa", "Xã Tân Hoa"),
        ("Phường 1", "Phường 2"),
        ("Công đoàn KCN A", "Công đoàn KCN B"),
    ],
)
def test_units_that_exist_side_by_side_stay_two(data_set, one, other):
    data_set.put(FIGURES, WHOLE, {"unit": one, "value": "1"}, {"unit": other, "value": "2"})
    assert data_set.problems() == []


def test_a_district_and_a_town_of_one_name_are_not_asked_about(data_set):
    """Both exist; asked about in every check, the officer would put one into the other."""
    names = ("Huyện Cai Lậy", "Thị xã Cai Lậy")
    data_set.put(FIGURES, WHOLE, *({"unit": name, "value": "9"} for name in names))
    assert not [doubt for doubt in data_set.doubts() if "may be the unit" in doubt]


@pytest.mark.parametrize("other", ["Hoằng Hóa", "Huyen Hoang Hoa", "Huyện Hoằng Hoa"])
def test_a_name_without_level_or_accents_is_asked_about(data_set, other):
    data_set.put("percentages.csv")
    data_set.put(FIGURES, WHOLE, *units(Huyện_Hoằng_Hóa=1), {"unit": other, "value": "2"})
    assert data_set.problems() == []
    assert "may be the unit 'Huyện Hoằng Hóa'" in only(data_set.doubts())


def test_a_name_with_i_for_y_is_asked_about(data_set):
    data_set.put("percentages.csv")
    data_set.put(FIGURES, WHOLE, *units(Xã_Quý_Lộc=1), {"unit": "Xã Quí Lộc", "value": "2"})
    assert "may be the unit 'Xã Quý Lộc'" in only(data_set.doubts())


def test_a_rate_as_a_share_of_one_is_refused_beside_others_and_asked_about_alone(data_set):
    data_set.put("percentages.csv")
    alone = RATE | {"value": "0.869"}
    data_set.put(FIGURES, alone)
    assert "write 86.9" in only(data_set.doubts())
    data_set.put(FIGURES, RATE | {"value": "85.1", "period_end": "2021-12-31"}, alone)
    assert "row 3, column value: '0.869' seems to be a share of 1" in only(data_set.problems())


def test_a_rate_is_held_against_its_parts_and_the_year_before(data_set):
    data_set.put("percentages.csv")
    parts = (STOCK | {"value": "926"}, STOCK | {"indicator": "workers_total", "value": "1000"})
    data_set.put(FIGURES, RATE | {"value": "86.9"}, *parts)
    assert "is not the 926 of 1000 that the same day has: 92.6" in only(data_set.doubts())
    data_set.put(FIGURES, RATE | {"value": "92.6"}, *parts)
    assert data_set.doubts() == []
    data_set.put(
        FIGURES, RATE | {"value": "96.2", "period_end": "2021-07-08"}, RATE | {"value": "26.9"}
    )
    assert "'26.9' was 96.2 a year before" in only(data_set.doubts())


LEGACY = [
    ("HuyÖn Ho»ng Hãa", "TCVN3"),
    ("C«ng ®oµn ngµnh Y tÕ", "TCVN3"),
    ("Huyeän Vónh Loäc", "VNI"),
    ("Coâng ñoaøn", "VNI"),
    ("Huyá»‡n Hoáº±ng HÃ³a", "Western encoding"),
    ("Äoàn viên", "Western encoding"),
    ("Huy?n Ho?ng Hóa", "letters of the text are lost"),
    ("?oàn viên", "letters of the text are lost"),
    ("Huy\ufffdn", "letters of the text are lost"),
]


@pytest.mark.parametrize(("text", "told"), LEGACY)
@pytest.mark.parametrize("column", ["unit", "note"])
def test_letters_of_an_old_encoding_are_named_and_not_printed(data_set, column, text, told):
    data_set.put(FIGURES, WHOLE, {"unit": "Xã A", "value": "9"} | {column: text})
    found = only(data_set.problems())
    assert f"row 3, column {column}" in found
    assert told in found
    assert text not in found


@pytest.mark.parametrize(
    "text",
    [
        *("Công ty TNHH Würth", "Citroën", "Công ty Häagen-Dazs", "Xuân Hoà", "YÊN BÁI", "HÀ NỘI"),
        *(
            "Kết quả ra sao? Chưa rõ.",
            "https://a.vn/x?id=1",
            "5½ ngày",
            "‘Lớp đoàn viên’",
            "ĐÃ ĐẠT",
        ),
        *("Số liệu «tròn»", "m²", "ý kiến", "Quỹ Œuvre", "Nước Pháp: à, á"),
    ],
)
def test_what_is_written_rightly_is_not_taken_for_an_old_encoding(data_set, text):
    data_set.put(FIGURES, WHOLE, {"unit": "Xã A", "value": "9", "note": text})
    assert data_set.problems() == []


PERSONAL = [
    *("Chị Nguyễn Thị A, 0912345678", "ĐT 0912.345.678", "(024) 0243 825 1234", "+84 912 345 678"),
    *("CCCD 038185001234", "CMND số 171234567", "số thẻ 123456789", "a.nguyen@congdoan.vn"),
    "038185001234",
    *("(0237) 3.852.123", "Số thẻ: KH-12345678", "sinh ngày 01/02/1980", "STK 19036789012"),
    *("tel 84912345678", "Hộ chiếu C1234567"),
    *("038 185 001 234", "thẻ 38 00 0012345", "Bà Trần Thị B, sinh 1980"),
]


@pytest.mark.parametrize("text", PERSONAL)
@pytest.mark.parametrize("column", ["note", "note_en", "unit"])
def test_a_number_of_a_person_is_refused_and_not_printed(data_set, column, text):
    data_set.put(FIGURES, WHOLE, {"unit": "Xã A", "value": "9"} | {column: text})
    found = only(data_set.problems())
    assert "Law 91/2025/QH15" in found
    assert text not in found


@pytest.mark.parametrize(
    "text",
    [
        *("Nguồn khác ghi 1.230.594 đoàn viên.", "1,230,594 members", "Ngày 20241231", "s0123"),
        *(
            "Quyết định 1454/QĐ-TLĐ",
            "https://laodong.vn/0912345678.ldo",
            "100000000 đồng",
            "34,05%",
            "84.912.345.678 đồng",
            "Đã đổi thẻ 123.456 đoàn viên",
            "học sinh 12 lớp",
        ),
    ],
)
def test_other_numbers_in_notes_are_no_personal_data(data_set, text):
    data_set.put(FIGURES, WHOLE | {"note": text})
    assert data_set.problems() == []


@pytest.mark.parametrize(
    "name", ["Bà: Trần Thị Hoa", "Ông. Lê Văn Bình", "Đ/c Lê Văn Bình", "Chủ tịch Lê Văn Bình"]
)
def test_a_person_is_no_unit(data_set, name):
    data_set.put(FIGURES, WHOLE, {"unit": name, "value": "9"})
    assert "seems to name a person" in only(data_set.problems())
    assert name not in only(data_set.problems())


@pytest.mark.parametrize("name", ["Ông Ích Khiêm", "Bà Chúa Xứ", "Bà Triệu Hà Nội"])
def test_places_that_are_called_after_a_person_are_units(data_set, name):
    data_set.put(FIGURES, WHOLE, {"unit": name, "value": "9"})
    assert data_set.problems() == []


def test_an_ampersand_in_the_names_of_enterprises_is_no_code(data_set):
    data_set.put(FIGURES, WHOLE | {"note": "Công ty P&G; Công ty H&M; R&D"})
    assert data_set.problems() == []


@pytest.mark.parametrize(
    "name", ["H&#7897;i", "X&atilde; Xu&acirc;n", "Xã Th\\u1ecd Xuân", "Huyện Vĩnh Lộc?"]
)
def test_letters_that_came_as_codes_or_question_marks_are_refused(data_set, name):
    data_set.put(FIGURES, WHOLE, {"unit": name, "value": "9"})
    assert "letters" in only(data_set.problems())


def test_the_title_of_a_source_holds_nothing_about_a_person(data_set):
    data_set.put("sources.csv", {"title": "Báo cáo, liên hệ 0912345678"})
    assert "Law 91/2025/QH15" in only(data_set.problems())


def test_a_printed_percentage_is_held_against_figure_and_target(data_set):
    attained = {"printed": "50,98", "of": "target", "base_indicator": "", "base": "47855"}
    data_set.put("percentages.csv", attained)
    assert data_set.doubts() == []
    data_set.put("percentages.csv", attained | {"value": "24936"})
    assert "column value: '24936' is not the figure of these days: 24396" in only(data_set.doubts())
    data_set.put("percentages.csv", attained | {"base": "47585"})
    assert "column base: '47585' is not the number it stands for" in only(data_set.doubts())
    data_set.put("targets.csv")
    data_set.put("percentages.csv", attained)
    assert "'47855' is a target that targets.csv does not have" in only(data_set.doubts())
    data_set.put("percentages.csv", attained | {"note": "Nguồn không nêu nơi giao."})
    assert data_set.doubts() == [], "a note answers the question"


def test_few_members_for_their_unions_are_asked_about(data_set):
    data_set.put("percentages.csv")
    unions = STOCK | {"indicator": "grassroots_unions_total", "value": "834"}
    data_set.put(FIGURES, STOCK | {"value": "3024"}, unions)
    assert "'3024' members in 834 grassroots unions are very few" in only(data_set.doubts())
    data_set.put(FIGURES, STOCK | {"value": "3002400"}, unions)
    assert "grassroots unions are very many" in only(data_set.doubts())


def test_a_lost_zero_is_asked_about_and_the_break_of_2025_is_not(data_set):
    """Vĩnh Long 2025 is 30.024; two translated pages lost a zero."""
    data_set.put("percentages.csv")
    years = {"2021": "29500", "2022": "3024", "2023": "30100"}
    data_set.put(
        FIGURES, *({**STOCK, "period_end": f"{y}-12-31", "value": v} for y, v in years.items())
    )
    assert "row 3, column value: '3024' is many times as much or as little" in only(
        data_set.doubts()
    )
    net = [
        NET | {"period_start": f"{y}-01-01", "period_end": f"{y}-12-31", "value": v}
        for y, v in years.items()
    ]
    data_set.put(FIGURES, *net)
    assert data_set.doubts() == [], "a difference may be anything"
    days = {"2025-05-31": "30000", "2025-06-30": "2900", "2025-12-31": "3000"}
    rows = [{**STOCK, "period_end": day, "value": v} for day, v in days.items()]
    data_set.put(FIGURES, *(row | {"unit": "Công đoàn Viên chức"} for row in rows))
    assert data_set.doubts() == []
    data_set.put(FIGURES, *rows)
    assert "'30000' is many times" in only(data_set.doubts()), "no province lost nine of ten"


def test_a_part_above_its_whole_is_asked_about(data_set):
    data_set.put("percentages.csv")
    part = {"indicator": "members_new_nonstate", "value": "24398"}
    data_set.put(FIGURES, {}, part)
    assert "'24398' of a part is more than the 24396 of the whole" in only(data_set.doubts())
    data_set.put(FIGURES, STOCK, STOCK | {"indicator": "workers_total", "value": "8307"})
    assert "'24396' of a part is more than the 8307 of the whole" in only(data_set.doubts())


def test_a_target_with_a_digit_too_many_is_asked_about(data_set):
    data_set.put("percentages.csv")
    years = {"2020": "4000", "2021": "40000", "2022": "4100"}
    data_set.put(
        "targets.csv",
        *(
            {"period_start": f"{y}-01-01", "period_end": f"{y}-12-31", "low": v}
            for y, v in years.items()
        ),
    )
    assert "column low: '40000' is many times as much" in only(data_set.doubts())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"period_end": "45658"}, "a date as a spreadsheet counts it. Write 2025-01-01."),
        ({"value": "#DIV/0!"}, "'#DIV/0!' is an error of the spreadsheet"),
        ({"unit": "#REF!", "value": "1"}, "'#REF!' is an error of the spreadsheet"),
        ({"value": "999999999999999"}, "more than there can be"),
        ({"value": "20.000.000"}, "more than there can be"),
        ({"period_end": "2099-12-31", "period_start": "2099-01-01"}, "more than a year after"),
        ({"period_start": "1929-07-28"}, "a flow of 93 years"),
        ({"unit": "Huyện\u200bA"}, "a character that cannot be seen"),
        ({"unit": "\u200b"}, "a character that cannot be seen"),
        ({"note": "a\x01b"}, "a control character"),
        ({"note": "a\ufffeb"}, "a control character"),
        ({"note": "\u200b\u2060"}, "nothing that can be seen"),
        ({"note": "\u3164"}, "nothing that can be seen"),
    ],
)
def test_a_cell_that_a_spreadsheet_or_a_slip_made_is_refused(data_set, change, told):
    data_set.put(FIGURES, change)
    assert told in only(data_set.problems())


def test_a_date_is_read_in_the_order_of_the_others_of_its_file(data_set):
    data_set.put(FIGURES, {"period_start": "6/1/2022", "period_end": "6/30/2022"})
    assert (
        "'6/1/2022' is written month first, as are others of the column. Write 2022-06-01."
        in (data_set.problems()[0])
    )
    data_set.put(FIGURES, {"period_start": "6/1/2022", "period_end": "30/6/2022"})
    assert "'6/1/2022' is not an ISO date. Write 2022-01-06." in data_set.problems()[0]
    rows = {"period_start": "6/1/2022", "period_end": "6/30/2022"}, {"period_end": "30/6/2022"}
    data_set.put(FIGURES, *rows)
    assert "may be either of two days" in data_set.problems()[0]


def test_files_of_systems_and_copies_get_the_sentence_that_helps(data_set):
    data_set.put("figures/thanh-hoa (1).csv")
    for name in ("._ha-noi.csv", "Thumbs.db"):
        data_set.write(f"figures/{name}", "x")
    data_set.write("targets (1).csv", "x")
    assert "looks like a copy of thanh-hoa.csv" in only(data_set.problems())
    assert [one.partition(":")[0] for one in data_set.doubts()] == [
        "published/figures/._ha-noi.csv",
        "published/figures/Thumbs.db",
        "published/targets (1).csv",
    ]


def test_the_same_mistake_in_600_rows_is_one_problem_with_its_rows(data_set):
    row = {"qualifier": "exakt"}
    data_set.put(FIGURES, {}, *(row | {"unit": f"Xã A{n}", "value": "1"} for n in range(600)))
    told = only(data_set.problems())
    assert told.startswith(f"published/{FIGURES}, rows 3–602, column qualifier: 'exakt' is not")


def test_one_kind_of_mistake_with_many_values_is_told_once(data_set):
    rows = [{"unit": f"Xã A{n}", "value": f"1,{n:03}"} for n in range(600)]
    data_set.put(FIGURES, *rows)
    told = only(data_set.problems())
    assert "rows 2–601, column value: '1,000' is not a whole number. Write 1000 or 1.000." in told
    assert told.endswith("The other rows make the same mistake with other values.")


def test_an_empty_numerator_is_refused_because_no_chapter_can_show_it(data_set):
    data_set.put("percentages.csv", {"value": ""})
    assert "percentages.csv, row 2, column value: the cell is empty" in only(data_set.problems())


@pytest.mark.parametrize(
    ("later", "asked"), [({"value": "56"}, False), ({"value": "87"}, True)], ids=["six", "37"]
)
def test_a_rate_that_moves_as_rates_do_is_not_asked_about(data_set, later, asked):
    """50 % and 56 % a year later: a question about every second rate is a question unread."""
    rates = [{"value": "50", "period_end": "2021-06-30"}, {"period_end": "2022-06-30", **later}]
    data_set.put(FIGURES, WHOLE, *({**RATE, **one} for one in rates))
    assert any("a year before" in doubt for doubt in data_set.doubts()) == asked


@pytest.mark.parametrize(("other", "refused"), [("9", False), ("40", True)])
def test_a_share_of_one_is_known_by_rates_about_a_hundred_times_as_high(data_set, other, refused):
    """0,4 among rates of 40 is 40; 0,9 % beside 9 % may be right."""
    share = {"value": "0.9" if other == "9" else "0.4", "period_end": "2021-06-30"}
    data_set.put(FIGURES, WHOLE, {**RATE, **share}, {**RATE, "value": other})
    assert any("share of 1; other rates" in told for told in data_set.problems()) == refused


def test_of_two_figures_only_a_level_is_asked_about(data_set):
    """Admissions of one year may be a tenth of the next; members who are there may not."""
    data_set.put("percentages.csv")
    years = {"2021": "30100", "2022": "3024"}
    flows = [
        {"period_start": f"{year}-01-01", "period_end": f"{year}-06-30", "value": value}
        for year, value in years.items()
    ]
    data_set.put(FIGURES, *flows)
    assert data_set.doubts() == []
    levels = [{**STOCK, "period_end": f"{y}-06-30", "value": value} for y, value in years.items()]
    data_set.put(FIGURES, *levels)
    assert "'3024' is many times" in only(data_set.doubts())


def test_of_three_units_one_may_be_the_sum_of_the_two_others(data_set):
    data_set.put("percentages.csv")
    data_set.put(FIGURES, *units(Xã_An=6000, Xã_Bình=4000, Cơ_quan=10000))
    told = [one for one in data_set.doubts() if "is the sum of all other units" in one]
    assert "row 4" in only(told)


def test_letters_lost_are_found_in_a_text_without_any_accent(data_set):
    """All that is left of "Báo cáo của tỉnh" is plain letters, and a page would print it."""
    data_set.put(FIGURES, WHOLE | {"note": "Bao cao c?a t?nh"})
    assert "letters of the text are lost" in only(data_set.problems())
