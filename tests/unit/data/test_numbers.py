"""Numbers and dates as text. If these fail, a report counts other people than the source does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.data.rules.dates import date_complaint, iso_date
from doanvien.data.rules.numbers import NumberForm
from doanvien.reference.sentences import said

COUNT = NumberForm()
NET = NumberForm(signed=True)
PERCENT = NumberForm(rate=True, top=100)


def remedy(complaint):
    """What is said after what is wrong."""
    return said(complaint[1:], "en")


COUNTS = st.integers(min_value=0, max_value=10**15 - 1)
DAYS = st.dates(min_value=date(1929, 7, 28), max_value=date(2099, 12, 31))


@given(COUNTS)
def test_every_whole_number_reads_back_in_both_forms(number):
    for text in (str(number), f"{number:,}".replace(",", ".")):
        assert COUNT.complaint(text) is None
        assert COUNT.read(text) == number


@given(COUNTS)
def test_a_net_figure_may_be_negative_and_a_count_may_not(number):
    assert NET.complaint(f"-{number}") is None
    assert NET.read(f"-{number}") == -number
    assert COUNT.complaint(f"-{number}") is not None


@given(st.text("0123456789.-", max_size=8), st.text("0123456789.,%", max_size=8))
def test_a_number_with_a_comma_is_never_read(before, after):
    text = f"{before},{after}"
    for form in (COUNT, NET, PERCENT):
        assert form.complaint(text) is not None


@given(COUNTS.filter(lambda number: number > 999))
def test_the_remedy_for_english_thousands_can_be_pasted(number):
    complaint = COUNT.complaint(f"{number:,}")
    assert complaint is not None
    plain, dotted = remedy(complaint).removeprefix("Write ").removesuffix(".").split(" or ")
    assert COUNT.read(plain) == COUNT.read(dotted) == number


@given(st.text(max_size=12))
def test_any_text_is_either_a_number_or_refused_with_a_remedy(text):
    for form in (COUNT, NET, PERCENT):
        complaint = form.complaint(text)
        if complaint is None:
            form.read(text)
        else:
            assert remedy(complaint).endswith(".")


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_every_percentage_with_a_point_reads_back(rate):
    assert PERCENT.complaint(str(rate)) is None
    assert PERCENT.read(str(rate)) == float(rate)


def test_an_average_per_union_may_pass_one_hundred():
    assert NumberForm(rate=True).complaint("120.5") is None


@given(DAYS)
def test_every_day_is_read_in_iso_form_and_offered_for_the_vietnamese_one(day):
    assert iso_date(day.isoformat()) == day
    complaint = date_complaint(f"{day.day}/{day.month}/{day.year}")
    assert complaint is not None
    assert remedy(complaint) == f"Write {day.isoformat()}."


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("08/7/2022", "2022-07-08"),
        ("31-12-2024", "2024-12-31"),
        ("2024/12/31", "2024-12-31"),
        ("2024-12-31 00:00:00", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),  # only an American can have meant that
    ],
)
def test_the_iso_form_is_offered_for_other_dates(text, iso):
    complaint = date_complaint(text)
    assert complaint is not None
    assert remedy(complaint) == f"Write {iso}."


@given(st.text(max_size=12))
def test_only_iso_dates_are_read(text):
    assert (iso_date(text) is not None) == (date_complaint(text) is None)


@pytest.mark.parametrize("text", ["2024-02-30", "2023-02-29", "1024-01-01", "３-01-01", "2024-1-5"])
def test_a_day_that_cannot_be_is_not_read(text):
    assert iso_date(text) is None
