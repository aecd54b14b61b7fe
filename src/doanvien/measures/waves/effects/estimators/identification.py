"""What the figures can tell at all, before anything is estimated from them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from doanvien.measures.waves.effects.counted.panel import Counts

LEAST_INDEX = 0.02
LEAST_DF = 0.5  # of one side: a single unit says little, but not nothing
UPPER = 0.975
POWER = 0.80


def kish(sizes: ArrayLike) -> float:
    """Effective number of units, (Σw)²/Σw²; 0 where all sizes are zero.

    ``sizes`` are the units' totals (any shape, not negative). One unit that holds nearly all of
    them gives about 1, equal units their number. Kish, Survey Sampling (1965), 11.7.
    """
    weights = np.asarray(sizes, dtype=np.float64)
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def kish_df(sizes: ArrayLike) -> float:
    """Degrees of freedom of one side: K − 1, at least 0,5."""
    return max(kish(sizes) - 1, LEAST_DF)


def satterthwaite(v_one: float, df_one: float, v_other: float, df_other: float) -> float:
    """Degrees of freedom of a sum of two independent variances, V²/(V₁²/df₁ + V₂²/df₂).

    Without any variance (units that are exact copies) the smaller of the two. Satterthwaite,
    Biometrics Bulletin 2 (1946), 110–114.
    """
    below = v_one**2 / df_one + v_other**2 / df_other
    return (v_one + v_other) ** 2 / below if below > 0 else min(df_one, df_other)


def smallest_detectable(se: float, df: float) -> float:
    """The smallest rate ratio seen with a power of 80%: exp[(t₀.₉₇₅ + t₀.₈₀)·SE].

    A ratio as far below 1 (the inverse) is seen as easily. Bloom, Evaluation Review 19 (1995),
    547–556, with Student's t instead of the normal distribution.
    """
    from scipy.special import stdtrit  # slow to import, and only effects need it

    with np.errstate(over="ignore"):
        return float(np.exp((stdtrit(df, UPPER) + stdtrit(df, POWER)) * se))


def identification_index(exposure: Counts, sizes: Counts, days: Counts, season: Counts) -> float:
    """Information left on the wave after month and year effects ÷ before, from 0 to 1.

    ``exposure`` (P, n): share of the days of interval t on which group p was in a wave, over all
    waves of all years. ``sizes`` (P): the groups' results, ``days`` (n): length of the intervals;
    size × days is the weight of a cell, its expected count were nothing to happen. ``season``
    (n, m): share of each interval in every month of the year, and in every year.

    Both are weighted sums of squares of the exposure: before, around the groups' means (a group's
    level is never known beforehand); after, around their regression on the season as well. Zero
    where every year had the wave on the same dates for everyone, and where nobody was in a wave.
    Under 0,02 no effect is given.
    """
    weights = days / days.sum()
    around = exposure - (exposure @ weights)[:, None]
    before = float(sizes @ (around**2 @ weights))
    if before <= 0:
        return 0.0
    # Weights are a product of size and days, so the season explains the same in every group: what
    # it explains of the groups' weighted mean.
    root = np.sqrt(weights)
    mean = (sizes @ around) / sizes.sum() * root
    columns = (season - weights @ season) * root[:, None]
    fitted = columns @ np.linalg.lstsq(columns, mean, rcond=None)[0]
    left = before - float(sizes.sum() * (fitted**2).sum())
    return left / before if left > 1e-9 * before else 0.0
