"""A flow's years and their seasons: how much of a year's result is usual by a day of the year.

A complete year is one whose flow from 1 January to 31 December can be computed. The seasonal share
of a day is the sum of what complete years had by that day ÷ the sum of their totals: a ratio of
sums, so that a small year counts little (Cochran, *Sampling Techniques*, 3rd ed., 1977, ch. 6).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from doanvien.measures.series.flows import FlowSeries
from doanvien.reference.text.numbers import exact

MOST_YEARS = 5  # older seasons tell less than they disturb
DayOfYear = tuple[int, int]  # month and day; the last day of a month is its 31st


@dataclass(frozen=True)
class YearPath:
    """One complete year: ``total``, and the running total by the end of each day it is known."""

    year: int
    total: float
    by_day: Mapping[DayOfYear, float]

    def by(self, day: date) -> float | None:
        """The running total on the same day of this year; the last of February is one day."""
        return self.by_day.get(calendar_day(day))


def complete_years(series: FlowSeries, before: int) -> tuple[YearPath, ...]:
    """The complete years of a series before a year, oldest first."""
    first = min((flow.start.year for flow in series.used), default=before)
    paths = []
    for year in range(first, before):
        by_day = running_year(series, year, date(year, 12, 31))
        if (12, 31) in by_day:
            paths.append(YearPath(year, by_day[12, 31], by_day))
    return tuple(paths)


def running_year(series: FlowSeries, year: int, until: date) -> dict[DayOfYear, float]:
    """The totals of a year since 1 January by each day up to ``until`` that they are known for."""
    last = min(until, date(year, 12, 31))
    totals = series.running_totals(date(year, 1, 1), last)
    return {calendar_day(window.end): window.value for window in totals}


def usable_years(paths: Iterable[YearPath], day: date) -> tuple[YearPath, ...]:
    """The last ``MOST_YEARS`` complete years that know their running total on a day."""
    return tuple(path for path in paths if path.by(day) is not None)[-MOST_YEARS:]


def seasonal_share(paths: Iterable[YearPath], day: date) -> Fraction | None:
    """The share of a year's result that is usual by the end of a day; None without such years."""
    usable = usable_years(paths, day)
    totals = sum(exact(path.total) for path in usable)
    if totals <= 0:
        return None
    return sum((exact(path.by(day) or 0) for path in usable), Fraction(0)) / totals


def calendar_day(day: date) -> DayOfYear:
    """The day of the year that a date is; the last of February is one day."""
    last = monthrange(day.year, day.month)[1]
    return (day.month, 31 if day.day == last else day.day)


def day_of_year(year: int, day: DayOfYear) -> date:
    """The date of a day of the year."""
    month, number = day
    return date(year, month, min(number, monthrange(year, month)[1]))
