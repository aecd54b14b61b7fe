"""What may be said of a wave on one count: a type for each, holding no more than that.

A number that may not be printed does not exist here: a withheld or refused effect has none at all,
and one whose interval holds "no effect" has its limits, its standard error and degrees of freedom
(so that others can pool it), but no middle, no head count and no sign.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from doanvien.measures.waves.effects.counted.panel import Counts
from doanvien.measures.waves.effects.estimators.estimate import FURTHEST, Estimate

Limits = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Interval:
    """95% limits of a ratio, counted over expected, and what they rest on.

    ``se`` and ``df`` are those of the log ratio before the limits were widened; ``kish`` the
    effective number of units on each side (empty for estimator B). ``widened`` are the codes of
    what the limits had to be widened for: "selection", "late" (see ``trust``). ``detectable`` is
    the smallest ratio that would have been seen four times out of five.
    """

    low: float
    high: float
    se: float
    df: float
    kish: tuple[float, ...]
    detectable: float | None
    widened: tuple[str, ...]

    @property
    def holds_one(self) -> bool:
        return self.low <= 1 <= self.high


@dataclass(frozen=True, eq=False)
class Given:
    """An effect whose interval excludes none. ``observed`` were counted from hold-back to
    bring-forward, ``ratio`` times as many as without the wave; ``expected`` (n) is what would have
    been, interval by interval, NaN where not used.
    """

    ratio: float
    interval: Interval
    observed: float
    expected: Counts

    @property
    def counterfactual(self) -> float:
        return self.observed / self.ratio

    @property
    def extra(self) -> float:
        """Observed less counterfactual: negative where fewer were counted than expected."""
        return self.observed - self.counterfactual

    @property
    def extra_limits(self) -> Limits:
        return extra_limits_of(self)

    @property
    def breakdown(self) -> float:
        """By what share, of 1, the proportion of the two groups would have to shift in the weeks of
        the wave, for another reason than the wave, for the conclusion to fall: always positive.
        """
        low, high = self.interval.low, self.interval.high
        return low - 1 if low > 1 else 1 / high - 1


@dataclass(frozen=True, eq=False)
class Uncertain:
    """An interval that holds no effect: what it leaves possible, and nothing in its middle."""

    interval: Interval
    observed: float


@dataclass(frozen=True)
class Withheld:
    """Not enough ground for a number. ``codes`` are those of the reasons (see ``messages``)."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """Nothing to compare with. ``code`` is that of the reason."""

    code: str


Effect = Given | Uncertain | Withheld | Refused
Stated = Given | Uncertain


def conclude(
    estimate: Estimate,
    limits: Limits,
    observed: float,
    expected: Counts,
    widened: tuple[str, ...] = (),
) -> Stated:
    """The effect that an estimate with ``limits`` of its log ratio may be stated as."""
    interval = interval_of(estimate, limits, widened)
    if interval.holds_one:
        return Uncertain(interval, observed)
    return Given(estimate.ratio, interval, observed, expected)


def interval_of(estimate: Estimate, limits: Limits, widened: tuple[str, ...] = ()) -> Interval:
    """The interval of an estimate, with ``limits`` of its log ratio."""
    low, high = (math.exp(min(max(limit, -FURTHEST), FURTHEST)) for limit in limits)
    return Interval(
        low, high, estimate.se, estimate.df, estimate.kish, estimate.detectable, widened
    )


def extra_limits_of(stated: Given | Uncertain) -> Limits:
    """95% limits of the net gain, T1·(1 − 1/limit)."""
    low, high = stated.interval.low, stated.interval.high
    return stated.observed * (1 - 1 / low), stated.observed * (1 - 1 / high)
