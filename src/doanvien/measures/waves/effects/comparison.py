"""What a wave is compared with: other units (A), earlier years (B), or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from doanvien.measures.waves.effects.estimate import Estimate, NetEffect
from doanvien.measures.waves.effects.identification import LEAST_INDEX, identification_index
from doanvien.measures.waves.effects.panel import Counts, Mask, Panel
from doanvien.measures.waves.effects.placebo import PlaceboEffect, placebo_effect
from doanvien.measures.waves.effects.takes_part import gross_effect, net_effect
from doanvien.measures.waves.effects.windows import (
    POST_DAYS,
    Split,
    WaveWindow,
    gross_split,
    in_year,
    net_split,
    share_inside,
    touched,
)

Method = Literal["takes_part", "placebo"]

FEWEST_YEARS = 2  # without a wave, before estimator B is used


@dataclass(frozen=True, eq=False)
class Effects:
    """What one method finds: the net effect; by A the gross rate ratio of each wave, by B the
    placebo windows.
    """

    net: NetEffect
    gross: tuple[Estimate | None, ...] = ()
    placebo: PlaceboEffect | None = None


@dataclass(frozen=True, eq=False)
class Comparison:
    """One wave, or adjoining ones in order, on the counts of one panel.

    ``others`` are the other waves of the place, in any year; their windows are dropped.
    """

    panel: Panel
    waves: tuple[WaveWindow, ...]
    others: tuple[WaveWindow, ...]
    post_days: int = POST_DAYS

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
        """Inside and outside by estimator A; by B the waves of other units are not dropped."""
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

    def by(self, method: Method, keep: Mask | None = None) -> Effects | None:
        """What estimator A or B finds, None where it cannot be used.

        ``keep`` (G): the units to use, None for all of them.
        """
        return self.by_units(keep) if method == "takes_part" else self.by_years(keep)

    def by_units(self, keep: Mask | None = None) -> Effects | None:
        """Estimator A; None where all units or none took part, or a side has no results."""
        net = self.net_by_units(keep)
        if net is None:
            return None
        rows = slice(None) if keep is None else keep
        counts = self.panel.counts[rows]
        return Effects(
            net,
            gross=tuple(
                gross_effect(counts, taking[rows], share, split)
                for taking, share, split in self._gross_comparisons
            ),
        )

    def net_by_units(self, keep: Mask | None = None) -> NetEffect | None:
        """The net effect by estimator A alone."""
        rows = slice(None) if keep is None else keep
        takes_part = self.takes_part[rows]
        mixed = takes_part.any() and not takes_part.all()
        if not mixed or not self.is_in_figures or self.index < LEAST_INDEX:
            return None
        return net_effect(self.panel.counts[rows], takes_part, self.split)

    def by_years(self, keep: Mask | None = None) -> Effects | None:
        """Estimator B on the sum of the units taking part; None with less than two years without
        a wave, or no results.
        """
        if len(self.years_without) < FEWEST_YEARS or not self.is_in_figures:
            return None
        if self.index < LEAST_INDEX:
            return None
        taking = self.takes_part if keep is None else self.takes_part & keep
        split = net_split(self.panel, self.waves, self._others_taking_part, self.post_days)
        found = placebo_effect(self.panel.counts[taking].sum(axis=0), self.panel, split)
        return None if found is None else Effects(found.net, placebo=found)

    def placebo_differs(self, effects: Effects) -> bool:
        """Whether the same dates of an earlier year, without a wave, show an effect as well."""
        if not self._earlier_years:
            return False
        real = touched(self.panel, [*self.waves, *self.others], self.post_days)
        for year in self._earlier_years:
            waves = [in_year(wave, year) for wave in self.waves]
            inside = touched(self.panel, waves, self.post_days)
            covered = all(self.panel.covers(wave.start, wave.end) for wave in waves)
            if not covered or np.any(inside & real):
                continue
            if effects.placebo is not None:
                found = effects.placebo.error_of(inside)
            else:
                net = net_effect(self.panel.counts, self.takes_part, Split(~real | inside, inside))
                found = net.estimate if net is not None else None
            if found is not None and found.holds_one is False:
                return True
        return False

    @cached_property
    def _earlier_years(self) -> tuple[int, ...]:
        """Years before the waves' with any figures."""
        years = self.panel.years
        return tuple(np.unique(years[years < self.waves[0].start.year]).tolist())

    @cached_property
    def _gross_comparisons(self) -> tuple[tuple[Mask, Counts, Split], ...]:
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
    def _others_taking_part(self) -> tuple[WaveWindow, ...]:
        """The other waves that units of this one took part in."""
        return tuple(
            wave
            for wave in self.others
            if np.any(self.panel.members_of(wave.units) & self.takes_part)
        )
