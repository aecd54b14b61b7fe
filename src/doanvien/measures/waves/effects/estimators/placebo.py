"""Estimator B: everyone takes part, and at least two earlier years had no wave.

The same months of other years show what the season does. What that comparison is worth is found by
placebo: every window as long as the wave's is left out in turn and predicted from the rest, and the
errors made there, where no wave was, are the error to expect in the wave.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from doanvien.measures.waves.effects.counted.panel import Counts, Mask, Panel
from doanvien.measures.waves.effects.counted.windows import Split
from doanvien.measures.waves.effects.estimators.estimate import Estimate, NetEffect
from doanvien.reference.calendar.tet import tet_window

SD_MONTH = 0.5
SD_YEAR = 0.25
SD_TET = 1.0
STEPS = 50
NO_COUNT = 0.5  # stands for zero in a placebo window, whose logarithm would be infinite


@dataclass(frozen=True, eq=False)
class PlaceboEffect:
    """The net effect by estimator B, and the errors that its standard error is made of.

    ``errors`` (w) are log(observed/expected) of the placebo windows, ``windows`` (w, n) which
    intervals of the panel each covers.
    """

    net: NetEffect
    errors: Counts
    windows: Mask

    def error_of(self, inside: Mask) -> Estimate | None:
        """The placebo estimate of exactly the intervals ``inside`` (n), with the error of the
        windows that share none with it; None if not among them.
        """
        at = np.flatnonzero((self.windows == inside).all(axis=1))
        apart = self.errors[~(self.windows & inside).any(axis=1)]
        if not len(at) or not len(apart):
            return None
        df = self.net.estimate.df - 1
        return Estimate(float(self.errors[at[0]]), _error(apart), df)


@dataclass(frozen=True, eq=False)
class ByYears:
    """Estimator B on ``totals`` (n), the counts of the units taking part, and on other intervals
    than the wave's ``split``.
    """

    totals: Counts
    panel: Panel
    split: Split
    effect: PlaceboEffect

    def without(self, dropped: Mask) -> NetEffect | None:
        """The effect without some intervals outside (n)."""
        return self._on(Split(self.split.used & ~dropped, self.split.inside))

    def reaching(self, added: Mask) -> NetEffect | None:
        """The effect with intervals outside (n) counted as inside: a longer wave."""
        return self._on(Split(self.split.used, self.split.inside | added))

    def asked_of(self, outside: Mask) -> Estimate | None:
        """The same of some intervals outside (n), from the others outside: no wave's effect."""
        found = self._on(Split(self.split.outside, outside))
        return found.estimate if found else None

    def _on(self, split: Split) -> NetEffect | None:
        found = placebo_effect(self.totals, self.panel, split)
        return None if found is None else found.net


def by_years(totals: Counts, panel: Panel, split: Split) -> ByYears | None:
    """Estimator B; None as ``placebo_effect``."""
    found = placebo_effect(totals, panel, split)
    return None if found is None else ByYears(totals, panel, split, found)


