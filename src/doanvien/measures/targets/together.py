"""What the provinces of a data set have in common: the country's year so far, and how far off
forecasts were. It is worked out once for a data set and a day, not in each report.

Each earlier year is forecast for the same day from the other ones, for every province. The errors
e are divided by what is usual for a forecast of its size v, √(a + b ÷ v), with a and b from least
squares of e² on 1 and 1 ÷ v: small numbers scatter more. The interval reaches as far as four of
five provinces' errors do in the median year (conformal prediction: Lei et al., "Distribution-Free
Predictive Inference for Regression", JASA 113, 2018; with one year left out at a time: Barber et
al., "Predictive Inference with the Jackknife+", Annals of Statistics 49, 2021). The provinces of a
year err together, so a year is one draw: of all pooled, one exceptional year would widen every
interval, and of the median year it holds fewer. A mean of n − 1 years errs by a variance of
1 + 1 ÷ (n − 1) where one of n errs by 1 + 1 ÷ n: the reach is shortened by √(1 − 1 ÷ n²).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from doanvien.data.everywhere import Everywhere
from doanvien.measures.series.history import OLD_MAP, History, Predecessors, history_of
from doanvien.measures.series.seasonal import MOST_YEARS, DayOfYear
from doanvien.measures.series.stocks import flow_series, stock_series
from doanvien.measures.series.years import YEAR_END, Numbers, Years, years_of
from doanvien.measures.targets.level import Country, countries, errors, expected
from doanvien.reference.indicators import indicator
from doanvien.reference.places import TERRITORY_CHANGE
from doanvien.reference.provinces import provinces_on

LEVEL = 0.80
LEAST_YEARS = 3  # complete years below which nothing is foretold
LEAST_PLACES = 5  # fewer provinces are no country
REORGANISED = (TERRITORY_CHANGE.month, TERRITORY_CHANGE.day)


@dataclass(frozen=True)
class Common:
    """What is common on one day of one year. ``parts`` are those of the indicator; ``years`` were
    used, of ``places`` provinces; a forecast of size v reaches ``reach`` · √(a + b ÷ v) to either
    side, ``spread`` being a and b.
    """

    years: tuple[int, ...]
    places: int
    parts: tuple[Country, ...]
    reach: float
    spread: tuple[float, float]

    def reach_of(self, size: Numbers) -> Numbers:
        """How far the interval of forecasts of a size reaches, in the terms of `level.errors`."""
        return self.reach * _usual_error(self.spread, size)


def key_of(code: str, year: int, day: DayOfYear) -> str:
    return f"{code} {year} {day[0]}-{day[1]}"


def reorganised(code: str, year: int, day: DayOfYear) -> bool:
    """Whether the year's result is cut off by what the reorganisation of 2025 did later on."""
    cut = year == TERRITORY_CHANGE.year and day < REORGANISED
    return cut and bool(indicator(code).denominator)


def common_of(figures: pd.DataFrame, sources: pd.DataFrame, until: date) -> dict[str, Any]:
    """Each `Common` of all indicators, years and days, as plain data by `key_of`."""
    histories = list(_histories(figures, sources, until))
    found: dict[str, Any] = {}
    for code in sorted(figures.loc[figures["period_start"].notna(), "indicator"].unique()):
        places = years_of(histories, code, until)
        if places is None:
            continue
        for year, day in _days(places):
            common = None if reorganised(code, year, day) else pooled(places, code, year, day)
            if common is not None:
                found[key_of(code, year, day)] = asdict(common)
    return found


def read_common(plain: Mapping[str, Any]) -> Common:
    """A `Common` from plain data."""
    parts = tuple(
        Country(
            {int(year): total for year, total in part["totals"].items()},
            part["share"],
            part["level"],
            {int(year): factor for year, factor in part["tet"].items()},
        )
        for part in plain["parts"]
    )
    a, b = plain["spread"]
    return Common(tuple(plain["years"]), plain["places"], parts, plain["reach"], (a, b))


