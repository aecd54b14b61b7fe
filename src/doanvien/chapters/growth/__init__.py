"""Chapter membership_growth: what came in and went out, what is left, who grew.

flows         frames: results of the period beside the year so far and a year before; longer ones
levels        frames: totals on their days, rates, parts of a whole, totals over time
accounts      frames: accounts of members and unions, by quarter, growth against three days
lines         words: from gross to net in one line, and whether it agrees
room          frame and words: enterprises without a union by size, what new unions took of them
since         frames: movements since the last report, revised figures
units         frame and words: the accounts of units, who grew and who shrank
unit_figures  frames: other figures of units; unions for each officer
sizes         frames: units by unions and members, what they cover and took over, the grid of both
withheld      what a report for wide circulation says of figures of units that it must not tell
communes      frame and words: commune and ward unions, founded and planned, what is in them
seasons       frame: new members month by month, this year beside earlier ones
sentences     the accounts in words, caveats
charts        the account as steps, totals over time

A notebook says ``from doanvien.chapters import growth`` and uses the names below.
"""

from doanvien.chapters.growth.accounts import account, changes, quarters
from doanvien.chapters.growth.charts import (
    account_described,
    account_finding,
    draw_account,
    draw_totals,
    totals_described,
    totals_finding,
)
from doanvien.chapters.growth.communes import communes, communes_told
from doanvien.chapters.growth.flows import flows, longer
from doanvien.chapters.growth.levels import levels, parts, rates, totals
from doanvien.chapters.growth.room import room, room_sentences
from doanvien.chapters.growth.seasons import months, name_years, season_described, season_finding
from doanvien.chapters.growth.sentences import caveats, sentences
from doanvien.chapters.growth.since import movements, revisions
from doanvien.chapters.growth.sizes import unit_grid, unit_sizes
from doanvien.chapters.growth.unit_figures import unit_figures, workloads
from doanvien.chapters.growth.units import of_units, units_summary

__all__ = [
    "account",
    "account_described",
    "account_finding",
    "caveats",
    "changes",
    "communes",
    "communes_told",
    "draw_account",
    "draw_totals",
    "flows",
    "levels",
    "longer",
    "months",
    "movements",
    "name_years",
    "of_units",
    "parts",
    "quarters",
    "rates",
    "revisions",
    "room",
    "room_sentences",
    "season_described",
    "season_finding",
    "sentences",
    "totals",
    "totals_described",
    "totals_finding",
    "unit_figures",
    "unit_grid",
    "unit_sizes",
    "units_summary",
    "workloads",
]
