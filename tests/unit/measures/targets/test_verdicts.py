"""The rule of verdicts. When one of these fails, a federation is praised or blamed wrongly."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.measures.targets.verdicts import (
    final_verdict,
    is_too_early,
    is_too_young,
    least_share_on_pace,
    pace,
)

ORDER = ["at_risk", "slow", "on_pace"]


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Fraction(50, 100), "on_pace"),
        (Fraction(45, 100), "on_pace"),
        (Fraction(4499, 10000), "slow"),
        (Fraction(35, 100), "slow"),
        (Fraction(3499, 10000), "at_risk"),
    ],
)
def test_the_boundaries_of_the_pace(share, expected):
    """Half of the year gone: 55% left to do is 1,1 times the even pace, 65% is 1,3 times."""
    assert pace(share, Fraction(1, 2)) == expected


@pytest.mark.parametrize(
    ("day", "early"),
    [(date(2022, 1, 31), True), (date(2022, 3, 31), True), (date(2022, 4, 1), False)],
)
def test_before_april_a_year_is_too_young_to_be_judged(day, early):
    """Of those called "at risk" in the first quarter, two in five reached their target."""
    assert is_too_early(day, 2022) is early


@pytest.mark.parametrize(
    ("share", "elapsed", "early"),
    [
        (Fraction(0), Fraction(1, 11), True),
        (Fraction(-1, 100), Fraction(5, 100), True),
        (Fraction(0), Fraction(1, 11) + Fraction(1, 10**6), False),
    ],
)
def test_no_target_is_judged_while_doing_nothing_would_be_on_pace(share, elapsed, early):
    assert is_too_young(elapsed) is early
    assert (pace(share, elapsed) == "on_pace") is early


@given(st.fractions(0, 1))
def test_the_least_share_on_pace_is_on_pace_and_anything_less_is_not(elapsed):
    """What is said to be enough is enough: "ít nhất 92,1%" is the limit of the rule itself."""
    least = least_share_on_pace(elapsed)
    assert pace(least, elapsed) == "on_pace"
    assert pace(least - Fraction(1, 10**9), elapsed) != "on_pace"


@pytest.mark.parametrize(
    ("value", "high", "expected"),
    [
        (99, None, None),
        (100, None, "met"),
        (101, None, "exceeded"),
        (100, 120, "met"),
        (120, 120, "met"),
        (121, 120, "exceeded"),
    ],
)
def test_the_boundaries_of_a_target_and_a_range(value, high, expected):
    """A range is met inside it and exceeded above its upper end."""
    assert final_verdict(value, 100, high) == expected


def test_no_time_left_is_no_excuse():
    """On the last day what is lacking is at risk, whatever it is."""
    assert pace(Fraction(999, 1000), Fraction(1)) == "at_risk"


@given(st.fractions(0, 3), st.fractions(0, 1), st.fractions(0, 1))
def test_every_share_has_one_verdict(share, more, elapsed):
    """No share falls through the rule, and a better share never gets a worse verdict."""
    worse, better = pace(share, elapsed), pace(share + more, elapsed)
    assert ORDER.index(better) >= ORDER.index(worse)
