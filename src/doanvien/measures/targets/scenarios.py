"""What a year would end at if something known went on: arithmetic on stated suppositions, no
prophecy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from doanvien.measures.days import ONE_DAY, year_before
from doanvien.measures.series.view import View
from doanvien.measures.targets.months import months_left
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.measures.targets.verdicts import final_verdict
from doanvien.reference.text.numbers import exact

RECENT_MONTHS = 3


@dataclass(frozen=True)
class Scenario:
    """``kind`` is ``recent`` (the last three months go on) or ``last_year`` (the rest of last year
    repeats). ``since``/``until`` are the days that are carried on; ``total`` is the year's result
    (unit of the target), ``share`` a fraction of the target, ``reached`` whether the target is met
    or exceeded, ``short`` what would still lack.
    """

    kind: Literal["recent", "last_year"]
    since: date
    until: date
    total: float
    share: Fraction
    reached: bool
    short: float


def scenarios(view: View, attainment: Attainment) -> tuple[Scenario, ...]:
    """The scenarios of a running target for a calendar year, counted on its own basis."""
    if not isinstance(attainment, Answered) or not (attainment.running and attainment.same_basis):
        return ()
    target, result = attainment.target, attainment.result
    if target.closed or not target.of_calendar_year or result.start != target.first_day:
        return ()
    if target.indicator.good == "down":  # what would be left of a limit is no aim
        return ()
    year, low = target.end.year, attainment.base
    series = view.history.flow(result.indicator.code, target.unit)
    found = []
    since = _first_of_months_back(result.end, RECENT_MONTHS)
    recent = series.over(since, result.end) if since else None
    if since is not None and recent is not None:
        monthly = exact(recent.value) / RECENT_MONTHS
        total = exact(result.value) + monthly * months_left(result.end, target.end)
        found.append(_scenario("recent", since, result.end, float(round(total)), low))
    first, last = year_before(result.end) + ONE_DAY, date(year - 1, 12, 31)
    rest = series.over(first, last)
    if rest is not None:
        found.append(_scenario("last_year", first, last, result.value + rest.value, low))
    return tuple(found)


def _scenario(
    kind: Literal["recent", "last_year"], since: date, until: date, total: float, low: float
) -> Scenario:
    share = exact(total) / exact(low)
    reached = final_verdict(total, low, None) is not None
    return Scenario(kind, since, until, total, share, reached, max(0.0, low - total))


def _first_of_months_back(day: date, months: int) -> date | None:
    """The first day of the whole months that end on a day; None inside a month."""
    if (day + timedelta(days=1)).day != 1:
        return None
    back = day.year * 12 + day.month - months
    return date(back // 12, back % 12 + 1, 1)
