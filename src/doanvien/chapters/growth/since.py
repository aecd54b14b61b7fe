"""What changed since the last report: movements, verdicts then and now, revised past figures."""

from __future__ import annotations

import pandas as pd

from doanvien.chapters.view_table import view_table
from doanvien.measures.growth.since import (
    Movement,
    Revision,
    TargetMovement,
    movements,
    revisions,
    target_movements,
)
from doanvien.measures.series.view import View
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, Table
from doanvien.present.words.phrases import Words, capital, subject

FEWEST_MOVEMENTS = 2


def movement_tables(report: Report) -> list[Table]:
    """Main figures of this period beside those of the one before, where two or more can be."""
    tables = []
    for view in report.views:
        found = movements(view)
        if len(found) >= FEWEST_MOVEMENTS:
            tables.append(_movement_table(report, view, found))
    return tables


def revision_tables(report: Report) -> list[Table]:
    """Past figures that their publisher changed."""
    return [
        _revision_table(report, view, found) for view in report.views if (found := revisions(view))
    ]


def target_movement_tables(report: Report) -> list[Table]:
    """Each running target as the last report would have judged it, and now."""
    return [
        _target_table(report, targets.view, found)
        for targets in report.targets
        if (found := target_movements(targets.view, targets.of_province))
    ]


def _movement_table(report: Report, view: View, found: tuple[Movement, ...]) -> Table:
    t, language = report.t, report.language
    before = view.period.previous()
    frame = pd.DataFrame(
        {
            "indicator": [capital(item.indicator.label(language)) for item in found],
            "earlier": [item.earlier for item in found],
            "now": [item.now for item in found],
            "change": [item.change for item in found],
        }
    )
    columns = [
        Column("indicator", t("Indicator"), "text"),
        Column("earlier", capital(before.label(language)), "count"),
        Column("now", capital(view.period.label(language)), "count"),
        Column("change", t("Change"), "signed"),
    ]
    notes = []
    if view.period.kind not in ("year", "months"):
        notes.append(
            t("Seasons differ: a quarter is best compared with the same one of the year before.")
        )
    return view_table(
        report, view, "movements", t("Against the period before"), columns, frame, notes
    )


def _target_table(report: Report, view: View, found: tuple[TargetMovement, ...]) -> Table:
    t, words = report.t, Words(report.language, view.place)
    frame = pd.DataFrame(
        {
            "target": [
                t(
                    "{target} ({amount})",
                    target=capital(item.target.indicator.label(report.language)),
                    amount=words.target_amount(item.target),
                )
                for item in found
            ],
            "then": [float(item.earlier.share or 0) for item in found],
            "then_verdict": [str(words.verdict(item.earlier)) for item in found],
            "now": [float(item.now.share or 0) for item in found],
            "now_verdict": [str(words.verdict(item.now)) for item in found],
        }
    )
    columns = [
        Column("target", t("Target"), "text"),
        Column("then", t("Attained then"), "percent"),
        Column("then_verdict", t("Verdict then"), "text"),
        Column("now", t("Attained now"), "percent"),
        Column("now_verdict", t("Verdict now"), "text"),
    ]
    caption = t("Targets since the last report ({day})", day=words.day(view.period.previous().end))
    return view_table(report, view, "target-movements", caption, columns, frame)


def _revision_table(report: Report, view: View, found: tuple[Revision, ...]) -> Table:
    t, words = report.t, Words(report.language, view.place)
    frame = pd.DataFrame(
        {
            "figure": [subject(item.indicator.label(report.language), item.unit) for item in found],
            "when": [
                words.t("on {day}", day=words.day(item.end))
                if item.start is None
                else words.span(item.start, item.end)
                for item in found
            ],
            "old": [words.number(item.old, item.indicator) for item in found],
            "new": [words.number(item.new, item.indicator) for item in found],
            "sources": [f"{item.old_source} → {item.new_source}" for item in found],
        }
    )
    columns = [
        Column("figure", t("Figure"), "text"),
        Column("when", t("When"), "text"),
        Column("old", t("As first published"), "text"),
        Column("new", t("As last published"), "text"),
        Column("sources", t("Sources"), "text"),
    ]
    notes = [
        t(
            "A figure counts as revised where the same publisher later gives another value for "
            "the same dates; the last one is used throughout."
        )
    ]
    return view_table(report, view, "revisions", t("Revised figures"), columns, frame, notes)
