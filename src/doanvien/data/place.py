"""Which place a report is about, where one name stands for an old and a merged province."""

from __future__ import annotations

import pandas as pd

from doanvien.reference.maps import ONE_SERIES, map_in_force, other_map, places_of
from doanvien.reference.places import Province
from doanvien.reference.provinces import find_province
from doanvien.reference.scope import ReportScope


def choose_place(
    scope: ReportScope, figures: pd.DataFrame, targets: pd.DataFrame, campaigns: pd.DataFrame
) -> Province:
    """The place on the map in force at the end of the period, unless only the other map speaks.

    A merged federation adds up its own first half of 2025, and a former province may appear in
    figures after the merger: where the map in force has nothing about the period and the other one
    has, the report is about the place on the other one. The frames hold all rows of the slug.
    """
    places = places_of(scope.slug)
    if ONE_SERIES in places:
        return find_province(scope.slug, scope.period.end)  # Huế changed its name on the way
    in_force = map_in_force(scope.period.end)
    other = other_map(in_force)
    if in_force not in places:
        return places[other]
    speaking = _maps_that_speak(scope, figures, targets, campaigns)
    if other in places and other in speaking and in_force not in speaking:
        return places[other]
    return places[in_force]


def _maps_that_speak(
    scope: ReportScope, figures: pd.DataFrame, targets: pd.DataFrame, campaigns: pd.DataFrame
) -> set[int]:
    """Maps with a figure or result dated in the period, or a target for a part of it."""
    first, end = pd.Timestamp(scope.period.start), pd.Timestamp(scope.period.end)
    cutoff = pd.Timestamp(scope.cutoff)
    results = campaigns[campaigns["value"].notna()]
    # A stock target without a term says something about its own day only.
    starts = targets["period_start"].fillna(targets["period_end"])
    spoken = (
        figures[figures["period_end"].between(first, cutoff)],
        results[results["result_end"].between(first, cutoff)],
        targets[(starts <= end) & (targets["period_end"] >= first)],
    )
    return {territory for frame in spoken for territory in frame["territory"]}
