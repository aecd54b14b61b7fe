"""Checks of the reported figures against each other and against their own past.

Each rule is applied to every figure of the period that it can be applied to, of the place and of
its units; a check that cannot be made is not counted. A finding is a question to whoever reported,
never a correction: the figures of the report stay as they were reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal, get_args

import numpy as np

from doanvien.measures.checks.digits import one_digit_apart
from doanvien.measures.days import LAST_DAY_OF_OLD_MAP, ONE_DAY, crosses_break
from doanvien.measures.growth.balance import account
from doanvien.measures.series.flows import ROUNDED_TOLERANCE, Flow, FlowSeries
from doanvien.measures.series.stocks import Stock
from doanvien.measures.series.view import View
from doanvien.measures.targets.assigned import assigned_targets
from doanvien.reference.indicators import (
    Indicator,
    account_code,
    all_indicators,
    indicator,
    regular_levels,
)
from doanvien.reference.maps import OLD_MAP
from doanvien.reference.places import TERRITORY_CHANGE

Rule = Literal[
    "identity",
    "fall",
    "outlier",
    "missing",
    "conflict",
    "stale",
    "density",
    "women",
    "part",
    "basis",
]
RULES: tuple[Rule, ...] = get_args(Rule)
DENSITY = "membership_density_rate"
WOMEN = "members_total_female"
FEWEST_BEFORE = 12  # figures of the same length that tell what is usual
MOST_BEFORE = 36
FAR = 6.0  # robust standard deviations of the logarithm
LEAST_SPREAD = 0.25  # of the logarithm: steady figures may move by a quarter without a question
FEWEST_PERSONS = 50  # smaller figures leap by nature
STALE_DAYS = 184  # from 30 June to 31 December: half a year at its longest
NET_SINCE = date(2024, 1, 1)  # the first targets of the confederation that all count net growth
REPORTED_DAYS = 366  # who reported within a year is expected to go on


@dataclass(frozen=True)
class Finding:
    """One figure that breaks a rule; ``unit`` is "" for the whole place.

    ``start`` is None for a level. ``value`` is the figure as reported, ``against`` what the rule
    holds it against (None where a figure is absent), both in the indicator's unit: the closing
    total that the account gives, the earlier running total, what is usual, the other source's
    figure, the whole. ``source`` prints ``value``, "" where it was computed or is absent.
    """

    rule: Rule
    unit: str
    indicator: Indicator
    start: date | None
    end: date
    value: float | None = None
    against: float | None = None
    source: str = ""

    @property
    def digit_lost(self) -> bool:
        """Whether one of two counts is the other without one of its digits: 3.024 and 30.024."""
        return (
            self.value is not None
            and self.against is not None
            and one_digit_apart(self.value, self.against)
        )


@dataclass(frozen=True)
class Check:
    """A rule, how often it was applied (``run``), and what it found, the place before its units."""

    rule: Rule
    run: int
    findings: tuple[Finding, ...]


def checks(view: View) -> tuple[Check, ...]:
    """Every rule that can be applied to the figures of a view's period, in the order of RULES."""
    found: dict[Rule, Iterator[Finding | None]] = {
        "identity": _identities(view),
        "fall": _falls(view),
        "outlier": _outliers(view),
        "missing": _missing(view),
        "conflict": _conflicts(view),
        "stale": _stale(view),
        "density": _wholes(view, "density", [_members_of_workers()]),
        "women": _wholes(view, "women", [pair for pair in _parts() if pair[0] == WOMEN]),
        "part": _wholes(view, "part", [pair for pair in _parts() if pair[0] != WOMEN]),
        "basis": _gross_targets(view),
    }
    results = ((rule, list(found[rule])) for rule in RULES)
    return tuple(
        Check(rule, len(results), tuple(sorted(filter(None, results), key=_order)))
        for rule, results in results
        if results
    )


def _order(finding: Finding) -> tuple[str, int, date]:
    return finding.unit, finding.indicator.position, finding.end


def _parts() -> list[tuple[str, str]]:
    """The code of everything that is part of something, and that of the whole."""
    return [(item.code, item.part_of) for item in all_indicators() if item.part_of]


