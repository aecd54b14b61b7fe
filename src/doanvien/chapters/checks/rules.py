"""Checks of the figures: each rule with how often it was applied, and each figure that breaks one,
with the rule and what to do about it."""

from __future__ import annotations

from functools import partial

import pandas as pd

from doanvien.chapters.view_table import view_table
from doanvien.measures.checks.checks import Check, Finding
from doanvien.measures.series.view import View
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, Table
from doanvien.present.words.phrases import Words, subject
from doanvien.reference.languages import Translator

CHECKS = "checks"
"""Name of the table of rules; a batch counts checks by its columns ``run`` and ``found``."""
MOST_FINDINGS = 40


def rule_tables(report: Report) -> list[Table]:
    """Every rule that could be applied: how often, and how many figures break it."""
    checked = zip(report.views, report.checks, strict=True)
    return [_rule_table(report, view, found) for view, found in checked if found]


def finding_tables(report: Report) -> list[Table]:
    """The figures that break a rule."""
    tables = []
    for view, checks in zip(report.views, report.checks, strict=True):
        found = [finding for check in checks for finding in check.findings]
        if found:
            tables.append(_finding_table(report, view, found))
    return tables


def rule_sentences(report: Report) -> list[str]:
    """One sentence that sums the checks of each view up."""
    sentences = []
    for view, found in zip(report.views, report.checks, strict=True):
        run = sum(check.run for check in found)
        broken = sum(len(check.findings) for check in found)
        if run:
            text = (
                report.t("{run} checks were run; nothing was found.", run=report.words.count(run))
                if not broken
                else report.t(
                    "{run} checks were run; {found} figures need to be looked at.",
                    run=report.words.count(run),
                    found=report.words.count(broken),
                )
            )
            sentences += report.marked([text], view)
    return sentences


def _rule_table(report: Report, view: View, found: tuple[Check, ...]) -> Table:
    t = report.t
    frame = pd.DataFrame(
        {
            "rule": [_rule(t, check.rule) for check in found],
            "run": [check.run for check in found],
            "found": [len(check.findings) for check in found],
        }
    )
    columns = [
        Column("rule", t("Rule"), "text"),
        Column("run", t("Checks run"), "count"),
        Column("found", t("To be looked at"), "count"),
    ]
    return view_table(report, view, CHECKS, t("Checks of the figures"), columns, frame)


def _finding_table(report: Report, view: View, found: list[Finding]) -> Table:
    t, words = report.t, Words(report.language, view.place)
    shown = found[:MOST_FINDINGS]
    number = partial(_number, words)
    frame = pd.DataFrame(
        {
            "figure": [subject(one.indicator.label(report.language), one.unit) for one in shown],
            "when": [
                words.t("on {day}", day=words.day(one.end))
                if one.start is None
                else words.span(one.start, one.end)
                for one in shown
            ],
            "value": [number(one, one.value) for one in shown],
            "against": [_against(words, one) for one in shown],
            "todo": [_remedy(t, one.rule) for one in shown],
        }
    )
    columns = [
        Column("figure", t("Figure"), "text"),
        Column("when", t("When"), "text"),
        Column("value", t("Reported"), "text"),
        Column("against", t("What the rule expects"), "text"),
        Column("todo", t("What to do"), "text"),
    ]
    notes = [t("Reported figures are used as they are; nothing was corrected.")]
    if len(found) > len(shown):
        notes.append(
            t(
                "The first {shown} of {all} are listed.",
                shown=words.count(len(shown)),
                all=words.count(len(found)),
            )
        )
    caption = t("Figures to be looked at")
    return view_table(report, view, "findings", caption, columns, frame, notes)


def _number(words: Words, finding: Finding, value: float | None) -> str:
    return words.t("not reported") if value is None else words.number(value, finding.indicator)


def _rule(t: Translator, rule: str) -> str:
    return {
        "identity": t("Opening + new − lost ± transferred − removed = closing"),
        "fall": t("A figure counted from the beginning of the year never falls"),
        "outlier": t("A unit's figure is not far from its own earlier ones"),
        "missing": t("Who reported within the last year reports again"),
        "conflict": t("Two sources give the same figure for the same days"),
        "stale": t("The last figure is not older than half a year"),
        "density": t("Members are not more than workers (density up to 100%)"),
        "women": t("Women are not more than all members"),
        "part": t("A part is not larger than its whole"),
        "basis": t("A target set by the confederation since 2024 counts net growth"),
    }[rule]


def _against(words: Words, finding: Finding) -> str:
    t = words.t
    value = _number(words, finding, finding.against)
    return {
        "identity": t("{value} by the account of the days", value=value),
        "fall": t("at least {value}, as reported before", value=value),
        "outlier": t("usually about {value}", value=value),
        "missing": t("a figure, as from most units"),
        "conflict": t("{value} in another source", value=value),
        "stale": t("a newer figure"),
        "density": t("at most {value} workers", value=value),
        "women": t("at most {value} members", value=value),
        "part": t("at most {value}, the whole", value=value),
        "basis": t("a target for net growth"),
    }[finding.rule]


def _remedy(t: Translator, rule: str) -> str:
    return {
        "identity": t("Ask which of new, lost, transferred or total is to be corrected."),
        "fall": t("Ask whether it is a correction; if so, mark the earlier figure as revised."),
        "outlier": t("Ask for confirmation: a large enterprise, a wave, or a slip of digits?"),
        "missing": t("Remind the unit; until then it counts as not reported, not as zero."),
        "conflict": t("Compare both pages and keep the one that is right."),
        "stale": t("Ask for the latest return before quoting the figure."),
        "density": t("Check the number of workers of the same day and units."),
        "women": t("Check both figures; columns may have been exchanged."),
        "part": t("Check both figures; columns may have been exchanged."),
        "basis": t("Check in the decision whether the target counts net growth or admissions."),
    }[rule]
