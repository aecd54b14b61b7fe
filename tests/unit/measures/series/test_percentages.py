"""Percentages. When one of these fails, a report accuses a right figure or trusts a wrong one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import flow, printed, view_of
from doanvien.measures.series.percentages import (
    PrintedCheck,
    agreement,
    parse_printed,
    possible_bases,
)


@pytest.mark.parametrize(
    ("value", "printed", "bases"),
    [
        (8818, "104,4", (8439, 8450)),
        (3, "42,85", (7, 7)),
        (4261, "315,63", (1350, 1350)),
        (0, "0", None),
    ],
)
def test_a_base_that_was_not_printed_is_an_interval(value, printed, bases):
    """Rounding or truncation: 3 of 7 is printed as 42,85% by those who cut the rest off."""
    assert possible_bases(value, printed) == bases


def test_an_interval_holds_the_base_of_a_truncated_percentage():
    least, greatest = possible_bases(370_460, "98,5")
    assert least <= 375_910 <= greatest


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 2))
def test_possible_bases_are_exactly_those_that_agree(value, base, decimals):
    """The interval is the same rule that accuses a printed percentage, turned round."""
    scaled = value * 100 * 10**decimals // base
    if scaled == 0:
        return
    printed = f"{scaled // 10**decimals},{scaled % 10**decimals:0{decimals}}".rstrip(",")
    if decimals == 0:
        printed = str(scaled)
    least, greatest = possible_bases(value, printed)
    assert least <= base <= greatest
    for inside in (least, greatest):
        assert agreement(Fraction(value, inside), printed) != "disagrees"
    for outside in (least - 1, greatest + 1):
        assert not outside or agreement(Fraction(value, outside), printed) == "disagrees"


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


def checked(*lines) -> PrintedCheck:
    (found,) = view_of("ha-noi", "2022H1", *lines).printed
    return found


def test_a_printed_percentage_is_recomputed_from_its_own_row():
    found = checked(
        printed("members_new", "2022H1", 2610, "90,2", base="2819", of="share", note="n")
    )
    assert (found.ratio, found.verdict) == (Fraction(2610, 2819), "disagrees")
    assert (found.bases, found.rounded, found.source, found.note) == (None, False, "s1", "n")


@pytest.mark.parametrize("base", ["", "0"])
def test_without_a_base_there_is_an_interval_and_no_verdict(base):
    """A base of nothing is no base: it may not stop the report."""
    found = checked(printed("members_new", "2022H1", 8818, "104,4", base=base))
    assert (found.ratio, found.verdict, found.bases) == (None, None, (8439, 8450))


def test_a_numerator_that_its_source_rounded_says_so():
    """ "Gần 6.900" at 105,2% leaves bases that are only near the truth."""
    rounded = flow("members_new", "2022H1", 6900, qualifier="about")
    assert checked(rounded, printed("members_new", "2022H1", 6900, "105,2")).rounded
    other = flow("members_new", "2022H1", 6901, qualifier="about")
    assert not checked(other, printed("members_new", "2022H1", 6900, "105,2")).rounded


def test_a_percentage_that_no_whole_number_gives_leaves_none():
    assert possible_bases(1, "99,99") is None
