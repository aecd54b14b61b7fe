"""The sentences behind the reason codes: English message ids, for the catalogue of the reports.

Vietnamese stands in ``data/reference/labels/vi/wave_effects.po``. Sentences have no numbers: the
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
        "The results of one group come from fewer than three units, in effective number: the "
        "estimate is given without a confidence interval."
    ),
    "few_units_gross": (
        "The gross ratio of a wave rests on fewer than three units of one group, in effective "
        "number: it is given without a confidence interval."
    ),
    "few_windows": (
        "No stretch without a wave is long enough to test the forecast on: the estimate is given "
        "without a confidence interval."
    ),
    "few_provinces": (
        "The common result rests on fewer than three provinces, in effective number: the estimate "
        "is given without a confidence interval."
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
    "placebo_differs": (
        "On the same dates of an earlier year, without a wave, there was a difference as well; the "
        "estimate may hold something other than the wave."
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
    "few_provinces": "Needed are figures of more provinces with units that did not take part.",
}

# Under which condition an estimate holds, by method.
CONDITIONS = {
    "takes_part": (
        "The estimate holds if, without the wave, the units that took part would have developed "
        "in proportion to the other units."
    ),
    "placebo": (
        "The estimate holds if, without the wave, the months of the wave would have gone as in "
        "earlier years, given the level of the year."
    ),
}
