"""A digit lost in copying. If these fail, a report lets 3.024 stand by 30.024 without a word."""

import pytest

from doanvien.measures.checks.digits import one_digit_apart


@pytest.mark.parametrize(("one", "other"), [(30024, 3024), (3024, 30024), (18000, 1800)])
def test_a_lost_digit_is_seen_from_either_side(one, other):
    assert one_digit_apart(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1791, 1800),  # as many digits
        (30024, 3023),
        (51, 5),  # of few digits, chance
        (856540, 622000),
        (97.59, 975.9),
    ],
)
def test_other_differences_are_none(one, other):
    assert not one_digit_apart(one, other)
