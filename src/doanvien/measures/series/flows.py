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
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from doanvien.measures.days import ONE_DAY
from doanvien.measures.series.qualifiers import Qualifier, exact_first, of_sum, same_figure

How = Literal["published", "added", "differenced", "derived"]
Path = tuple[tuple[int, "Flow"], ...]
"""Flows walked one after the other, each with its sign."""

# Rounded figures ("gần 3 triệu") are held to differ from a sum only beyond this share of it.
ROUNDED_TOLERANCE = 0.05


class Flow(NamedTuple):  # made four times as fast as a frozen dataclass; a report has thousands
    """A published flow: ``value`` persons or unions from ``start`` to ``end``, both included.

    ``precedence`` sorts figures for the same dates; the lowest counts, the others stand beside it.
    ``earliest_end``: where its source leaves the cut-off open, the first day that it may be.
    """

    start: date
    end: date
    value: float
    qualifier: Qualifier = "exact"
    source: str = ""
    note: str = ""
    note_en: str = ""
    precedence: tuple = ()
    earliest_end: date | None = None

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Window:
    """The flow over a window, and how it was found.

    ``parts`` are the flows used with their sign. ``how`` is ``published`` (printed as such),
    ``added`` (adjoining flows summed), ``differenced`` (a nested flow taken off) or ``derived``
    (from flows of other indicators).
    """

    start: date
    end: date
    value: float
    parts: tuple[tuple[int, Flow], ...]
    derived: bool = False

    @property
    def how(self) -> How:
        if self.derived:
            return "derived"
        if len(self.parts) == 1:
            return "published"
        return "differenced" if any(sign < 0 for sign, _ in self.parts) else "added"

    @property
    def qualifier(self) -> Qualifier:
        """That of the sum; what a rounded figure or a floor was taken from is known about."""
        if any(sign < 0 and flow.qualifier != "exact" for sign, flow in self.parts):
            return "about"
        return of_sum(flow.qualifier for _, flow in self.parts)

    @property
    def earliest_end(self) -> date:
        """The first day that the window may end on, where a source leaves it open; else its end."""
        return min(f.earliest_end or f.end for _, f in self.parts if f.end == self.end)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(flow.source for _, flow in self.parts))

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Conflict:
    """Two sources print different values for the same dates; ``used`` goes first."""

    used: Flow
    other: Flow


@dataclass(frozen=True)
class Fall:
    """A running total that is lower on a later day: a correction or an error of the source."""

    earlier: Flow
    later: Flow


@dataclass(frozen=True)
class Overlap:
    """Two flows that share days without one holding the other: they cannot be combined."""

    first: Flow
    second: Flow


@dataclass(frozen=True)
class Mismatch:
    """A printed flow that differs from what the other flows give for the same dates."""

    printed: Flow
    computed: Window


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
            return _window(start, end, _forward(chain)) if complete else None
        path = self._path(start, end + ONE_DAY, through_falls=through_falls)
        return None if path is None else _window(start, end, path)

    def running_totals(self, start: date, until: date) -> tuple[Window, ...]:
        """Every computable flow from ``start`` to a day no later than ``until``, in order."""
        if self._in_a_row is not None:
            path = _forward(self._chain(start, until))
            ends = enumerate((flow.end for _, flow in path), start=1)
            return tuple(_window(start, end, path[:count]) for count, end in ends)
        paths = self._paths_from(start)
        return tuple(
            _window(start, point - ONE_DAY, paths[point])
            for point in sorted(paths)
            if start < point <= until + ONE_DAY
        )

    def longest(self, start: date, until: date) -> Window | None:
        """The last of the running totals: what is known of the window by ``until``."""
        if self._in_a_row is not None:
            chain = self._chain(start, until)
            return _window(start, chain[-1].end, _forward(chain)) if chain else None
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
        if self._in_a_row is not None or self._is_forest:
            return ()  # two ways to one figure would be a circle
        found = []
        for flow in self.used:
            path = self._path(flow.start, flow.end + ONE_DAY, without=flow)
            if path is None:
                continue
            computed = _window(flow.start, flow.end, path)
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
    def _unsound(self) -> frozenset[Flow]:
        """Flows of a running total that falls: one of them is wrong, nobody knows which."""
        return frozenset(flow for fall in self.falls for flow in (fall.earlier, fall.later))

    @cached_property
    def _edges(self) -> dict[date, list[tuple[date, int, Flow]]]:
        edges: dict[date, list[tuple[date, int, Flow]]] = defaultdict(list)
        for flow in self.used:
            edges[flow.start].append((flow.end + ONE_DAY, 1, flow))
            edges[flow.end + ONE_DAY].append((flow.start, -1, flow))
        return {point: sorted(ways, key=lambda way: way[0]) for point, ways in edges.items()}

    @cached_property
    def _is_forest(self) -> bool:
        """Whether the flows, as edges between evenings, hold no circle."""
        root: dict[date, date] = {}
        for flow in self.used:
            ends = []
            for point in (flow.start, flow.end + ONE_DAY):
                while (above := root.setdefault(point, point)) != point:
                    point = above
                ends.append(point)
            if ends[0] == ends[1]:
                return False
            root[ends[1]] = ends[0]
        return True

    def _path(
        self,
        start: date,
        goal: date,
        without: Flow | None = None,
        through_falls: bool = False,
    ) -> Path | None:
        """The path of fewest flows between two points, None where there is none."""
        return self._paths_from(start, without, through_falls, goal).get(goal)

    def _paths_from(
        self,
        start: date,
        without: Flow | None = None,
        through_falls: bool = False,
        goal: date | None = None,
    ) -> dict[date, Path]:
        """The path of fewest flows from a point to each other one that can be reached.

        Rounded figures may be added but never differenced: what remains would be mostly rounding.
        Nor are the figures of a running total that falls: their difference would be an error.
        """
        added = self._search(start, goal, lambda sign, flow: sign > 0 and flow is not without)
        exact = self._search(
            start,
            goal,
            lambda sign, flow: (
                flow.qualifier == "exact"
                and flow is not without
                and (through_falls or not self._unsound or flow not in self._unsound)
            ),
        )
        shorter = {
            point: path
            for point, path in exact.items()
            if point not in added or len(path) < len(added[point])
        }
        return added | shorter

    def _search(
        self, start: date, goal: date | None, allowed: Callable[[int, Flow], bool]
    ) -> dict[date, Path]:
        """Breadth first, so the fewest flows; neighbours in order of date, so always the same."""
        queue: deque[date] = deque([start])
        paths: dict[date, Path] = {start: ()}
        while queue and goal not in paths:
            point = queue.popleft()
            for there, sign, flow in self._edges.get(point, ()):
                if there not in paths and allowed(sign, flow):
                    paths[there] = (*paths[point], (sign, flow))
                    queue.append(there)
        del paths[start]
        return paths


def _forward(flows: list[Flow]) -> Path:
    return tuple((1, flow) for flow in flows)


def _window(start: date, end: date, path: Path) -> Window:
    return Window(start, end, sum(sign * flow.value for sign, flow in path), path)
