"""How exact a figure is, and how exact what is reckoned from several figures.

``exact``; ``about`` (khoảng: rounded either way), ``over`` (trên, hơn: rounded down), ``nearly``
(gần: rounded up); ``at_least`` (ít nhất, từ: a floor, not known how far below).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Qualifier = Literal["exact", "about", "over", "nearly", "at_least"]

ROUNDED: frozenset[Qualifier] = frozenset({"about", "over", "nearly"})
"""What a source rounded: the true figure is near it."""


def of_sum(qualifiers: Iterable[Qualifier]) -> Qualifier:
    """Of figures added up: exact if all are; what all that are not exact say alike; a floor where
    none of them can be too high; else about."""
    found = set(qualifiers) - {"exact"}
    if not found:
        return "exact"
    if len(found) == 1:
        return found.pop()
    return "at_least" if found <= {"over", "at_least"} else "about"
