"""How exact a difference of rounded figures is. When one of these fails, a report tells a growth
that may be nothing but rounding."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doanvien.measures.series.qualifiers import ROUNDED, Difference, difference, rounding
from doanvien.measures.series.stocks import Stock
from doanvien.reference.text.numbers import exact


def level(value, qualifier="exact"):
    return Stock(None, value, qualifier, "s1")


@pytest.mark.parametrize(
    ("earlier", "now", "told"),
    [
        ((140_000, "over"), (140_000, "over"), None),
        ((11_800_000, "over"), (11_851_612, "exact"), None),
        ((43_000, "over"), (45_114, "exact"), (2_000, None)),
        ((8_558_063, "exact"), (10_050_000, "about"), (1_490_000, Fraction(1_491_937, 8_558_063))),
        ((126_000, "over"), (124_325, "exact"), (-2_000, None)),
        ((10_000_000, "about"), (10_500_000, "about"), None),
        ((8_000_000, "about"), (10_500_000, "about"), (3_000_000, None)),
        ((41_000, "at_least"), (60_000, "exact"), None),
    ],
    ids=[
        "twice the same",
        "by half its unit",
        "by two units",
        "by many units",
        "fell",
        "one zero",
        "ten",
        "a floor",
    ],
)
def test_the_difference_of_rounded_figures_is_told_as_far_as_it_is_known(earlier, now, told):
    found = difference(level(*earlier), level(*now))
    assert found == (told and Difference(told[0], "about", told[1]))


def test_exact_figures_differ_exactly():
    assert difference(level(450), level(441)) == Difference(-9, "exact", Fraction(-9, 450))
    assert difference(level(0), level(12)) == Difference(12, "exact", None)
    assert difference(level(900), level(600), level(312)) == Difference(
        12, "exact", Fraction(12, 900)
    )


def test_what_was_removed_is_as_exact_as_its_source():
    """82.000 removed, rounded: a growth of 506 net of them may be a fall."""
    assert difference(level(300_000), level(218_506), level(82_000, "about")) is None


@given(
    earlier=st.integers(1, 10**7),
    now=st.integers(0, 10**7),
    digits=st.integers(1, 4),
    qualifier=st.sampled_from(sorted(ROUNDED)),
)
def test_a_difference_that_is_told_has_the_right_sign(earlier, now, digits, qualifier):
    """Whatever true figure a rounded one stands for, growth is not told as a fall; nobody rounds by
    more than a fifth."""
    unit = 10**digits
    rounded = -(-earlier // unit) * unit if qualifier == "nearly" else earlier // unit * unit
    assume(5 * unit <= rounded)
    found = difference(level(rounded, qualifier), level(now))
    if found is not None:
        assert (found.value > 0) == (exact(now) > earlier)


@pytest.mark.parametrize(
    ("value", "unit"), [(10_050_000, 10_000), (40, 1), (50, 10), (4_000_000, 100_000), (7, 1)]
)
def test_a_rounded_figure_counts_in_its_zeros_and_in_no_more_than_a_fifth_of_it(value, unit):
    """ "Gần 40" in tens would be anything from thirty to fifty."""
    assert rounding(level(value, "about")) == unit
    assert rounding(level(value)) == 0
