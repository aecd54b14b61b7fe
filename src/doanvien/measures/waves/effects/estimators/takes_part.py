"""Estimator A: some units take part in the wave, others do not.

The units that do not take part show what the season did. Assumed: without the wave, the two groups
would have kept their proportion from interval to interval, and the wave left the others alone. How
far single units stray from that is seen by leaving out one at a time, not by a Poisson variance:
recruits come by enterprise, and counts scatter over a hundred times as much as Poisson's.
"""

from __future__ import annotations

import numpy as np

from doanvien.measures.waves.effects.counted.frame import Frame
from doanvien.measures.waves.effects.counted.panel import Counts, Mask
from doanvien.measures.waves.effects.counted.windows import Split
from doanvien.measures.waves.effects.estimators.contrast import estimate_of, leave_one_out
from doanvien.measures.waves.effects.estimators.estimate import Estimate

FURTHEST = 12.0  # a log rate ratio beyond this is on its way to infinity
STEPS = 60


def gross_effect(counts: Counts, takes_part: Mask, share: Counts, split: Split) -> Estimate | None:
    """The gross rate ratio: admissions a day in the wave ÷ on other days, season taken off.

    Given the total of an interval, the count of the units taking part is binomial with odds
    e^a·[(1 − f_t) + f_t·e^δ]; δ is estimated by maximum likelihood. For whole intervals this equals
    Poisson regression with effects of unit and of month. It still holds what was held back and
    brought forward, so it is not what the wave added.

    ``counts`` (G, n) of units over intervals, ``takes_part`` (G), ``share`` (n) of days inside,
    ``split`` as ``windows.gross_split`` gives it. None where one side has no result inside or
    outside, or no finite ratio fits.
    """
    found, sizes = _gross_logs(counts, takes_part, share, split.used)
    return estimate_of(found, takes_part, sizes)


def gross_over_earlier(
    counts: Counts, takes_part: Mask, share: Counts, split: Split, frame: Frame
) -> Estimate | None:
    """The gross rate ratio over that of the same days of the frame's earlier years."""
    used = split.used & (frame.matches >= 0).all(axis=0)
    shifted = np.zeros(len(share))
    for positions in frame.matches:
        shifted[positions[used]] = share[used]
    found, sizes = _gross_logs(counts, takes_part, share, used)
    earlier, earlier_sizes = _gross_logs(counts, takes_part, shifted, frame.earlier(used))
    return estimate_of(found - earlier, takes_part, sizes + earlier_sizes)


def _gross_logs(
    counts: Counts, takes_part: Mask, share: Counts, used: Mask
) -> tuple[Counts, Counts]:
    """δ of all units and of all but one (G + 1), and the units' sizes (G)."""
    shares, column = np.unique(share[used], return_inverse=True)
    # Intervals with the same share say the same, so their sums are enough.
    sums = counts[:, used] @ np.eye(len(shares))[column]
    with np.errstate(divide="ignore", invalid="ignore"):
        return _rate_ratios(*leave_one_out(sums, takes_part), shares), sums.sum(axis=1)


def _rate_ratios(mine: Counts, others: Counts, shares: Counts) -> Counts:
    """δ for each row of two tables (B, m) of sums by share of days inside; NaN where none fits.

    Newton's method in (a, δ) on all rows at once.
    """
    from scipy.special import expit  # slow to import, and only effects need it

    one = np.ones(len(shares))  # a product with it is a faster sum over a short row
    outside = (shares == 0).astype(np.float64)
    t0, c0 = mine @ outside, others @ outside
    t1, c1 = mine @ (1 - outside), others @ (1 - outside)
    possible = (t0 > 0) & (c0 > 0) & (t1 > 0) & (c1 > 0)
    total = mine + others
    level = np.where(possible, np.log(t0 / c0), 0.0)
    # The others' counts say how much of an inside interval lies in the wave; where all of it does,
    # this is already the solution.
    lift = (t1 / c1 * c0 / t0 - 1) * c1 / (others @ shares)
    delta = np.where(possible, np.log(np.maximum(1 + lift, 0.05)), 0.0)
    for _ in range(STEPS):
        rate = shares * np.exp(delta)[:, None]
        odds = (1 - shares) + rate
        slope = rate / odds
        probability = expit(level[:, None] + np.log(odds))
        weight = total * probability * (1 - probability)
        residual = mine - total * probability
        s_level, s_delta = residual @ one, (residual * slope) @ one
        aa, ad = weight @ one, (weight * slope) @ one
        expected = (weight * slope**2) @ one
        dd = expected - (residual * slope * (1 - slope)) @ one
        # Far from the top the likelihood is not concave; there its expectation leads uphill.
        dd = np.where(aa * dd > ad**2, dd, expected)
        step = np.clip((aa * s_delta - ad * s_level) / (aa * dd - ad**2), -1.0, 1.0)
        level = level + np.clip((s_level - ad * step) / aa, -1.0, 1.0)
        delta = delta + step
        # A row that cannot be fitted, or runs away, must not hold up the others. Newton's method
        # squares the error: after a step of 1e-7 nothing is left to gain.
        moving = possible & (np.abs(delta) < FURTHEST)
        if not np.any(np.abs(step[moving]) > 1e-7):
            break
    return np.where(possible & (np.abs(delta) < FURTHEST), delta, np.nan)