def placebo_effect(totals: Counts, panel: Panel, split: Split) -> PlaceboEffect | None:
    """d = log(observed/expected inside), the expectation fitted outside the window.

    Fitted is a ridge Poisson regression of ``totals`` (n), the counts of all units that take part:
    log expected count a day = level + month of year (sd 0,5) + year (0,25) + share of Tết days (1),
    each as the share of the interval's days. The standard error is the root mean square of the
    leave-window-out errors over all windows of the same length; Student's t has ⌊outside
    intervals/window length⌋ degrees of freedom. ``split`` as ``windows.net_split`` gives it.

    None where nothing was counted inside or outside, or the outside is shorter than the window.
    """
    design = _design(panel)
    length = int(split.inside.sum())
    outside = int(split.outside.sum())
    if not length or outside < length:
        return None
    observed = float(totals[split.inside].sum())
    if observed <= 0 or totals[split.outside].sum() <= 0:
        return None
    windows = _windows(panel, split, length)
    # A window that holds all that was counted leaves nothing to predict it from.
    windows = windows[(split.outside & ~windows) @ totals > 0]
    whole = design.fit(totals, split.outside[None, :].astype(np.float64))
    expected = design.expected(whole)[0]
    errors = np.zeros(0)
    if len(windows):
        left_out = design.fit(totals, (split.outside & ~windows).astype(np.float64), whole)
        predicted = (design.expected(left_out) * windows).sum(axis=1)
        errors = np.log(np.maximum(windows @ totals, NO_COUNT) / predicted)
    estimate = Estimate(
        log_ratio=math.log(observed / float(expected[split.inside].sum())),
        se=_error(errors),
        df=float(outside // length),
    )
    net = NetEffect(estimate, observed, np.where(split.used, expected, np.nan))
    return PlaceboEffect(net, errors, windows)


def _error(errors: Counts) -> float:
    """Root mean square; NaN without any."""
    return math.sqrt(float((errors**2).mean())) if len(errors) else math.nan


@dataclass(frozen=True, eq=False)
class _Design:
    """The regression of a panel: ``columns`` (n, p), ``penalty`` (p,) = 1/sd², ``days`` (n,)."""

    columns: Counts
    penalty: Counts
    days: Counts

    def expected(self, coefficients: Counts) -> Counts:
        """Expected counts (B, n) for each row of coefficients (B, p)."""
        return self.days * np.exp(coefficients @ self.columns.T)

    def fit(self, totals: Counts, use: Counts, start: Counts | None = None) -> Counts:
        """Coefficients (B, p) of greatest penalised likelihood, each from the intervals that its
        row of ``use`` (B, n) marks with 1; Newton's method on all rows at once.
        """
        width = self.columns.shape[1]
        penalty = np.diag(self.penalty)
        products = (self.columns[:, :, None] * self.columns[:, None, :]).reshape(-1, width**2)
        if start is None:
            start = np.zeros((1, width))
            start[0, 0] = math.log(float(totals @ use[0]) / float(self.days @ use[0]))
        found = np.broadcast_to(start, (len(use), width))
        for _ in range(STEPS):
            mean = use * self.expected(found)
            gradient = (use * totals - mean) @ self.columns - self.penalty * found
            curvature = (mean @ products).reshape(-1, width, width) + penalty
            step = np.clip(np.linalg.solve(curvature, gradient[:, :, None])[:, :, 0], -2.0, 2.0)
            found = found + step
            # Newton's method squares the error, so the step not taken would be about 1e-10.
            if np.abs(step).max() < 1e-5:
                break
        return found


@lru_cache(maxsize=4)  # the same panel is asked several times in a row
def _design(panel: Panel) -> _Design:
    years = np.unique(panel.years)
    tet = np.array([tet_window(int(year)) for year in years], dtype="datetime64[D]")
    tet_share = panel.overlap(tet[:, 0], tet[:, 1]).sum(axis=1) / panel.days
    level = np.ones((len(panel.starts), 1))
    penalty = [0.0] + [SD_MONTH**-2] * 12 + [SD_YEAR**-2] * len(years) + [SD_TET**-2]
    return _Design(
        columns=np.hstack([level, panel.season, tet_share[:, None]]),
        penalty=np.array(penalty),
        days=panel.days,
    )


def _windows(panel: Panel, split: Split, length: int) -> Mask:
    """Every run of ``length`` intervals outside that follow one another without a gap, (w, n)."""
    usable = np.flatnonzero(split.outside)
    gaps = panel.starts[usable[1:]] - panel.ends[usable[:-1]] != np.timedelta64(1, "D")
    before = np.concatenate([[0], np.cumsum(gaps)])  # how many gaps
    first = np.flatnonzero(before[length - 1 :] == before[: len(usable) - length + 1])
    windows = np.zeros((len(first), len(panel.starts)), dtype=bool)
    windows[np.arange(len(first))[:, None], usable[first[:, None] + np.arange(length)]] = True
    return windows
