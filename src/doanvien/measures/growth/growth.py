"""Membership growth: levels, gross and net flows, their identity, and change where comparable.

No change of a level is given across the
break of June–July 2025 (unions of state bodies dissolved by 15 June, provinces merged on 1 July).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from doanvien.measures.days import ONE_DAY, crosses_break, span_before
from doanvien.measures.growth.balance import RESULTS, Balance, account
from doanvien.measures.series.flows import Conflict, Fall, FlowSeries, Mismatch, Overlap, Window
from doanvien.measures.series.qualifiers import Qualifier, difference
from doanvien.measures.series.stocks import SeriesKey, Stock
from doanvien.measures.series.view import View
from doanvien.reference.indicators import Accounted, Indicator, account_code, indicator

NoChange = Literal["none_earlier", "break", "rounded"]

LEAST_APART = 28  # days: two levels closer than this differ by source rather than by growth


@dataclass(frozen=True)
class FlowResult:
    """One flow over the report's period: ``window`` is the longest known from its first day.

    ``elsewhere`` are flows inside the period that do not start on its first day; ``gaps`` the spans
    of the period up to the cut-off that no figure covers.
    """

    indicator: Indicator
    unit: str
    window: Window | None
    elsewhere: tuple[Window, ...]
    gaps: tuple[tuple[date, date], ...]
    series: FlowSeries = field(repr=False)

    def since_january(self, until: date) -> Window | None:
        """The total from 1 January to a day, where just these days can be computed."""
        total = self.series.longest(date(until.year, 1, 1), until)
        return total if total is not None and total.end == until else None

    def __repr__(self) -> str:
        found = "not published from the first day of the period"
        if self.window:
            found = f"{self.window.value:g} from {self.window.start} to {self.window.end}"
        return f"<FlowResult {_of(self.indicator, self.unit)}: {found}>"


@dataclass(frozen=True)
class Level:
    """A stock or rate in the period, and the last one before it.

    ``change`` (in the indicator's unit) and ``rate`` (a fraction) are None where ``reason`` says
    why: ``none_earlier``, ``break``, or ``rounded``: the change may be nothing but rounding. Of
    rounded levels ``change`` is ``about`` so much, and ``rate`` None where it says too little.
    """

    indicator: Indicator
    unit: str
    now: Stock
    earlier: Stock | None
    change: float | None
    rate: Fraction | None
    reason: NoChange | None
    qualifier: Qualifier = "exact"

    def __repr__(self) -> str:
        return f"<Level {_of(self.indicator, self.unit)}: {self.now.value:g} on {self.now.day}>"


@dataclass(frozen=True)
class Comparison:
    """A flow against the same days one year earlier; ``rate`` is a fraction of the earlier one.

    ``change`` is None where it may be nothing but rounding; ``rate`` also across the break of
    June–July 2025 and where the earlier flow is not positive.
    ``summed``: the earlier flow is, in part, the sum of the provinces merged in the place.
    """

    indicator: Indicator
    now: Window
    earlier: Window
    change: float | None
    rate: Fraction | None
    qualifier: Qualifier = "exact"
    summed: bool = False


@dataclass(frozen=True)
class Doubts:
    """What the flow arithmetic found wrong between the figures of one series."""

    indicator: Indicator
    unit: str
    conflicts: tuple[Conflict, ...]
    falls: tuple[Fall, ...]
    overlaps: tuple[Overlap, ...]
    mismatches: tuple[Mismatch, ...]


@dataclass(frozen=True)
class Growth:
    """All that can be said of the growth of one place in one period, up to its cut-off.

    Each part is worked out when it is first asked for: a place may have a thousand series of units,
    of which a table of provinces needs none.
    """

    view: View

    def __repr__(self) -> str:
        return f"<Growth, {len(self.flows)} flows, {len(self.levels)} levels: {self.view!r}>"

    @cached_property
    def own_flows(self) -> tuple[FlowResult, ...]:
        """Flows of the place as a whole."""
        return tuple(_flow_results(self.view, _own(self.view.flows)))

    @cached_property
    def flows(self) -> tuple[FlowResult, ...]:
        """Flows of the place, then of its units; these never enter the place's total."""
        return (*self.own_flows, *_flow_results(self.view, _of_units(self.view.flows)))

    @cached_property
    def own_levels(self) -> tuple[Level, ...]:
        """Levels of the place as a whole."""
        return tuple(_levels(self.view, _own(self.view.stocks)))

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """Levels of the place, then of its units."""
        return (*self.own_levels, *_levels(self.view, _of_units(self.view.stocks)))

    @cached_property
    def longer(self) -> tuple[tuple[Indicator, Window], ...]:
        """Flows of the place that began before the period and end in it."""
        found = _longer_flows(self.view, _own(self.view.flows))
        return tuple((measured, window) for _, measured, window in found)

    @cached_property
    def longer_of_units(self) -> tuple[tuple[str, Indicator, Window], ...]:
        """The same of units, with their names."""
        return tuple(_longer_flows(self.view, _of_units(self.view.flows)))

    @cached_property
    def balance(self) -> Balance | None:
        return _balance(self.view, "members")

    @cached_property
    def balance_of_unions(self) -> Balance | None:
        return _balance(self.view, "unions")

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        return tuple(_comparisons(self.view, self.own_flows))

    @cached_property
    def doubts(self) -> tuple[Doubts, ...]:
        return tuple(_doubts(self.view))

    @cached_property
    def level_conflicts(self) -> tuple[tuple[str, Indicator, Stock], ...]:
        return tuple(_level_conflicts(self.view))

    def flow(self, code: str) -> FlowResult | None:
        """The place's own result of one flow indicator, None where none is published.

        Raises UnknownIndicator, which suggests the nearest code.
        """
        code = indicator(code).code
        return next((flow for flow in self.own_flows if flow.indicator.code == code), None)

    def level(self, code: str) -> Level | None:
        """The place's own level of one stock or rate, None where none is published.

        Raises UnknownIndicator, which suggests the nearest code.
        """
        code = indicator(code).code
        return next((level for level in self.own_levels if level.indicator.code == code), None)

    @property
    def of_units(self) -> tuple[FlowResult | Level, ...]:
        """Flows and levels of subordinate units."""
        results: tuple[FlowResult | Level, ...] = (*self.flows, *self.levels)
        return tuple(result for result in results if result.unit)


def _of(indicator: Indicator, unit: str) -> str:
    return f"{indicator.code} of {unit}" if unit else indicator.code


def _own(keys: Iterable[SeriesKey]) -> list[SeriesKey]:
    return _in_dictionary_order(key for key in keys if not key[0])


def _of_units(keys: Iterable[SeriesKey]) -> list[SeriesKey]:
    return _in_dictionary_order(key for key in keys if key[0])


def _in_dictionary_order(keys: Iterable[SeriesKey]) -> list[SeriesKey]:
    return sorted(keys, key=lambda key: (key[0], indicator(key[1]).position))


def _flow_results(view: View, keys: Iterable[SeriesKey]) -> Iterator[FlowResult]:
    start, cutoff = view.period.start, view.cutoff
    for unit, code in keys:
        series = view.flows[unit, code]
        window = series.longest(start, cutoff)
        inside = series.within(start, cutoff)
        used = {flow for _, flow in window.parts} if window else set()
        elsewhere = tuple(
            Window(flow.start, flow.end, flow.value, ((1, flow),))
            for flow in inside
            if flow not in used and flow.start > start
        )
        if window is None and not elsewhere:
            continue
        yield FlowResult(
            indicator=indicator(code),
            unit=unit,
            window=window,
            elsewhere=elsewhere,
            gaps=series.gaps(start, cutoff),
            series=series,
        )


def _longer_flows(view: View, keys: Iterable[SeriesKey]) -> Iterator[tuple[str, Indicator, Window]]:
    """Published flows that began before the period and end in it: terms, several years."""
    for unit, code in keys:
        for flow in view.flows[unit, code].used:
            if flow.start < view.period.start <= flow.end <= view.cutoff:
                yield unit, indicator(code), Window(flow.start, flow.end, flow.value, ((1, flow),))


def _levels(view: View, keys: Iterable[SeriesKey]) -> Iterator[Level]:
    start, cutoff = view.period.start, view.cutoff
    for unit, code in keys:
        stocks = [stock for stock in view.stocks[unit, code] if stock.day <= cutoff]
        if not stocks or stocks[-1].day < start:
            continue
        now = stocks[-1]
        before = [stock for stock in stocks if (now.day - stock.day).days >= LEAST_APART]
        opening = start - ONE_DAY
        earlier = min(before, key=lambda stock: abs((stock.day - opening).days), default=None)
        yield _level(indicator(code), unit, now, earlier)


def _level(measured: Indicator, unit: str, now: Stock, earlier: Stock | None) -> Level:
    reason: NoChange | None = None
    if earlier is None:
        reason = "none_earlier"
    elif crosses_break(earlier.day, now.day):
        reason = "break"
    if reason or earlier is None:
        return Level(measured, unit, now, earlier, None, None, reason)
    grown = difference(earlier, now)
    if grown is None:
        return Level(measured, unit, now, earlier, None, None, "rounded")
    rate = grown.rate if measured.kind == "stock" else None
    return Level(measured, unit, now, earlier, grown.value, rate, None, grown.qualifier)


def _balance(view: View, of: Accounted) -> Balance | None:
    """The account over the longest window for which at least two flows are known."""
    start = view.period.start
    ends = {
        window.end
        for term in RESULTS
        for window in view.history.flow(account_code(term, of)).running_totals(start, view.cutoff)
    }
    accounts = (account(view.history, start, end, of=of) for end in sorted(ends, reverse=True))
    return next((found for found in accounts if found is not None), None)


def _comparisons(view: View, flows: tuple[FlowResult, ...]) -> Iterator[Comparison]:
    for result in flows:
        if result.window is None:
            continue
        now = result.window
        days = span_before(now.start, now.end)
        own = result.series.over(*days)
        earlier = own or view.history.flow(result.indicator.code).over(*days)
        if earlier is None:
            continue
        grown = difference(earlier, now)
        yield Comparison(
            result.indicator,
            now,
            earlier,
            change=grown.value if grown else None,
            rate=grown.rate if grown and not crosses_break(earlier.end, now.end) else None,
            qualifier=grown.qualifier if grown else "exact",
            summed=own is None,
        )


def _doubts(view: View) -> Iterator[Doubts]:
    """Doubts that touch the period: at least one of the figures concerned ends in it."""
    start = view.period.start
    for unit, code in _in_dictionary_order(view.flows):
        series = view.flows[unit, code]
        doubts = Doubts(
            indicator=indicator(code),
            unit=unit,
            conflicts=tuple(c for c in series.conflicts if c.used.end >= start),
            falls=tuple(f for f in series.falls if f.later.end >= start),
            overlaps=tuple(o for o in series.overlaps if o.second.end >= start),
            mismatches=tuple(m for m in series.mismatches if m.printed.end >= start),
        )
        if doubts.conflicts or doubts.falls or doubts.overlaps or doubts.mismatches:
            yield doubts


def _level_conflicts(view: View) -> Iterator[tuple[str, Indicator, Stock]]:
    for unit, code in _in_dictionary_order(view.stocks):
        for stock in view.stocks[unit, code]:
            if stock.day >= view.period.start and stock.conflicts:
                yield unit, indicator(code), stock
