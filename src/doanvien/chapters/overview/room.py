"""Room to grow, province by province, as a frame and in words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from doanvien.chapters.growth.room import COLUMNS, room_notes, room_rows
from doanvien.chapters.overview.overview import Overview
from doanvien.present.shown.tables.origin import made_frame
from doanvien.present.words.letters import uncapital

FEWEST_COMPARED = 2


def room(overview: Overview) -> pd.DataFrame:
    """The rows of `growth.room` for the country and each province that counted its enterprises
    without a union, with ``province``; not added up, as their days and sizes differ."""
    rows = [
        {"province": report.scope.slug, **row}
        for report in (overview.country, *overview.provinces)
        for place in report.places
        for row in room_rows(place)
    ]
    return made_frame(
        overview,
        rows,
        ("province", *COLUMNS),
        name="room",
        caption=_most(overview, rows),
        notes=room_notes(overview.country, rows),
    )


def _most(overview: Overview, rows: list[dict[str, Any]]) -> str:
    """Where most enterprises without a union were counted, of the size that most provinces counted:
    sizes are not held against each other, nor the country against its provinces."""
    by_size: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["enterprises"] is not None and row["province"] != overview.country.scope.slug:
            by_size[row["size"]].append(row)
    size, counted = max(by_size.items(), key=lambda item: len(item[1]), default=("", []))
    if len(counted) < FEWEST_COMPARED:
        return overview.t("Enterprises without a grassroots union, by province and size")
    most = max(counted, key=lambda row: float(row["enterprises"].value))
    return overview.t(
        "Enterprises without a grassroots union, {size}: of {places} provinces that counted them, "
        "{province} has most, {count}",
        size=uncapital(size),
        places=overview.words.count(len(counted)),
        province=overview.words.province_name(most["province"]),
        count=most["enterprises"].text,
    )


def room_summary(overview: Overview) -> list[str]:
    """How many provinces published their enterprises without a union, and which; silent where none
    did."""
    words, t = overview.words, overview.t
    names = [
        report.place.view.place.short_name(overview.language)
        for report in overview.provinces
        if any(place.room for place in report.places)
    ]
    if not names:
        return []
    return [
        t(
            "Enterprises without a union are known for {count} of the {all} "
            "{all:province|provinces} with a report: {names}.",
            count=words.count(len(names)),
            all=words.count(len(overview.provinces)),
            names=words.listed(names),
        )
    ]
