"""Commune and ward unions of a place: founded of planned, what they cover, what is in them; and the
load of full-time officers in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.data.register import units_on
from doanvien.measures.growth.levels import Level
from doanvien.measures.growth.workload import ALL_OFFICERS, ALL_UNIONS, Workload
from doanvien.measures.series.stocks import latest_stock
from doanvien.measures.targets.outcome import Attainment, LevelReached
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.grid import NO_FIGURE
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.letters import capital, uncapital
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import indicator
from doanvien.reference.languages import Translator

FOUNDED = "commune_unions_total"
COMMUNES = "communes_total"
UNIONS = "grassroots_unions_total_communes"
MEMBERS = "members_total_communes"
UNKNOWN = Said(None, NO_FIGURE)
"""What few federations publish: a cell for each that does not would hide the others."""

COLUMNS = (
    *("commune_unions", "day", "low", "share", "communes", "covered"),
    *("unions", "unions_each", "members", "members_each"),
)


def communes(report: Report) -> pd.DataFrame:
    """One row: ``commune_unions`` founded by ``day`` of ``low`` planned, ``share`` the one
    ÷ the other; ``communes`` of the place and ``covered`` by the units on the register; grassroots
    ``unions`` and ``members`` in them, ``unions_each`` and ``members_each`` for each commune union
    and each grassroots union. Empty where none was founded or planned."""
    rows = [commune_row(place, report) for place in report.places if speaks_of_communes(place)]
    return made_frame(
        report,
        rows,
        COLUMNS,
        name="commune-unions",
        caption=founded_told(report.words, rows[0]) if rows else "",
        notes=[communes_note(report.t)],
    )


def communes_told(report: Report) -> list[str]:
    """How many commune unions were founded by which day, of how many planned, and how many
    grassroots unions a full-time officer has; what the tables hold beyond that is in them."""
    rows = [commune_row(place, report) for place in report.places if speaks_of_communes(place)]
    told = [
        report.t("On {day}: {text}.", day=report.words.day(row["day"]), text=_founded(report, row))
        for row in rows
        if row["day"]
    ]
    return told + [_load(report, item) for item in report.place.workloads[:1]]


def _load(report: Report, item: Workload) -> str:
    words = report.words
    return report.t(
        "{unit}: {each} grassroots unions for each full-time officer on average ({unions} unions, "
        "{officers} {officers:officer|officers}).",
        unit=capital(item.unit) or report.place.view.place.federation(report.language),
        each=words.unions_each(item.per_officer, item.unions_qualifier).text,
        unions=words.rough(item.unions, indicator(ALL_UNIONS), item.unions_qualifier),
        officers=words.count(item.officers),
    )


def told_with_communes(place: Place) -> set[str]:
    """The totals that `communes_told` tells of a place."""
    founded = place.home and place.growth.level(FOUNDED)
    counted = place.home and any(not item.unit for item in place.workloads[:1])
    return {*((FOUNDED, COMMUNES) if founded else ()), *((ALL_OFFICERS,) if counted else ())}


def _founded(report: Report, row: dict[str, Any]) -> str:
    """The finding, and beside it the communes of the place where they are known."""
    told = uncapital(founded_told(report.words, row))
    if not row["communes"]:
        return told
    return report.t(
        "{text}; there are {communes} communes and wards",
        text=told,
        communes=report.words.count(row["communes"]),
    )


def founded_told(words: Words, row: dict[str, Any]) -> str:
    """How many commune unions a row says were founded, of how many planned."""
    founded, planned = row["commune_unions"], row["low"]
    if founded.value is None:
        return words.t("Commune and ward unions founded")
    if planned is None or row["share"] is None:
        return words.t("{number} commune and ward unions founded", number=founded.text)
    return words.t(
        "{number} commune and ward unions founded of {planned} planned",
        number=founded.text,
        planned=words.count(planned),
    )


def speaks_of_communes(place: Place) -> bool:
    """Whether the place is the report's own and has founded or planned commune unions."""
    return place.home and bool(place.growth.level(FOUNDED) or _planned(place))


def communes_note(t: Translator) -> str:
    return t("A union of a commune may cover several; plans count unions, not communes.")


def commune_row(place: Place, report: Report) -> dict[str, Any]:
    """The row of one place."""
    level, planned, words = place.growth.level(FOUNDED), _planned(place), place.words
    reached = planned if isinstance(planned, LevelReached) and planned.share is not None else None
    unions, members = place.growth.level(UNIONS), place.growth.level(MEMBERS)
    all_communes = latest_stock(place.view.stock(COMMUNES), place.view.cutoff)
    return {
        "commune_unions": _said(place, level) or Said(None, words.t("not published")),
        "day": level.now.day if level else None,
        "low": planned.target.low if planned else None,
        "share": Said(float(reached.share or 0), words.share(reached.result.value, reached.base))
        if reached
        else None,
        "communes": all_communes.value if all_communes else None,
        "covered": _covered(report, place),
        "unions": _said(place, unions) or UNKNOWN,
        "unions_each": _each(unions, level) or UNKNOWN,
        "members": _said(place, members) or UNKNOWN,
        "members_each": _each(members, unions),
    }


def _covered(report: Report, place: Place) -> int | None:
    """Communes and wards that the units on the register cover on the report's last day."""
    units = units_on(report.read.register, place.view.place, place.view.cutoff)
    return sum(unit.communes or 0 for unit in units) or None


def _each(part: Level | None, whole: Level | None) -> float | None:
    """One level ÷ another, of one day."""
    if part is None or whole is None or part.now.day != whole.now.day or not whole.now.value:
        return None
    return part.now.value / whole.now.value


def _said(place: Place, level: Level | None) -> Said | None:
    if level is None:
        return None
    return place.words.said(level.now.value, level.indicator, level.now.qualifier)


def _planned(place: Place) -> Attainment | None:
    """The target of the place for commune unions that is due first."""
    found = [one for one in place.targets.of_province if one.target.indicator.code == FOUNDED]
    return min(found, key=lambda one: one.target.end, default=None)
