"""What a wave's days brought, as shares and daily rates: a description, never an effect.

No interval is given for the ratio. A Poisson interval would be far too narrow, because recruits
come by enterprise: Hà Nội's May 2022 would get 2,56–2,70 around 2,63.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doanvien.measures.waves.effects.counted.panel import Panel
from doanvien.measures.waves.effects.counted.windows import WaveWindow, share_inside


@dataclass(frozen=True)
class Description:
    """Results on known days of a wave against those of a period that holds them.

    ``inside`` and ``total`` are counts, ``inside_days`` and ``total_days`` the days they cover,
    ``wave_days`` the days of the wave up to the cut-off date.
    """

    inside: float
    inside_days: int
    total: float
    total_days: int
    wave_days: int

    @property
    def complete(self) -> bool:
        """Whether the known days are all of the wave; else the share is a lower bound."""
        return self.inside_days == self.wave_days

    @property
    def share(self) -> float | None:
        """Share of the period's result, 0 to 1; None where nothing was counted."""
        return self.inside / self.total if self.total else None

    @property
    def per_day_inside(self) -> float:
        return self.inside / self.inside_days

    @property
    def per_day_outside(self) -> float | None:
        """On the other days of the period; None where there are none."""
        days = self.total_days - self.inside_days
        return (self.total - self.inside) / days if days else None

    @property
    def ratio(self) -> float | None:
        """Daily rate inside ÷ outside; None where there is none outside."""
        return self.per_day_inside / self.per_day_outside if self.per_day_outside else None


def describe(panel: Panel, waves: Sequence[WaveWindow], cutoff: date) -> Description | None:
    """The known days of ``waves`` against all known days of their year up to the cut-off date.

    Known are the intervals that lie wholly inside a window; one that straddles its edge counts as
    outside, as its part inside is not known. None where no interval lies inside.
    """
    share = share_inside(panel, waves)
    inside = share == 1
    if not inside.any():
        return None
    period = (panel.years >= waves[0].start.year) & (panel.years <= waves[-1].end.year)
    counts = panel.counts.sum(axis=0)
    every_day = {
        day
        for wave in waves
        for day in range(wave.start.toordinal(), min(wave.end, cutoff).toordinal() + 1)
    }
    return Description(
        inside=float(counts[inside].sum()),
        inside_days=int(panel.days[inside].sum()),
        total=float(counts[period].sum()),
        total_days=int(panel.days[period].sum()),
        wave_days=len(every_day),
    )
