"""Room to grow, province by province, as a frame and in words."""

from __future__ import annotations

import pandas as pd

from doanvien.chapters.growth.room import COLUMNS, room_notes, room_rows
from doanvien.chapters.overview.overview import Overview
from doanvien.present.shown.tables.origin import made_frame


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
        caption=overview.t("Enterprises without a grassroots union, by province and size"),
        notes=room_notes(overview.country, rows),
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
