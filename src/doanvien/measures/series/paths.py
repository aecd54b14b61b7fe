"""Ways between two evenings along published flows."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from doanvien.measures.days import ONE_DAY
from doanvien.measures.series.flow import Flow, Path


@dataclass(frozen=True)
class Paths:
    """Ways between evenings along some flows, of which ``unsound`` ones are not differenced."""

    flows: tuple[Flow, ...]
    unsound: frozenset[Flow]

    def between(
        self,
        start: date,
        goal: date,
        without: Flow | None = None,
        through_falls: bool = False,
    ) -> Path | None:
        """The path of fewest flows between two points, None where there is none."""
        return self.from_(start, without, through_falls, goal).get(goal)

    def from_(
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
                and (through_falls or not self.unsound or flow not in self.unsound)
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

    @cached_property
    def _edges(self) -> dict[date, list[tuple[date, int, Flow]]]:
        edges: dict[date, list[tuple[date, int, Flow]]] = defaultdict(list)
        for flow in self.flows:
            edges[flow.start].append((flow.end + ONE_DAY, 1, flow))
            edges[flow.end + ONE_DAY].append((flow.start, -1, flow))
        return {point: sorted(ways, key=lambda way: way[0]) for point, ways in edges.items()}

    @cached_property
    def is_forest(self) -> bool:
        """Whether the flows, as edges between evenings, hold no circle."""
        root: dict[date, date] = {}
        for flow in self.flows:
            ends = []
            for point in (flow.start, flow.end + ONE_DAY):
                while (above := root.setdefault(point, point)) != point:
                    point = above
                ends.append(point)
            if ends[0] == ends[1]:
                return False
            root[ends[1]] = ends[0]
        return True
