"""The targets of a first page: short names, bare amounts, a bar each, the furthest behind kept."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.chapters.targets.attainment import attainment, target_row, tell_apart
from doanvien.chapters.targets.sentences import finding
from doanvien.measures.targets.codes import BEHIND
from doanvien.measures.targets.outcome import Answered
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame, source_of
from doanvien.present.words.letters import capital

MOST_BARS = 6
ALIKE = 0.05  # of the time gone, for which one number speaks for all bars
COLUMNS = ("target", "indicator", "result", "low", "share", "verdict", "elapsed")


def progress(report: Report) -> pd.DataFrame:
    """A row for each target of the place that has a share and a pace, the largest share first.

    Of more than ``MOST_BARS`` what is behind is kept, then the year's own before a term's, the
    furthest from the time gone first; a note says how many are left out. Columns as in
    `attainment`, ``target`` and ``low`` in as few words as they are known by. Empty where no target
    has a share.
    """
    paced = [
        (place, one)
        for place in report.places
        for one in place.targets.answered
        if not one.target.unit
    ]
    every = sum(not one.target.unit for place in report.places for one in place.targets.current)
    kept = sorted(paced, key=lambda pair: _urgency(pair[1]))[:MOST_BARS]
    drawn = sorted(kept, key=lambda pair: -pair[1].share)
    rows = [_row(place, one) for place, one in drawn]
    tell_apart(rows, report.words.assigner_in_short)
    for row, (_, one) in zip(rows, drawn, strict=True):
        if not one.target.of_year(report.scope.period.end.year):
            row["target"] = _with_period(row["target"], row["target_period"])
    frame = made_frame(
        report,
        rows,
        (*COLUMNS, "assigned_by", "target_period"),
        name="progress",
        caption=finding(attainment(report)) if rows else report.t("Attainment of targets"),
    )
    frame.attrs["notes"] = (
        *_how_to_read(frame),
        *_left_out(report, every - len(kept) if kept else 0),
    )
    return frame


def _how_to_read(progress: pd.DataFrame) -> list[str]:
    """Who set the targets, where it was one body, and what the line through the bars says; what
    their colours say stands in words beside them."""
    if progress.empty:
        return []
    words, elapsed = source_of(progress).words, progress["elapsed"]
    bodies = set(progress["assigned_by"])
    notes = []
    if len(bodies) == 1 and not bodies & {"", "unknown"}:
        notes.append(words.t("{target}.", target=capital(words.assigned_target(bodies.pop()))))
    if elapsed.max() < 1:
        alike = elapsed.max() - elapsed.min() < ALIKE
        share = words.percent(elapsed.max())
        notes.append(
            words.t("The upright line: {elapsed} of the time is gone.", elapsed=share)
            if alike
            else words.t("The upright line: how much of the target's time is gone.")
        )
    return [" ".join(notes)] if notes else []


def _urgency(one: Answered) -> tuple[bool, bool, float]:
    """The lower the more a leader has to know of it."""
    of_term = one.target.first_day.year < one.target.end.year
    return one.verdict not in BEHIND, of_term, float(one.share / one.elapsed)


def _row(place: Place, one: Answered) -> dict[str, Any]:
    target = one.target
    return {
        **target_row(place, one),
        "target": place.named(target.indicator.short_label(place.language)),
        "low": Said(target.low, place.words.target_bare(target)),
    }


def _with_period(name: str, period: str) -> str:
    """The name of a target that is not for the report's year says which time it is for."""
    return name if name.endswith(period) else f"{name}, {period}"


def _left_out(report: Report, count: int) -> list[str]:
    if not count:
        return []
    told = "{count} more {count:target|targets} further below."
    return [report.t(told, count=report.words.count(count))]