def pooled(places: Years, code: str, year: int, day: DayOfYear) -> Common | None:
    """What is common on a day of a year; None where too few provinces know too few years."""
    years, who = _known_by_enough(places, year, day)
    if len(years) < LEAST_YEARS:
        return None
    known = places.of(who)
    parts = countries(known, year, years, day)
    off, sizes = [], []
    for left_out in years:
        others = [other for other in years if other != left_out]
        if reorganised(code, left_out, day):
            continue
        of_year = countries(known, left_out, others, day)
        if of_year is None:
            continue
        foretold = expected(known, left_out, others, day, of_year)
        result = known.counted(left_out, YEAR_END)
        off.append(errors(result[0] - result[1:].sum(axis=0), foretold))
        sizes.append(foretold.size)
    if parts is None or len(off) < LEAST_YEARS - 1:
        return None
    spread = _spread(np.concatenate(off), np.concatenate(sizes))
    of_years = [
        _quantile(np.abs(error) / _usual_error(spread, size))
        for error, size in zip(off, sizes, strict=True)
    ]
    reach = float(np.median(of_years)) * math.sqrt(1 - 1 / len(years) ** 2)
    return Common(tuple(years), int(who.sum()), parts, reach, spread)


def _histories(figures: pd.DataFrame, sources: pd.DataFrame, until: date) -> Iterator[History]:
    """Every province on the map in force, with the sums of those that were merged in it."""
    by_slug = dict(iter(figures.groupby("province", sort=False)))
    nothing = figures.iloc[:0]
    for place in provinces_on(until):
        frame = by_slug.get(place.slug, nothing)
        own = frame[frame["territory"] == place.territory]
        merged = [by_slug.get(slug, nothing) for slug in place.predecessors]
        old = pd.concat(merged, ignore_index=True) if merged else nothing
        parts = Predecessors(place, old[old["territory"] == OLD_MAP], sources)
        flows, stocks = flow_series(own, sources), stock_series(own, sources)
        yield history_of(place, flows, stocks, parts)


def _days(places: Years) -> Iterator[tuple[int, DayOfYear]]:
    """Years with enough before them, and the days on which there is something left to foretell."""
    for year in places.years[LEAST_YEARS:]:
        yield from ((year, day) for day in places.days if day != YEAR_END)


def _known_by_enough(
    places: Years, year: int, day: DayOfYear
) -> tuple[list[int], NDArray[np.bool_]]:
    """The last years in a row before a year that enough provinces know, and these provinces."""
    who, years = places.known(year, day), list[int]()
    for other in range(year - 1, year - 1 - MOST_YEARS, -1):
        fewer = who & places.complete(other, day)
        if fewer.sum() < LEAST_PLACES:
            break
        who = fewer
        years.insert(0, other)
    return years, who


def _spread(error: Numbers, size: Numbers) -> tuple[float, float]:
    """a and b, neither negative."""
    square, small = error**2, 1 / np.maximum(size, 1)
    columns = np.column_stack([np.ones_like(small), small])
    a, b = np.linalg.lstsq(columns, square, rcond=None)[0].tolist()
    if b < 0:
        a, b = float(square.mean()), 0.0
    elif a < 0:
        a, b = 0.0, float((square * small).sum() / (small**2).sum())
    return max(a, 1e-12), b


def _usual_error(spread: Sequence[float], size: Numbers) -> Numbers:
    a, b = spread
    return np.sqrt(a + b / np.maximum(size, 1))


def _quantile(errors: Numbers) -> float:
    """The ⌈(n + 1) · 0,8⌉-th smallest of n errors: as many intervals hold the next one."""
    rank = min(len(errors), math.ceil((len(errors) + 1) * LEVEL))
    return float(np.sort(errors)[rank - 1])


def common_to_all(everywhere: Everywhere) -> Mapping[str, Any]:
    """What `common_of` finds in a data set, worked out once for all reports on it."""
    found: Mapping[str, Any] = everywhere.common("forecasts", common_of)
    return found
