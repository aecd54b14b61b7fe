"""How exact a figure is, and how exact what is reckoned from several figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Qualifier = Literal["exact", "about", "at_least"]


def of_sum(qualifiers: Iterable[Qualifier]) -> Qualifier:
    """Of figures added up: exact if all are, a floor if the others are floors, else rounded."""
    found = set(qualifiers)
    if found <= {"exact"}:
        return "exact"
    return "at_least" if "about" not in found else "about"
