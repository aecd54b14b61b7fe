"""A year's result foretold from what is counted so far, the season and last year's level.

With C counted by a day, p the seasonal share of that day and U₀ last year's total:

    U₁ = C + (1 − p) · U₀        Bornhuetter and Ferguson (1972): the rest as last year's level says
    U  = C + (1 − p) · U₁        Benktander (1976): weighs this year's own level, C / p, by p

so that early in the year the forecast leans on last year's level and late in the year on this one's
(Mack, "Credible Claims Reserves: the Benktander Method", ASTIN Bulletin 30(2), 2000). A signed flow
(net growth) has no share of a total: there the rest of the year is the mean rest of earlier years.

The interval comes from the place's own past: each earlier year is forecast for the same day from
the years before it. With errors e (log ratios; for signed flows differences) of n years and
s² = Σe² / n, the interval is U · exp(± t · s), t Student's 0,9 quantile of n degrees of freedom. It
never ends below what is already counted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doanvien.measures.series.seasonal import YearPath, seasonal_share, usable_years

LEVEL = 0.80
LEAST_ERRORS = 3  # back-tested years below which no interval, hence no forecast, is given


@dataclass(frozen=True)
class BackTest:
    """An earlier year forecast for the same day from the years before it.

    ``low`` and ``high`` are the interval that would have been given then; None where too few years
    came before. Values in the indicator's unit.
    """

    year: int
    counted: float
    central: float
    low: float | None
    high: float | None
    actual: float

    @property
    def error(self) -> float:
        """Forecast less result, as a fraction of the result."""
        return self.central / self.actual - 1 if self.actual else math.nan

    @property
    def covered(self) -> bool | None:
        """Whether the interval held the result; None where none was given."""
        if self.low is None or self.high is None:
            return None
        return self.low <= self.actual <= self.high


@dataclass(frozen=True)
class Forecast:
    """A year's result foretold on ``day``: central value and 80 % interval, in the unit.

    ``usual_share`` is the seasonal share by that day (a fraction; None for a signed flow),
    ``years`` those it comes from. ``tests`` are the back-tests for the same day of the year.
    """

    day: date
    counted: float
    central: float
    low: float
    high: float
    usual_share: float | None
    years: tuple[int, ...]
    tests: tuple[BackTest, ...]


def forecast_year(
    counted: float, day: date, paths: Sequence[YearPath], *, signed: bool = False
) -> Forecast | None:
    """Foretell the year of ``day`` from its running total; None where the past is too short.

    ``paths`` are the complete years before it. ``signed`` tells that the flow may be negative.
    """
    central = _project(counted, day, paths, signed)
    if central is None:
        return None
    tests = back_tests(day, paths, signed=signed)
    interval = _interval(counted, central, tests, signed)
    if interval is None:
        return None
    share = None if signed else seasonal_share(paths, day)
    return Forecast(
        day=day,
        counted=counted,
        central=central,
        low=interval[0],
        high=interval[1],
        usual_share=None if share is None else float(share),
        years=tuple(path.year for path in usable_years(paths, day)),
        tests=tests,
    )


def back_tests(
    day: date, paths: Sequence[YearPath], *, signed: bool = False
) -> tuple[BackTest, ...]:
    """Every earlier year forecast for the same day of the year, oldest first."""
    tests: list[BackTest] = []
    for position, path in enumerate(paths):
        counted = path.by(day)
        if counted is None:
            continue
        central = _project(counted, day, paths[:position], signed)
        if central is None:
            continue
        low, high = _interval(counted, central, tests, signed) or (None, None)
        tests.append(BackTest(path.year, counted, central, low, high, path.total))
    return tuple(tests)


def coverage(paths: Sequence[YearPath], *, signed: bool = False) -> tuple[int, int]:
    """How many back-tested intervals held the result, of how many: every month end of every year.

    31 December is left out, because nothing is foretold on it.
    """
    ends = [date(2023, month, 28) if month == 2 else _month_end(month) for month in range(1, 12)]
    judged = [
        test.covered
        for day in ends
        for test in back_tests(day, paths, signed=signed)
        if test.covered is not None
    ]
    return sum(judged), len(judged)


def _month_end(month: int) -> date:
    return date(2023, month, 30 if month in (4, 6, 9, 11) else 31)


def _project(counted: float, day: date, paths: Sequence[YearPath], signed: bool) -> float | None:
    usable = usable_years(paths, day)
    if not usable:
        return None
    if signed:
        return counted + sum(path.total - (path.by(day) or 0) for path in usable) / len(usable)
    share = seasonal_share(paths, day)
    if share is None or counted < 0:
        return None
    rest = 1 - float(share)
    as_last_year = counted + rest * usable[-1].total
    return counted + rest * as_last_year


def _interval(
    counted: float, central: float, tests: Sequence[BackTest], signed: bool
) -> tuple[float, float] | None:
    errors = [
        test.actual - test.central if signed else math.log(test.actual / test.central)
        for test in tests
        if signed or (test.actual > 0 and test.central > 0)
    ]
    if len(errors) < LEAST_ERRORS:
        return None
    # scipy takes long to import, and a report without forecasts never needs it.
    from scipy.special import stdtrit

    spread = math.sqrt(sum(error * error for error in errors) / len(errors))
    reach = float(stdtrit(len(errors), (1 + LEVEL) / 2)) * spread
    if signed:
        return central - reach, central + reach
    return max(counted, central * math.exp(-reach)), central * math.exp(reach)
