"""Commune and ward unions, founded and planned, place by place, as a frame."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.chapters.overview.overview import Overview
from doanvien.measures.targets.outcome import Attainment, LevelReached
from doanvien.present.place import Place
from doanvien.present.shown.tables.origin import Said, made_frame

FOUNDED = "commune_unions_total"


def commune_unions(overview: Overview) -> pd.DataFrame:
    """A row for the country and each province that founded or planned commune unions: ``value``
    founded by ``day``, ``low`` planned, ``share`` the one ÷ the other. Not added up: the days
    differ."""
    rows = [
        {"province": report.scope.slug, **_row(place)}
        for report in (overview.country, *overview.provinces)
        for place in report.places
        if place.home and (place.growth.level(FOUNDED) or _planned(place))
    ]
    whole = overview.country.scope.slug
    rows.sort(key=lambda row: (row["province"] != whole, -(row["value"].value or 0)))
    return made_frame(
        overview,
        rows,
        ("province", "value", "day", "low", "share"),
        name="commune-unions",
        caption=overview.t("Commune and ward unions founded"),
        notes=[
            overview.t("A union of a commune may cover several; plans count unions, not communes.")
        ],
    )


def _row(place: Place) -> dict[str, Any]:
    level, planned, words = place.growth.level(FOUNDED), _planned(place), place.words
    reached = planned if isinstance(planned, LevelReached) and planned.share is not None else None
    return {
        "value": words.said(level.now.value, level.indicator, level.now.qualifier)
        if level
        else Said(None, words.t("not published")),
        "day": level.now.day if level else None,
        "low": planned.target.low if planned else None,
        "share": Said(float(reached.share or 0), words.share(reached.result.value, reached.base))
        if reached
        else None,
    }


def _planned(place: Place) -> Attainment | None:
    """The target of the place for commune unions that is due first."""
    found = [one for one in place.targets.of_province if one.target.indicator.code == FOUNDED]
    return min(found, key=lambda one: one.target.end, default=None)
