"""Units against their own targets: attainment, share of the total, trend."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from doanvien.measures.days import ONE_DAY
from doanvien.measures.series.view import View
from doanvien.measures.targets.codes import Verdict
from doanvien.measures.targets.outcome import Answered
from doanvien.measures.targets.targets import TargetReport
from doanvien.reference.indicators import Indicator
from doanvien.reference.text.numbers import SMALLEST_BASE, exact

FEWEST_UNITS = 3
TREND_MONTHS = 3
Group = tuple[str, date | None, date, str]
"""Indicator, span and assigner of targets."""


@dataclass(frozen=True)
class UnitStanding:
    """One unit in the league.

    ``of_total`` is its share of what all units of the league have together, a fraction; None where
    not all of them are told. ``trend`` is the result of the last three months over that of the same
    months a year before, less 1; None where either is not known, the earlier one is of fewer than
    twenty, or they are differences, which may be negative.
    """

    attainment: Answered
    of_total: Fraction | None
    trend: Fraction | None


@dataclass(frozen=True)
class League:
    """The units with a target for one indicator over the same days, best attainment first.

    ``unranked`` are those with a target of fewer than twenty, or counted on another basis: they are
    listed in order of their names, as five of four would lead every ranking. ``withheld`` are how
    many units more have such a target and a result that is not told: who is last is not known then.
    """

    indicator: Indicator
    start: date | None
    end: date
    standings: tuple[UnitStanding, ...]
    unranked: tuple[UnitStanding, ...]
    withheld: int = 0

    def count(self, *verdicts: Verdict) -> int:
        return sum(standing.attainment.verdict in verdicts for standing in self.standings)


def leagues(view: View, targets: TargetReport) -> tuple[League, ...]:
    """One league for each indicator and period for which three units or more can be ranked."""
    groups: dict[Group, list[Answered]] = defaultdict(list)
    withheld: Counter[Group] = Counter()
    for attainment in targets.of_units:
        target = attainment.target
        key = (target.indicator.code, target.start, target.end, target.assigned_by)
        if attainment.reason == "withheld":
            withheld[key] += 1
        is_aim = target.indicator.kind == "flow" and target.indicator.good != "down"
        if isinstance(attainment, Answered) and is_aim:
            groups[key].append(attainment)
    made = (_league(view, found, withheld[key]) for key, found in groups.items())
    return tuple(league for league in made if len(league.standings) >= FEWEST_UNITS)


def _league(view: View, found: list[Answered], withheld: int) -> League:
    total = 0 if withheld else sum(exact(one.result.value) for one in found)
    in_order = sorted(found, key=lambda one: (not one.rankable, _rank(one), one.target.unit))
    standings = [
        UnitStanding(
            attainment=one,
            of_total=exact(one.result.value) / total if total > 0 else None,
            trend=_trend(view, one),
        )
        for one in in_order
    ]
    first = found[0].target
    return League(
        first.indicator,
        first.start,
        first.end,
        tuple(one for one in standings if one.attainment.rankable),
        tuple(one for one in standings if not one.attainment.rankable),
        withheld,
    )


def _rank(one: Answered) -> Fraction:
    return -one.share if one.rankable else Fraction(0)


def _trend(view: View, attainment: Answered) -> Fraction | None:
    result = attainment.result
    if result.indicator.signed or (result.end + ONE_DAY).day != 1:
        return None
    series = view.flow(result.indicator.code, attainment.target.unit)
    after = result.end + ONE_DAY
    first = _months_back(after, TREND_MONTHS)
    now = series.over(first, result.end)
    earlier = series.over(_months_back(first, 12), _months_back(after, 12) - ONE_DAY)
    if now is None or earlier is None or earlier.value < SMALLEST_BASE:
        return None
    return exact(now.value) / exact(earlier.value) - 1


def _months_back(first_of_month: date, months: int) -> date:
    back = first_of_month.year * 12 + first_of_month.month - 1 - months
    return date(back // 12, back % 12 + 1, 1)
