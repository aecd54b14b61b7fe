"""Tests before an effect is trusted, each with what it costs.

``placebo``: in earlier years without a wave, the proportion of the two groups moved on the wave's
dates or others of the year by more than the units' scatter explains. ``trend``: it was moving
before the wave began. ``selection``: in the three months before, those taking part stood lower or
higher than else, so they were chosen for it or waited. ``late``: so they did in the months after,
so results were booked into the wave or brought forward from farther than the weeks counted.
``lumps``: they report more of their results at the end of a quarter. All over the same days of
earlier years, where there are any; a habit of every year is no alarm.

A test that fires costs the interval and the number. Placebos are one family and the others another;
together they raise a false alarm in one of twenty cases at most. ``selection`` and ``late`` cost
something before that (see ``limits``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from doanvien.measures.waves.effects.counted.panel import Counts, Mask, Panel
from doanvien.measures.waves.effects.counted.windows import Split, WaveWindow, touched
from doanvien.measures.waves.effects.estimators.compared import Compared
from doanvien.measures.waves.effects.estimators.contrast import Contrast, leave_one_out
from doanvien.measures.waves.effects.estimators.placebo import ByYears
from doanvien.measures.waves.effects.trusted.joint import fired

DAYS_BEFORE = 92  # in which a choice, or a dip, shows
DAYS_AFTER = 120  # into which late booking and bring-forward reach
LONGEST_MONTH = 31  # days of an interval that can show reporting by quarter
FEWEST_FOR_TREND = 2

ALARMS_BY_YEARS = 0.05  # of all tests by earlier years alone together

CODES = ("placebo", "trend", "selection", "late", "lumps")


@dataclass(frozen=True, eq=False)
class TrustTest:
    """One test: ``fired`` is None where the figures cannot run it."""

    code: str
    fired: bool | None


@dataclass(frozen=True, eq=False)
class Around:
    """Intervals outside a wave, in its year: the three months ``before``, those ``after`` up to 120
    days, ends of ``quarters``, and the ``earlier`` and ``later`` half of all before it; (n) each.
    """

    before: Mask
    after: Mask
    quarters: Mask
    earlier: Mask
    later: Mask


def around(panel: Panel, waves: tuple[WaveWindow, ...], compared: Compared | Split) -> Around:
    """Where to look in the figures of a comparison."""
    outside = compared.outside
    nowhere = np.zeros(len(panel.starts), dtype=bool)
    first = panel.starts[compared.inside].min()
    this_year = panel.years == waves[-1].end.year
    ahead = outside & (panel.ends < first)
    # Without earlier years to divide by, every year's weeks are compared with, and may drift.
    run = np.flatnonzero(ahead)
    half = (len(run) + 1) // 2
    earlier, later = nowhere.copy(), nowhere.copy()
    if len(run) >= FEWEST_FOR_TREND:
        earlier[run[:half]], later[run[half:]] = True, True
    month = panel.ends.astype("datetime64[M]").astype(np.int64) % 12 + 1
    monthly = bool((panel.days[outside] <= LONGEST_MONTH).all())
    return Around(
        before=ahead & this_year & (panel.starts >= first - DAYS_BEFORE),
        after=outside & this_year & touched(panel, waves, DAYS_AFTER) & (panel.starts > first),
        quarters=outside & (month % 3 == 0) & monthly,
        earlier=earlier,
        later=later,
    )


@dataclass(frozen=True, eq=False)
class Tried:
    """The tests of a comparison, and the scores behind those of the wave's own year."""

    tests: tuple[TrustTest, ...]
    scores: Mapping[str, float]


def try_out(compared: Compared, near: Around) -> Tried:
    """All tests in the order of ``CODES``."""
    placebos = list(_placebos(compared))
    outside = compared.outside
    others = {
        "trend": _between(compared, near.later, near.earlier),
        "selection": _between(compared, near.before, outside & ~near.before),
        "late": _between(compared, near.after, outside & ~near.after),
        "lumps": _lumps(compared, near.quarters),
    }
    possible = {code: one for code, one in others.items() if one is not None}
    found: dict[str, bool | None] = dict.fromkeys(CODES)
    found |= dict(zip(possible, fired(list(possible.values())), strict=True))
    if placebos:
        found["placebo"] = any(fired(placebos))
    scores = {code: one.score for code, one in possible.items()}
    return Tried(tuple(TrustTest(code, found[code]) for code in CODES), scores)


