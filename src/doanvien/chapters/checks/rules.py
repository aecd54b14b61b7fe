"""Checks of the figures as frames: each rule with how often it was applied, and each figure that
breaks one, with the rule and what to do about it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.measures.checks.finding import Finding
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.reference.languages import Translator

CHECKS = "checks"
"""Name of the table of rules; a batch counts checks by its columns ``run`` and ``found``."""


def rules(report: Report) -> pd.DataFrame:
    """A row for each rule that could be applied: ``run`` how often, ``found`` how many figures
    break it."""
    t = report.t
    rows = [
        {
            "rule_text": place.named(_rule(t, check.rule)),
            "rule": check.rule,
            "run": check.run,
            "found": len(check.findings),
        }
        for place in report.places
        for check in place.checks
    ]
    columns = ("rule_text", "rule", "run", "found")
    caption = t("Checks of the figures")
    return made_frame(report, rows, columns, name=CHECKS, caption=caption)


def findings(report: Report) -> pd.DataFrame:
    """A row for each figure that breaks a rule: ``value`` as reported (NaN where a figure is
    absent), ``expected`` what the rule holds it against, ``todo`` whom to ask for what."""
    t = report.t
    rows = [
        _row(place, finding)
        for place in report.places
        for check in place.checks
        for finding in check.findings
    ]
    columns = (
        *("label", "indicator", "unit", "period_start", "period_end", "value", "expected"),
        *("todo", "rule"),
    )
    note = t("Figures are used as they stand in the source; nothing was corrected.")
    caption = t("Figures to be looked at")
    return made_frame(report, rows, columns, name="findings", caption=caption, notes=[note])


def _row(place: Place, finding: Finding) -> dict[str, Any]:
    value, words = finding.value, place.words
    return {
        "label": place.label(finding.indicator, finding.unit),
        "indicator": finding.indicator.code,
        "unit": finding.unit,
        "period_start": finding.start,
        "period_end": finding.end,
        "value": Said(None, place.t("not published"))
        if value is None
        else Said(value, words.number(value, finding.indicator)),
        "expected": _expected(place, finding),
        "todo": _remedy(place.t, finding),
        "rule": finding.rule,
    }


def _rule(t: Translator, rule: str) -> str:
    return {
        "identity": t("Opening + new − lost ± transferred − removed = closing"),
        "fall": t("A figure counted from the beginning of the year never falls"),
        "outlier": t("A unit's figure is not far from its own earlier ones"),
        "missing": t("Who had figures within the last year has them again"),
        "conflict": t("Two sources give the same figure for the same days"),
        "stale": t("The last figure is not older than half a year"),
        "density": t("Members are not more than workers (density up to 100%)"),
        "women": t("Women are not more than all members"),
        "part": t("A part is not larger than its whole"),
        "basis": t("A target set by the confederation since 2024 counts net growth"),
    }[rule]


def _expected(place: Place, finding: Finding) -> str:
    t = place.t
    against = finding.against
    value = (
        t("not published") if against is None else place.words.number(against, finding.indicator)
    )
    return {
        "identity": t("{value} by the account of the days", value=value),
        "fall": t("at least {value}, as before", value=value),
        "outlier": t("usually about {value}", value=value),
        "missing": t("a figure, as from most units"),
        "conflict": t("{value} in another source", value=value),
        "stale": t("a newer figure"),
        "density": t("at most {value} {value:worker|workers}", value=value),
        "women": t("at most {value} {value:member|members}", value=value),
        "part": t("at most {value}, the whole", value=value),
        "basis": t("a target for net growth"),
    }[finding.rule]


def _remedy(t: Translator, finding: Finding) -> str:
    if finding.rule == "conflict" and finding.digit_lost:
        return t("One of the two lost a digit in copying: read the original.")
    return {
        "identity": t("Ask which of new, lost, transferred or total is to be corrected."),
        "fall": t("Ask whether it is a correction; if so, mark the earlier figure as revised."),
        "outlier": t("Ask for confirmation: a large enterprise, a wave, or a slip of digits?"),
        "missing": t("Remind the unit; until then its figure counts as missing, not as zero."),
        "conflict": t("Compare both pages and keep the one that is right."),
        "stale": t("Ask for the latest return before quoting the figure."),
        "density": t("Check the number of workers of the same day and units."),
        "women": t("Check both figures; columns may have been exchanged."),
        "part": t("Check both figures; columns may have been exchanged."),
        "basis": t("Check in the decision whether the target counts net growth or admissions."),
    }[finding.rule]
