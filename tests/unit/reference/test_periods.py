"""Reporting periods. If these fail, figures of neighbouring days enter or leave a report."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.reference.calendar.days import write_day
from doanvien.reference.calendar.periods import ImpossiblePeriod, Period, parse_period

codes = st.builds(
    lambda year, suffix: f"{year}{suffix}",
    st.integers(1901, 2098),
    st.sampled_from(
        ["", "H1", "H2", "Q1", "Q2", "Q3", "Q4", *(f"M{month:02}" for month in range(1, 13))]
    ),
)


@pytest.mark.parametrize(
    ("code", "start", "end", "kind"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "year"),
        ("2022H1", date(2022, 1, 1), date(2022, 6, 30), "half"),
        ("2022H2", date(2022, 7, 1), date(2022, 12, 31), "half"),
        ("2022Q1", date(2022, 1, 1), date(2022, 3, 31), "quarter"),
        ("2022Q2", date(2022, 4, 1), date(2022, 6, 30), "quarter"),
        ("2022Q3", date(2022, 7, 1), date(2022, 9, 30), "quarter"),
        ("2022Q4", date(2022, 10, 1), date(2022, 12, 31), "quarter"),
        ("2022M05", date(2022, 5, 1), date(2022, 5, 31), "month"),
        ("2024M02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023M02", date(2023, 2, 1), date(2023, 2, 28), "month"),
        ("2022M12", date(2022, 12, 1), date(2022, 12, 31), "month"),
        ("2022M01-09", date(2022, 1, 1), date(2022, 9, 30), "months"),
        ("2024M01-02", date(2024, 1, 1), date(2024, 2, 29), "months"),
        ("2022M01-11", date(2022, 1, 1), date(2022, 11, 30), "months"),
    ],
)
def test_a_period_has_its_first_and_last_day(code, start, end, kind):
    assert parse_period(code) == Period(code, start, end, kind)


@pytest.mark.parametrize(
    ("code", "same"),
    [("2022M01-01", "2022M01"), ("2022M01-03", "2022Q1"), ("2022M01-06", "2022H1")],
)
def test_one_span_of_days_is_one_period(code, same):
    """Two codes of the same days would be two files, and two reports in an index."""
    assert parse_period(code) == parse_period(same)
    assert parse_period("2022M01-12") == parse_period("2022")


def test_small_letters_and_spaces_around_a_code_do_no_harm():
    assert parse_period(" 2022h1 ") == parse_period("2022H1")


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("2022", "năm 2022", "2022"),
        ("2022H1", "6 tháng đầu năm 2022", "first half of 2022"),
        ("2022H2", "6 tháng cuối năm 2022", "second half of 2022"),
        ("2022Q2", "quý II/2022", "second quarter of 2022"),
        ("2022Q3", "quý III/2022", "third quarter of 2022"),
        ("2022Q4", "quý IV/2022", "fourth quarter of 2022"),
        ("2022M05", "tháng 5/2022", "May 2022"),
        ("2022M01-09", "9 tháng đầu năm 2022", "first nine months of 2022"),
        ("2022M01-11", "11 tháng đầu năm 2022", "first eleven months of 2022"),
    ],
)
def test_a_period_is_called_as_reports_call_it(code, vi, en):
    assert parse_period(code).label("vi") == vi
    assert parse_period(code).label("en") == en


@pytest.mark.parametrize(
    ("code", "previous"),
    [
        ("2022", "2021"),
        ("2022H1", "2021H2"),
        ("2022H2", "2022H1"),
        ("2022Q1", "2021Q4"),
        ("2022Q3", "2022Q2"),
        ("2022M01", "2021M12"),
        ("2024M03", "2024M02"),
        ("2022M01-09", "2021M01-09"),
    ],
)
def test_growth_compares_with_the_right_earlier_period(code, previous):
    assert parse_period(code).previous().code == previous


@given(codes)
def test_periods_of_a_kind_follow_each_other_without_gap(code):
    period = parse_period(code)
    assert period.code == code
    assert period.previous().end == period.start - timedelta(days=1)
    assert period.previous().kind == period.kind


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Q2/2022", "2022Q2"),
        ("2022-Q2", "2022Q2"),
        ("quý II/2022", "2022Q2"),
        ("Quý 3 năm 2022", "2022Q3"),
        ("2022Q5", "2022Q4"),
        ("2022H3", "2022H2"),
        ("H1 2022", "2022H1"),
        ("6 tháng đầu năm 2022", "2022H1"),
        ("6 tháng cuối năm 2022", "2022H2"),
        ("second half of 2022", "2022H2"),
        ("2022M5", "2022M05"),
        ("2022M13", "2022M12"),
        ("2022M00", "2022M01"),
        ("tháng 5/2022", "2022M05"),
        ("2022-05", "2022M05"),
        ("9 tháng đầu năm 2022", "2022M01-09"),
        ("9 tháng 2022", "2022M01-09"),  # not September
        ("first 9 months of 2022", "2022M01-09"),
        ("2022M1-9", "2022M01-09"),
        ("2022M01-13", "2022"),
        ("12 tháng năm 2022", "2022"),
        ("11 tháng năm 2022", "2022M01-11"),
        ("3 tháng đầu năm 2022", "2022Q1"),
        ("nửa đầu năm 2022", "2022H1"),
        ("22H1", "2022H1"),
        ("năm 2022", "2022"),
    ],
)
def test_an_impossible_period_is_answered_with_the_forms_and_a_suggestion(written, meant):
    with pytest.raises(ImpossiblePeriod) as caught:
        parse_period(written)
    text = str(caught.value)
    assert all(form in text for form in ("2022 (year)", "2022H1", "2022Q2", "2022M05"))
    assert text.endswith(f"Did you mean {meant!r}?")


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_is_refused_with_a_usable_suggestion(text):
    try:
        parse_period(text)
    except ImpossiblePeriod as error:
        _, found, suggestion = str(error).rpartition("Did you mean ")
        if found:
            parse_period(suggestion.strip("'?"))


def test_dates_in_messages_are_english():
    assert write_day(date(2025, 7, 1), "en") == "1 July 2025"
