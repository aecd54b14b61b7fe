"""How exact a figure is, and how exact what is reckoned from several figures.

``exact``; ``about`` (khoảng: rounded either way), ``over`` (trên, hơn: rounded down), ``nearly``
(gần: rounded up); ``at_least`` (ít nhất, từ: a floor, not known how far below).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol, TypeVar

Qualifier = Literal["exact", "about", "over", "nearly", "at_least"]

ROUNDED: frozenset[Qualifier] = frozenset({"about", "over", "nearly"})
"""What a source rounded: the true figure is near it."""

SAME_FIGURE = 0.01
"""Share of an exact figure within which a rounded one says the same."""


class Qualified(Protocol):
    """A figure and what its source says of its exactness."""

    @property
    def value(self) -> float: ...
    @property
    def qualifier(self) -> Qualifier: ...


Figure = TypeVar("Figure", bound=Qualified)


def same_figure(one: Qualified, other: Qualified) -> bool:
    """Whether a rounded figure and an exact one say the same: 1.230.000 and 1.230.594."""
    exact, *_ = sorted((one, other), key=lambda figure: figure.qualifier != "exact")
    rounded = other if exact is one else one
    if exact.qualifier != "exact" or rounded.qualifier not in ROUNDED:
        return False
    return abs(one.value - other.value) <= SAME_FIGURE * abs(exact.value)


def exact_first(figures: Sequence[Figure]) -> list[Figure]:
    """Figures in the order in which they go, the exact one that the first of them rounds before
    it."""
    first = figures[0]
    exact = next((one for one in figures[1:] if same_figure(first, one)), None)
    if exact is None or first.qualifier == "exact":
        return list(figures)
    return [exact, *(one for one in figures if one is not exact)]


def of_sum(qualifiers: Iterable[Qualifier]) -> Qualifier:
    """Of figures added up: exact if all are; what all that are not exact say alike; a floor where
    none of them can be too high; else about."""
    found = set(qualifiers) - {"exact"}
    if not found:
        return "exact"
    if len(found) == 1:
        return found.pop()
    return "at_least" if found <= {"over", "at_least"} else "about"
