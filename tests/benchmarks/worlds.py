"""Worlds in which joining a wave is not random: what real figures do, and no estimator is told.

Each trait changes either what the two groups would admit (``tilt``, ``exists``) or how what they
admit is written down (``written``), or who takes part at all (``order``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

SEASON_MONTHS, REVERSED_MONTHS = (4, 5, 6, 7), (10, 11, 12)
DIP_DAYS = 90
LATE_MONTHS = (8, 9)


@dataclass(frozen=True)
class World:
    """How those who take part differ from the others, all of it nothing by default.

    ``season``: the rate of the joiners' kind in April to July is 1 + season times, in October to
    December 1 − season times what it was, and the other kind's the other way round; ``mixed`` is
    the share of each side that is of the other side's kind. ``growth``: they grow so much faster in
    a year. ``behind``: those take part that admitted least in January to March, for their size.
    ``dip``: share of their admissions missing in the 90 days before. ``late``: share of those of
    August and September booked into the wave. ``quarterly``: share of them that report a quarter in
    its last month. ``begun``: share of them that began on some day of January to March of the
    wave's year. ``dominant``: share of their results in one unit. ``zeros``: share of the cells of
    all units that are zero, the others so much higher. ``unlike``: they scatter more and the others
    less than usual. ``spillover``: share that the others lose on days of the wave.
    """

    season: float = 0.0
    mixed: float = 0.0
    growth: float = 0.0
    behind: bool = False
    dip: float = 0.0
    late: float = 0.0
    quarterly: float = 0.0
    begun: float = 0.0
    dominant: float = 0.0
    zeros: float = 0.0
    unlike: bool = False
    spillover: float = 0.0


USUAL = World()


def sizes(world: World, size: np.ndarray, taking: int) -> np.ndarray:
    """Sizes of the units, of which the first ``taking`` take part."""
    if world.dominant:
        size = size.copy()
        size[0] = size[1:taking].sum() * world.dominant / (1 - world.dominant)
    return size


def mixed_kinds(world: World, units: int, taking: int) -> np.ndarray:
    """Which units are of the other kind: those that do not take part, but for the mixed share of
    each side; bool (units,).
    """
    other = np.arange(units) >= taking
    other[: round(world.mixed * taking)] = True
    other[taking : taking + round(world.mixed * (units - taking))] = False
    return other


def season_of_kinds(world: World, days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Factors on the daily rate of the joiners' kind and of the other."""
    month = days.astype("datetime64[M]").astype(int) % 12 + 1
    shape = np.isin(month, SEASON_MONTHS) * 1.0 - np.isin(month, REVERSED_MONTHS)
    return 1 + world.season * shape, 1 - world.season * shape


def tilt(world: World, days: np.ndarray, start: date, end: date) -> tuple[np.ndarray, np.ndarray]:
    """Factors on the daily rate of those taking part and of the others, without any effect."""
    since = (days - np.datetime64(start)).astype(float)
    before = (since < 0) & (since >= -DIP_DAYS)
    inside = (since >= 0) & (days <= np.datetime64(end))
    joiners = (1 + world.growth) ** (since / 365.25) * np.where(before, 1 - world.dip, 1.0)
    return joiners, np.where(inside, 1 - world.spillover, 1.0)


def exists(
    world: World, days: np.ndarray, units: int, taking: int, start: date, rng: np.random.Generator
) -> np.ndarray:
    """1 on the days from which a unit exists, (units, D)."""
    found = np.ones((units, len(days)))
    first = date(start.year, 1, 1)
    for unit in range(round(world.begun * taking)):
        begins = first + timedelta(days=int(rng.integers(0, 90)))
        found[taking - 1 - unit] = days >= np.datetime64(begins)
    return found


def effort(
    world: World, shape: tuple[int, int], taking: int, rng: np.random.Generator
) -> np.ndarray:
    """What makes counts scatter more than Poisson's, mean 1."""
    if world.unlike:
        return np.vstack(
            [
                rng.gamma(0.6, 1 / 0.6, (taking, shape[1])),
                rng.gamma(8.0, 1 / 8.0, (shape[0] - taking, shape[1])),
            ]
        )
    found = rng.gamma(2.0, 0.5, shape)  # makes the dispersion of unions about 1,2
    if world.zeros:
        found = found * (rng.random(shape) >= world.zeros) / (1 - world.zeros)
    return found


def order(world: World, members: np.ndarray, size: np.ndarray, early: np.ndarray) -> np.ndarray:
    """The units in the order in which they are asked to take part; ``early`` marks intervals."""
    if not world.behind:
        return np.arange(len(size))
    return np.argsort(members[:, early].sum(axis=1) / size, kind="stable")


def written(
    world: World,
    counts: np.ndarray,
    ends: np.ndarray,
    taking: int,
    start: date,
    rng: np.random.Generator,
) -> np.ndarray:
    """The counts (units, n) as they are reported."""
    found = counts.copy()
    month = ends.astype("datetime64[M]").astype(int) % 12 + 1
    year = ends.astype("datetime64[Y]").astype(int) + 1970
    if world.late:
        at = int(np.flatnonzero((year == start.year) & (month == start.month + 1))[0])
        for late in np.flatnonzero((year == start.year) & np.isin(month, LATE_MONTHS)):
            moved = np.floor(found[:taking, late] * world.late + rng.random(taking))
            moved = np.minimum(moved, found[:taking, late])
            found[:taking, late] -= moved
            found[:taking, at] += moved
    for unit in range(round(world.quarterly * taking)):
        for last in np.flatnonzero(month % 3 == 0):
            found[unit, last] = found[unit, last - 2 : last + 1].sum()
            found[unit, last - 2 : last] = 0
    return found