def _members_of_workers() -> tuple[str, str]:
    density = indicator(DENSITY)
    return density.numerator, density.denominator


def _units(view: View) -> list[str]:
    """The units of a view, "" first."""
    return sorted({unit for unit, _ in (*view.flows, *view.stocks)} | {""})


def _identities(view: View) -> Iterator[Finding | None]:
    """opening + new − lost ± transferred − removed = closing, between every two totals."""
    opened = view.period.start - ONE_DAY
    total, net_growth = account_code("total"), indicator(account_code("net"))
    for unit in _units(view):
        totals = [s for s in view.stock(total, unit) if opened <= s.day <= view.cutoff]
        for before, after in pairwise(totals):
            found = account(view, before.day + ONE_DAY, after.day, unit)
            if found is None or found.residual is None or found.rounded:
                continue
            if crosses_break(before.day, after.day) and found.removed is None:
                continue
            if found.net_residual and found.new is not None and found.lost is not None:
                net, printed = found.new - found.lost, found.net
                yield Finding("identity", unit, net_growth, found.start, found.end, printed, net)
            elif found.residual:
                yield _of_stock("identity", unit, total, after, after.value + found.residual)
            else:
                yield None


def _falls(view: View) -> Iterator[Finding | None]:
    """A running total from one first day never falls."""
    for (unit, code), series in view.flows.items():
        if indicator(code).signed:
            continue
        totals: dict[date, list[Flow]] = defaultdict(list)
        for flow in series.used:
            totals[flow.start].append(flow)
        for flows in totals.values():
            for earlier, later in pairwise(flows):
                if later.end < view.period.start:
                    continue
                fell = _exceeds(earlier, later)
                yield _of_flow("fall", unit, code, later, earlier.value) if fell else None


def _outliers(view: View) -> Iterator[Finding | None]:
    """A figure is held against the unit's own earlier ones for as many days, as logarithms."""
    for (unit, code), series in view.flows.items():
        measured = indicator(code)
        if not measured.regular or measured.signed or measured.unit != "members":
            continue
        for flow in series.within(view.period.start, view.cutoff):
            usual = _usual(series, flow)
            if usual is None:
                continue
            middle, spread = usual
            far = abs(np.log1p(flow.value) - middle) > FAR * spread
            usual_value = float(round(np.expm1(middle)))
            large = max(flow.value, usual_value) >= FEWEST_PERSONS
            yield _of_flow("outlier", unit, code, flow, usual_value) if far and large else None


def _usual(series: FlowSeries, flow: Flow) -> tuple[float, float] | None:
    """Median and robust standard deviation of the logarithms of earlier figures as long."""
    before = [
        float(np.log1p(other.value))
        for other in series.used
        if other.end < flow.start and abs(other.days - flow.days) <= 3 and other.value >= 0
    ][-MOST_BEFORE:]
    if len(before) < FEWEST_BEFORE or flow.value < 0:
        return None
    middle = median(before)
    spread = 1.4826 * median(abs(value - middle) for value in before)
    return middle, max(spread, LEAST_SPREAD)


def _missing(view: View) -> Iterator[Finding | None]:
    """Units that reported new members within a year, on the days to which most others report."""
    new = account_code("new")
    ends = {unit: set(days) for (unit, code), days in view.withheld.days.items() if code == new}
    for (unit, code), series in view.flows.items():
        if code == new:
            ends.setdefault(unit, set()).update(flow.end for flow in series.used)
    ends.pop("", None)
    for day in sorted(set().union(*ends.values())):
        if not view.period.start <= day <= view.cutoff:
            continue
        since = day - timedelta(days=REPORTED_DAYS)
        if day >= TERRITORY_CHANGE:
            since = max(since, TERRITORY_CHANGE)  # the units of the former map have ended
        expected = [unit for unit in ends if any(since <= end <= day for end in ends[unit])]
        if 2 * sum(day in ends[unit] for unit in expected) <= len(expected):
            continue
        for unit in sorted(expected):
            if day in ends[unit]:
                yield None
            else:
                yield Finding("missing", unit, indicator(new), None, day)


