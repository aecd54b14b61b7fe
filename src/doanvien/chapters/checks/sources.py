"""Where the figures are from and what they mean, as frames."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import made_frame
from doanvien.present.words.letters import capital
from doanvien.reference.calendar.days import write_month_of_year
from doanvien.reference.indicators import Indicator, all_indicators


def sources(report: Report) -> pd.DataFrame:
    """A row for each source of a figure, target, wave or percentage of the report."""
    t, listed = report.t, report.read.sources
    used = {source for place in report.places for source in _sources_used(place)}
    cited = listed.loc[[source for source in listed.index if source in used]]
    kinds = {"original": t("original"), "translated": t("translation")}
    rows = [
        {
            "source": str(source),
            "publisher": row["publisher"],
            "title": row["title"] or t("not recorded"),
            "published_on": _published_on(report, row["published_on"]) or t("not recorded"),
            "page_kind": kinds[row["kind"]],
            "url": row["url"] or t("not recorded"),
        }
        for source, row in cited.iterrows()
    ]
    columns = ("source", "publisher", "title", "published_on", "page_kind", "url")
    return made_frame(report, rows, columns, name="sources", caption=t("Sources"))


def definitions(report: Report) -> pd.DataFrame:
    """A row for each indicator of the report, with what it counts."""
    found = {one.code: one for place in report.places for one in _indicators(place)}
    rows = [
        {
            "label": capital(one.label(report.language)),
            "indicator": one.code,
            "definition": one.definition(report.language),
        }
        for one in found.values()
    ]
    columns = ("label", "indicator", "definition")
    return made_frame(report, rows, columns, name="definitions", caption=report.t("Definitions"))


def _indicators(place: Place) -> Iterator[Indicator]:
    yield from (flow.indicator for flow in place.growth.flows)
    yield from (level.indicator for level in place.growth.levels)
    yield from (item for item in all_indicators() if item.band and _counted(place, item))
    yield from (one.target.indicator for one in place.targets.current)
    yield from (result.indicator for wave in place.waves.waves for result in wave.results)


def _counted(place: Place, measured: Indicator) -> bool:
    """Whether the room to grow shows the indicator, be it from before the period."""
    return any(
        one.band == measured.band
        and (one.enterprises if measured.unit == "enterprises" else one.workers)
        for one in place.room
    )


def _sources_used(place: Place) -> Iterator[str]:
    view, start = place.view, pd.Timestamp(place.view.period.start)
    yield from view.figures.loc[view.figures["period_end"] >= start, "source"]
    yield from (level.earlier.source for level in place.growth.levels if level.earlier)
    for one in place.room:
        yield from (stock.source for stock in (one.enterprises, one.workers) if stock)
    for item in place.growth.comparisons:
        for cited in (*item.now.sources, *item.earlier.sources):
            yield from cited.split(" + ")  # a sum of predecessors cites all of theirs
    for target in (*(one.target for one in place.targets.current), *place.targets.plan):
        yield from target.sources
    names = {wave.name for wave in place.waves.waves}
    yield from view.campaigns.loc[view.campaigns["name"].isin(names), "source"]
    yield from (check.source for check in place.printed)


def _published_on(report: Report, text: str) -> str | None:
    """``2024-07-22`` as a date; ``2024-07`` and ``2024`` as what they are."""
    parts = text.split("-") if text else []
    if len(parts) == 3:
        return report.words.day(pd.Timestamp(text).date())
    if len(parts) == 2:
        return write_month_of_year(date.fromisoformat(f"{text}-01"), report.language)
    return text or None
