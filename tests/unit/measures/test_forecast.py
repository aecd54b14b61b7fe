"""Forecasts. When one of these fails, a federation plans on a number without ground."""

import math
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.data.province import read_province
from doanvien.measures.series.flow import Flow
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.seasonal import YearPath, complete_years, seasonal_share
from doanvien.measures.series.stocks import Stock
from doanvien.measures.series.view import View, views
from doanvien.measures.series.years import Years, years_of
from doanvien.measures.targets.forecast import (
    Forecast,
    back_tests,
    coverage,
    forecast_year,
    foretell,
    reason_for_none,
)
from doanvien.measures.targets.level import Country, Expected, errors, expected, limits
from doanvien.measures.targets.together import pooled, reorganised
from doanvien.reference.scope import report_scope

EXAMPLE = Path(__file__).parents[3] / "data" / "example"
JUNE = date(2026, 6, 30)
HALF_YEAR, SEPTEMBER = (6, 31), date(2026, 9, 30)
SEASON = (0.06, 0.04, 0.08, 0.08, 0.12, 0.08, 0.13, 0.09, 0.08, 0.08, 0.08, 0.08)


@dataclass
class Books:
    """Flows and levels of a place by indicator."""

    flows: dict[str, list[Flow]] = field(default_factory=dict)
    stocks: dict[str, list[Stock]] = field(default_factory=dict)

    def flow(self, indicator: str, unit: str = "") -> FlowSeries:
        return FlowSeries(tuple(self.flows.get(indicator, ())))

    def stock(self, indicator: str, unit: str = "") -> tuple[Stock, ...]:
        return tuple(self.stocks.get(indicator, ()))


def half_years(first: int, *years: tuple[float, float | None]) -> list[Flow]:
    """What was counted by 30 June, and the total where it is known."""
    flows = []
    for year, (counted, total) in enumerate(years, start=first):
        flows.append(Flow(date(year, 1, 1), date(year, 6, 30), counted))
        if total is not None:
            flows.append(Flow(date(year, 1, 1), date(year, 12, 31), total))
    return flows


def together(code: str, places: Sequence[Books]) -> Years:
    found = years_of(places, code, SEPTEMBER)
    assert found is not None
    return found


def one_of(places: Years, number: int = 0) -> Years:
    return places.of(np.arange(places.flows.shape[1]) == number)


