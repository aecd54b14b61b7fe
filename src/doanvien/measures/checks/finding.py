"""What a check says of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from doanvien.measures.checks.digits import one_digit_apart
from doanvien.measures.series.flow import Flow
from doanvien.measures.series.stocks import Stock
from doanvien.reference.indicators import (
    Indicator,
    indicator,
)

Rule = Literal[
    "identity",
    "fall",
    "outlier",
    "missing",
    "conflict",
    "stale",
    "density",
    "women",
    "part",
    "basis",
]
RULES: tuple[Rule, ...] = get_args(Rule)


@dataclass(frozen=True)
class Finding:
    """One figure that breaks a rule; ``unit`` is "" for the whole place.

    ``start`` is None for a level. ``value`` is the figure as reported, ``against`` what the rule
    holds it against (None where a figure is absent), both in the indicator's unit: the closing
    total that the account gives, the earlier running total, what is usual, the other source's
    figure, the whole. ``source`` prints ``value``, "" where it was computed or is absent.
    """

    rule: Rule
    unit: str
    indicator: Indicator
    start: date | None
    end: date
    value: float | None = None
    against: float | None = None
    source: str = ""

    @property
    def digit_lost(self) -> bool:
        """Whether one of two counts is the other without one of its digits: 3.024 and 30.024."""
        return (
            self.value is not None
            and self.against is not None
            and one_digit_apart(self.value, self.against)
        )


@dataclass(frozen=True)
class Check:
    """A rule, how often it was applied (``run``), and what it found, the place before its units."""

    rule: Rule
    run: int
    findings: tuple[Finding, ...]


def of_flow(rule: Rule, unit: str, code: str, flow: Flow, against: float) -> Finding:
    return Finding(
        rule, unit, indicator(code), flow.start, flow.end, flow.value, against, flow.source
    )


def of_stock(rule: Rule, unit: str, code: str, stock: Stock, against: float | None) -> Finding:
    return Finding(rule, unit, indicator(code), None, stock.day, stock.value, against, stock.source)
