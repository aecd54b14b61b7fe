"""Campaign waves around May and July: dates and participation vary, the true effect is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from doanvien.reference.places import TERRITORY_CHANGE
from doanvien.simulate.invented.months import Month
from doanvien.simulate.invented.world import PlannedWave, World

BROUGHT_FORWARD = 0.25  # of what a wave adds, so much would have joined in the month after it


@dataclass(frozen=True)
class Wave:
    """One wave of a place. ``effect`` is what it adds to the admissions of a taking-part unit, as a
    share of what that unit admits without it, for as long as the window lasts. ``taking_part``:
    bool (units,)."""

    name: str
    start: date
    end: date
    effect: float
    taking_part: np.ndarray

    def inside(self, month: Month) -> float:
        """The share of a month that lies in the window."""
        first, last = max(self.start, month.start), min(self.end, month.end)
        return max(0, (last - first).days + 1) / ((month.end - month.start).days + 1)


def draw_waves(
    months: tuple[Month, ...], kinds: tuple[str, ...], rng: np.random.Generator, world: World
) -> list[Wave]:
    """The waves of a place that lie within its months: as planned, or most years have two.
    ``kinds``: the kind of each of its units."""
    if world.waves is None:
        odds = dict(world.keen)
        waves = _by_chance(months, np.array([odds.get(kind, 1.0) for kind in kinds]), rng)
    else:
        waves = [_as_planned(wave, len(kinds), rng) for wave in world.waves]
    # Units that came with the new map join its first wave on the day that the map began.
    first, last = months[0].start, months[-1].end
    begun = [_from(wave, first) for wave in waves if wave.end >= first]
    return [wave for wave in begun if wave.end <= last]


def _by_chance(months: tuple[Month, ...], odds: np.ndarray, rng: np.random.Generator) -> list[Wave]:
    """``odds``: those of each unit to take part, against an average one."""
    waves = []
    for year in sorted({month.year for month in months}):
        may_days = (date(year, 4, 10), 25, date(year, 5, 31))
        july_days = (date(year, 6, 10), 26, date(year, 7, 31))
        may_name = f"Tháng Công nhân {year} (Lớp đoàn viên tháng 5)"
        july_name = f"Đợt cao điểm chào mừng 28/7/{year} (Lớp đoàn viên 28/7)"
        may = _wave(may_name, may_days, 0.9, 0.95, odds, rng)
        july = _wave(july_name, july_days, 0.6, 0.85, odds, rng)
        waves += [wave for wave in (may, july) if wave is not None]
    return waves


def _as_planned(plan: PlannedWave, units: int, rng: np.random.Generator) -> Wave:
    taking_part = rng.permutation(units) < round(plan.part * units)
    start, end = date(plan.year, *plan.start), date(plan.year, *plan.end)
    return Wave(plan.name, start, end, plan.effect, taking_part)


def factors(
    waves: list[Wave], months: tuple[Month, ...], units: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the waves do to the admissions of each unit and month, each float (units, months).

    The factor on what a unit admits without waves; and, as parts of it, what waves add and what
    they take from the month after because it was brought forward.
    """
    added = np.zeros((units, len(months)))
    taken = np.zeros((units, len(months)))
    for wave in waves:
        inside = np.array([wave.inside(month) for month in months])
        if not inside.any():
            continue
        strength = wave.taking_part * wave.effect
        added += np.outer(strength, inside)
        after = int(np.flatnonzero(inside)[-1]) + 1
        if after < len(months):
            taken[:, after] += BROUGHT_FORWARD * strength * inside.sum()
    return 1 + added - taken, added, taken


def _wave(
    name: str,
    days: tuple[date, int, date],
    effect: float,
    chance: float,
    odds: np.ndarray,
    rng: np.random.Generator,
) -> Wave | None:
    """One wave, or None in a year without it. ``days``: the earliest start, how many days it may
    come later, the end. Every draw is made in either case, so that one year does not shift those
    after it."""
    earliest, spread, end = days
    held = rng.random() < chance
    start = earliest + timedelta(days=int(rng.integers(0, spread)))
    strength = effect * float(np.exp(rng.normal(0.0, 0.25)))
    draws, part = rng.random(len(odds)), rng.beta(5, 2)
    taking_part = draws < part * odds / (1 - part + part * odds)
    if rng.random() < 0.2:
        taking_part[:] = True
    if not held or not taking_part.any():
        return None
    return Wave(name, start, end, strength, taking_part)


def _from(wave: Wave, first: date) -> Wave:
    start = max(wave.start, first) if first == TERRITORY_CHANGE else wave.start
    return Wave(wave.name, start, wave.end, wave.effect, wave.taking_part)
