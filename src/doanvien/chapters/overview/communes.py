"""Commune and ward unions, founded and planned, place by place, as a frame."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.chapters.growth.communes import (
    COLUMNS,
    commune_row,
    communes_note,
    founded_told,
    speaks_of_communes,
)
from doanvien.chapters.overview.overview import Overview
from doanvien.present.shown.tables.origin import made_frame
from doanvien.present.words.letters import uncapital


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
        caption=_finding(overview, rows),
        notes=[communes_note(overview.t)],
    )


def _finding(overview: Overview, rows: list[dict[str, Any]]) -> str:
    """What the first row says, the country's own where it is known."""
    if not rows:
        return ""
    place = overview.words.province_name(rows[0]["province"])
    return overview.words.told_of([place], uncapital(founded_told(overview.words, rows[0])))
