"""The subordinate units against their own targets."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pandas as pd

from doanvien.chapters.targets.attainment import target_row
from doanvien.measures.targets.league import UnitStanding
from doanvien.measures.targets.outcome import Answered
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.grid import NativeChart
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.letters import capital, uncapital

COLUMNS = (
    *("unit", "indicator", "label", "assigned_by", "target_period", "low", "result", "counted_to"),
    *("share", "of_units", "trend", "missing", "a_month", "verdict", "ground"),
)


def of_units(report: Report) -> pd.DataFrame:
    """A row for each unit and target that a result answers, most attained first; last those with a
    target of fewer than twenty or counted on another basis, as they are not to be ranked.

    ``low`` and ``result`` are in the indicator's unit, ``share`` is result ÷ ``low``; ``of_units``
    the unit's share of what all units together have reached; ``trend`` the last three months
    against the same months a year before, less 1 (both only where three units or more have a
    target); ``missing`` and ``a_month`` what is still lacking. Empty where units have no targets.
    """
    t = report.t
    rows = [row for place in report.places for row in _rows(place)]
    grounds = {row["ground"] for row in rows}
    notes = [t("{text}.", text=grounds.pop())] if len(grounds) == 1 else []
    if any(one.target.rule == "at_least" for place in report.places for one in _answered(place)):
        notes.append(t("What was assigned is the least to be reached."))
    if any(row["trend"] is not None for row in rows):
        notes.append(t("Trend: the last three months against the same months of the year before."))
    return made_frame(
        report,
        rows,
        COLUMNS,
        name="unit-targets",
        ends=5,
        caption=_finding(report, rows) or t("Units against their own targets"),
        notes=notes,
        chart=NativeChart("bar", "unit", ("share",), t("Share of the target attained")),
    )


def _finding(report: Report, rows: list[dict[str, Any]]) -> str:
    """Which unit lacks most, as the rows by what is missing begin; "" where none lacks anything."""
    short = [row for row in rows if row["missing"] and row["missing"].value]
    if not short:
        return ""
    most = max(short, key=lambda row: row["missing"].value)
    return report.t(
        "{unit} lacks most: {missing} ({label})",
        unit=most["unit"],
        missing=most["missing"].text,
        label=uncapital(most["label"]),
    )


def _rows(place: Place) -> Iterator[dict[str, Any]]:
    standings = {
        id(standing.attainment): standing
        for league in place.leagues
        for standing in (*league.standings, *league.unranked)
    }
    for one in sorted(_answered(place), key=_order):
        yield _row(place, one, standings.get(id(one)))


def _answered(place: Place) -> list[Answered]:
    return [one for one in place.targets.of_units if isinstance(one, Answered)]


def _order(one: Answered) -> tuple[str, bool, Fraction, str]:
    """The most attained first; those that are not to be ranked last, by name."""
    rank = -one.share if one.rankable else Fraction(0)
    return (one.target.indicator.code, not one.rankable, rank, one.target.unit)


def _row(place: Place, one: Answered, standing: UnitStanding | None) -> dict[str, Any]:
    known = target_row(place, one)
    trend = standing.trend if standing else None
    return {
        **known,
        "unit": place.named(capital(one.target.unit)),
        "label": one.target.indicator.short_label(place.language),
        "low": Said(one.target.low, place.words.target_bare(one.target)),
        "of_units": standing.of_total if standing else None,
        "trend": None if trend is None else Said(float(trend), place.words.change(trend)),
    }
