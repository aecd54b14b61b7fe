"""Numbers and dates. If these fail, readers get a number they read as another one."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from doanvien.present.words.formats import (
    format_count,
    format_decimal,
    format_percent,
    format_signed,
)
from doanvien.present.words.phrases import Words
from doanvien.reference.calendar.days import write_day
from doanvien.reference.indicators import indicator
from doanvien.reference.languages import language_line
from doanvien.reference.places import the_country

languages = st.sampled_from(["vi", "en"])


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (format_count(24396, "vi"), "24.396"),
        (format_count(24396, "en"), "24,396"),
        (format_count(0, "vi"), "0"),
        (format_count(-312, "vi"), "−312"),
        (format_count(np.int64(1128), "vi"), "1.128"),
        (format_signed(4261, "vi"), "+4.261"),
        (format_signed(-312, "vi"), "−312"),
        (format_signed(0, "vi"), "0"),
        (format_decimal(79.70, "vi"), "79,7"),
        (format_decimal(Decimal("267.968"), "vi", 1), "268"),
    ],
)
def test_counts_and_decimals(shown, expected):
    assert shown == expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        # As the federations printed them: Hà Nội 2022, Lào Cai 2017, Hải Phòng 2025.
        (24396, 47855, "50,98%"),
        (306, 750, "40,8%"),
        (1128, 1500, "75,2%"),
        (8307, 24396, "34,05%"),
        (94, 306, "30,72%"),
        (2610, 2819, "92,59%"),
        (7, 7, "100%"),
        (1450, 1000, "145%"),
        (1, 8, "12,5%"),
    ],
)
def test_shares_are_printed_as_the_union_prints_them(numerator, denominator, printed):
    assert format_percent(Fraction(numerator, denominator), "vi") == printed


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.3033, "+30,3%"), (-0.08597, "−8,6%"), (0.1, "+10%"), (2.5, "gấp 3,5 lần")],
)
def test_a_change_is_told_to_one_decimal(share, told):
    """Of counts of some thousands, a second one is noise; next to a share it would look firmer."""
    assert Words("vi", the_country(), "published").change(share) == told


def test_a_change_shows_its_sign():
    assert format_percent(0.025, "vi", signed=True) == "+2,5%"
    assert format_percent(-0.025, "en", signed=True) == "−2.5%"
    assert format_percent(-0.000001, "vi", signed=True) == "0%"


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        (date(2022, 7, 8), "08/7/2022", "8 July 2022"),
        (date(2022, 5, 31), "31/5/2022", "31 May 2022"),
        (date(2025, 1, 15), "15/01/2025", "15 January 2025"),
        (date(2025, 2, 3), "03/02/2025", "3 February 2025"),
        (date(2025, 6, 30), "30/6/2025", "30 June 2025"),
        (date(2025, 12, 1), "01/12/2025", "1 December 2025"),
    ],
)
def test_days_are_written_as_administrative_texts_write_them(day, vietnamese, english):
    """Nghị định 30/2020/NĐ-CP: a zero before days under 10 and before months 1 and 2 only."""
    assert write_day(day, "vi") == vietnamese
    assert write_day(day, "en") == english


@given(st.integers(min_value=-(10**15), max_value=10**15), languages)
def test_a_count_reads_back_as_itself(number, language):
    shown = format_count(number, language).replace("−", "-")
    assert parse_decimal(shown, locale=language_line(language).locale, strict=True) == number


@given(st.floats(-1e9, 1e9, allow_nan=False), st.integers(0, 6), languages)
def test_rounding_is_half_away_from_zero(number, decimals, language):
    """Half to even would print 34,25 as 34,2 where every reader expects 34,3."""
    shown = format_decimal(number, language, decimals).replace("−", "-")
    expected = Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert parse_decimal(shown, locale=language_line(language).locale, strict=True) == expected


@given(st.fractions(0, 3), st.integers(0, 4))
def test_a_share_is_within_half_a_last_digit(share, decimals):
    shown = format_percent(share, "vi", decimals).removesuffix("%")
    error = abs(Fraction(parse_decimal(shown, locale="vi_VN", strict=True)) - 100 * share)
    assert error <= Fraction(1, 2 * 10**decimals)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_reads_back_as_itself(day):
    number, month, year = (int(part) for part in write_day(day, "vi").split("/"))
    assert date(year, month, number) == day


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_never_becomes_text(value):
    with pytest.raises(ValueError, match="cannot be shown"):
        format_count(value, "vi")


def test_a_truth_value_is_no_number():
    with pytest.raises(TypeError, match="truth value"):
        format_count(True, "vi")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1, "1 new grassroots union in the non-state sector"), (2, "2 new grassroots unions in the")],
)
def test_a_label_after_a_number_agrees_with_it(value, expected):
    part = indicator("grassroots_unions_new_nonstate")
    assert Words("en", the_country()).labelled(value, part, "exact").startswith(expected)
    assert part.label("en") == "new grassroots unions in the non-state sector"
