"""Units against their own targets: attainment, share of the total, trend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from doanvien.measures.series.view import View
from doanvien.measures.targets.targets import Attainment, TargetReport
from doanvien.reference.indicators import Indicator
from doanvien.reference.numbers import exact

FEWEST_UNITS = 3
TREND_MONTHS = 3


@dataclass(frozen=True)
class Standing:
    """One unit in the league.

    ``of_total`` is its share of what all units of the league have together, a fraction. ``trend``
    is the result of the last three months over that of the same months a year before, less 1; None
    where either is not known.
    """

    attainment: Attainment
    of_total: Fraction | None
    trend: Fraction | None


@dataclass(frozen=True)
class League:
    """The units with a target for one indicator over the same days, best attainment first."""

    indicator: Indicator
    start: date | None
    end: date
    standings: tuple[Standing, ...]

    def count(self, *verdicts: str) -> int:
        return sum(standing.attainment.verdict in verdicts for standing in self.standings)


def leagues(view: View, targets: TargetReport) -> tuple[League, ...]:
    """One league for each indicator and period for which three units or more have a target."""
    groups: dict[tuple[str, date | None, date, str], list[Attainment]] = defaultdict(list)
    for attainment in targets.of_units:
        target = attainment.target
        if attainment.share is not None and target.indicator.kind == "flow":
            key = (target.indicator.code, target.start, target.end, target.assigned_by)
            groups[key].append(attainment)
    return tuple(_league(view, found) for found in groups.values() if len(found) >= FEWEST_UNITS)


def _league(view: View, found: Iterable[Attainment]) -> League:
    ranked = sorted(found, key=lambda one: (-(one.share or 0), one.target.unit))
    total = sum(exact(one.result.value) for one in ranked if one.result)
    standings = tuple(
        Standing(
            attainment=one,
            of_total=exact(one.result.value) / total if one.result and total > 0 else None,
            trend=_trend(view, one),
        )
        for one in ranked
    )
    first = ranked[0].target
    return League(first.indicator, first.start, first.end, standings)


def _trend(view: View, attainment: Attainment) -> Fraction | None:
    result = attainment.result
    if result is None or (result.end + timedelta(days=1)).day != 1:
        return None
    series = view.flow(result.indicator.code, attainment.target.unit)
    after = result.end + timedelta(days=1)
    first = _months_back(after, TREND_MONTHS)
    now = series.over(first, result.end)
    earlier = series.over(_months_back(first, 12), _months_back(after, 12) - timedelta(days=1))
    if now is None or earlier is None or earlier.value <= 0:
        return None
    return exact(now.value) / exact(earlier.value) - 1


def _months_back(first_of_month: date, months: int) -> date:
    back = first_of_month.year * 12 + first_of_month.month - 1 - months
    return date(back // 12, back % 12 + 1, 1)
