"""Chapter campaign_waves: what the waves were, and what can be concluded from them.

described    frames: the waves with their results, the pace in and outside them, parts of units
effects      frames: the effect of each wave, or why none is given; the same in other ways
over_time    frame and chart: counted and expected by interval in the year of a wave
over_years   frame and chart: how the two groups stood to each other in all years
sentences    what the waves brought, effects, conditions, why an effect is refused
limits       what cannot be concluded, and why
names        names, days and limits as sentences and frames write them
ratio_axis   ratios with their intervals on a logarithmic axis

A notebook says ``from doanvien.chapters import waves`` and uses the names below.
"""

from doanvien.chapters.waves.described import (
    pace,
    pace_described,
    pace_finding,
    unit_parts,
    waves_held,
)
from doanvien.chapters.waves.effects import effects, other_ways
from doanvien.chapters.waves.limits import not_concluded
from doanvien.chapters.waves.over_time import (
    draw_over_time,
    over_time,
    over_time_described,
    over_time_finding,
)
from doanvien.chapters.waves.over_years import (
    draw_over_years,
    over_years,
    over_years_described,
    over_years_finding,
)
from doanvien.chapters.waves.sentences import concluded, conditions, described, refused

__all__ = [
    "concluded",
    "conditions",
    "described",
    "draw_over_time",
    "draw_over_years",
    "effects",
    "not_concluded",
    "other_ways",
    "over_time",
    "over_time_described",
    "over_time_finding",
    "over_years",
    "over_years_described",
    "over_years_finding",
    "pace",
    "pace_described",
    "pace_finding",
    "refused",
    "unit_parts",
    "waves_held",
]
