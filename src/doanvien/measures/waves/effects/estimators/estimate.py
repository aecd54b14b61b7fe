"""A log ratio with its uncertainty, and what it says of the members of a wave."""

from __future__ import annotations

import math
from dataclasses import dataclass

from doanvien.measures.waves.effects.counted.panel import Counts
from doanvien.measures.waves.effects.estimators.identification import UPPER, smallest_detectable

FURTHEST = 700.0  # a logarithm whose exponential is still a number
SMALLEST_TAIL = 1e-300
FEWEST_UNITS = 3.0  # Kish numbers under this: no interval, and so no number


@dataclass(frozen=True)
class Estimate:
    """An estimated log ratio, its standard error and degrees of freedom of Student's t.

    ``kish``: effective number of units on each side that the error rests on (taking part, others),
    or of provinces; empty where it rests on windows instead. ``se`` is NaN where it cannot be
    computed, because one unit alone holds all the results on one side.
    """

    log_ratio: float
    se: float
    df: float
    kish: tuple[float, ...] = ()

    @property
    def ratio(self) -> float:
        return math.exp(self.log_ratio)

    @property
    def limits(self) -> tuple[float, float]:
        """95% limits of the log ratio; for a report use ``interval``."""
        from scipy.special import stdtrit  # slow to import, and only effects need it

        margin = float(stdtrit(self.df, UPPER)) * self.se
        return self.log_ratio - margin, self.log_ratio + margin

    @property
    def score(self) -> float:
        """Student's t, as the normal deviate with the same tail; NaN without an error."""
        from scipy.special import ndtri, stdtr  # slow to import, and only effects need it

        if not math.isfinite(self.se) or not self.se > 0 or not self.df > 0:
            return math.nan
        t = self.log_ratio / self.se
        # The lower tail keeps its digits where the upper one is 1.
        tail = max(float(stdtr(self.df, -abs(t))), SMALLEST_TAIL)
        return math.copysign(float(-ndtri(tail)), t)

    @property
    def withheld(self) -> bool:
        """Whether too few units stand behind the error for an interval to be shown."""
        return not math.isfinite(self.se) or min(self.kish, default=math.inf) < FEWEST_UNITS

    @property
    def interval(self) -> tuple[float, float] | None:
        """95% limits of the ratio, None where withheld."""
        if self.withheld:
            return None
        low, high = self.limits
        # Far beyond anything that can be read, but no overflow on the way there.
        return math.exp(max(low, -FURTHEST)), math.exp(min(high, FURTHEST))

    @property
    def holds_one(self) -> bool | None:
        """Whether a ratio of 1, no effect, lies in the interval; None where it is withheld."""
        if self.interval is None:
            return None
        low, high = self.interval
        return low <= 1 <= high

    @property
    def detectable(self) -> float | None:
        """Smallest ratio that would have been seen four times out of five; None where withheld."""
        return None if self.withheld else smallest_detectable(self.se, self.df)


@dataclass(frozen=True, eq=False)
class NetEffect:
    """What a wave added, with hold-back and bring-forward taken off.

    ``observed`` is the count inside (pre-window, wave and post-window), ``estimate`` the log of it
    over what would have been counted without the wave. ``expected`` (n,) is that for every interval
    of the panel, outside too, where it shows how well the comparison fits; NaN where not used.
    """

    estimate: Estimate
    observed: float
    expected: Counts

    @property
    def counterfactual(self) -> float:
        """The count inside had there been no wave."""
        return self.observed / self.estimate.ratio

    @property
    def extra(self) -> float:
        """N, observed less counterfactual: negative where fewer were counted than expected."""
        return self.observed - self.counterfactual
