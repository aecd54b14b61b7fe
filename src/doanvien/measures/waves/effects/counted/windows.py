"""Which intervals a wave touches, and what share of their days lies inside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from doanvien.measures.days import span_before
from doanvien.measures.waves.effects.counted.panel import Counts, Mask, Panel

PRE_DAYS = 14  # hold-back: admissions that wait for the wave
POST_DAYS = 45  # bring-forward: admissions that the wave took from the weeks after it


@dataclass(frozen=True)
class WaveWindow:
    """A wave as announced: both days included. ``units`` took part; None means all of them.
    ``cost`` is in VND, None where it is not known.
    """

    name: str
    start: date
    end: date
    units: frozenset[str] | None = None
    cost: float | None = None

    @property
    def reach(self) -> tuple[date, date]:
        """First day of the pre-window and last day of the post-window."""
        return self.reach_after(POST_DAYS)

    def reach_after(self, post_days: int) -> tuple[date, date]:
        """The same with another length of the post-window."""
        return self.start - timedelta(days=PRE_DAYS), self.end + timedelta(days=post_days)


@dataclass(frozen=True, eq=False)
class Split:
    """Intervals that an estimate uses and those among them that are inside, both of shape (n,)."""

    used: Mask
    inside: Mask

    @property
    def outside(self) -> Mask:
        return self.used & ~self.inside


def share_inside(panel: Panel, waves: Sequence[WaveWindow]) -> Counts:
    """f_t: the share of each interval's days inside the windows of ``waves``, shape (n,), 0 to 1.

    Days that two of the waves share count once.
    """
    inside = np.zeros(len(panel.starts))
    for first, last in _union([(wave.start, wave.end) for wave in waves]):
        inside += panel.days_in(first, last)
    return inside / panel.days


def touched(panel: Panel, waves: Sequence[WaveWindow], post_days: int = POST_DAYS) -> Mask:
    """Intervals with a day in the pre-window, the wave or the post-window of any of ``waves``."""
    found = np.zeros(len(panel.starts), dtype=bool)
    for wave in waves:
        found |= panel.days_in(*wave.reach_after(post_days)) > 0
    return found


def gross_split(panel: Panel, wave: WaveWindow, others: Sequence[WaveWindow]) -> Split:
    """What the gross rate ratio of one wave compares.

    Dropped are intervals touched by the pre- or post-window only, and those that another wave
    touches: unless they hold days of this wave and none of the other (the last weeks of a wave are
    the pre-window of an adjoining one, but they belong to the first).
    """
    inside = share_inside(panel, [wave]) > 0
    of_others = share_inside(panel, others) > 0
    reached = touched(panel, [wave, *others])
    return Split(used=(inside & ~of_others) | ~reached, inside=inside & ~of_others)


def net_split(
    panel: Panel,
    waves: Sequence[WaveWindow],
    others: Sequence[WaveWindow],
    post_days: int = POST_DAYS,
) -> Split:
    """What the net effect compares: every interval that ``waves`` touch, with the rest.

    Adjoining waves are given together. Intervals that ``others`` touch are dropped.
    """
    inside = touched(panel, waves, post_days)
    return Split(used=inside | ~touched(panel, others), inside=inside)


def adjoining(
    waves: Iterable[WaveWindow], panels: Sequence[Panel]
) -> tuple[tuple[WaveWindow, ...], ...]:
    """Group the waves whose pre- to post-windows share a day, or an interval of any panel.

    What one of them brought forward may be missing in the next, so only their joint net effect can
    be told. Groups and their waves are in order of their dates.
    """
    groups: list[list[WaveWindow]] = []
    for wave in sorted(waves, key=lambda wave: (wave.start, wave.end, wave.name)):
        if groups and _meets(wave, groups[-1], panels):
            groups[-1].append(wave)
        else:
            groups.append([wave])
    return tuple(tuple(group) for group in groups)


def in_year(wave: WaveWindow, year: int) -> WaveWindow:
    """The same days in the year ``year`` (that of its first day), as a placebo; 29/2 is 28/2."""
    start, end = wave.start, wave.end
    for _ in range(wave.start.year - year):
        start, end = span_before(start, end)
    return replace(wave, start=start, end=end)


def same_season(one: WaveWindow, other: WaveWindow) -> bool:
    """Whether two waves of different years share a day of the year."""
    earlier, later = sorted((one, other), key=lambda wave: wave.start)
    later = in_year(later, earlier.start.year)
    return later.start <= earlier.end and earlier.start <= later.end


def _meets(wave: WaveWindow, group: Sequence[WaveWindow], panels: Sequence[Panel]) -> bool:
    if wave.reach[0] <= max(known.reach[1] for known in group):
        return True
    return any(bool(np.any(touched(p, group) & touched(p, [wave]))) for p in panels)


def _union(spans: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """The spans without overlap, in order."""
    merged: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
