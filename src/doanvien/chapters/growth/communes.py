"""Commune and ward unions of a place: founded of planned, what they cover, what is in them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.data.register import units_on
from doanvien.measures.growth.growth import Level
from doanvien.measures.series.stocks import latest_stock
from doanvien.measures.targets.outcome import Attainment, LevelReached
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.grid import NO_FIGURE
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.phrases import Words
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
