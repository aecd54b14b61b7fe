"""95% limits of an estimate, widened where something else may have moved the ratio.

``season``: where no earlier year shows the season of the two groups, and they are not compared
within kinds, the limits are moved out by as much as the proportion of the groups differs between
any two stretches of two months outside the wave. What it never did in the rest of the year it is
taken not to do in the wave; the months before and after are such stretches. Less than half a year
outside bounds nothing.

``selection`` and ``late``, elsewhere: where the months before the wave, or after it, lean by more
than three quarters of a standard error, by earlier years alone half of one (see ``trust``), the
limits also hold what would have been found without the months before, or with the months after
counted as the wave's. With higher thresholds, 35 % of two later months booked into the wave are a
gain in over 4 % of cases.
"""

from __future__ import annotations

import math

import numpy as np

from doanvien.measures.waves.effects.counted.panel import Mask, Panel
from doanvien.measures.waves.effects.estimators.compared import Compared
from doanvien.measures.waves.effects.estimators.contrast import Contrast
from doanvien.measures.waves.effects.estimators.estimate import FURTHEST, NetEffect
from doanvien.measures.waves.effects.estimators.placebo import ByYears
from doanvien.measures.waves.effects.trusted.effect import Limits
from doanvien.measures.waves.effects.trusted.trust import Around, Tried

Net = Contrast | NetEffect

LEANS_FROM = 0.75  # standard errors
LEANS_FROM_BY_YEARS = 0.5  # the error is smaller, so that the same bias is more of them
SEASON_DAYS = 59  # of any two months
LEAST_DAYS = 178  # outside, for the figures to show what a season does: those of half a year


def season_is_open(compared: Compared) -> bool:
    """Whether the seasons of the groups may differ unseen: no earlier year, no kinds."""
    return compared.frame is None and not compared.kinds


def strayed(panel: Panel, compared: Compared) -> float | None:
    """The largest log ratio of the proportions of the groups in two stretches of two months outside
    the wave; None where the days outside are too few.
    """
    seasons = _seasons(panel, compared.outside)
    if not len(seasons):
        return None
    taking, counts = compared.taking, compared.counts[:, compared.outside]
    mine, others = counts[taking].sum(axis=0), counts[~taking].sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        proportions = np.log(seasons @ mine) - np.log(seasons @ others)
    known = proportions[np.isfinite(proportions)]
    return float(np.ptp(known)) if len(known) else None


def plain(panel: Panel, compared: Compared) -> Limits:
    """Limits widened for the season alone; both infinite where nothing bounds it."""
    main = compared.effect.estimate
    assert main is not None
    low, high = main.limits
    if not season_is_open(compared):
        return low, high
    season = strayed(panel, compared)
    season = math.inf if season is None else season
    return low - season, high + season


def widened(
    limits: Limits, main: Net, compared: Compared | ByYears, near: Around, tried: Tried
) -> tuple[Limits, tuple[str, ...]]:
    """``limits`` of the main effect, moved out for months that lean, and the codes of these."""
    least = LEANS_FROM if isinstance(compared, Compared) else LEANS_FROM_BY_YEARS
    leaning = [code for code, score in tried.scores.items() if abs(score) > least]
    codes = []
    if "selection" in leaning:
        limits = _holding(limits, compared.without(near.before))
        codes.append("selection")
    if "late" in leaning:
        limits = _reaching(limits, main, compared.reaching(near.after))
        codes.append("late")
    return limits, tuple(codes)


def _holding(limits: Limits, other: Net | None) -> Limits:
    """Limits that hold those of another effect, too."""
    if other is None or other.estimate is None or not math.isfinite(other.estimate.se):
        return limits
    low, high = other.estimate.limits
    return min(limits[0], low), max(limits[1], high)


def _reaching(limits: Limits, main: Net, longer: Net | None) -> Limits:
    """Limits that hold the log ratio of the wave's own weeks at which it gains as many as a longer
    wave does: the lower one at its lower limit, the upper one moved as far as its middle.
    """
    if main.estimate is None or longer is None or longer.estimate is None:
        return limits

    def of_its_own(log_ratio: float) -> float:
        left = main.observed + longer.observed * math.expm1(min(-log_ratio, FURTHEST / 2))
        return math.log(main.observed / left) if left > 0 else math.nan

    low = of_its_own(longer.estimate.limits[0])
    shift = of_its_own(longer.estimate.log_ratio) - main.estimate.log_ratio
    # A comparison with NaN, where there is no error or nothing is left, leaves the limit.
    return (low if low < limits[0] else limits[0]), limits[1] + (shift if shift > 0 else 0.0)


def _seasons(panel: Panel, outside: Mask) -> Mask:
    """Any two months in a row of those outside, of all years together, (seasons, intervals
    outside); after December comes January. An interval counts with the month that holds its middle.
    """
    middle = panel.starts + (panel.ends - panel.starts) // 2
    months, at = np.unique(
        middle[outside].astype("datetime64[M]").astype(np.int64) % 12, return_inverse=True
    )
    days = np.bincount(at, panel.days[outside]) / len(np.unique(panel.years[outside]))
    if days.sum() < LEAST_DAYS:
        return np.zeros((0, len(at)), dtype=bool)
    # From each month on, how many it takes: the first of the sums that is long enough.
    ahead = (np.arange(len(months))[:, None] + np.arange(len(months))) % len(months)
    steps = (np.cumsum(days[ahead], axis=1) < SEASON_DAYS).sum(axis=1)
    place = (at - np.arange(len(months))[:, None]) % len(months)
    seasons: Mask = place <= steps[:, None]
    return seasons
