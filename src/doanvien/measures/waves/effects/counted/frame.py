"""The year of a wave beside the same days of earlier years without one.

What two groups of units do to each other's ratio every year at this time is no effect of a wave. It
is seen in the years in which the units taking part had none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doanvien.measures.waves.effects.counted.panel import Mask, Panel
from doanvien.measures.waves.effects.counted.windows import PRE_DAYS, WaveWindow, touched

LEAST_MATCHED = 0.5  # of the intervals outside, for an earlier year to be compared with


@dataclass(frozen=True, eq=False)
class Frame:
    """Intervals of the wave's year, and the same days of ``years``, earlier ones without a wave.

    ``inside`` and ``outside`` (n) lie in the wave's year; ``matches`` (Y, n) is the position of the
    interval with the same days in each earlier year, −1 where the frame does not use it.
    """

    years: tuple[int, ...]
    inside: Mask
    outside: Mask
    matches: NDArray[np.int64]

    def earlier(self, intervals: Mask, years: Sequence[int] | None = None) -> Mask:
        """The intervals with the same days as ``intervals`` (n) in ``years``, all by default."""
        rows = [at for at, year in enumerate(self.years) if years is None or year in years]
        found = np.zeros(len(intervals), dtype=bool)
        positions = self.matches[rows][:, intervals]
        found[positions[positions >= 0]] = True
        return found


def frame_of(
    panel: Panel,
    waves: Sequence[WaveWindow],
    others: Sequence[WaveWindow],
    years_without: Sequence[int],
    post_days: int,
) -> Frame | None:
    """The frame of ``waves`` (one, or adjoining ones in order); None where no earlier year is
    clean, or the weeks after the waves reach into the next year.

    An earlier year is one of ``years_without`` that has figures of the same days, and no wave of
    ``others`` on the days inside. Days outside on which any compared year had another wave are not
    used in any of them.
    """
    if not years_without:
        return None
    year = waves[-1].end.year
    in_year = panel.years == year
    reached = touched(panel, waves, post_days)
    last = max(wave.reach_after(post_days)[1] for wave in waves)
    if last.year > year or waves[0].start.year < year:
        return None
    disturbed = touched(panel, others)
    inside, outside = reached & in_year, in_year & ~reached & ~disturbed
    days = _days_of_year(panel)
    years, matches = [], []
    for earlier in years_without:
        found = _match(panel, days, inside | outside, earlier, disturbed)
        usable = np.all(found[inside & ~disturbed] >= 0)
        if usable and np.mean(found[outside] >= 0) >= LEAST_MATCHED:
            years.append(earlier)
            matches.append(found)
    if not years or not inside.any():
        return None
    table = np.array(matches)
    # What was disturbed in the wave's year stays inside, as it does without earlier years.
    shared = (table >= 0).all(axis=0)
    table[:, ~shared] = -1
    return Frame(tuple(years), inside & shared, outside & shared, table)


def held_back_cut(waves: Sequence[WaveWindow]) -> bool:
    """Whether the days before the wave reach into the year before, so that a frame lacks them."""
    return (waves[0].start.month, waves[0].start.day) <= (1, PRE_DAYS)


def _match(
    panel: Panel, days: NDArray[np.int64], used: Mask, year: int, disturbed: Mask
) -> NDArray[np.int64]:
    """For each used interval that of ``year`` with the same first and last day, else −1."""
    there = np.flatnonzero((panel.years == year) & ~disturbed)
    known = {tuple(days[at].tolist()): int(at) for at in there}
    found = np.full(len(used), -1, dtype=np.int64)
    for at in np.flatnonzero(used):
        found[at] = known.get(tuple(days[at].tolist()), -1)
    return found


def _days_of_year(panel: Panel) -> NDArray[np.int64]:
    """First and last day of each interval as month·100 + day, 29 February as the 28th: (n, 2)."""
    columns = []
    for dates in (panel.starts, panel.ends):
        months = dates.astype("datetime64[M]")
        number = months.astype(np.int64) % 12 + 1
        day = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
        columns.append(np.where((number == 2) & (day == 29), 228, number * 100 + day))
    return np.stack(columns, axis=1)
