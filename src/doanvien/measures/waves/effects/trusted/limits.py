"""95% limits of the main estimate, widened where something else may have moved the ratio.

``season``: where no earlier year shows the season of the two groups, and they are not compared
within kinds, the limits are moved out by as much as the proportion of the groups differs between
any two stretches of two months outside the wave. What it never did in the rest of the year it is
taken not to do in the wave. Less than half a year outside bounds nothing.

``selection`` and ``late``: where the months before the wave, or after it, lean by more than three
quarters of a standard error (see ``trust``), the limits also hold what would have been found
without the months before, or with the months after counted as the wave's.
"""

from __future__ import annotations

import math

import numpy as np

from doanvien.measures.waves.effects.counted.panel import Mask, Panel
from doanvien.measures.waves.effects.estimators.compared import Compared
from doanvien.measures.waves.effects.estimators.contrast import Contrast
from doanvien.measures.waves.effects.trusted.effect import Limits
from doanvien.measures.waves.effects.trusted.trust import Around, Tried

LEANS_FROM = 0.75  # standard errors
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
    panel: Panel, compared: Compared, near: Around, tried: Tried
) -> tuple[Limits, tuple[str, ...]]:
    """Limits of the log ratio, and the codes of what they were widened for."""
    main = compared.effect.estimate
    assert main is not None
    low, high = plain(panel, compared)
    codes = ["season"] if season_is_open(compared) else []
    if _leans(tried, "selection"):
        other = compared.without(near.before).estimate
        if other is not None and math.isfinite(other.se):
            lower, higher = other.limits
            low, high = min(low, lower), max(high, higher)
            codes.append("selection")
    if _leans(tried, "late"):
        shift = _as_of_the_wave(compared, compared.reaching(near.after)) - main.log_ratio
        if math.isfinite(shift):
            low, high = low + min(shift, 0.0), high + max(shift, 0.0)
            codes.append("late")
    return (low, high), tuple(codes)


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


def _leans(tried: Tried, code: str) -> bool:
    found = tried.contrasts.get(code)
    return found is not None and abs(found.score) > LEANS_FROM


def _as_of_the_wave(compared: Compared, longer: Contrast) -> float:
    """The log ratio of the wave's own weeks at which it gains as many as the longer one does."""
    gained = longer.observed - longer.expected
    left = compared.observed - gained
    return math.log(compared.observed / left) if left > 0 and compared.observed > 0 else math.nan
