"""A year's result foretold: central value and 80 % interval, or the reason why there is none.

How the value is found stands in ``level``, how far the interval reaches in ``together``. A province
alone cannot know whether the whole country moves; so a forecast needs the others of its data set.
It needs three complete years before, and is withheld where the upper limit is more than twice the
lower one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from doanvien.measures.series.seasonal import DayOfYear, calendar_day, day_of_year
from doanvien.measures.series.view import View
from doanvien.measures.series.years import YEAR_END, Years
from doanvien.measures.targets.level import expected, limits
from doanvien.measures.targets.together import (
    LEAST_YEARS,
    Common,
    common_to_all,
    key_of,
    read_common,
    reorganised,
)

MOST_RATIO = 2  # of the limits of an interval that still says something
Reason = Literal["short", "alone", "country", "reorganised", "wide"]


@dataclass(frozen=True)
class BackTest:
    """An earlier year forecast for the same day as it would have been then, from earlier years.

    ``low`` and ``high`` are the interval, None where it would have been withheld. Values in the
    indicator's unit.
    """

    year: int
    counted: float
    central: float
    low: float | None
    high: float | None
    actual: float

    @property
    def error(self) -> float:
        """Forecast, in whole numbers as it is told, less result, as a fraction of the result."""
        return round(self.central) / self.actual - 1 if self.actual else math.nan

    @property
    def covered(self) -> bool | None:
        """Whether the interval held the result; None where none was given."""
        if self.low is None or self.high is None:
            return None
        return self.low <= self.actual <= self.high


@dataclass(frozen=True)
class Forecast:
    """A year's result foretold on ``day``: central value and 80 % interval, in the unit.

    ``usual_share`` is the share of a year that is usual by that day (a fraction; None for a signed
    flow), ``years`` those it comes from, ``places`` how many provinces the interval comes from.
    ``tests`` are the forecasts of earlier years for the same day.
    """

    day: date
    counted: float
    central: float
    low: float
    high: float
    usual_share: float | None
    years: tuple[int, ...]
    places: int
    tests: tuple[BackTest, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether the interval says too little to be given."""
        near, far = sorted((abs(self.low), abs(self.high)))
        return self.low * self.high <= 0 or far > MOST_RATIO * near


def forecast_year(view: View, code: str, unit: str, day: date) -> Forecast | None:
    """Foretell the year of a day for the whole place; None where `reason_for_none` says why."""
    found = _outcome(view, code, unit, day)
    if not isinstance(found, Forecast):
        return None
    return replace(found, tests=back_tests(view, code, day))


def reason_for_none(view: View, code: str, unit: str, day: date) -> Reason | None:
    """Why the year of a day is not foretold; None where it is, or nobody expects it to be."""
    found = _outcome(view, code, unit, day)
    return None if isinstance(found, Forecast) else found


def back_tests(view: View, code: str, day: date) -> tuple[BackTest, ...]:
    """Every earlier year forecast for the same day of the year, oldest first."""
    own = view.years(code)
    if own is None:
        return ()
    return tuple(
        test
        for year in own.years
        if year < day.year and (test := _back_test(view, own, code, year, calendar_day(day)))
    )


def coverage(view: View, code: str, year: int) -> tuple[int, int]:
    """How many intervals given before a year held the result, of how many: every month's end.

    31 December is left out, because nothing is foretold on it.
    """
    judged = [
        test.covered
        for month in range(1, 12)
        for test in back_tests(view, code, day_of_year(year, (month, 31)))
        if test.covered is not None
    ]
    return sum(judged), len(judged)


def foretell(own: Years, common: Common, year: int, day: DayOfYear) -> Forecast | None:
    """The forecast for one place, wide or not; None with fewer than three complete years."""
    others = [other for other in common.years if own.complete(other, day)[0]]
    if len(others) < LEAST_YEARS or not own.known(year, day)[0]:
        return None
    foretold = expected(own, year, others, day, common.parts)
    parts = own.counted(year, day)
    counted = parts[0] - parts[1:].sum(axis=0)
    low, high = limits(foretold, common.reach_of(foretold.size), counted)
    return Forecast(
        day=day_of_year(year, day),
        counted=float(counted[0]),
        central=float(foretold.central[0]),
        low=float(low[0]),
        high=float(high[0]),
        usual_share=float(foretold.shares[0, 0]) if len(parts) == 1 else None,
        years=tuple(others),
        places=common.places,
    )


def _outcome(view: View, code: str, unit: str, day: date) -> Forecast | Reason | None:
    if unit:
        return None
    if view.place.kind == "country":
        return "country"
    own, at = view.years(code), calendar_day(day)
    if own is None or at == YEAR_END:
        return None
    if reorganised(code, day.year, at):
        return "reorganised"
    if sum(own.complete(year, at)[0] for year in own.years if year < day.year) < LEAST_YEARS:
        return "short"
    common = _common(view, code, day.year, at)
    if common is None:
        return "alone"
    found = foretell(own, common, day.year, at)
    if found is None:
        return "short"
    return "wide" if found.wide else found


def _back_test(view: View, own: Years, code: str, year: int, day: DayOfYear) -> BackTest | None:
    common = _common(view, code, year, day) if own.complete(year, day)[0] else None
    found = foretell(own, common, year, day) if common else None
    if found is None:
        return None
    result = own.counted(year, YEAR_END)
    actual = float(result[0, 0] - np.sum(result[1:, 0]))
    low, high = (None, None) if found.wide else (found.low, found.high)
    return BackTest(year, found.counted, found.central, low, high, actual)


def _common(view: View, code: str, year: int, day: DayOfYear) -> Common | None:
    plain = common_to_all(view.everywhere).get(key_of(code, year, day))
    return read_common(plain) if plain else None
