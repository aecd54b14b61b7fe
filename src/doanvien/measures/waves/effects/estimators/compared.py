"""Estimator A: units that took part against units that did not, in earlier years too.

The main estimate is a triple difference: what happened to the proportion of the two groups from
other weeks to those of the wave, over what happened to it in the same weeks of earlier years
without a wave. A season, a growth or a habit of reporting that differs between the groups falls
out. Where no earlier year is clean, the proportion is taken to be the same in all weeks, and the
report says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from doanvien.measures.waves.effects.counted.frame import Frame
from doanvien.measures.waves.effects.counted.panel import Counts, Mask, Panel
from doanvien.measures.waves.effects.counted.windows import WaveWindow, touched
from doanvien.measures.waves.effects.estimators.contrast import Contrast, Part, contrast
from doanvien.measures.waves.effects.estimators.estimate import FEWEST_UNITS
from doanvien.measures.waves.effects.estimators.identification import kish

Table = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Compared:
    """Units of a panel that are compared: ``kept`` (G) of them, on their ``counts`` (k, n).

    ``parts`` are over the kept units, ``outside`` (n) is compared with. ``kinds`` are those within
    which units are compared, () where all are compared with all.
    """

    kept: Mask
    counts: Counts
    taking: Mask
    parts: tuple[Part, ...]
    outside: Mask
    frame: Frame | None
    kinds: tuple[str, ...]

    @cached_property
    def inside(self) -> Mask:
        return np.logical_or.reduce([part.inside for part in self.parts])

    @cached_property
    def effect(self) -> Contrast:
        """The wave's, over that of the earlier years where there are any."""
        return self.ratio(self.parts, self.outside)

    @cached_property
    def observed(self) -> float:
        return self.effect.observed

    def without(self, dropped: Mask) -> Contrast:
        """The effect without some intervals outside (n), in no year."""
        return self.ratio(self.parts, self.outside & ~dropped)

    def reaching(self, added: Mask) -> Contrast:
        """The effect with intervals outside (n) counted as inside: a longer wave."""
        parts = (*self.parts, *self.between(added))
        return self.ratio(parts, self.outside & ~added)

    def between(self, inside: Mask) -> tuple[Part, ...]:
        """Parts on other intervals than the wave's, by the same kinds: who took part in any wave
        against who took part in none.
        """
        units = {part.units.tobytes(): part.units for part in self.parts}
        return tuple(Part(rows, self.taking, inside) for rows in units.values())

    def ratio(self, parts: Sequence[Part], outside: Mask) -> Contrast:
        """Of any intervals of the wave's year to others, over the same of the earlier years."""
        found = contrast(self.counts, parts, outside)
        return found if self.frame is None else found.less(self._earlier(parts, outside))

    def placebo(self, inside: Mask, outside: Mask, year: int) -> Contrast:
        """The same in an earlier year of the frame, over the others of them."""
        frame = self.frame
        assert frame is not None
        rest = [other for other in frame.years if other != year]
        found = contrast(self.counts, *self._in(frame, self.between(inside), outside, [year]))
        return found.less(
            contrast(self.counts, *self._in(frame, self.between(inside), outside, rest))
        )

    def tables(self) -> tuple[Table, Table | None]:
        """T1, T0, C1, C0 of the wave's year and of the earlier ones, for estimator C.

        With several parts, T0 is what makes T0·C1/C0 the expected count.
        """
        wave = contrast(self.counts, self.parts, self.outside)
        table = self._table(wave, self.parts, self.outside)
        if self.frame is None:
            return table, None
        return table, self.earlier_table()

    def earlier_table(self, years: Sequence[int] | None = None) -> Table:
        """The same of some of the earlier years together."""
        assert self.frame is not None
        parts, outside = self._in(self.frame, self.parts, self.outside, years)
        return self._table(contrast(self.counts, parts, outside), parts, outside)

    def _table(self, found: Contrast, parts: Sequence[Part], outside: Mask) -> Table:
        c1 = sum(float(self.counts[p.units & ~p.taking][:, p.inside].sum()) for p in parts)
        c0 = float(self.counts[~self.taking][:, outside].sum())
        return found.observed, found.expected * c0 / c1 if c1 else 0.0, c1, c0

    def _earlier(self, parts: Sequence[Part], outside: Mask) -> Contrast:
        assert self.frame is not None
        return contrast(self.counts, *self._in(self.frame, parts, outside, None))

    @staticmethod
    def _in(
        frame: Frame, parts: Sequence[Part], outside: Mask, years: Sequence[int] | None
    ) -> tuple[list[Part], Mask]:
        shifted = [
            Part(part.units, part.taking, frame.earlier(part.inside, years)) for part in parts
        ]
        return shifted, frame.earlier(outside, years)


def compare(
    panel: Panel,
    waves: Sequence[WaveWindow],
    inside: Mask,
    outside: Mask,
    frame: Frame | None,
    kept: Mask,
    kinds: Mapping[str, str],
) -> Compared | None:
    """Who is compared with whom; None where all that is kept took part, or none did.

    ``kept`` (G) marks the units to use. With ``kinds`` (unit → kind) units are compared within
    their kind, and units of a kind that only one side has are left out, as long as at least three
    units (in effective number) remain on each side.
    """
    taking = np.logical_or.reduce([panel.members_of(wave.units) for wave in waves])
    labels = np.array([kinds.get(unit, "") for unit in panel.units])
    common = sorted(
        {*labels[kept & taking].tolist()} & {*labels[kept & ~taking].tolist()} if kinds else set()
    )
    matched = kept & np.isin(labels, common)
    if not common or not _enough(panel.counts[:, inside | outside], matched, taking):
        common, matched = [], kept
    if not (taking & matched).any() or not (~taking & matched).any():
        return None
    strata = [labels[matched] == kind for kind in common] or [np.ones(matched.sum(), dtype=bool)]
    segments = _segments(panel, waves, inside, matched, strata)
    return Compared(
        kept=matched,
        counts=panel.counts[matched],
        taking=taking[matched],
        parts=tuple(Part(rows, who, cells) for rows in strata for who, cells in segments),
        outside=outside,
        frame=frame,
        kinds=tuple(common),
    )


def _enough(counts: Counts, matched: Mask, taking: Mask) -> bool:
    sizes = counts.sum(axis=1)
    return all(kish(sizes[side & matched]) >= FEWEST_UNITS for side in (taking, ~taking))


def _segments(
    panel: Panel, waves: Sequence[WaveWindow], inside: Mask, kept: Mask, strata: Sequence[Mask]
) -> list[tuple[Mask, Mask]]:
    """(who took part, on which intervals) of adjoining waves: a unit that joined only the second is
    no unit taking part in the first. Where that leaves nobody to compare with, both are one.
    """
    members = [panel.members_of(wave.units)[kept] for wave in waves]
    together = np.logical_or.reduce(members)
    if all(np.array_equal(one, members[0]) for one in members):
        return [(together, inside)]
    reached = np.stack([touched(panel, [wave]) for wave in waves], axis=1) & inside[:, None]
    found = []
    for pattern in np.unique(reached[inside], axis=0):
        cells = inside & (reached == pattern).all(axis=1)
        who = np.logical_or.reduce([one for one, on in zip(members, pattern, strict=True) if on])
        found.append((who, cells))
    usable = all((who & rows).any() and (~who & rows).any() for who, _ in found for rows in strata)
    return found if usable else [(together, inside)]
