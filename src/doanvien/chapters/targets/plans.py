"""Targets that nothing can be held against yet: those of the next period, and those known only by
a share that was printed of them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.chapters.targets.attainment import target_row
from doanvien.measures.targets.outcome import Answered
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.amounts import WITHHELD_CELL
from doanvien.present.words.letters import capital


def plans(report: Report) -> pd.DataFrame:
    """A row for each target of the next twelve months; ``low`` (and ``high``) as assigned."""
    rows: list[dict[str, Any]] = [
        {
            "target": place.label(target.indicator, target.unit),
            "indicator": target.indicator.code,
            "unit": target.unit,
            "assigned_by": target.assigned_by,
            "target_period": place.words.target_period(target),
            "due": target.end,
            "low": Said(target.low, place.words.target_figures(target)),
            "high": target.high,
        }
        for place in report.places
        for target in place.targets.plan
    ]
    columns = ("target", "indicator", "unit", "assigned_by", "target_period", "due", "low", "high")
    caption = "".join(
        f"{row['target']}, {row['target_period']}: {row['low'].text}" for row in rows[:1]
    )
    return made_frame(report, rows, columns, name="plan", caption=caption, ends=5)


def of_units_open(report: Report) -> pd.DataFrame:
    """A row for each target of a unit in force that no flow of the unit answers yet, or that is for
    a level: ``low`` (and ``high``) as assigned, ``result`` and its day where one is known,
    ``ground`` in words what is known of it."""
    rows: list[dict[str, Any]] = [
        target_row(place, one)
        for place in report.places
        for one in place.targets.of_units
        if not isinstance(one, Answered)
    ]
    columns = ("target", "indicator", "unit", "assigned_by", "target_period", "due", "low", "high")
    return made_frame(
        report,
        rows,
        (*columns, "result", "counted_to", "ground"),
        name="unit-targets-open",
        caption=_how_many_open(report, rows),
        ends=5,
    )


def _how_many_open(report: Report, rows: list[dict[str, Any]]) -> str:
    """How many have no result, and of how many it is withheld."""
    t, words = report.t, report.words
    still_open = sum(row["result"] is None for row in rows)
    withheld = sum(row["result"] == WITHHELD_CELL for row in rows)
    told = []
    if still_open:
        some = words.some(still_open, len(rows))
        told.append(t("{some} {some:target|targets} of units without a result", some=some))
    if withheld:
        some = words.some(withheld, len(rows))
        told.append(t("results of {some} {some:target|targets} of units withheld ([c])", some=some))
    return capital("; ".join(told)) or t("All of these targets of units have a result")


def implied(report: Report) -> pd.DataFrame:
    """A row for each printed share of a target that is itself not published.

    ``printed`` is the share as its source wrote it; ``low`` and ``high`` are the whole numbers that
    fit it, ``fits`` the same in words.
    """
    rows: list[dict[str, Any]] = [
        {
            "target": place.label(check.indicator, check.unit),
            "indicator": check.indicator,
            "unit": check.unit,
            "assigned_by": check.assigned_by or "unknown",
            "result": check.value,
            "counted_to": check.end,
            "printed": place.words.printed(check.printed),
            "low": check.bases[0],
            "high": check.bases[1],
            "fits": place.words.possible_bases(check),
        }
        for place in report.places
        for check in place.targets.without_target
        if check.bases is not None
    ]
    columns = ("target", "indicator", "unit", "assigned_by", "result", "counted_to", "printed")
    t = report.t
    return made_frame(
        report,
        rows,
        (*columns, "low", "high", "fits"),
        name="implied-targets",
        caption="".join(
            t("{target}: the target was {fits}", target=row["target"], fits=row["fits"])
            for row in rows[:1]
        ),
        notes=[
            t(
                "The source does not give the target; the whole numbers that fit the share are "
                "shown."
            )
        ],
    )
