"""Flows of a period: the longest known from its first day, and the same days of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from doanvien.measures.days import crosses_break, span_before
from doanvien.measures.growth.levels import name_of
from doanvien.measures.series.flow import Window
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.qualifiers import Qualifier, difference
from doanvien.measures.series.stocks import SeriesKey
from doanvien.measures.series.view import View
from doanvien.reference.indicators import Indicator, indicator


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
        return f"<FlowResult {name_of(self.indicator, self.unit)}: {found}>"


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


def flow_results(view: View, keys: Iterable[SeriesKey]) -> Iterator[FlowResult]:
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


def longer_flows(view: View, keys: Iterable[SeriesKey]) -> Iterator[tuple[str, Indicator, Window]]:
    """Published flows that began before the period and end in it: terms, several years."""
    for unit, code in keys:
        for flow in view.flows[unit, code].used:
            if flow.start < view.period.start <= flow.end <= view.cutoff:
                yield unit, indicator(code), Window(flow.start, flow.end, flow.value, ((1, flow),))


def comparisons(view: View, flows: tuple[FlowResult, ...]) -> Iterator[Comparison]:
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
