"""Flow arithmetic: the one place where published flows are differenced and added.

A flow over ``start … end`` (both days included) says how much a running total rose between the
evening before ``start`` and the evening of ``end``. Evenings are points, flows are edges between
them, and a window can be computed exactly when a path of edges joins its two ends: the value is the
sum along the path, an edge walked backwards counting negative. So nested cumulative figures are
differenced, adjoining ones added, and where no path exists there is no value: nothing is
interpolated.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from doanvien.measures.days import ONE_DAY
from doanvien.measures.series.contradictions import Conflict, Fall, Mismatch, Overlap
from doanvien.measures.series.flow import Flow, Window, forward, window_of
from doanvien.measures.series.paths import Paths
from doanvien.measures.series.qualifiers import exact_first, same_figure

# Rounded figures ("gần 3 triệu") are held to differ from a sum only beyond this share of it.
ROUNDED_TOLERANCE = 0.05


@dataclass(frozen=True)
class FlowSeries:
    """The published flows of one indicator of one place or unit."""

    flows: tuple[Flow, ...] = ()

    def over(self, start: date, end: date, *, through_falls: bool = False) -> Window | None:
        """The flow from ``start`` to ``end``, or None where the figures do not give it.

        ``through_falls`` differences a running total that falls as well: for a method that merges
        such corrections with their neighbours by itself.
        """
        if self._in_a_row is not None:
            chain = self._chain(start, end)
            complete = bool(chain) and chain[-1].end == end
            return window_of(start, end, forward(chain)) if complete else None
        path = self._paths.between(start, end + ONE_DAY, through_falls=through_falls)
        return None if path is None else window_of(start, end, path)

    def running_totals(self, start: date, until: date) -> tuple[Window, ...]:
        """Every computable flow from ``start`` to a day no later than ``until``, in order."""
        if self._in_a_row is not None:
            path = forward(self._chain(start, until))
            ends = enumerate((flow.end for _, flow in path), start=1)
            return tuple(window_of(start, end, path[:count]) for count, end in ends)
        paths = self._paths.from_(start)
        return tuple(
            window_of(start, point - ONE_DAY, paths[point])
            for point in sorted(paths)
            if start < point <= until + ONE_DAY
        )

    def longest(self, start: date, until: date) -> Window | None:
        """The last of the running totals: what is known of the window by ``until``."""
        if self._in_a_row is not None:
            chain = self._chain(start, until)
            return window_of(start, chain[-1].end, forward(chain)) if chain else None
        totals = self.running_totals(start, until)
        return totals[-1] if totals else None

    def within(self, start: date, end: date) -> tuple[Flow, ...]:
        """The flows that lie inside a window and count, in order of their dates."""
        return tuple(flow for flow in self.used if start <= flow.start and flow.end <= end)

    def gaps(self, start: date, end: date) -> tuple[tuple[date, date], ...]:
        """The spans of a window that no figure inside it covers, as (first day, last day).

        A flow that can be computed from the first day on covers its days like a printed one.
        """
        known = self.longest(start, end)
        spans = [(flow.start, flow.end) for flow in self.within(start, end)]
        spans += [(known.start, known.end)] if known else []
        gaps, uncovered = [], start
        for first, last in sorted(spans):
            if first > uncovered:
                gaps.append((uncovered, first - ONE_DAY))
            uncovered = max(uncovered, last + ONE_DAY)
        if uncovered <= end:
            gaps.append((uncovered, end))
        return tuple(gaps)

    @cached_property
    def used(self) -> tuple[Flow, ...]:
        """One flow for each pair of dates: the one that goes first."""
        return tuple(self._by_dates[dates][0] for dates in sorted(self._by_dates))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Flows set aside because another source goes first and prints another value."""
        if len(self._by_dates) == len(self.flows):
            return ()
        return tuple(
            Conflict(flows[0], other)
            for _, flows in sorted(self._by_dates.items())
            for other in flows[1:]
            if other.value != flows[0].value and not same_figure(flows[0], other)
        )

    @cached_property
    def falls(self) -> tuple[Fall, ...]:
        """Cumulative flows from one start that are lower on a later day."""
        if self._in_a_row is not None:
            return ()
        by_start: dict[date, list[Flow]] = defaultdict(list)
        for flow in self.used:
            by_start[flow.start].append(flow)
        return tuple(
            Fall(earlier, later)
            for flows in by_start.values()
            for earlier, later in pairwise(sorted(flows, key=lambda flow: flow.end))
            if later.value < earlier.value
        )

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """Pairs of flows that share days, neither of which holds the other."""
        if self._in_a_row is not None:
            return ()
        starts = [flow.start for flow in self.used]
        return tuple(
            Overlap(first, second)
            for i, first in enumerate(self.used)
            for second in self.used[i + 1 : bisect_right(starts, first.end)]
            if first.start < second.start and first.end < second.end
        )

    @cached_property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """Printed flows that the other flows of the series contradict."""
        if self._in_a_row is not None or self._paths.is_forest:
            return ()  # two ways to one figure would be a circle
        found = []
        for flow in self.used:
            path = self._paths.between(flow.start, flow.end + ONE_DAY, without=flow)
            if path is None:
                continue
            computed = window_of(flow.start, flow.end, path)
            exact = flow.qualifier == computed.qualifier == "exact"
            tolerance = 0 if exact else ROUNDED_TOLERANCE * abs(flow.value)
            if abs(computed.value - flow.value) > tolerance:
                found.append(Mismatch(flow, computed))
        return tuple(found)

    @cached_property
    def _by_dates(self) -> dict[tuple[date, date], list[Flow]]:
        alone = {(flow.start, flow.end): [flow] for flow in self.flows}
        if len(alone) == len(self.flows):
            return alone
        grouped: dict[tuple[date, date], list[Flow]] = defaultdict(list)
        for flow in sorted(self.flows, key=lambda flow: (flow.precedence, flow.value)):
            grouped[flow.start, flow.end].append(flow)
        return {dates: exact_first(flows) for dates, flows in grouped.items()}

    @cached_property
    def _in_a_row(self) -> dict[date, int] | None:
        """Where in ``used`` the flow that starts on a day stands; None where two share a day.

        Monthly returns share none. There is one path only then, and it leads forward.
        """
        if any(later.start <= earlier.end for earlier, later in pairwise(self.used)):
            return None
        return {flow.start: position for position, flow in enumerate(self.used)}

    def _chain(self, start: date, until: date) -> list[Flow]:
        """The adjoining flows from a day on that end no later than another; of flows in a row."""
        chain: list[Flow] = []
        position = (self._in_a_row or {}).get(start)
        if position is None:
            return chain
        for flow in self.used[position:]:
            if flow.end > until or (chain and flow.start != chain[-1].end + ONE_DAY):
                break
            chain.append(flow)
        return chain

    @cached_property
    def _paths(self) -> Paths:
        return Paths(self.used, self._unsound)

    @cached_property
    def _unsound(self) -> frozenset[Flow]:
        """Flows of a running total that falls: one of them is wrong, nobody knows which."""
        return frozenset(flow for fall in self.falls for flow in (fall.earlier, fall.later))
