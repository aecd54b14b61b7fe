"""Chapter target_attainment: every target against what was reached, the year ahead, the units.

attainment  frame: a row for each target in force, with its verdict and what the verdict stands on
progress    frame: the targets of a first page, in short, a bar each
cascade     frame and picture: TLĐ, the federation, its units together
terms       frame: targets of the term, this year beside the years since it began
grounds     the sentence in a row that a verdict stands on, or why there is none
units       frame: the subordinate units against their own targets
outlook     frames: the year ahead, how such forecasts did, scenarios, since the last report
plans       frames: targets of the next period, of units without a result, known by a share only
sentences   the rule, how many targets stand where, caveats
todo        what is to be decided, in persons and months
foretold    the year ahead in words: forecast or why there is none, how it is made, how it held
charts      the way of the year to its target

A notebook says ``from doanvien.chapters import targets`` and uses the names below.
"""

from doanvien.chapters.targets.attainment import attainment
from doanvien.chapters.targets.cascade import (
    cascade,
    cascade_described,
    cascade_finding,
    draw_cascade,
)
from doanvien.chapters.targets.charts import draw_path, path, path_described, path_finding
from doanvien.chapters.targets.foretold import forecast_method, not_foretold, outlook
from doanvien.chapters.targets.outlook import back_tests, forecasts, scenarios, since_last_report
from doanvien.chapters.targets.plans import implied, of_units_open, plans
from doanvien.chapters.targets.progress import progress
from doanvien.chapters.targets.sentences import (
    caveats,
    described,
    finding,
    rule,
    units_summary,
)
from doanvien.chapters.targets.terms import terms
from doanvien.chapters.targets.todo import what_to_do
from doanvien.chapters.targets.units import of_units

__all__ = [
    "attainment",
    "back_tests",
    "cascade",
    "cascade_described",
    "cascade_finding",
    "caveats",
    "described",
    "draw_cascade",
    "draw_path",
    "finding",
    "forecast_method",
    "forecasts",
    "implied",
    "not_foretold",
    "of_units",
    "of_units_open",
    "outlook",
    "path",
    "path_described",
    "path_finding",
    "plans",
    "progress",
    "rule",
    "scenarios",
    "since_last_report",
    "terms",
    "units_summary",
    "what_to_do",
]
