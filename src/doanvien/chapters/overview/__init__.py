"""Chapter national_overview: the provinces side by side.

overview   opens the country's report with those of its provinces
totals     frames: provinces added up beside the country's figure, targets added up
ranking    frames: provinces ranked, by verdict, movers since the last period
communes   frame: commune and ward unions, founded and planned
rounds     the effects of one round of waves, for frames and sentences
effects    frames and chart: wave effects province by province, and together
room       frame and words: enterprises without a union, province by province
results    frame: every result, one a row, as data
sentences  tiles, the lead, what to do, the spread
caveats    who is missing, what to mind
tile_map   the map of equal squares

A notebook says ``from doanvien.chapters import overview`` and uses the names below.
"""

from doanvien.chapters.overview.caveats import caveats, missing
from doanvien.chapters.overview.communes import commune_unions
from doanvien.chapters.overview.effects import (
    common_conclusions,
    common_effects,
    draw_effects,
    effects,
    effects_described,
    effects_finding,
    refusals,
)
from doanvien.chapters.overview.ranking import (
    by_verdict,
    movers,
    ranked_finding,
    ranking,
    ranking_described,
)
from doanvien.chapters.overview.results import results
from doanvien.chapters.overview.room import room, room_summary
from doanvien.chapters.overview.sentences import (
    lead,
    movers_summary,
    rule_of_ranking,
    spread,
    tiles,
    what_to_do,
)
from doanvien.chapters.overview.tile_map import draw_map, map_described, map_finding
from doanvien.chapters.overview.totals import target_sums, totals

__all__ = [
    "by_verdict",
    "caveats",
    "common_conclusions",
    "common_effects",
    "commune_unions",
    "draw_effects",
    "draw_map",
    "effects",
    "effects_described",
    "effects_finding",
    "lead",
    "map_described",
    "map_finding",
    "missing",
    "movers",
    "movers_summary",
    "ranked_finding",
    "ranking",
    "ranking_described",
    "refusals",
    "results",
    "room",
    "room_summary",
    "rule_of_ranking",
    "spread",
    "target_sums",
    "tiles",
    "totals",
    "what_to_do",
]
