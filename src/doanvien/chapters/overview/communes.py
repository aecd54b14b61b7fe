"""Commune and ward unions, founded and planned, place by place, as a frame."""

from __future__ import annotations

import pandas as pd

from doanvien.chapters.growth.communes import (
    COLUMNS,
    commune_row,
    communes_note,
    speaks_of_communes,
)
from doanvien.chapters.overview.overview import Overview
from doanvien.present.shown.tables.origin import made_frame


def commune_unions(overview: Overview) -> pd.DataFrame:
    """A row for the country and each province that founded or planned commune unions, with the
    columns of `growth.communes`. Not added up: the days differ."""
    rows = [
        {"province": report.scope.slug, **commune_row(place, report)}
        for report in (overview.country, *overview.provinces)
        for place in report.places
        if speaks_of_communes(place)
    ]
    whole = overview.country.scope.slug
    rows.sort(key=lambda row: (row["province"] != whole, -(row["commune_unions"].value or 0)))
    return made_frame(
        overview,
        rows,
        ("province", *COLUMNS),
        name="commune-unions",
        caption=overview.t("Commune and ward unions founded"),
        notes=[communes_note(overview.t)],
    )
