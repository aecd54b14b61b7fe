"""Subordinate units. When one of these fails, a unit is blamed for figures it did not report."""

from datetime import date
from fractions import Fraction

import pytest

from builders import Line, flow, level, view_of
from doanvien.measures.growth.units import UnitReport, unit_growth

Q1 = (date(2024, 1, 1), date(2024, 3, 31))


def units_of(
    *lines: Line, names: str = "ABC", span=Q1, period: str = "2024Q1"
) -> UnitReport | None:
    return unit_growth(view_of("ha-noi", period, *lines), [f"Xã {name}" for name in names], *span)


def admitted(**counts: int) -> list[Line]:
    return [flow("members_new", "2024Q1", new, unit=f"Xã {name}") for name, new in counts.items()]


def lost(**counts: int) -> list[Line]:
    return [flow("members_lost", "2024Q1", of, unit=f"Xã {name}") for name, of in counts.items()]


def test_units_are_ranked_and_their_weight_is_told():
    """One industrial-park union with 60 of 100 new members is more than half by itself."""
    found = units_of(*admitted(A=60, B=30, C=10), *lost(A=20, B=20, C=20))
    assert [(one.unit, one.growth) for one in found.units] == [
        ("Xã A", 40),
        ("Xã B", 10),
        ("Xã C", -10),
    ]
    assert [one.unit for one in found.grew] == ["Xã A", "Xã B"]
    assert [one.unit for one in found.shrank] == ["Xã C"]
    assert (found.concentration.half, found.concentration.largest) == (1, Fraction(3, 5))


def test_a_unit_that_stands_still_has_neither_grown_nor_shrunk():
    """ "Three of four units grew" must not count the one whose losses ate up all new members."""
    found = units_of(*admitted(A=5, B=5, C=5), *lost(A=0, B=5, C=6))
    assert [one.unit for one in found.grew] == ["Xã A"]
    assert [one.unit for one in found.shrank] == ["Xã C"]


def test_what_came_in_and_went_out_is_set_against_the_opening_where_no_closing_is_known():
    """30 came and 20 went of 100: the unit grew by a tenth, it did not shrink by one."""
    opening = level("2023-12-31", 100, unit="Xã A")
    found = units_of(opening, *admitted(A=30, B=0, C=0), *lost(A=20, B=0, C=0))
    rates = {one.unit: one.rate for one in found.units}
    assert rates == {"Xã A": Fraction(1, 10), "Xã B": None, "Xã C": None}


@pytest.mark.parametrize(
    ("counts", "half"),
    [
        ({"A": 50, "B": 30, "C": 20}, 1),
        ({"A": 49, "B": 30, "C": 21}, 2),
        ({"A": 34, "B": 33, "C": 33}, 2),
    ],
)
def test_half_of_the_new_members_is_reached_at_half(counts, half):
    """50 of 100 is half: two units would say that the members rest on more than they do."""
    found = units_of(*admitted(**counts), *lost(A=0, B=0, C=0))
    assert (found.concentration.units, found.concentration.half) == (3, half)


def test_fewer_than_three_units_are_not_ranked():
    assert units_of(*admitted(A=60, B=30), *lost(A=1, B=1), names="AB") is None
    assert units_of(*admitted(A=60, B=30, C=1), *lost(A=1, B=1)) is None, "C has no growth"


def test_a_unit_without_a_growth_stands_last():
    found = units_of(*admitted(A=1, B=2, C=3, D=90), *lost(A=5, B=0, C=0), names="ABCD")
    assert [one.unit for one in found.units] == ["Xã C", "Xã B", "Xã A", "Xã D"]
    assert found.units[-1].growth is None


def test_totals_go_before_flows_and_the_removed_are_taken_out():
    """A commune that lost 30 of 100 to the reorganisation and has 80 left grew by ten."""
    lines = [
        *(level("2024-12-31", 100, unit=f"Xã {name}") for name in "ABC"),
        *(level("2025-06-30", 80, unit=f"Xã {name}") for name in "ABC"),
        flow("members_removed_structural", "2025M06", 30, unit="Xã A"),
        flow("members_new", "2025H1", 5, unit="Xã B"),
        flow("members_lost", "2025H1", 25, unit="Xã B"),
        *(level("2024-12-31", 50, unit=f"Xã {name}") for name in "DE"),
        *(flow("members_new", "2025H1", 5, unit=f"Xã {name}") for name in "DE"),
        *(flow("members_lost", "2025H1", 2, unit=f"Xã {name}") for name in "DE"),
    ]
    span = (date(2025, 1, 1), date(2025, 6, 30))
    found = units_of(*lines, names="ABCDE", span=span, period="2025H1")
    growth = {one.unit[-1]: one.growth for one in found.units}
    assert growth == {"A": 10, "D": 3, "E": 3, "B": -20, "C": None}
    assert found.units[0].rate == Fraction(10, 70), "of those who were not removed"


def test_who_took_over_members_has_not_won_them():
    """A ward that takes 300 members over from a district grew by its own ten, not by 310."""
    took_over = [
        *(level("2023-12-31", 100, unit=f"Xã {name}") for name in "AB"),
        *(level("2024-03-31", 410, unit="Xã A"), level("2024-03-31", 80, unit="Xã B")),
        flow("members_transferred", "2024M02", 300, unit="Xã A"),
        flow("members_transferred", "2024M02", -30, unit="Xã B"),
        *(level("2024-03-31", 500, unit="Xã C"), flow("members_new", "2024Q1", 20, unit="Xã C")),
        flow("members_lost", "2024Q1", 5, unit="Xã C"),
    ]
    found = units_of(*took_over)
    growth = {one.unit[-1]: (one.growth, one.rate) for one in found.units}
    assert growth["A"] == (10, Fraction(10, 400)), "of those it had and those it took over"
    assert growth["B"] == (10, Fraction(10, 70))
    assert growth["C"] == (15, None), "its 500 on the first day are not new either"
