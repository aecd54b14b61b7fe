"""The sentences behind the reason codes: English message ids, for the catalogue of the reports.

Vietnamese stands in ``data/reference/labels/vi/waves.po``. Sentences have no numbers: the
results hold them, and a report prints them beside.
"""

from __future__ import annotations

# Why something is refused, withheld or flagged, by reason code.
REASONS = {
    "every_year_alike": (
        "The wave is held every year on the same dates and all units take part, so its effect "
        "cannot be told apart from the season."
    ),
    "no_comparison": (
        "There are neither figures of units that did not take part nor figures of at least two "
        "earlier years without a wave, so there is nothing to compare the wave with."
    ),
    "wave_without_figures": (
        "There are no figures of the days of the wave, so nothing can be estimated."
    ),
    "one_side_empty": (
        "Either all units took part or none did, or one of the two groups has hardly any results, "
        "so there is no group of units to compare with."
    ),
    "few_units": (
        "The results of one group come from fewer than three units, in effective number, so "
        "chance cannot be told apart from an effect."
    ),
    "few_windows": (
        "No stretch without a wave is long enough to test the forecast on, so chance cannot be "
        "told apart from an effect."
    ),
    "few_provinces": (
        "The common result rests on fewer than three provinces, in effective number, so chance "
        "cannot be told apart from an effect."
    ),
    "rather_few_units": (
        "The results of one group come from only three to six units, in effective number; read "
        "the confidence interval with caution."
    ),
    "straddling_interval": (
        "One reporting interval holds both the days just before the wave and days of the wave, so "
        "admissions that waited for the wave cannot be seen separately."
    ),
    "post_window_cut": (
        "The figures end before the weeks after the wave are over, so admissions that were brought "
        "forward are not fully taken off."
    ),
    "post_window_overlaps": (
        "The weeks after the wave reach into the next wave, so one net effect is given for the "
        "adjoining waves together."
    ),
    "days_missing": (
        "Some days of the wave, or of the weeks around it, are not in the figures of all units; "
        "the estimate leaves them out."
    ),
    "units_unknown": (
        "Some units named as taking part have no figures under that name; a unit whose name is "
        "written in two ways is counted among those that did not take part."
    ),
    "wave_open": (
        "The wave was still under way on the cut-off date; the estimate covers its days so far."
    ),
    "kinds_differ": (
        "The units that took part are of other kinds than the units that did not, and no earlier "
        "year without a wave shows how their seasons differ."
    ),
    "season_hidden": (
        "No earlier year without a wave shows the season of the two groups, and the figures "
        "outside the wave cover less than half a year, too little to show how far it may differ."
    ),
    "season_unbounded": (
        "No two earlier years without a wave show how far a season that all provinces share may "
        "move the result."
    ),
    "placebo_fires": (
        "In earlier years without a wave, such a difference arose at such times as well, larger "
        "than chance explains, so one in the wave cannot be put down to it."
    ),
    "trend_fires": (
        "The two groups were already drifting apart before the wave began, by more than chance "
        "explains."
    ),
    "selection_fires": (
        "In the three months before the wave the units that took part stood lower or higher than "
        "at other times, by more than chance explains: they were chosen for it, or waited for the "
        "wave, and would have changed without it."
    ),
    "late_fires": (
        "In the months after the wave the units that took part stood lower or higher than at other "
        "times, by more than chance explains: later results may have been booked into the wave, or "
        "brought forward from farther than is taken off."
    ),
    "lumps_fires": (
        "The units that took part report a larger or smaller part of their results at the end of a "
        "quarter than the others, so results of other weeks fall into the wave or out of it."
    ),
    "selection_widened": (
        "The interval is widened because the units that took part stood lower or higher than usual "
        "in the three months before the wave."
    ),
    "late_widened": (
        "The interval is widened because the units that took part stood lower or higher than usual "
        "in the months after the wave."
    ),
    "season_assumed": "No earlier year without a wave shows the season of the two groups.",
    "season_widened": (
        "No earlier year without a wave shows the season of the two groups, so the interval is "
        "widened by as much as their proportion differs between any two stretches of two months "
        "outside the wave."
    ),
    "hold_back_cut": (
        "The days before the wave reach into the year before; admissions that waited there are not "
        "taken off."
    ),
    "units_begun": "Units that began in the year of the wave are left out of the comparison.",
    "kinds_unmatched": (
        "Units of a kind that is found in one of the two groups only are left out of the "
        "comparison."
    ),
    "counts_disagree": (
        "New members and new grassroots unions give effects that differ by more than chance."
    ),
    "methods_disagree": (
        "The comparison with other units and the comparison with earlier years give effects that "
        "differ by more than chance."
    ),
    "borders_changed": (
        "Units were merged, split or reorganised in the time that is compared, so their figures "
        "before and after may not mean the same."
    ),
    "not_enough_evidence": (
        "The confidence interval includes no effect: there is not enough evidence yet, which does "
        "not mean that the wave had no effect."
    ),
    "merged_interval": (
        "A cumulative figure was corrected downwards; the intervals concerned were merged."
    ),
    "rounded_figures": "Some figures are printed as rounded, so the estimate is approximate.",
    "units_left_out": (
        "Units that did not report for the whole time are left out of the comparison."
    ),
}

