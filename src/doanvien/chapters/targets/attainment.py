"""Every target in force as one frame: what was assigned, what answers it, what is still lacking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

import pandas as pd

from doanvien.chapters.targets.grounds import ground
from doanvien.measures.targets.codes import BASIS_FLAGS, BEHIND, GOOD, Flag
from doanvien.measures.targets.outcome import (
    Answered,
    Attainment,
    LevelReached,
    Unanswered,
    furthest,
    is_furthest,
)
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.grid import NO_FIGURE, NativeChart
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.amounts import WITHHELD_CELL
from doanvien.present.words.letters import uncapital
from doanvien.reference.indicators import Indicator

COLUMNS = (
    *("target", "indicator", "unit", "assigned_by", "target_period", "due", "low", "high"),
    *("result", "counted_from", "counted_to", "share", "elapsed", "missing", "a_month"),
    *("verdict", "ground"),
)


def attainment(report: Report) -> pd.DataFrame:
    """A row for each target of the place that is in force, also for those without a result.

    ``low`` (and ``high`` of a range) is what was assigned, ``result`` what answers it, both in the
    indicator's unit, from ``counted_from`` (NaT for a level) to ``counted_to``; ``share`` is result
    ÷ ``low``, 1 being 100 %, never capped; ``elapsed`` the share of the target's time that has
    passed; ``missing`` and ``a_month`` what is still lacking, in all and a month; ``verdict`` the
    code of the pace rule, ``ground`` what it stands on in words. Empty without targets.
    """
    t = report.t
    rows = [
        target_row(place, one)
        for place in report.places
        for one in place.targets.current
        if not one.target.unit
    ]
    tell_apart(rows, report.words.assigner)
    return made_frame(
        report,
        rows,
        COLUMNS,
        name="targets",
        caption=_finding(report) or t("Attainment of targets"),
        notes=_notes(report, rows),
        chart=NativeChart("bar", "target", ("share",), t("Share of the target attained")),
    )


def _finding(report: Report) -> str:
    """Which target is furthest behind, or is named as one that is, or else is over its limit; ""
    where none is judged."""
    judged = [
        one
        for one in report.place.targets.current
        if not one.target.unit and isinstance(one, Answered) and one.verdict in (*GOOD, *BEHIND)
    ]
    behind = [one for one in judged if one.verdict in BEHIND]
    if not behind:
        return report.t("No target that can be judged is behind") if judged else ""
    t, words, last = report.t, report.words, furthest(behind)
    label = uncapital(report.place.label(last.target.indicator))
    share = words.share(last.result.value, last.base)
    if last.target.is_limit:
        return t("Over the limit: {label}, {share} of it", label=label, share=share)
    values = {
        "verdict": words.verdict(last.verdict).word,
        "label": label,
        "share": share,
        "missing": words.number(last.remaining, last.target.indicator),
    }
    if last.result.value < 0:
        values |= {
            "lost": words.amount(-last.result.value, last.result.indicator),
            "amount": words.target_bare(last.target),
        }
        return t("{verdict}: it shrank by {lost} net, the target being {amount}", **values)
    if not last.running:
        return t("{verdict}: {label}, {share}, {missing} short", **values)
    if is_furthest(last, behind):
        return t("Furthest behind: {label}, {share}, {missing} lacking", **values)
    return t("{verdict}: {label}, {share}, {missing} lacking", **values)


def target_row(place: Place, one: Attainment) -> dict[str, Any]:
    """One target as a row; a cell is `Said` where its number alone would say too much."""
    target, result, words = one.target, one.result, place.words
    answered = result is not None and one.reason != "earlier"
    withheld = one.reason == "withheld"
    return {
        "target": place.label(target.indicator, target.unit),
        "indicator": target.indicator.code,
        "unit": target.unit,
        "assigned_by": target.assigned_by,
        "target_period": words.target_period(target),
        "due": target.end,
        "low": Said(target.low, words.target_figures(target)),
        "high": target.high,
        "result": _result(place, one) if answered or withheld else None,
        "counted_from": result.start if result is not None and answered else None,
        "counted_to": result.end if result is not None and answered else None,
        "share": _share(place, one),
        "elapsed": one.elapsed if isinstance(one, Answered) else None,
        "missing": _missing(place, one),
        "a_month": one.needed_per_month if isinstance(one, Answered) else None,
        "verdict": one.verdict,
        "ground": ground(place, one),
    }


def _result(place: Place, one: Attainment) -> Said | None:
    if one.reason == "withheld":
        return WITHHELD_CELL
    result = one.result
    if result is None:
        return None
    return said_result(place, result.value, result.indicator, result.qualifier, one.flags)


def said_result(
    place: Place, value: float, measured: Indicator, qualifier: str, flags: Collection[Flag]
) -> Said:
    """The result; where it is counted on another basis than its target, with what was counted."""
    told = place.words.rough(value, measured, qualifier)
    if set(flags) & set(BASIS_FLAGS):
        label = uncapital(measured.short_label(place.language))
        told = place.t("{amount} ({label})", amount=told, label=label)
    return Said(value, told)


def tell_apart(rows: list[dict[str, Any]], assigner: Callable[[str], str]) -> None:
    """Targets named by who set them where there are several who did, then by their time where two
    of one name are left: a chart draws a bar for each name, and would draw the mean of both."""
    several = len({row["assigned_by"] for row in rows}) > 1
    for told in ("assigned_by", "target_period"):
        names = Counter(row["target"] for row in rows)
        for row in rows:
            if names[row["target"]] > 1 or (several and told == "assigned_by"):
                known = row[told]
                more = assigner(known) if told == "assigned_by" else known
                row["target"] = f"{row['target']}, {more}"


def names_of_targets(report: Report) -> dict[int, str]:
    """The `id` of each target of the place, and its name where several stand side by side."""
    targets = {
        id(one.target): (place, one.target)
        for place in report.places
        for one in place.targets.of_province
    }
    rows = [
        {
            "target": place.label(target.indicator),
            "assigned_by": target.assigned_by,
            "target_period": place.words.target_period(target),
        }
        for place, target in targets.values()
    ]
    tell_apart(rows, report.words.assigner)
    return {key: row["target"] for key, row in zip(targets, rows, strict=True)}


def _share(place: Place, one: Attainment) -> Said | None:
    if isinstance(one, LevelReached) and one.share is None:
        return Said(None, NO_FIGURE)  # a rate is held against its target as it stands
    if one.reason == "withheld":
        return WITHHELD_CELL
    if one.share is None:
        return None
    return Said(float(one.share), place.words.share(one.result.value, one.base))


def _missing(place: Place, one: Attainment) -> Said | None:
    if isinstance(one, Unanswered):
        return WITHHELD_CELL if one.reason == "withheld" else None
    if "other_measure" in one.flags:
        return Said(None, NO_FIGURE)
    number = place.words.number(one.remaining, one.target.indicator)
    if one.target.indicator.unit == "percent":
        points = place.words.decimal(one.remaining)
        number = place.t("{points} percentage {points:point|points}", points=points)
    elif "gross_for_net" in one.flags:
        number = place.t("at least {number}", number=number)
    return Said(one.remaining, number)


def _notes(report: Report, rows: list[dict[str, Any]]) -> list[str]:
    if not any(row["a_month"] for row in rows):
        return []
    return [
        report.t("What is needed a month is spread evenly over the months left and rounded up.")
    ]
