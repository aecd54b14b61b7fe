"""Estimator C: what several provinces say together, and what they say of each other."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from doanvien.measures.waves.effects.counted.panel import Counts
from doanvien.measures.waves.effects.estimators.estimate import Estimate
from doanvien.measures.waves.effects.estimators.identification import UPPER, kish, kish_df

SD_BETWEEN = 0.5  # of the half-normal prior of τ
# Equally spaced points of τ, the lowest just above zero. The prior holds 0,14% above the highest.
BETWEEN = np.linspace(1e-4, 1.6, 81)


@dataclass(frozen=True, eq=False)
class Pooled:
    """Provinces' log ratios drawn together, each as far as its own error allows.

    ``means``, ``lows``, ``highs`` (P): posterior mean and 95% limits of each province; ``centre``
    (μ) and ``between`` (τ): posterior means of the provinces' common mean and their spread.
    """

    means: Counts
    lows: Counts
    highs: Counts
    centre: float
    between: float


def mantel_haenszel(tables: ArrayLike, earlier: ArrayLike | None = None) -> Estimate | None:
    """The net effect common to all provinces, OR = Σ(T1·C0/n) / Σ(T0·C1/n).

    ``tables`` (P, 4): T1, T0, C1, C0 of each province (taking part or other units; 1 inside, 0
    outside) and n their sum; with ``earlier`` (P, 4), the same of earlier years without a wave, the
    ratio is taken over that of those years. Standard error by leaving out one province at a time
    around the estimate of all, Student's t with K − 1 degrees of freedom (at least 0,5), K the Kish
    number of the weights T0·C1/n. Assumed: the provinces' effects have one centre; their counts may
    scatter as they like. None where no province has results in the cells that count. One province
    alone has no standard error (NaN).

    Mantel and Haenszel, J Natl Cancer Inst 22 (1959), 719–748.
    """
    cells = np.asarray(tables, dtype=np.float64).reshape(-1, 4)
    filled = cells.sum(axis=1) > 0
    before = None if earlier is None else np.asarray(earlier, dtype=np.float64).reshape(-1, 4)
    if before is not None:
        filled &= before.sum(axis=1) > 0
    logs, below = _with_each_left_out(cells[filled])
    if before is not None:
        with np.errstate(invalid="ignore"):
            logs = logs - _with_each_left_out(before[filled])[0]
    if not math.isfinite(logs[0]):
        return None
    provinces = len(below)
    with np.errstate(invalid="ignore"):
        variance = float(((logs[1:] - logs[0]) ** 2).sum()) * (provinces - 1) / provinces
    usable = provinces > 1 and math.isfinite(variance)
    return Estimate(
        log_ratio=float(logs[0]),
        se=math.sqrt(variance) if usable else math.nan,
        df=kish_df(below),
        kish=(kish(below),),
    )


def _with_each_left_out(cells: Counts) -> tuple[Counts, Counts]:
    """log OR of all provinces and of all but one (P + 1), and the weights T0·C1/n (P)."""
    t1, t0, c1, c0 = cells.T
    above, below = t1 * c0 / cells.sum(axis=1), t0 * c1 / cells.sum(axis=1)
    taken_off = np.vstack([np.zeros(len(cells)), np.eye(len(cells))])
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log((above.sum() - taken_off @ above) / (below.sum() - taken_off @ below))
    return logs, below


def shrink(log_ratios: ArrayLike, variances: ArrayLike) -> Pooled:
    """Normal–normal pooling of P ≥ 1 provinces, averaged over a grid of τ.

    Given τ, province i has θᵢ ~ N(μ, τ²) with a flat prior for μ and yᵢ ~ N(θᵢ, vᵢ); τ has a
    half-normal(0,5) prior and its posterior weights average over the grid. Fixing τ at one estimate
    instead (empirical Bayes) would make the limits too narrow. Limits are quantiles of the mixture
    of normals. ``variances`` are positive; raises ValueError otherwise.

    Gelman et al., Bayesian Data Analysis (3rd ed. 2013), 5.4; the prior as in Gelman, Bayesian
    Analysis 1 (2006), 515–534.
    """
    y, v = np.asarray(log_ratios, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    if not len(y) or len(y) != len(v) or not np.all(v > 0):
        raise ValueError("Give each province one log ratio and a variance above zero.")
    tau2 = BETWEEN[:, None] ** 2
    precision = 1 / (v + tau2)
    total = precision.sum(axis=1)
    centre = (precision * y).sum(axis=1) / total
    fit = (np.log(precision) - precision * (y - centre[:, None]) ** 2).sum(axis=1)
    log_weight = 0.5 * (fit - np.log(total) - (BETWEEN / SD_BETWEEN) ** 2)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    own = tau2 / (v + tau2)
    means = own * y + (1 - own) * centre[:, None]
    sds = np.sqrt(own * v + (1 - own) ** 2 / total[:, None])
    return Pooled(
        means=weight @ means,
        lows=_quantile(1 - UPPER, weight, means, sds),
        highs=_quantile(UPPER, weight, means, sds),
        centre=float(weight @ centre),
        between=float(weight @ BETWEEN),
    )


def _quantile(level: float, weight: Counts, means: Counts, sds: Counts) -> Counts:
    """The quantile of each column's mixture of normals, by bisection."""
    from scipy.special import ndtr  # slow to import, and only effects need it

    low, high = (means - 10 * sds).min(axis=0), (means + 10 * sds).max(axis=0)
    for _ in range(60):
        middle = (low + high) / 2
        below = weight @ ndtr((middle - means) / sds) < level
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2