# What data would make it possible, for what is refused or withheld.
REMEDIES = {
    "every_year_alike": (
        "An effect could be estimated if some units did not take part, or if the wave were held on "
        "other dates or left out in some years."
    ),
    "no_comparison": (
        "Needed are dated figures of every unit, with the list of those that took part, or figures "
        "of at least two earlier years without a wave."
    ),
    "wave_without_figures": (
        "Needed are figures of the days of the wave and of the weeks around it."
    ),
    "one_side_empty": (
        "Needed are units with results on both sides, some that took part and some that did not, "
        "or figures of at least two earlier years without a wave."
    ),
    "few_units": (
        "Needed are figures of more units, or of smaller ones, so that no single unit decides the "
        "result."
    ),
    "few_windows": "Needed are figures of more months without a wave, in an unbroken row.",
    "kinds_differ": (
        "Needed are units of the same kind on both sides, or figures of an earlier year without a "
        "wave."
    ),
    "season_hidden": (
        "Needed are figures of an earlier year without a wave, or of the rest of the year, or the "
        "kind of every unit in the register of units."
    ),
    "season_unbounded": (
        "Needed are figures of at least two earlier years without a wave in several provinces."
    ),
    "placebo_fires": (
        "Needed are groups of units that move alike in years without a wave, such as units of the "
        "same kind."
    ),
    "trend_fires": "Needed are groups of units that moved alike before the wave.",
    "selection_fires": (
        "An effect could be estimated if who takes part were not decided by the results of the "
        "months before, best by drawing lots."
    ),
    "late_fires": "Needed are results dated by the day of admission, not by the day of booking.",
    "lumps_fires": "Needed are monthly results of every unit.",
    "few_provinces": "Needed are figures of more provinces with units that did not take part.",
}

# Under which condition an estimate holds, by method.
CONDITIONS = {
    "triple": (
        "The estimate holds if, without the wave, the proportion of the units that took part to "
        "the others would have moved over the year as in the earlier years without a wave; and if "
        "the wave took no members from the units that did not take part, and no results of other "
        "months were booked into it, which small numbers of units cannot rule out."
    ),
    "takes_part": (
        "The estimate holds if, without the wave, the proportion of the units that took part to "
        "the others would have differed in the weeks of the wave by no more than it does between "
        "stretches of two months outside it (among units of one kind: not at all), which no "
        "earlier year without a wave can show here; and if the wave took no members from the units "
        "that did not take part."
    ),
    "placebo": (
        "The estimate holds if, without the wave, the months of the wave would have gone as in "
        "earlier years, given the level of the year; and if no results of other months were booked "
        "into it, which small numbers cannot rule out."
    ),
}
