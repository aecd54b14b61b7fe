"""Figures held against each other: accounts, sources, parts and wholes, targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from doanvien.measures.checks.finding import Finding, Rule, of_flow, of_stock
from doanvien.measures.days import ONE_DAY, crosses_break
from doanvien.measures.growth.balance import account
from doanvien.measures.series.flow import Flow
from doanvien.measures.series.flows import ROUNDED_TOLERANCE
from doanvien.measures.series.stocks import Stock
from doanvien.measures.series.view import View
from doanvien.measures.targets.assigned import assigned_targets
from doanvien.reference.indicators import (
    account_code,
    all_indicators,
    indicator,
)

DENSITY = "membership_density_rate"
WOMEN = "members_total_female"
NET_SINCE = date(2024, 1, 1)  # the first targets of the confederation that all count net growth


def parts() -> list[tuple[str, str]]:
    """The code of everything that is part of something, and that of the whole."""
    return [(item.code, item.part_of) for item in all_indicators() if item.part_of]


def members_of_workers() -> tuple[str, str]:
    density = indicator(DENSITY)
    return density.numerator, density.denominator


def _units(view: View) -> list[str]:
    """The units of a view, "" first."""
    return sorted({unit for unit, _ in (*view.flows, *view.stocks)} | {""})


def identities(view: View) -> Iterator[Finding | None]:
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
                yield of_stock("identity", unit, total, after, after.value + found.residual)
            else:
                yield None


def conflicts(view: View) -> Iterator[Finding | None]:
    """Two sources for the same days print the same."""
    for (unit, code), series in view.flows.items():
        against = {conflict.used: conflict.other for conflict in series.conflicts}
        repeated = len(series.flows) > len(series.used)
        for flow in series.used if repeated else ():
            if flow.end < view.period.start:
                continue
            if flow in against:
                yield of_flow("conflict", unit, code, flow, against[flow].value)
            elif sum((o.start, o.end) == (flow.start, flow.end) for o in series.flows) > 1:
                yield None
    for (unit, code), stocks in view.stocks.items():
        for stock in stocks:
            if stock.day < view.period.start or not stock.others:
                continue
            other = next(iter(stock.conflicts), None)
            yield None if other is None else of_stock("conflict", unit, code, stock, other.value)


def gross_targets(view: View) -> Iterator[Finding | None]:
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


def wholes(view: View, rule: Rule, pairs: Iterable[tuple[str, str]]) -> Iterator[Finding | None]:
    """A part is not larger than its whole on the same days."""
    for part, whole in pairs:
        for unit in _units(view):
            if indicator(part).kind == "flow":
                all_of = {(f.start, f.end): f for f in view.flow(whole, unit).used}
                for flow in view.flow(part, unit).within(view.period.start, view.cutoff):
                    limit = all_of.get((flow.start, flow.end))
                    if limit is not None:
                        over = exceeds(flow, limit)
                        yield of_flow(rule, unit, part, flow, limit.value) if over else None
                continue
            limits = {stock.day: stock for stock in view.stock(whole, unit)}
            for stock in view.stock(part, unit):
                if stock.day >= view.period.start and stock.day in limits:
                    limit_then = limits[stock.day]
                    over = exceeds(stock, limit_then)
                    yield of_stock(rule, unit, part, stock, limit_then.value) if over else None


def exceeds(larger: Flow | Stock, smaller: Flow | Stock) -> bool:
    """Whether a figure is above one that it may not be above, however both were rounded."""
    if smaller.qualifier in ("at_least", "over"):
        return False  # a floor says nothing of how high the figure is
    exact = larger.qualifier not in ("about", "nearly") and smaller.qualifier == "exact"
    room = 0.0 if exact else ROUNDED_TOLERANCE * abs(smaller.value)
    return larger.value > smaller.value + room
