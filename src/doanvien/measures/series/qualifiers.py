"""How exact a figure is, and how exact what is reckoned from several figures.

``exact``; ``about`` (khoảng: rounded either way), ``over`` (trên, hơn: rounded down), ``nearly``
(gần: rounded up); ``at_least`` (ít nhất, từ: a floor, not known how far below).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Literal, Protocol, TypeVar

from doanvien.reference.text.numbers import exact

Qualifier = Literal["exact", "about", "over", "nearly", "at_least"]

ROUNDED: frozenset[Qualifier] = frozenset({"about", "over", "nearly"})
"""What a source rounded: the true figure is near it."""

SAME_FIGURE = 0.01
"""Share of an exact figure within which a rounded one says the same."""


RATE_IS_KNOWN = 10
"""How many times its rounding a difference must be for a rate of it."""


class Qualified(Protocol):
    """A figure and what its source says of its exactness."""

    @property
    def value(self) -> float: ...
    @property
    def qualifier(self) -> Qualifier: ...


Figure = TypeVar("Figure", bound=Qualified)


def same_figure(one: Qualified, other: Qualified) -> bool:
    """Whether a rounded figure and an exact one say the same: 1.230.000 and 1.230.594."""
    precise, *_ = sorted((one, other), key=lambda figure: figure.qualifier != "exact")
    rounded = other if precise is one else one
    if precise.qualifier != "exact" or rounded.qualifier not in ROUNDED:
        return False
    return abs(one.value - other.value) <= SAME_FIGURE * abs(precise.value)


@dataclass(frozen=True)
class Difference:
    """What one figure has more than another, rounded as far as the two of them are.

    ``rate`` is it as a fraction of the earlier figure; None where that is not positive, or where
    rounding could make a tenth of it and more.
    """

    value: float
    qualifier: Qualifier
    rate: Fraction | None


def difference(
    earlier: Qualified, now: Qualified, removed: Qualified | None = None
) -> Difference | None:
    """How much more there is now, or would be with those removed between; None where rounding
    alone could be all of it: "hơn 140.000" twice may have been 140.100 and 149.900."""
    figures = [one for one in (earlier, now, removed) if one is not None]
    change = exact(now.value) - exact(earlier.value) + exact(removed.value if removed else 0)
    rate = change / exact(earlier.value) if earlier.value > 0 else None
    if any(one.qualifier == "at_least" for one in figures):
        return None
    units = [rounding(one) for one in figures]
    if not any(units):
        return Difference(float(change), "exact", rate)
    if abs(change) <= sum(units):
        return None
    shown = rounded_to(change, max(units))
    return Difference(shown, "about", rate if abs(change) > RATE_IS_KNOWN * sum(units) else None)


def rounded_to(value: float | Fraction, unit: int) -> float:
    """What is reckoned from rounded figures, in the coarsest of their units; 0: nothing rounded."""
    if not unit:
        return float(value)
    whole = floor(abs(exact(value)) / unit + Fraction(1, 2)) * unit  # ties away from zero
    return float(whole if value > 0 else -whole)


def rounding(figure: Qualified) -> int:
    """What a rounded figure counts in, by its zeros at the end: 10.050.000 in ten thousands, at the
    most in the power of ten below a fifth of it; 0 for an exact one."""
    if figure.qualifier not in ROUNDED:
        return 0
    digits = str(round(abs(figure.value)))
    zeros = len(digits) - len(digits.rstrip("0"))
    most = len(str(max(1, int(abs(figure.value)) // 5))) - 1
    return int(10 ** min(zeros, most))


def exact_first(figures: Sequence[Figure]) -> list[Figure]:
    """Figures in the order in which they go, the exact one that the first of them rounds before
    it."""
    first = figures[0]
    precise = next((one for one in figures[1:] if same_figure(first, one)), None)
    if precise is None or first.qualifier == "exact":
        return list(figures)
    return [precise, *(one for one in figures if one is not precise)]


def of_sum(qualifiers: Iterable[Qualifier]) -> Qualifier:
    """Of figures added up: exact if all are; what all that are not exact say alike; a floor where
    none of them can be too high; else about."""
    found = set(qualifiers) - {"exact"}
    if not found:
        return "exact"
    if len(found) == 1:
        return found.pop()
    return "at_least" if found <= {"over", "at_least"} else "about"
