"""Observed over expected on some intervals, from others, for all units and with each left out.

Everything that compares units is one of these: the effect of a wave, the same in earlier years, and
every test of whether to believe it. Expected of the units taking part is what they had on the
intervals compared with, times what happened to the others from there to here; with several parts
(kinds of units, or waves that different units joined) it is added up over them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np

from doanvien.measures.waves.effects.counted.panel import Counts, Mask
from doanvien.measures.waves.effects.estimators.estimate import Estimate
from doanvien.measures.waves.effects.estimators.identification import kish, kish_df, satterthwaite


@dataclass(frozen=True, eq=False)
class Part:
    """Units compared with one another on some intervals: ``units`` (G) are in the part, ``taking``
    (G) of them took part, ``inside`` (n) are the intervals.
    """

    units: Mask
    taking: Mask
    inside: Mask


@dataclass(frozen=True, eq=False)
class Contrast:
    """A log ratio with each unit left out: ``logs`` (G + 1), that of all units first.

    ``observed`` and ``expected`` are those of all units, ``taking`` (G) the sides and ``sizes`` (G)
    the units' counts on the intervals used.
    """

    logs: Counts
    observed: float
    expected: float
    taking: Mask
    sizes: Counts

    @property
    def influence(self) -> Counts:
        """What leaving out each unit changes, (G,): their squares add up to the variance."""
        units = len(self.taking)
        return (self.logs[1:] - self.logs[0]) * math.sqrt((units - 1) / units)

    @cached_property
    def estimate(self) -> Estimate | None:
        """Standard error by leaving one unit out, V = (G−1)/G·Σ(δ₋ᵢ − δ)², and Satterthwaite's
        degrees of freedom from the two sides; None where the ratio is not finite.
        """
        return estimate_of(self.logs, self.taking, self.sizes)

    @cached_property
    def score(self) -> float:
        """That of the estimate; NaN where there is none."""
        return math.nan if self.estimate is None else self.estimate.score

    def less(self, earlier: Contrast) -> Contrast:
        """The ratio of this ratio to an earlier one of the same units, error and all."""
        with np.errstate(invalid="ignore"):
            logs = self.logs - earlier.logs
        expected = self.expected * (earlier.observed / earlier.expected if earlier.expected else 0)
        return replace(self, logs=logs, expected=expected, sizes=self.sizes + earlier.sizes)


def contrast(counts: Counts, parts: Sequence[Part], outside: Mask) -> Contrast:
    """``counts`` (G, n) on the parts' intervals against those ``outside`` (n).

    With one part, the log odds ratio log(T1·C0 / (T0·C1)). Units in no part are not compared, but
    count among the G. A part whose others have nothing outside cannot be expected, and makes the
    ratio not finite.
    """
    before = counts[:, outside].sum(axis=1)
    observed, expected = np.zeros(len(counts) + 1), np.zeros(len(counts) + 1)
    used = np.logical_or.reduce([part.inside for part in parts]) | outside
    for part in parts:
        sums = np.stack([before, counts[:, part.inside].sum(axis=1)], axis=1)
        mine, others = leave_one_out(sums * part.units[:, None], part.taking)
        with np.errstate(divide="ignore", invalid="ignore"):
            grown = mine[:, 0] * others[:, 1] / others[:, 0]
        observed += mine[:, 1]
        expected += np.where(mine[:, 0] == 0, 0.0, grown)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(observed / expected)
    taking = np.logical_or.reduce([part.taking & part.units for part in parts])
    return Contrast(
        logs, float(observed[0]), float(expected[0]), taking, counts[:, used].sum(axis=1)
    )


def leave_one_out(sums: Counts, taking: Mask) -> tuple[Counts, Counts]:
    """Totals of the two sides: in row 0 of all units, in row i + 1 without unit i."""
    chosen = _all_and_all_but_one(len(sums))
    mine = chosen @ (sums * taking[:, None])
    return mine, chosen @ sums - mine


def estimate_of(logs: Counts, taking: Mask, sizes: Counts) -> Estimate | None:
    """From the log ratios of all units and of all but one, split by side."""
    if not math.isfinite(logs[0]):
        return None
    units = len(taking)
    with np.errstate(invalid="ignore", over="ignore"):
        squares = (logs[1:] - logs[0]) ** 2 * (units - 1) / units
        mine, others = float(squares[taking].sum()), float(squares[~taking].sum())
    side, other_side = sizes[taking], sizes[~taking]
    known = math.isfinite(mine + others)
    return Estimate(
        log_ratio=float(logs[0]),
        se=math.sqrt(mine + others) if known else math.nan,
        df=satterthwaite(mine, kish_df(side), others, kish_df(other_side)) if known else math.nan,
        kish=(kish(side), kish(other_side)),
    )


@cache
def _all_and_all_but_one(units: int) -> Counts:
    return np.vstack([np.ones((1, units)), 1 - np.eye(units)])
