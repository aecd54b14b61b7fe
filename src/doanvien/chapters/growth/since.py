"""What changed since the last report, as frames: movements of the main figures, revised ones."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.letters import capital

FEWEST_MOVEMENTS = 2


def movements(report: Report) -> pd.DataFrame:
    """A row for each main figure that this period and the one before have in full: ``earlier`` of
    that one, ``value`` of this one, ``change`` the difference, in the indicator's unit."""
    t, period = report.t, report.scope.period
    rows = [
        {
            "label": place.label(item.indicator),
            "indicator": item.indicator.code,
            "earlier": item.earlier,
            "value": item.now,
            "change": item.change,
        }
        for place in report.places
        if len(place.movements) >= FEWEST_MOVEMENTS
        for item in place.movements
    ]
    seasons = t("Seasons differ: a quarter is best compared with the same one of the year before.")
    return made_frame(
        report,
        rows,
        ("label", "indicator", "earlier", "value", "change"),
        name="movements",
        caption=_moved(report, rows),
        notes=() if period.kind == "year" else (seasons,),
        titles={
            "earlier": capital(period.previous().label(report.language)),
            "value": capital(period.label(report.language)),
        },
    )


def _moved(report: Report, rows: list[dict[str, Any]]) -> str:
    for row in rows:
        return report.t(
            "{label}: {value}, {change} on the period before",
            label=row["label"],
            value=report.words.count(row["value"]),
            change=report.words.signed(row["change"]),
        )
    return ""


def revisions(report: Report) -> pd.DataFrame:
    """A row for each past figure that its publisher changed: ``earlier`` as first, ``value`` as
    last published, in the indicator's unit; ``source`` names both sources."""
    t = report.t
    rows = [
        {
            "label": place.label(item.indicator, item.unit),
            "indicator": item.indicator.code,
            "unit": item.unit,
            "period_start": item.start,
            "period_end": item.end,
            "earlier": Said(item.old, place.words.number(item.old, item.indicator)),
            "value": Said(item.new, place.words.number(item.new, item.indicator)),
            "source": f"{item.old_source} → {item.new_source}",
        }
        for place in report.places
        for item in place.revisions
    ]
    columns = ("label", "indicator", "unit", "period_start", "period_end", "earlier", "value")
    note = t(
        "A figure counts as revised where those who gave it later give another value for the same "
        "dates; the last one is used throughout."
    )
    return made_frame(
        report,
        rows,
        (*columns, "source"),
        name="revisions",
        caption=t(
            "{count} past {count:figure was|figures were} revised",
            count=report.words.count(len(rows)),
        ),
        notes=[note],
        titles={"earlier": t("First value"), "value": t("Revised value")},
    )
