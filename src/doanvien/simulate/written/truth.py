"""What is true of the simulated figures, and no real data set would tell: to test estimators."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import yaml

from doanvien.simulate.invented import account, months, waves
from doanvien.simulate.invented.place import SimulatedPlace
from doanvien.simulate.invented.scale import YEARS, year_totals
from doanvien.simulate.invented.world import World

WAVES_HEADER = (
    "province,territory,name,start,end,effect,brought_forward,units,taking_part,without_wave,added,"
    "taken_from_next_month"
)
LOSSES_HEADER = "province,territory,unit,year,months,expected_new,expected_lost"


def wave_lines(simulated: SimulatedPlace) -> Iterator[str]:
    """Each wave: its true effect, and the persons expected without it, added and only moved."""
    kept, units = simulated.account, len(simulated.account.units.names)
    factor = waves.factors(simulated.waves, kept.months, units)[0]
    base = kept.expected.new / factor
    for wave in simulated.waves:
        inside = np.array([wave.inside(month) for month in kept.months])
        _, added, taken = waves.factors([wave], kept.months, units)
        numbers = [(base * part).sum() for part in (np.outer(wave.taking_part, inside), added)]
        moved = (base * taken).sum()
        yield (
            f"{simulated.place.slug},{simulated.territory},{wave.name},{wave.start},{wave.end},"
            f"{wave.effect:.4f},{waves.BROUGHT_FORWARD},{units},{wave.taking_part.sum()},"
            f"{numbers[0]:.1f},{numbers[1]:.1f},{moved:.1f}"
        )


def loss_lines(simulated: SimulatedPlace) -> Iterator[str]:
    """Admissions and losses that each unit's years were drawn around."""
    kept = simulated.account
    for year in sorted({month.year for month in kept.months}):
        at = np.array([month.year == year for month in kept.months])
        new, lost = kept.expected.new[:, at].sum(axis=1), kept.expected.lost[:, at].sum(axis=1)
        for name, came, left in zip(kept.units.names, new, lost, strict=True):
            head = f"{simulated.place.slug},{simulated.territory},{name},{year},{at.sum()}"
            yield f"{head},{came:.1f},{left:.1f}"


def parameters(seed: int, world: World) -> str:
    """The constants of the simulation, as YAML."""
    return yaml.safe_dump(
        {
            "seed": seed,
            "years": {year: vars(year_totals(year, world.movement)) for year in YEARS},
            "brought_forward_share_of_wave": waves.BROUGHT_FORWARD,
            "removed_share_of_state_members": {
                str(months.Month(*month)): share for month, share in account.REMOVED.items()
            },
            "tet_dip": months.TET_DIP,
            "season_of_kinds": dict(world.seasons),
            "odds_of_taking_part_of_kinds": dict(world.keen),
            "gamma_shape_of_counts": world.scatter,
            "transferred_share_a_month": account.TRANSFERRED,
            "unions_dissolved_share_a_year": account.DISSOLVED,
        },
        sort_keys=False,
    )
