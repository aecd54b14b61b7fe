"""A flow as it was published, and a flow over a window that is made of such."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from doanvien.measures.series.qualifiers import Qualifier, of_sum

How = Literal["published", "added", "differenced", "derived"]
Path = tuple[tuple[int, "Flow"], ...]
"""Flows walked one after the other, each with its sign."""


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


def forward(flows: list[Flow]) -> Path:
    return tuple((1, flow) for flow in flows)


def window_of(start: date, end: date, path: Path) -> Window:
    return Window(start, end, sum(sign * flow.value for sign, flow in path), path)