def _conflicts(view: View) -> Iterator[Finding | None]:
    """Two sources for the same days print the same."""
    for (unit, code), series in view.flows.items():
        against = {conflict.used: conflict.other for conflict in series.conflicts}
        repeated = len(series.flows) > len(series.used)
        for flow in series.used if repeated else ():
            if flow.end < view.period.start:
                continue
            if flow in against:
                yield _of_flow("conflict", unit, code, flow, against[flow].value)
            elif sum((o.start, o.end) == (flow.start, flow.end) for o in series.flows) > 1:
                yield None
    for (unit, code), stocks in view.stocks.items():
        for stock in stocks:
            if stock.day < view.period.start or not stock.others:
                continue
            other = next(iter(stock.conflicts), None)
            yield None if other is None else _of_stock("conflict", unit, code, stock, other.value)


def _stale(view: View) -> Iterator[Finding | None]:
    """A main figure of the place is not older than half a year on the cut-off date.

    A federation of the former map reported for the last time at its end.
    """
    last = min(view.cutoff, LAST_DAY_OF_OLD_MAP) if view.place.territory == OLD_MAP else view.cutoff
    for code in (account_code("new"), *(item.code for item in regular_levels())):
        flows, stocks = view.flow(code).used, view.stock(code)
        found = [
            *(
                Finding("stale", "", indicator(code), f.start, f.end, f.value, None, f.source)
                for f in flows
            ),
            *(_of_stock("stale", "", code, stock, None) for stock in stocks),
        ]
        newest = max(found, key=lambda one: one.end, default=None)
        if newest is None or newest.end < last - timedelta(days=2 * REPORTED_DAYS):
            continue
        yield newest if (last - newest.end).days > STALE_DAYS else None


def _gross_targets(view: View) -> Iterator[Finding | None]:
    """A target that the confederation set for 2024 or later counts net growth.

    Only where the same thing is counted both gross and net.
    """
    for target in assigned_targets(view, units=False):
        measured, first = target.indicator, target.first_day
        if target.assigned_by != "tld" or first < NET_SINCE or not measured.counterpart:
            continue
        if target.in_force(view):
            gross = measured.basis == "gross"
            yield (
                Finding(
                    "basis", "", measured, first, target.end, target.low, None, target.sources[0]
                )
                if gross
                else None
            )


def _wholes(view: View, rule: Rule, pairs: Iterable[tuple[str, str]]) -> Iterator[Finding | None]:
    """A part is not larger than its whole on the same days."""
    for part, whole in pairs:
        for unit in _units(view):
            if indicator(part).kind == "flow":
                all_of = {(f.start, f.end): f for f in view.flow(whole, unit).used}
                for flow in view.flow(part, unit).within(view.period.start, view.cutoff):
                    limit = all_of.get((flow.start, flow.end))
                    if limit is not None:
                        over = _exceeds(flow, limit)
                        yield _of_flow(rule, unit, part, flow, limit.value) if over else None
                continue
            limits = {stock.day: stock for stock in view.stock(whole, unit)}
            for stock in view.stock(part, unit):
                if stock.day >= view.period.start and stock.day in limits:
                    limit_then = limits[stock.day]
                    over = _exceeds(stock, limit_then)
                    yield _of_stock(rule, unit, part, stock, limit_then.value) if over else None


def _exceeds(larger: Flow | Stock, smaller: Flow | Stock) -> bool:
    """Whether a figure is above one that it may not be above, however both were rounded."""
    if smaller.qualifier in ("at_least", "over"):
        return False  # a floor says nothing of how high the figure is
    exact = larger.qualifier not in ("about", "nearly") and smaller.qualifier == "exact"
    room = 0.0 if exact else ROUNDED_TOLERANCE * abs(smaller.value)
    return larger.value > smaller.value + room


def _of_flow(rule: Rule, unit: str, code: str, flow: Flow, against: float) -> Finding:
    return Finding(
        rule, unit, indicator(code), flow.start, flow.end, flow.value, against, flow.source
    )


def _of_stock(rule: Rule, unit: str, code: str, stock: Stock, against: float | None) -> Finding:
    return Finding(rule, unit, indicator(code), None, stock.day, stock.value, against, stock.source)