def try_out_by_years(years: ByYears, placebos: Sequence[Mask], near: Around) -> Tried:
    """The tests that need no other units: ``placebos`` are the wave's days in earlier years. They
    are one family, in which each has its share of the false alarms (Bonferroni). ``late`` fires
    only where the months after stand low: that is what late booking and bring-forward do.
    """
    found = {
        "placebo": [years.effect.error_of(inside) for inside in placebos],
        "selection": [years.asked_of(near.before)],
        "late": [years.asked_of(near.after)],
    }
    scores = {
        code: [one.score for one in several if one and math.isfinite(one.score)]
        for code, several in found.items()
    }
    number = sum(map(len, scores.values()))
    tests = {
        code: min(_chance(one, low=code == "late") for one in own) * number < ALARMS_BY_YEARS
        for code, own in scores.items()
        if own
    }
    leaning = {code: own[0] for code, own in scores.items() if own and code != "placebo"}
    return Tried(tuple(TrustTest(code, tests.get(code)) for code in found), leaning)


def _chance(score: float, *, low: bool) -> float:
    """How often chance gives such a score or a farther one; with ``low`` only a lower one."""
    from scipy.special import ndtr  # slow to import, and only effects need it

    return float(ndtr(score)) if low else 2 * float(ndtr(-abs(score)))


def _between(compared: Compared, one: Mask, other: Mask) -> Contrast | None:
    """Some intervals outside against others; None where a side of either has no results."""
    if not one.any() or not other.any():
        return None
    found = compared.ratio(compared.between(one), other)
    return found if math.isfinite(found.score) else None


def _lumps(compared: Compared, quarters: Mask) -> Contrast | None:
    """Mean share of the units' results outside that falls on ends of quarters, those taking part
    less the others; less the same in the earlier years where there are any.

    Unit by unit, as a group that is half in lumps has so few results between them that their log
    ratio says nothing.
    """
    frame, counts = compared.frame, compared.counts
    if not quarters.any():
        return None
    share, known = _share(counts, quarters, compared.outside)
    if frame is not None:
        before, seen = _share(counts, frame.earlier(quarters), frame.earlier(compared.outside))
        share, known = share - before, known & seen
    mine, others = leave_one_out(
        np.stack([np.where(known, share, 0.0), known.astype(float)], axis=1), compared.taking
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = mine[:, 0] / mine[:, 1] - others[:, 0] / others[:, 1]
    found = Contrast(apart, 1.0, 1.0, compared.taking, known.astype(float))
    return found if math.isfinite(found.score) else None


def _share(counts: Counts, some: Mask, all_: Mask) -> tuple[Counts, Mask]:
    """Each unit's share (G) of its results on ``all_`` that falls on ``some``; where it has any."""
    total = counts[:, all_].sum(axis=1)
    return counts[:, some].sum(axis=1) / np.maximum(total, 1.0), total > 0


def _placebos(compared: Compared) -> Iterator[Contrast]:
    """Windows as long as the wave's in each earlier year, over the other earlier years."""
    frame = compared.frame
    if frame is None or len(frame.years) < 2:
        return
    cells = np.flatnonzero(frame.inside | compared.outside)
    length = int(frame.inside.sum())
    own = int(np.flatnonzero(frame.inside)[0])
    at = int(np.flatnonzero(cells == own)[0])
    # Of two years each is the other's mirror image.
    for year in frame.years if len(frame.years) > 2 else frame.years[:1]:
        for start in range(at % length, len(cells) - length + 1, length):
            inside = np.zeros(len(frame.inside), dtype=bool)
            inside[cells[start : start + length]] = True
            outside = (frame.inside | compared.outside) & ~inside
            if outside.any():
                found = compared.placebo(inside, outside, year)
                if math.isfinite(found.score):
                    yield found
