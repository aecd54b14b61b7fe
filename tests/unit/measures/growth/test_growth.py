"""Growth. When one of these fails, a report mixes gross with net or compares across the break."""

from datetime import date
from fractions import Fraction

import pytest

from builders import Line, flow, level, source, view_of
from doanvien.measures.days import crosses_break, span_before, year_before
from doanvien.measures.growth.growth import Growth


def growth_of(period: str, *lines: Line, as_of: str | None = None, place="ha-noi") -> Growth:
    return Growth(view_of(place, period, *lines, as_of=as_of))


@pytest.mark.parametrize(
    ("earlier", "rate"), [(80, Fraction(1, 4)), (1, Fraction(99)), (0, None), (-80, None)]
)
def test_no_rate_is_formed_of_nothing_or_less(earlier, rate):
    """Net growth of −80 last year and 100 this year is no "−225%"."""
    found = growth_of(
        "2022H1",
        flow("members_net_growth", "2022H1", 100),
        flow("members_net_growth", "2021H1", earlier),
    )
    (comparison,) = found.comparisons
    assert (comparison.change, comparison.rate) == (100 - earlier, rate)
    assert not comparison.summed


def test_no_rate_of_a_flow_crosses_the_break():
    found = growth_of("2025", flow("members_new", "2025", 120), flow("members_new", "2024", 100))
    (comparison,) = found.comparisons
    assert (comparison.change, comparison.rate) == (20, None)


def test_the_year_before_a_merger_is_that_of_the_merged_provinces():
    found = growth_of(
        "2026Q1",
        flow("members_new", "2026Q1", 500),
        flow("members_new", "2025Q1", 300),
        flow("members_new", "2025Q1", 100).of("yen-bai"),
        place="lao-cai",
    )
    (comparison,) = found.comparisons
    assert (comparison.earlier.value, comparison.summed, comparison.rate) == (400, True, None)


def test_the_days_that_no_comparison_crosses():
    assert crosses_break(date(2025, 1, 15), date(2025, 7, 28))
    assert crosses_break(date(2025, 6, 30), date(2025, 7, 1))
    assert crosses_break(date(2025, 1, 15), date(2025, 6, 15))
    assert not crosses_break(date(2025, 1, 15), date(2025, 6, 14))
    assert not crosses_break(date(2025, 7, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 28), date(2023, 2, 28)),
        (date(2024, 3, 1), date(2023, 3, 1)),
        (date(2025, 2, 27), date(2024, 2, 27)),
    ],
)
def test_the_last_of_february_is_one_day(day, expected):
    """28 February 2025 closes what 29 February 2024 closed; else a year has no year before."""
    assert year_before(day) == expected


def test_a_span_that_begins_on_a_leap_day_begins_a_day_earlier_in_other_years():
    """29 February 2023 does not exist; a wave of one day may not stop the report."""
    leap = date(2024, 2, 29)
    assert span_before(leap, leap) == (date(2023, 2, 28), date(2023, 2, 28))
    assert span_before(date(2025, 3, 1), date(2025, 3, 29)) == (date(2024, 3, 1), date(2024, 3, 29))


def test_january_and_february_are_compared_with_the_year_before():
    """After a leap year, too: 28 February 2025 against 29 February 2024."""
    lines = [
        flow("members_new", "2025-01-01/2025-02-28", 30),
        flow("members_new", "2024-01-01/2024-02-29", 20),
    ]
    (comparison,) = growth_of("2025Q1", *lines).comparisons
    assert (comparison.earlier.value, comparison.rate) == (20, Fraction(1, 2))


@pytest.mark.parametrize(
    ("earlier", "expected"), [("2022-03-03", None), ("2022-03-02", "2022-03-02")]
)
def test_two_levels_of_the_same_weeks_differ_by_source_not_by_growth(earlier, expected):
    """Twenty-seven days apart is no growth."""
    found = growth_of("2022Q1", level(earlier, 90), level("2022-03-30", 100)).level("members_total")
    assert (found.earlier and found.earlier.day.isoformat()) == expected


def test_the_level_nearest_the_opening_is_compared():
    found = growth_of(
        "2022H1",
        level("2021-06-30", 43_000),
        level("2022-01-15", 45_000),
        level("2022-06-30", 44_000),
    ).level("members_total")
    assert (found.earlier.value, found.change, found.rate) == (45_000, -1000, Fraction(-1, 45))


