"""What answers a target that is counted over a span: which published figures, over which days.

The running total from the target's first day answers it; for a net target without one, new members
less those lost over the same days; where only the other basis is published (gross admissions for a
net target) or a like count by another measure, that one, flagged. A term opened by a congress late
in a year is counted in whole years where the weeks before the first of them are not published. A
form that closes every year on 30 November or 10 December covers twelve months that do not begin on
1 January: it answers the year's target.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from doanvien.measures.days import ONE_DAY, year_before
from doanvien.measures.growth.balance import net_flow
from doanvien.measures.series.flow import Flow, Window
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.view import View
from doanvien.measures.targets.assigned import Target
from doanvien.measures.targets.codes import Flag
from doanvien.reference.indicators import Indicator, account_code, indicator

LAST_QUARTER = 10
LAST_WEEKS = timedelta(weeks=5)
TWELVE_MONTHS = range(364, 369)  # days; some count the closing day of the year before once more


@dataclass(frozen=True)
class FlowAnswer:
    """A flow that answers a target, what it measures, and what is to be said of it."""

    indicator: Indicator
    window: Window
    flags: tuple[Flag, ...]


def flow_answer(view: View, target: Target) -> FlowAnswer | None:
    """What answers the target by its end or the cut-off, whichever comes first."""
    until = min(view.cutoff, target.last_day)
    for code, flags in _measuring(target.indicator):
        own, past = view.flow(code, target.unit), view.history.flow(code, target.unit)
        window = own.longest(target.first_day, until)
        if window is None and (window := past.longest(target.first_day, until)):
            flags = (*flags, "summed")
        whole_years = _first_whole_year(target)
        if window is None and whole_years and (window := own.longest(whole_years, until)):
            flags = (*flags, "whole_years")
        months = _twelve_months(own, target, until)
        if months is not None and (window is None or window.end < months.end):
            window, flags = months, (*flags, "twelve_months")
        if window is None and code == account_code("net"):
            window = net_flow(view, target.first_day, until, target.unit)
            flags = (*flags, "derived") if window else flags
        if window is not None:
            return FlowAnswer(indicator(code), window, flags)
    return None


def partial_answer(view: View, target: Target) -> Flow | None:
    """The longest flow of the period that begins later than the target."""
    series = view.flow(target.indicator.code, target.unit)
    inside = series.within(target.first_day, min(view.cutoff, target.last_day))
    recent = [flow for flow in inside if flow.end >= view.period.start]
    return max(recent, key=lambda flow: (flow.days, flow.end), default=None)


def _first_whole_year(target: Target) -> date | None:
    """1 January after a term that was opened by a congress in the last months of a year."""
    opened = target.first_day
    of_term = target.start is not None and target.end.year > opened.year
    return date(opened.year + 1, 1, 1) if of_term and opened.month >= LAST_QUARTER else None


def _measuring(target: Indicator) -> Iterator[tuple[str, tuple[Flag, ...]]]:
    """The target's own indicator, then the same thing on the other basis or by another measure,
    flagged."""
    yield target.code, ()
    if target.counterpart:
        yield target.counterpart, ("gross_for_net" if target.basis == "net" else "net_for_gross",)
    if target.instead:
        yield target.instead, ("other_measure",)


def _twelve_months(series: FlowSeries, target: Target, until: date) -> Window | None:
    """The last twelve months that end in the last five weeks of the target's year."""
    if not target.of_calendar_year:
        return None
    closing = {flow.end for flow in series.used if target.end - LAST_WEEKS < flow.end <= until}
    for end in sorted(closing - {target.end}, reverse=True):
        starts = {flow.start for flow in series.used if flow.end == end}
        for start in sorted(starts | {year_before(end) + ONE_DAY}):
            if (end - start).days + 1 in TWELVE_MONTHS and (found := series.over(start, end)):
                return found
    return None
