"""What a wave is compared with: other units (A), earlier years (B), or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from doanvien.measures.waves.effects.counted.begun import begun_in
from doanvien.measures.waves.effects.counted.frame import Frame, frame_of
from doanvien.measures.waves.effects.counted.panel import Counts, Mask, Panel
from doanvien.measures.waves.effects.counted.windows import (
    POST_DAYS,
    Split,
    WaveWindow,
    gross_split,
    in_year,
    net_split,
    share_inside,
    touched,
)
from doanvien.measures.waves.effects.estimators.compared import Compared, compare
from doanvien.measures.waves.effects.estimators.identification import (
    LEAST_INDEX,
    identification_index,
)
from doanvien.measures.waves.effects.estimators.placebo import ByYears, by_years

Method = Literal["triple", "takes_part", "placebo"]

FEWEST_YEARS = 2  # without a wave, before estimator B is used


@dataclass(frozen=True, eq=False)
class Comparison:
    """One wave, or adjoining ones in order, on the counts of one panel.

    ``others`` are the other waves of the place, in any year; their windows are dropped. ``kinds``
    (unit → kind) are those of the register of units, none where it has none.
    """

    panel: Panel
    waves: tuple[WaveWindow, ...]
    others: tuple[WaveWindow, ...]
    post_days: int = POST_DAYS
    kinds: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def takes_part(self) -> Mask:
        """Units that took part in any of the waves, shape (G,)."""
        taking = [self.panel.members_of(wave.units) for wave in self.waves]
        return np.logical_or.reduce(taking)

    @cached_property
    def is_in_figures(self) -> bool:
        """Whether any day of the waves is: without one, only the weeks around them would count."""
        return bool(share_inside(self.panel, self.waves).any())

    @cached_property
    def split(self) -> Split:
        """Inside and outside by estimator A without earlier years to divide by; by B the waves of
        other units are not dropped.
        """
        return net_split(self.panel, self.waves, self.others, self.post_days)

    @cached_property
    def years_without(self) -> tuple[int, ...]:
        """Earlier years that report the waves' days and had no wave of the units taking part."""
        with_wave = {
            year
            for wave in self._others_taking_part
            for year in range(wave.start.year, wave.end.year + 1)
        }
        return tuple(
            year
            for year in self._earlier_years
            if year not in with_wave
            and all(
                self.panel.covers(placebo.start, placebo.end)
                for placebo in (in_year(wave, year) for wave in self.waves)
            )
        )

    @cached_property
    def frame(self) -> Frame | None:
        """The wave's year beside clean earlier ones; None where none is clean."""
        return frame_of(self.panel, self.waves, self.others, self.years_without, self.post_days)

    @cached_property
    def begun(self) -> Mask:
        """Units that began in the year of the wave, shape (G,)."""
        year = self.waves[-1].end.year
        frame = self.frame
        known = self.panel.years == year
        if frame is not None:
            known |= np.isin(self.panel.years, frame.years)
        return begun_in(self.panel, year, known)

    @cached_property
    def index(self) -> float:
        """The identification index, over the waves of all years."""
        sides = [side for side in (self.takes_part, ~self.takes_part) if side.any()]
        sizes = self.panel.counts.sum(axis=1)
        exposure = np.zeros((len(sides), len(self.panel.starts)))
        for wave in (*self.waves, *self.others):
            taking = self.panel.members_of(wave.units) * sizes
            shares = [taking[side].sum() / (sizes[side].sum() or 1.0) for side in sides]
            exposure += np.outer(shares, share_inside(self.panel, [wave]))
        totals = np.array([sizes[side].sum() for side in sides])
        return identification_index(exposure, totals, self.panel.days, self.panel.season)

    def by_units(self, keep: Mask | None = None) -> Compared | None:
        """Estimator A; None where all units or none took part, or a side has no results.

        ``keep`` (G): the units to use, None for all of them but those that began in the year.
        """
        if not self.is_in_figures or self.index < LEAST_INDEX:
            return None
        kept = ~self.begun if keep is None else keep & ~self.begun
        inside, outside = self.split.inside, self.split.outside
        if self.frame is not None:
            inside, outside = self.frame.inside, self.frame.outside
        found = compare(self.panel, self.waves, inside, outside, self.frame, kept, self.kinds)
        return None if found is None or found.effect.estimate is None else found

    def by_years(self, keep: Mask | None = None) -> ByYears | None:
        """Estimator B on the sum of the units taking part; None with less than two years without
        a wave, or no results.
        """
        if len(self.years_without) < FEWEST_YEARS or not self.is_in_figures:
            return None
        if self.index < LEAST_INDEX:
            return None
        taking = self.takes_part if keep is None else self.takes_part & keep
        split = net_split(self.panel, self.waves, self._others_taking_part, self.post_days)
        return by_years(self.panel.counts[taking].sum(axis=0), self.panel, split)

    def same_season_windows(self) -> list[Mask]:
        """The intervals of the waves' dates in each earlier year without any wave near."""
        real = touched(self.panel, [*self.waves, *self.others], self.post_days)
        found = []
        for year in self._earlier_years:
            waves = [in_year(wave, year) for wave in self.waves]
            inside = touched(self.panel, waves, self.post_days)
            covered = all(self.panel.covers(wave.start, wave.end) for wave in waves)
            if covered and not np.any(inside & real):
                found.append(inside)
        return found

    def gross_comparisons(self) -> tuple[tuple[Mask, Counts, Split], ...]:
        """For each wave by itself: who took part, share of days inside, intervals compared."""
        every = (*self.waves, *self.others)
        return tuple(
            (
                self.panel.members_of(wave.units),
                share_inside(self.panel, [wave]),
                gross_split(self.panel, wave, [other for other in every if other is not wave]),
            )
            for wave in self.waves
        )

    @cached_property
    def _earlier_years(self) -> tuple[int, ...]:
        """Years before the waves' with any figures."""
        years = self.panel.years
        return tuple(np.unique(years[years < self.waves[0].start.year]).tolist())

    @cached_property
    def _others_taking_part(self) -> tuple[WaveWindow, ...]:
        """The other waves that units of this one took part in."""
        return tuple(
            wave
            for wave in self.others
            if np.any(self.panel.members_of(wave.units) & self.takes_part)
        )
