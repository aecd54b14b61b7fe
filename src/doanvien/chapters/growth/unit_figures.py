"""What is known of subordinate units beside their accounts, as frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from doanvien.chapters.growth.flows import said_window, windows_of
from doanvien.chapters.growth.sizes import levels_of_units
from doanvien.chapters.growth.withheld import withheld_figures, withheld_officers
from doanvien.measures.growth.balance import ACCOUNT_TERMS
from doanvien.measures.growth.flow_results import FlowResult
from doanvien.measures.series.flow import Window
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import made_frame
from doanvien.present.words.letters import capital
from doanvien.reference.indicators import Indicator, account_code, indicator


def unit_figures(report: Report) -> pd.DataFrame:
    """A row for each figure of a unit that neither `of_units` nor `unit_sizes` holds, with the days
    it covers, also of those that began before the period; ``value`` in the indicator's unit."""
    rows = [row for place in report.places for row in _figures(place)]
    rows.sort(key=lambda row: (row["indicator"], row["unit"]))
    return made_frame(
        report,
        rows,
        ("unit", "label", "indicator", "value", "period_start", "period_end"),
        name="unit-figures",
        caption=_counted(report, rows),
        notes=[report.t("Figures of units are not added up into the total of the place.")],
        ends=5,
    )


def _counted(report: Report, rows: list[dict[str, Any]]) -> str:
    """How many figures there are: they are of many days, and none stands for the others."""
    if not rows:
        return ""
    return report.t(
        "{count} more {count:figure|figures} of {units} {units:unit|units}",
        count=report.words.count(len(rows)),
        units=report.words.count(len({row["unit"] for row in rows})),
    )


def _figures(place: Place) -> Iterator[dict[str, Any]]:
    accounts = place.growth.accounts_of_units if place.home else None
    measured = {row.unit for row in accounts.units} if accounts else set()
    of_members = {account_code(term) for term in (*ACCOUNT_TERMS, "total")}
    sized = levels_of_units(place)
    for item in place.growth.of_units:
        if item.unit in measured and item.indicator.code in of_members:
            continue
        if isinstance(item, FlowResult):
            for window in windows_of(item):
                yield _of_window(place, item.unit, item.indicator, window)
        elif item not in sized.get(item.unit, {}).values():
            now = item.now
            yield {
                **_known(place, item.unit, item.indicator),
                "value": place.words.said(now.value, item.indicator, now.qualifier),
                "period_start": None,
                "period_end": now.day,
            }
    for longer in place.growth.longer_of_units:
        yield _of_window(place, *longer)
    yield from withheld_figures(place, measured, sized)


def _of_window(place: Place, unit: str, measured: Indicator, window: Window) -> dict[str, Any]:
    return {
        **_known(place, unit, measured),
        "value": said_window(place, measured, window),
        "period_start": window.start,
        "period_end": window.end,
    }


def _known(place: Place, unit: str, measured: Indicator) -> dict[str, Any]:
    return {
        "unit": place.named(capital(unit)),
        "label": capital(measured.label(place.language)),
        "indicator": measured.code,
    }


def workloads(report: Report) -> pd.DataFrame:
    """A row for each upper-level union that publishes both its grassroots unions and its full-time
    officers: ``per_officer`` is the one ÷ the other."""
    unions = indicator("grassroots_unions_total")
    rows: list[dict[str, Any]] = [
        {
            "unit": capital(item.unit) or report.place.view.place.federation(report.language),
            "day": item.day,
            "unions": report.words.said(item.unions, unions, item.unions_qualifier),
            "officers": item.officers,
            "per_officer": report.words.unions_each(item.per_officer, item.unions_qualifier),
        }
        for item in report.place.workloads
    ]
    rows += withheld_officers(report.place)
    columns = ("unit", "day", "unions", "officers", "per_officer")
    caption = report.t("Grassroots unions for each full-time officer")
    for row in rows[:1] if report.place.workloads else ():
        caption = report.t(
            "{unit}: {unions} grassroots unions for each full-time officer on average",
            unit=row["unit"],
            unions=row["per_officer"].text,
        )
    return made_frame(report, rows, columns, name="workloads", caption=caption)