def months(rng: random.Random, year: int, until: int = 12) -> list[Flow]:
    """A year of monthly flows: a level of its own, the season, and noise month by month."""
    level = 10_000 * math.exp(rng.gauss(0, 0.12))
    flows = []
    for month, share in enumerate(SEASON[:until], start=1):
        after = date(year + month // 12, month % 12 + 1, 1)
        last = date.fromordinal(after.toordinal() - 1)
        value = round(level * share * math.exp(rng.gauss(0, 0.25)))
        flows.append(Flow(date(year, month, 1), last, value))
    return flows


def view_of(folder: Path, slug: str, period: str = "2026Q3") -> View:
    return views(read_province(folder, report_scope(slug, period)))[0]


def test_benktander_is_the_published_example():
    """Mack (2000): prior 90, half developed, 55 counted: the rest is 50, hence 105."""
    places = together(
        "members_new", [Books({"members_new": half_years(2025, (45, 90), (55, None))})]
    )
    country = (Country({2025: 90.0}, share=0.5, level=90.0, tet={2025: 1.0}),)
    found = expected(places, 2026, [2025], HALF_YEAR, country)
    assert found.central.tolist() == [105]
    assert found.shares.tolist() == [[0.5]]


def test_the_seasonal_share_is_a_ratio_of_sums():
    """A year of 10 counts a hundredth of a year of 1.000."""
    paths = [
        YearPath(2019 + at, total, {HALF_YEAR: counted, (12, 31): total})
        for at, (counted, total) in enumerate([(400, 1000), (10, 10)])
    ]
    assert seasonal_share(paths, JUNE) == pytest.approx(410 / 1010)


def test_a_year_with_a_gap_is_not_complete():
    """A year without its December cannot be a yardstick."""
    flows = months(random.Random(1), 2024)
    assert [path.year for path in complete_years(FlowSeries(tuple(flows)), 2026)] == [2024]
    assert complete_years(FlowSeries(tuple(flows[:-1])), 2026) == ()


def test_one_province_learns_from_the_others_that_the_country_doubles():
    """It has counted nothing unusual by June, and the eleven others twice as much as ever."""
    usual = [(50, 100), (50, 100), (50, 100)]
    others = [Books({"members_new": half_years(2023, *usual, (100, None))}) for _ in range(11)]
    places = together(
        "members_new", [Books({"members_new": half_years(2023, *usual, (50, None))}), *others]
    )
    common = pooled(places, "members_new", 2026, HALF_YEAR)
    assert common is not None
    found = foretell(one_of(places), common, 2026, HALF_YEAR)
    assert found is not None
    # Level 100 · 23 ÷ 12 by the country's measure: 50 + ½ (50 + ½ · 191,7).
    assert found.central == pytest.approx(50 + 0.5 * (50 + 0.5 * 100 * 23 / 12))


def test_net_growth_is_what_came_less_what_went():
    """500 came and 600 went by June of a country where as many follow: 1.000 less 1.200."""
    came = half_years(2023, (500, 1000), (500, 1000), (500, 1000), (500, None))
    net = half_years(2023, (-100, -200), (-100, -200), (-100, -200), (-100, None))
    places = together(
        "members_net_growth",
        [Books({"members_new": came, "members_net_growth": net}) for _ in range(6)],
    )
    common = pooled(places, "members_net_growth", 2026, HALF_YEAR)
    assert common is not None
    found = foretell(one_of(places), common, 2026, HALF_YEAR)
    assert found is not None
    assert (found.counted, found.central) == (-100, pytest.approx(-200))
    assert found.usual_share is None


def test_what_follows_the_members_falls_with_them():
    """Half of the members left on 1 March: each month brings half of what it brought before."""
    code, first = "elite_members_introduced", 2023
    flows, levels = [], []
    for year in range(first, 2027):
        for month in range(1, 13 if year < 2026 else 7):
            after = date(year + month // 12, month % 12 + 1, 1)
            last = date.fromordinal(after.toordinal() - 1)
            left = (year, month) >= (2026, 3)
            flows.append(Flow(date(year, month, 1), last, 10 if left else 20))
            levels.append(Stock(last, 5_000 if left else 10_000, "exact", "s"))
    places = together(code, [Books({code: flows}, {"members_total": levels}) for _ in range(6)])
    common = pooled(places, code, 2026, HALF_YEAR)
    assert common is not None
    found = foretell(one_of(places), common, 2026, HALF_YEAR)
    assert found is not None
    assert found.counted == 80
    assert found.central == pytest.approx(140)
    assert found.usual_share == pytest.approx(80 / 140)


WORKED = {2022: 29, 2023: 24, 2024: 31, 2025: 26}  # days of January without those of Tết


def test_a_january_with_tet_in_it_is_no_bad_year():
    """Every year is alike but for Tết: who forgets it foretells too little by a tenth."""
    flows = [
        flow
        for year, days in WORKED.items()
        for flow in (
            Flow(date(year, 1, 1), date(year, 1, 31), 1_000 * days),
            Flow(date(year, 1, 1), date(year, 12, 31), 360_000),
        )
    ]
    places = together("members_new", [Books({"members_new": flows}) for _ in range(6)])
    common = pooled(places, "members_new", 2025, (1, 31))
    assert common is not None
    found = foretell(one_of(places), common, 2025, (1, 31))
    assert found is not None
    assert found.central == pytest.approx(360_000, rel=1e-4)


def test_one_exceptional_year_does_not_widen_the_intervals_of_all():
    """In 2021 the second half of the year fell out; the other years scatter by a few per cent."""

    def reach(exceptional: float) -> float:
        rng = np.random.default_rng(5)
        books = [
            Books(
                {
                    "members_new": half_years(
                        2021,
                        *[
                            (1_000, 1_000 + 1_000 * (exceptional if year == 2021 else 1) * rest)
                            for year, rest in zip(range(2021, 2026), scatter, strict=True)
                        ],
                        (1_000, None),
                    )
                }
            )
            for scatter in rng.lognormal(0, 0.1, (12, 5))
        ]
        common = pooled(together("members_new", books), "members_new", 2026, HALF_YEAR)
        assert common is not None
        return float(common.reach_of(np.array([2_000.0]))[0])

    assert reach(0.3) < 3 * reach(1.0)


YEARS = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=4, max_size=6)


@given(st.lists(YEARS, min_size=5, max_size=8), st.integers(0, 7))
def test_the_interval_holds_the_forecast_and_what_is_counted(country, number):
    """Nobody is told that the year may end below what is already there."""
    years = min(map(len, country))
    books = []
    for rows in country:
        *past, (counted, _) = [(first, first + rest) for first, rest in rows[:years]]
        flows = half_years(2027 - years, *past, (counted, None))
        books.append(Books({"members_new": flows}))
    places = together("members_new", books)
    common = pooled(places, "members_new", 2026, HALF_YEAR)
    if common is None:
        return
    found = foretell(one_of(places, number % len(books)), common, 2026, HALF_YEAR)
    assert found is not None
    assert found.counted <= found.low <= found.central <= found.high


def test_four_of_five_intervals_hold_the_result():
    """80% means 80%: over provinces that move by themselves, and a country that moves too."""
    rng = random.Random(2026)
    held = judged = 0
    for _ in range(12):
        swings = {year: math.exp(rng.gauss(0, 0.3)) for year in range(2019, 2027)}
        books = [
            Books(
                {
                    "members_new": [
                        Flow(flow.start, flow.end, round(flow.value * swings[year]))
                        for year in swings
                        for flow in months(rng, year)
                    ]
                }
            )
            for _ in range(12)
        ]
        places = years_of(books, "members_new", date(2026, 12, 31))
        assert places is not None
        for month in (3, 6, 9):
            common = pooled(places, "members_new", 2026, (month, 31))
            assert common is not None
            for number in range(12):
                own = one_of(places, number)
                found = foretell(own, common, 2026, (month, 31))
                assert found is not None
                held += found.low <= own.counted(2026, (12, 31))[0, 0] <= found.high
                judged += 1
    assert 0.7 <= held / judged <= 0.9


def test_a_report_foretells_with_the_other_provinces_and_says_how_it_did_before():
    view = view_of(EXAMPLE, "lao-cai")
    found = forecast_year(view, "members_new", "", SEPTEMBER)
    assert found is not None
    assert found.places >= 5
    assert found.high <= 2 * found.low
    assert [test.year for test in found.tests] == [2024, 2025]
    held, judged = coverage(view, "members_new", 2026)
    assert 0 < held <= judged


def test_a_unit_is_not_foretold():
    """Errors of provinces say nothing of a district."""
    view = view_of(EXAMPLE, "lao-cai")
    unit = next(unit for unit, _ in view.flows if unit)
    assert forecast_year(view, "members_new", unit, SEPTEMBER) is None


def test_a_province_alone_is_not_foretold(tmp_path):
    """Its own past does not know whether the whole country moves."""
    shutil.copytree(EXAMPLE, tmp_path / "alone")
    for file in (tmp_path / "alone" / "figures").glob("*.csv"):
        if file.stem not in ("lao-cai", "yen-bai"):
            file.unlink()
    view = view_of(tmp_path / "alone", "lao-cai")
    assert forecast_year(view, "members_new", "", SEPTEMBER) is None
    assert reason_for_none(view, "members_new", "", SEPTEMBER) == "alone"
    assert back_tests(view, "members_new", SEPTEMBER) == ()


def test_a_wrong_file_of_another_province_leaves_only_that_one_out(tmp_path):
    folder = tmp_path / "wrong"
    shutil.copytree(EXAMPLE, folder)
    before = forecast_year(view_of(folder, "lao-cai"), "members_new", "", SEPTEMBER)
    wrong = folder / "figures" / "hue.csv"
    wrong.write_text(wrong.read_text("utf-8").replace(",exact,", ",exactly,", 1), "utf-8")
    after = forecast_year(view_of(folder, "lao-cai"), "members_new", "", SEPTEMBER)
    assert before is not None
    assert after is not None
    assert after.places == before.places - 1


def test_a_short_past_and_a_whole_country_are_not_foretold():
    view = view_of(EXAMPLE, "lao-cai", "2023Q3")
    assert reason_for_none(view, "members_new", "", date(2023, 9, 30)) == "short"
    country = view_of(EXAMPLE, "toan-quoc")
    assert reason_for_none(country, "members_new", "", SEPTEMBER) == "country"


def test_what_follows_the_members_is_not_foretold_before_they_are_removed():
    """In the first half of 2025 nobody knew how many members the second half would have."""
    view = view_of(EXAMPLE, "hue", "2025Q1")
    code = "elite_members_introduced"
    assert reason_for_none(view, code, "", date(2025, 3, 31)) == "reorganised"


def test_limits_far_apart_are_not_given():
    """More than twice the lower one, or a loss at one end and a gain at the other."""

    def wide(low: float, high: float) -> bool:
        return Forecast(JUNE, 0.0, (low + high) / 2, low, high, None, (2025,), 9).wide

    assert not wide(50, 100)
    assert wide(50, 101)
    assert wide(-5, 60)
    assert not wide(-100, -50)
    assert wide(-101, -50)
    assert wide(0, 0)


def test_the_error_of_a_balance_is_a_part_of_its_size_and_not_of_its_value():
    """1.000 came and 950 went: 50 too few of 1.950 is a little, and not a year foretold twice."""
    foretold = Expected(np.array([100.0]), np.array([2000.0]), np.full((2, 1), 0.5))
    assert errors(np.array([50.0]), foretold) == pytest.approx(-0.025)
    low, high = limits(foretold, np.array([0.1]), np.array([0.0]))
    assert (low[0], high[0]) == (-100, 300)


@pytest.mark.parametrize(
    ("code", "year", "day", "cut"),
    [
        ("elite_members_introduced", 2025, (6, 30), True),
        ("elite_members_introduced", 2025, (9, 30), False),
        ("elite_members_introduced", 2024, (6, 30), False),
        ("members_new", 2025, (6, 30), False),
    ],
)
def test_the_rest_of_2025_is_foretold_only_after_the_reorganisation(code, year, day, cut):
    """By June 2025 nobody knew of whom a tenth would be introduced: half had left by July."""
    assert reorganised(code, year, day) == cut
