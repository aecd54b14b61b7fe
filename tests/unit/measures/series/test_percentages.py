"""Percentages. When one of these fails, a report accuses a right figure or trusts a wrong one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.measures.series.percentages import agreement, parse_printed, possible_bases


def test_the_domains_own_example():
    """8.818 at 104,4% leaves 8.443 to 8.450."""
    assert possible_bases(8818, "104,4") == (8443, 8450)


@pytest.mark.parametrize(
    ("ratio", "printed", "expected"),
    [
        (Fraction(1128, 1500), "75", "rounded"),
        (Fraction(3, 7), "42,85", "truncated"),
        (Fraction(3, 7), "42,86", "rounded"),
        (Fraction(2610, 2819), "90,2", "disagrees"),
        (Fraction(3355, 4124), "81,3", "truncated"),
        (Fraction(1, 8), "12,5", "rounded"),
        (Fraction(285, 1000), "28,5", "rounded"),
    ],
)
def test_rounding_or_truncation_both_agree(ratio, printed, expected):
    """Vietnamese reports round and truncate; neither is an error."""
    assert agreement(ratio, printed) == expected


def test_decimals_are_counted_as_printed():
    assert parse_printed("34,05") == (Fraction(3405, 100), 2)
    assert parse_printed("75%") == (Fraction(75), 0)
    with pytest.raises((ValueError, ArithmeticError)):
        parse_printed("bảy lăm")


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.integers(0, 3))
def test_the_true_base_is_always_among_the_possible_ones(value, base, decimals):
    """Rounding the true percentage never shuts the true target out."""
    scaled = int(Fraction(value, base) * 100 * 10**decimals + Fraction(1, 2))
    if scaled == 0:
        return
    printed = str(scaled)
    if decimals:
        printed = printed.zfill(decimals + 1)
        printed = f"{printed[:-decimals]},{printed[-decimals:]}"
    bases = possible_bases(value, printed)
    assert agreement(Fraction(value, base), printed) == "rounded"
    assert bases is None or bases[0] <= base <= bases[1]
    if scaled > 1:
        assert bases is not None
