"""Single cells. If these fail, a number is taken for another one, or refused for no reason."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.data.rules.units import unit_name
from doanvien.intake.book.cells import Cell
from doanvien.intake.findings import Finding
from doanvien.intake.reading.days import dates_of
from doanvien.intake.reading.numbers import Percentage, read_count, read_percentage
from doanvien.intake.reading.unit_names import is_garbled, tidy_name
from doanvien.reference.text.words import words

COUNT = re.compile(r"\d{1,3}(\.\d{3})*|\d+")


def text(value: str) -> Cell:
    return Cell(14, 7, "text", value)


def number(value: float, code: str = "General") -> Cell:
    return Cell(14, 7, "number", value, format=code)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (number(1128.0), 1128),
        (number(0.0), 0),
        (text("1128"), 1128),
        (text("1.128"), 1128),
        (text(" 12.345.678 "), 12345678),
    ],
)
def test_a_count_is_read_as_it_was_meant(cell, count):
    assert read_count("Biểu", cell, signed=False) == count


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (number(12.0, "0%"), "is shown as a percentage where a count belongs. Set the format"),
        (
            text("1,128"),
            "'1,128' has a comma, which separates decimals in Vietnamese. Write 1128 or 1.128.",
        ),
        (text("4\u00a0512"), "'4 512' has blanks between its digits. Write 4512."),
        (text("-"), "does not say whether there were none"),
        (text("…"), "does not say whether there were none"),
        (text("350 (KCN 120)"), "has words beside the number"),
        (text("gần 500"), "is not a whole number"),
        (text("1.5"), "is not a whole number"),
        (number(1.128), "If 1128 is meant, write 1128 without a point."),
        (number(12.5), "is not a whole number"),
        (number(-3.0), "is negative"),
        (number(1e16), "is too large"),
        (Cell(14, 7, "date", date(2025, 3, 15)), "is a day where a number belongs"),
        (Cell(14, 7, "error", "#DIV/0!"), "is an error of a formula"),
        (Cell(14, 7, "no_result", "", "=A1"), "Open the file in Excel and save it"),
        (Cell(14, 7, "bool", True), "is not a number"),
    ],
)
def test_anything_else_is_refused_with_its_cell_and_what_to_write(cell, said):
    found = read_count("Biểu 1", cell, signed=False)
    assert isinstance(found, Finding)
    assert found.said("en").startswith("Biểu 1!G14: ")
    assert said in found.said("en")
    assert found.said("vi")


@given(st.text(alphabet="0123456789.,- x", max_size=12))
def test_a_text_is_a_count_exactly_where_the_rule_of_the_data_set_says_so(value):
    found = read_count("Biểu", text(value), signed=False)
    plain = value.strip()
    follows = COUNT.fullmatch(plain) and not re.match(r"0\d{0,2}\.", plain)
    if follows and len(plain.replace(".", "")) <= 15:
        assert found == int(plain.replace(".", ""))
    else:
        assert isinstance(found, Finding)


@given(st.text(max_size=20))
def test_no_text_at_all_breaks_the_reading_of_a_cell(value):
    for found in (
        read_count("Biểu", text(value), signed=True),
        read_percentage("Biểu", text(value)),
    ):
        assert isinstance(found, int | Percentage | Finding)


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (number(0.25, "0.0%"), "25,0"),
        (number(23.1, "0.0"), "23,1"),
        (number(23.076923), "23,08"),
        (number(0.345, "0.00%"), "34,50"),
        (text("34,05"), "34,05"),
        (text("25,0%"), "25,0"),
        (text("145"), "145"),
    ],
)
def test_a_percentage_is_kept_as_it_is_shown(cell, printed):
    assert read_percentage("Biểu", cell) == Percentage(printed)


@pytest.mark.parametrize(
    ("lines", "cut_offs"),
    [
        (["(Số liệu tính đến ngày 31/3/2025)"], [date(2025, 3, 31)]),
        (["QUÝ I NĂM 2025", "Số liệu tính đến: ☐ 31/5 ☒ 30/11"], [date(2025, 11, 30)]),
        (["NĂM 2025", "tính đến ngày: 31/5 ☐  30/11 ☐"], []),
        (["(từ ngày 01/01/2025 đến ngày 30 tháng 9 năm 2025)"], [date(2025, 9, 30)]),
        (["Số liệu tính đến ngày: 31/3/2025"], [date(2025, 3, 31)]),
        (["Ngày chốt số liệu: 31/3/2025"], [date(2025, 3, 31)]),
        (["Số liệu đến hết tháng 2/2024"], [date(2024, 2, 29)]),
        (["Vinh, ngày 04 tháng 4 năm 2025"], []),
        (["Số liệu đến 31/3/2025", "chốt ngày 30/3/2025"], [date(2025, 3, 31), date(2025, 3, 30)]),
        (["tính đến ngày 31/02/2025"], []),
    ],
)
def test_the_cut_off_is_what_the_form_says_and_never_the_day_of_a_signature(lines, cut_offs):
    assert list(dates_of(lines).cut_offs) == cut_offs


NAMES = st.sampled_from(
    ["Huyện Hoằng Hóa", "Thị xã Kỳ Anh", "CĐ ngành Y tế", "Xã Thuỵ Hải", "Thành phố Huế"]
)


@given(
    NAMES, st.sampled_from(["NFC", "NFD"]), st.booleans(), st.sampled_from(["", ".", "  ", "\n"])
)
def test_one_unit_stays_one_however_it_is_typed(name, form, capitals, end):
    typed = unicodedata.normalize(form, name.upper() if capitals else name)
    typed = typed.replace(" ", "\u00a0 ") + end
    assert unit_name(tidy_name(typed)) == unit_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Huyện Hoằng Hoá", "H. Hoằng Hóa"),
        ("TP Vinh", "Thành phố Vinh"),
        ("Huyện \u00d0ô Lương", "Huyện Đô Lương"),
        ("LĐLĐ huyện Nam Đàn", "Huyện Nam Đàn"),
    ],
)
def test_spellings_of_one_unit(one, other):
    assert unit_name(one) == unit_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Thị xã Kỳ Anh", "Huyện Kỳ Anh"), ("Xã Hòa Bình", "Xã Hóa Bình")]
)
def test_two_units_stay_two(one, other):
    assert unit_name(one) != unit_name(other)


@pytest.mark.parametrize(
    "name", ["HuyÖn TriÖu S¬n", "Huyeän Vónh Loäc", "Huyá»‡n Nam", "Huy?n Nam", "HuyÖn Hµ Trung"]
)
def test_letters_of_an_older_encoding_are_never_a_name(name):
    assert is_garbled(name)


@pytest.mark.parametrize(
    "name", ["Huyện Triệu Sơn", "CĐCS Công ty TNHH Röchling", "Huyện Ðông Sơn"]
)
def test_a_right_name_is_not_refused(name):
    assert not is_garbled(name)


@given(st.text(max_size=30))
def test_words_do_not_depend_on_the_form_of_unicode(value):
    assert words(unicodedata.normalize("NFD", value)) == words(unicodedata.normalize("NFC", value))
