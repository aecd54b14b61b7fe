"""Forecasts. When one of these fails, a federation plans on a number without ground."""

import math
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.measures.series.flows import Flow, FlowSeries
from doanvien.measures.series.seasonal import YearPath, complete_years, seasonal_share
from doanvien.measures.targets.forecast import back_tests, coverage, forecast_year

JUNE = date(2026, 6, 30)
SEASON = (0.06, 0.04, 0.08, 0.08, 0.12, 0.08, 0.13, 0.09, 0.08, 0.08, 0.08, 0.08)


def halves(*years: tuple[float, float]) -> tuple[YearPath, ...]:
    """Years from 2019 on: what was counted by 30 June, and the total."""
    return tuple(
        YearPath(2019 + at, total, {(6, 31): counted, (12, 31): total})
        for at, (counted, total) in enumerate(years)
    )


def months(rng: random.Random, year: int) -> list[Flow]:
    """A year of monthly flows: a level of its own, the season, and noise month by month."""
    level = 10_000 * math.exp(rng.gauss(0, 0.12))
    flows = []
    for month, share in enumerate(SEASON, start=1):
        after = date(year + month // 12, month % 12 + 1, 1)
        last = date.fromordinal(after.toordinal() - 1)
        value = round(level * share * math.exp(rng.gauss(0, 0.25)))
        flows.append(Flow(date(year, month, 1), last, value))
    return flows


def test_benktander_is_the_published_example():
    """Mack (2000): prior 90, half developed, 55 counted: the rest is 50, hence 105."""
    paths = halves((45, 90), (45, 90), (45, 90), (45, 90))
    forecast = forecast_year(55, JUNE, paths)
    assert forecast is not None
    assert forecast.usual_share == 0.5
    assert forecast.central == 105


def test_the_seasonal_share_is_a_ratio_of_sums():
    """A year of 10 counts a hundredth of a year of 1.000."""
    assert seasonal_share(halves((400, 1000), (10, 10)), JUNE) == pytest.approx(410 / 1010)


def test_the_interval_is_student_s():
    """Three log errors of 0,1 and the 0,9 quantile of three degrees of freedom, 1,638."""
    up, down = math.exp(0.1), math.exp(-0.1)
    first = 100.0
    years = [(50.0, first)]
    for factor in (up, down, up):  # each total off by 10% in logs from what its past foretells
        tests = back_tests(JUNE, halves(*years, (50.0, 1.0)))
        years.append((50.0, tests[-1].central * factor))
    forecast = forecast_year(50, JUNE, halves(*years))
    assert forecast is not None
    assert math.log(forecast.high / forecast.central) == pytest.approx(1.638 * 0.1, rel=1e-3)


def test_a_short_past_foretells_nothing():
    """Three complete years leave two errors: too few for an interval, hence no forecast."""
    assert forecast_year(50, JUNE, halves((50, 100), (50, 100), (55, 100))) is None
    assert forecast_year(50, JUNE, ()) is None


def test_a_year_with_a_gap_is_not_complete():
    """A year without its December cannot be a yardstick."""
    flows = months(random.Random(1), 2024)
    assert [path.year for path in complete_years(FlowSeries(tuple(flows)), 2026)] == [2024]
    assert complete_years(FlowSeries(tuple(flows[:-1])), 2026) == ()


def test_net_growth_is_foretold_by_what_usually_follows():
    """A negative half-year has no share of a total: the mean rest, 30, is added."""
    paths = halves((-10, 20), (-20, 10), (-10, 20), (-5, 25))
    forecast = forecast_year(-40, JUNE, paths, signed=True)
    assert forecast is not None
    assert forecast.central == -10
    assert forecast.usual_share is None


@given(
    st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), min_size=5, max_size=8),
    st.integers(0, 2000),
)
def test_the_interval_holds_the_forecast_and_what_is_counted(years, counted):
    """Nobody is told that the year may end below what is already there."""
    paths = halves(*((first, first + rest) for first, rest in years))
    forecast = forecast_year(counted, JUNE, paths)
    if forecast is not None:
        assert counted <= forecast.low <= forecast.central <= forecast.high


def test_four_of_five_intervals_hold_the_result():
    """80% means 80%: on simulated provinces the coverage lies within 70–90%."""
    rng = random.Random(2026)
    held = judged = 0
    for _ in range(60):
        flows = [flow for year in range(2019, 2026) for flow in months(rng, year)]
        found = coverage(complete_years(FlowSeries(tuple(flows)), 2026))
        held, judged = held + found[0], judged + found[1]
    assert 0.7 <= held / judged <= 0.9