@pytest.mark.parametrize(("opening", "rate", "change"), [(0, None, 512), (256, Fraction(1), 256)])
def test_from_a_level_of_nothing_there_is_a_change_and_no_rate(opening, rate, change):
    found = growth_of("2022H1", level("2021-12-31", opening), level("2022-06-30", 512))
    total = found.level("members_total")
    assert (total.change, total.rate) == (change, rate)


def test_a_level_says_why_it_has_no_change():
    alone = growth_of("2022H1", level("2022-06-30", 1)).level("members_total")
    broken = growth_of("2025H1", level("2024-12-31", 9), level("2025-06-30", 1))
    assert (alone.reason, alone.change) == ("none_earlier", None)
    assert (broken.level("members_total").reason, broken.level("members_total").change) == (
        "break",
        None,
    )
    rate = growth_of(
        "2022H1",
        level("2021-12-31", 80, "membership_density_rate"),
        level("2022-06-30", 82, "membership_density_rate"),
    ).level("membership_density_rate")
    assert (rate.change, rate.rate) == (2, None), "two points, not 2,5 per cent"


def test_a_result_that_began_later_stands_apart_and_the_gap_is_named():
    """The second quarter is not the half-year, and the first is a gap, not a zero."""
    found = growth_of("2022H1", flow("members_new", "2022Q2", 50)).flow("members_new")
    assert found.window is None
    assert [window.value for window in found.elsewhere] == [50]
    assert found.gaps == ((date(2022, 1, 1), date(2022, 3, 31)),)


def test_longer_results_stand_apart():
    """379.448 of 2012–2019 is not the result of 2019."""
    found = growth_of(
        "2019",
        flow("members_new", "2019", 35_575),
        flow("members_new", "2012-01-01/2019-12-31", 379_448),
    )
    assert found.flow("members_new").window.value == 35_575
    assert [window.value for _, window in found.longer] == [379_448]


def test_units_never_enter_the_total():
    found = growth_of("2024", flow("members_new", "2024", 7, unit="quận Ba Đình"))
    assert found.flow("members_new") is None
    assert [one.unit for one in found.of_units] == ["quận Ba Đình"]


def test_the_figures_of_a_place_stand_once_and_not_among_those_of_its_units():
    found = growth_of(
        "2024",
        flow("members_new", "2024", 7),
        flow("members_new", "2023-01-01/2024-12-31", 16),
        level("2024-12-31", 70),
    )
    assert (len(found.flows), len(found.levels), len(found.longer)) == (1, 1, 1)
    assert (found.of_units, found.longer_of_units) == ((), ())


def test_the_account_is_that_of_the_longest_span_with_two_flows():
    found = growth_of(
        "2022H1",
        flow("members_new", "2022H1", 100),
        flow("members_new", "2022-01-01/2022-05-31", 80),
        flow("members_lost", "2022-01-01/2022-05-31", 30),
    ).balance
    assert (found.end, found.net) == (date(2022, 5, 31), 50)


def test_doubts_touch_the_period():
    """What contradicts itself is told in the report of its days, and not for ever after."""
    lines = [
        source("s2", "2022-08-01"),
        *(flow("members_new", "2022Q1", value, source=of) for value, of in ((5, "s1"), (6, "s2"))),
        flow("members_new", "2022-01-01/2022-02-28", 9),
        *(level("2022-03-31", value, source=of) for value, of in ((5, "s1"), (6, "s2"))),
        flow("members_new", "2022Q2", 1),
    ]
    (doubt,) = growth_of("2022Q1", *lines).doubts
    assert [(c.used.value, c.other.value) for c in doubt.conflicts] == [(6, 5)]
    assert [(f.earlier.value, f.later.value) for f in doubt.falls] == [(9, 6)]
    assert [stock.value for _, _, stock in growth_of("2022Q1", *lines).level_conflicts] == [6]
    later = growth_of("2022Q2", *lines)
    assert (later.doubts, later.level_conflicts) == ((), ())


def test_the_last_level_counts_wherever_its_row_stands():
    found = growth_of("2022", *(level(f"2022-{day}", int(day[:2])) for day in ("12-31", "06-30")))
    assert found.level("members_total").now.value == 12
