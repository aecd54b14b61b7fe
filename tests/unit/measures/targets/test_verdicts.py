"""The rule of verdicts. When one of these fails, a federation is praised or blamed wrongly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.measures.targets.verdicts import final_verdict, pace_by_forecast, pace_by_time

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
def test_the_boundaries_of_the_pace_by_time(share, expected):
    """Half of the year gone: 55% left to do is 1,1 times the even pace, 65% is 1,3 times."""
    assert pace_by_time(share, Fraction(1, 2)) == expected


@pytest.mark.parametrize(
    ("central", "upper", "expected"),
    [
        (1000, 1000, "on_pace"),
        (999, 1000, "slow"),
        (999, 999.9, "at_risk"),
    ],
)
def test_the_boundaries_of_the_pace_by_forecast(central, upper, expected):
    """A forecast that reaches the target exactly is on pace; an upper end that does is slow."""
    assert pace_by_forecast(central, upper, 1000) == expected


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
    assert pace_by_time(Fraction(999, 1000), Fraction(1)) == "at_risk"


@given(st.fractions(0, 3), st.fractions(0, 1), st.fractions(0, 1))
def test_every_share_has_one_verdict(share, more, elapsed):
    """No share falls through the rule, and a better share never gets a worse verdict."""
    worse, better = pace_by_time(share, elapsed), pace_by_time(share + more, elapsed)
    assert ORDER.index(better) >= ORDER.index(worse)
