"""Targets of the term as a frame: this year's result beside that since the term began."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pandas as pd

from doanvien.chapters.targets.attainment import said_result, target_row, tell_apart
from doanvien.chapters.targets.grounds import ground
from doanvien.measures.targets.assigned import Target
from doanvien.measures.targets.flow_answers import FlowAnswer
from doanvien.measures.targets.outcome import Unanswered
from doanvien.measures.targets.terms import TermTarget, term_targets
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.grid import NO_FIGURE
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.letters import uncapital
from doanvien.reference.indicators import indicator

COLUMNS = (
    *("target", "indicator", "assigned_by", "target_period", "due", "a_year", "year_result"),
    *("low", "result", "counted_from", "counted_to", "share", "elapsed", "verdict", "ground"),
)


def terms(report: Report) -> pd.DataFrame:
    """A row for each thing that one body assigned for a term which outlasts the report's year.

    ``a_year`` is the amount of each year, ``year_result`` what this year has brought since
    1 January; ``low`` the amount of the whole term or a level due at its end, ``result`` what
    answers it, from ``counted_from`` to ``counted_to``, ``share`` the one ÷ the other; ``elapsed``
    the share of the term that has passed by then; ``verdict`` and ``ground`` as in `attainment`.
    """
    found = [(place, one) for place in report.places for one in term_targets(place.targets)]
    rows = [_row(place, one) for place, one in found]
    tell_apart(rows, report.words.assigner)
    return made_frame(
        report,
        rows,
        COLUMNS,
        name="terms",
        caption=_finding(report, rows) or report.t("Targets of the term"),
        notes=dict.fromkeys(note for place, one in found for note in _notes(place, one)),
        titles={}
        if any(map(_is_level, rows))
        else {
            "low": report.t("The whole term"),
            "result": report.t("Since the term began"),
        },
    )


def _finding(report: Report, rows: list[dict[str, Any]]) -> str:
    """How much of the first target of a term is reached, and of its time gone; where none has a
    share, what it has brought, or what it asks for; of a level, how high it was, on which day."""
    for row in rows:
        share, elapsed = row["share"], row["elapsed"]
        if share is None or share.value is None or share.value < 0 or not elapsed:
            continue
        return report.t(
            "{target}: {share} attained after {elapsed} of the time",
            target=row["target"],
            share=share.text,
            elapsed=report.words.percent(elapsed),
        )
    for row in rows:
        result, low, a_year = (_known(row[column]) for column in ("result", "low", "a_year"))
        if told := (
            _level_told(report, row, result, low)
            if _is_level(row)
            else _flow_told(report, row, result, low, a_year)
        ):
            return told
    return ""


def _flow_told(report: Report, row: dict[str, Any], result: str, low: str, a_year: str) -> str:
    t, target = report.t, row["target"]
    if result:
        return t("{target}: {amount} since the term began", target=target, amount=result)
    if low:
        return t("{target}: {amount} for the whole term", target=target, amount=low)
    return a_year and t("{target}: {amount} in each year", target=target, amount=a_year)


def _level_told(report: Report, row: dict[str, Any], result: str, low: str) -> str:
    t, target = report.t, row["target"]
    if not result:
        return low and t("{target}: {low} to be reached", target=target, low=low)
    return t(
        "{target}: {amount} on {day}, {low} to be reached",
        target=target,
        amount=result,
        day=report.words.day(row["counted_to"]),
        low=low,
    )


def _known(cell: Said | None) -> str:
    return "" if cell is None or cell.value is None else cell.text


def _is_level(row: dict[str, Any]) -> bool:
    """Whether a stock or a rate is asked for, which is reached on a day and not in a term."""
    return indicator(row["indicator"]).kind != "flow"


def _row(place: Place, one: TermTarget) -> dict[str, Any]:
    words, whole, yearly = place.words, one.whole, one.yearly
    is_flow = one.target.indicator.kind == "flow"
    known = target_row(place, one.either)
    if whole is None:  # what was assigned for all years together is not published
        known |= {"low": None, "share": Said(None, NO_FIGURE), "elapsed": None, "ground": ""}
        known["verdict"] = "ended" if one.target.closed else None
    if one.to_date:
        known |= {
            "result": _said(place, one.to_date),
            "counted_from": one.to_date.window.start,
            "counted_to": one.to_date.window.end,
        }
        if whole and whole.reason == "earlier":
            known |= _shares(place, one.to_date, whole.target)
    term = known["target_period"] if one.start is None else words.term(one.start, one.end)
    return {
        **known,
        "target": f"{known['target']}, {term}",
        "target_period": term,
        "due": one.end,
        "a_year": Said(yearly.target.low, words.target_range(yearly.target)) if yearly else None,
        "year_result": _said(place, one.year)
        if one.year
        else (None if is_flow and not _over(place, one) else Said(None, NO_FIGURE)),
    }


def _shares(place: Place, answer: FlowAnswer, whole: Target) -> dict[str, Any]:
    """What was attained, and in which share of the time, of a term whose last result ended before
    the report's period: it answers the term no more, and is told with its days."""
    window = answer.window
    days, of_term = (window.end - window.start).days + 1, (whole.end - window.start).days + 1
    share = Said(window.value / whole.low, place.words.share(window.value, whole.low))
    return {"share": share, "elapsed": Fraction(days, of_term)}


def _over(place: Place, one: TermTarget) -> bool:
    """Whether the term was closed before the report's year: that year brings it nothing."""
    closed = one.target.closed
    return closed is not None and closed.year < place.view.period.end.year


def _said(place: Place, answer: FlowAnswer) -> Said:
    window = answer.window
    return said_result(place, window.value, answer.indicator, window.qualifier, answer.flags)


def _notes(place: Place, one: TermTarget) -> Iterator[str]:
    t, words = place.t, place.words
    if one.to_date and "whole_years" in one.to_date.flags:
        first = words.day(one.to_date.window.start)
        yield t("The term is counted from {day}; the weeks before are not published.", day=first)
    if isinstance(one.whole, Unanswered) and one.whole.partial:
        name = place.label(one.target.indicator)
        yield t("{target}: {ground}.", target=name, ground=uncapital(ground(place, one.whole)))
    if closed := one.target.closed:
        yield t("Ended early: its body or its term ended by {day}.", day=words.day(closed))
