"""Growth of a total. When one of these fails, the reorganisation is told as a loss of members."""

from datetime import date
from fractions import Fraction

import pytest

from builders import Line, flow, level, view_of
from doanvien.measures.growth.change import LevelChange, level_changes
from doanvien.reference.calendar.periods import parse_period


def changes(*lines: Line, period: str, term: date | None = None) -> dict[str, LevelChange]:
    view = view_of("ha-noi", period, *lines)
    found = level_changes(view.history, view.period, view.cutoff, term)
    return {one.against: one for one in found}


def test_growth_across_the_break_needs_the_number_of_the_removed():
    """Khánh Hòa: 91.758 less 30.116 removed is 61.642, a growth of nothing."""
    totals = [level("2024-12-31", 91_758), level("2025-06-30", 61_642)]
    unknown = changes(*totals, period="2025H1")["period"]
    assert (unknown.growth, unknown.rate, unknown.over_break) == (None, None, True)
    removed = flow("members_removed_structural", "2025M06", 30_116)
    known = changes(*totals, removed, period="2025H1")["period"]
    assert (known.removed, known.growth, known.rate) == (30_116, 0, 0)


@pytest.mark.parametrize(("closing", "growth"), [(1030, 30), (1029, None)])
def test_flows_that_explain_the_whole_change_leave_nobody_removed(closing, growth):
    found = changes(
        level("2025-03-31", 1000),
        level("2025-06-30", closing),
        flow("members_new", "2025Q2", 50),
        flow("members_lost", "2025Q2", 20),
        period="2025Q2",
    )
    assert found["period"].growth == growth


def test_a_total_is_held_against_three_days():
    """The evening before the period, a year before, the beginning of the term."""
    found = changes(
        level("2020-12-31", 800),
        level("2021-06-30", 900),
        level("2022-03-31", 950),
        level("2022-06-30", 1000),
        period="2022Q2",
        term=date(2021, 1, 1),
    )
    assert {against: one.growth for against, one in found.items()} == {
        "period": 50,
        "year": 100,
        "term": 200,
    }
    assert found["year"].rate == Fraction(100, 900)


def test_a_total_of_before_the_period_is_not_its_result():
    assert changes(level("2021-06-30", 900), level("2022-03-31", 950), period="2022Q2") == {}


def test_the_year_before_the_end_of_february_is_the_end_of_february():
    """29 February 2024 stands between 28 February 2023 and 28 February 2025."""
    totals = [level(f"{year}-02-{day}", year) for year, day in ((2023, 28), (2024, 29), (2025, 28))]
    assert changes(*totals[:2], period="2024M02")["year"].growth == 1
    assert changes(*totals[1:], period="2025M02")["year"].growth == 1


def test_growth_net_of_removals_is_of_those_who_were_not_removed():
    """Of 45.000 members 23.000 were removed and 23.400 are there: the other 22.000 grew by 1.400,
    6,36% of them. Of all 45.000 it would be 3,11%, as if the removed had stayed and not grown."""
    found = changes(
        level("2024-12-31", 45_000),
        level("2025-06-30", 23_400),
        flow("members_removed_structural", "2025M06", 23_000),
        period="2025H1",
    )["period"]
    assert found.growth == 1400
    assert found.rate == Fraction(1400, 22_000)
    assert round(float(found.rate), 4) == 0.0636


def test_where_everybody_was_removed_there_is_no_rate():
    found = changes(
        level("2024-12-31", 100),
        level("2025-06-30", 5),
        flow("members_removed_structural", "2025M06", 100),
        period="2025H1",
    )["period"]
    assert (found.growth, found.rate) == (5, None)


def test_a_place_without_a_total_has_no_growth_of_one():
    assert changes(flow("members_new", "2022Q2", 5), period="2022Q2") == {}


def test_a_total_of_the_first_day_is_of_the_period():
    found = changes(level("2022-03-31", 90), level("2022-04-01", 100), period="2022Q2")
    assert found["period"].growth == 10


def test_totals_that_differ_by_less_than_their_rounding_have_no_growth():
    """Of "khoảng 71.000" and "khoảng 72.000" nobody knows which was more."""
    lines = [
        level(day, of, qualifier="about")
        for day, of in (("2022-03-31", 71_000), ("2022-06-30", 72_000))
    ]
    found = changes(*lines, period="2022Q2")["period"]
    assert (found.growth, found.rate) == (None, None)


def test_a_total_of_after_the_cutoff_changes_nothing():
    totals = [level("2022-03-31", 90), level("2022-06-30", 100), level("2022-09-30", 200)]
    history = view_of("ha-noi", "2022", *totals).history
    (found,) = level_changes(history, parse_period("2022Q2"), date(2022, 6, 30), None)
    assert found.growth == 10
