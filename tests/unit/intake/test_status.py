"""Who has reported. If these fail, an office is reminded that has, or is not that has not."""

from datetime import date

import pytest

from doanvien.data import DataError
from doanvien.intake.register.page import page, summary
from doanvien.intake.register.status import NoDuties, standings
from doanvien.reference.calendar.periods import parse_period

Q1 = parse_period("2025Q1")
DAY = date(2025, 10, 20)
UNITS = """\
province,territory,unit,kind,founded,ended,merged_into,communes,also_called
ha-tinh,,Huyện Hương Sơn,,,,,,H. HS
ha-tinh,,Huyện Đức Thọ,,,,,,
ha-tinh,,Huyện Can Lộc,,,,,,
ha-tinh,,Huyện Vũ Quang,,,2024-12-31,Huyện Hương Sơn,,
"""
CALENDAR = """\
province,unit,report,due
ha-tinh,,quarter,10
ha-tinh,*,2025Q1,2025-04-05
"""


def write(office, **files):
    for name, text in files.items():
        (office.into / f"{name}.csv").write_text(text, encoding="utf-8")


def states(office, today=date(2025, 4, 6)):
    return {one.duty.unit: one.state for one in standings(office.into, Q1, today)}


def test_on_time_late_overdue_and_still_awaited(office, plain_form):
    office.take(plain_form())  # received on 7 April
    write(office, units=UNITS, calendar=CALENDAR)
    assert states(office) == {
        "": "on_time",
        "Huyện Hương Sơn": "late",
        "Huyện Đức Thọ": "late",
        "Huyện Can Lộc": "overdue",
    }
    assert states(office, date(2025, 4, 5))["Huyện Can Lộc"] == "awaited"


def test_a_refused_form_is_told_with_its_first_problem_until_a_right_one_comes(office, plain_form):
    office.take(plain_form({"B5": "Huyện Can Lộc", "B6": "Huyện Kỳ Anh"}, name="others.xlsx"))
    bad = plain_form({"E5": "1,128"}, name="bad.xlsx")
    office.take(bad)
    write(office, calendar="province,unit,report,due\nha-tinh,,quarter,10\n")
    (row,) = office.rows("refused.csv")
    assert row["why"].startswith("Biểu!E5: ")
    assert office.problems() == []


def test_without_a_calendar_the_units_of_the_register_have_to_report(office, plain_form):
    office.take(plain_form())
    write(office, units=UNITS)
    assert states(office) == {
        "Huyện Hương Sơn": "reported",
        "Huyện Đức Thọ": "reported",
        "Huyện Can Lộc": "awaited",
    }


def test_the_page_and_the_sentence_say_how_many_of_how_many(office, plain_form):
    office.take(plain_form())
    write(office, units=UNITS, calendar=CALENDAR)
    found = standings(office.into, Q1, date(2025, 4, 6))
    told = "quý I/2025: 3 trên 4 đơn vị đã nộp, trong đó 2 nộp muộn; 0 bị trả lại."
    assert summary(found, Q1, "vi") == told
    text = page(found, Q1, "vi", date(2025, 4, 6))
    assert "Đã nhận đến ngày 06/4/2025." in text
    assert told in text
    assert "<script" not in text
    assert text.count('<th scope="row">') == 4


def test_a_register_with_other_columns_is_said(office, plain_form):
    office.take(plain_form())
    write(office, units="province,name\nha-tinh,Huyện A\n")
    with pytest.raises(DataError, match="the column is missing"):
        standings(office.into, Q1, date(2025, 4, 6))


@pytest.mark.parametrize("due", ["soon", "2025-13-01", ""])
def test_a_due_day_that_is_none_is_said(office, plain_form, due):
    office.take(plain_form())
    write(office, calendar=f"province,unit,report,due\nha-tinh,,quarter,{due}\n")
    with pytest.raises(DataError):
        standings(office.into, Q1, date(2025, 4, 6))


def test_an_empty_folder_has_nobody_who_reports(tmp_path):
    with pytest.raises(NoDuties):
        standings(tmp_path, Q1, date(2025, 4, 6))


def test_without_register_and_calendar_those_have_to_report_who_did_before(office, plain_form):
    office.take(plain_form())
    (office.into / "units.csv").unlink()
    found = standings(office.into, parse_period("2025Q2"), date(2025, 7, 20))
    assert {one.duty.unit: one.state for one in found} == {
        "Huyện Hương Sơn": "awaited",
        "Huyện Đức Thọ": "awaited",
    }


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DataError, match="no such data folder"):
        standings(tmp_path / "nix", Q1, date(2025, 4, 6))


def test_units_that_have_ended_do_not_report_any_more(office, plain_form):
    """The unions of districts ended in June 2025; nobody is to remind them in October."""
    office.take(plain_form())
    assert {one.duty.unit for one in standings(office.into, parse_period("2025Q3"), DAY)} == {""}
