"""Targets as tables: attainment, pace, rates, what is still open, and plans."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from doanvien.chapters.view_table import view_table
from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.targets.assigned import Target
from doanvien.measures.targets.league import leagues
from doanvien.measures.targets.outcome import Answered, Attainment, Unanswered
from doanvien.measures.targets.targets import TargetReport
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, NativeChart, Table
from doanvien.present.words.phrases import Words, capital, subject
from doanvien.reference.indicators import indicator
from doanvien.reference.numbers import exact


def attainment_tables(report: Report) -> list[Table]:
    """Every target answered by a flow, one table for each place and for units without a league."""
    tables = []
    for targets in report.targets:
        in_league = {
            id(standing.attainment)
            for league in leagues(targets.view, targets)
            for standing in (*league.standings, *league.unranked)
        }
        of_units = tuple(a for a in targets.of_units if id(a) not in in_league)
        for stem, rows, caption in (
            ("targets", targets.of_province, report.t("Attainment of targets")),
            ("unit-targets", of_units, report.t("Targets of subordinate units")),
        ):
            counted = [a for a in rows if a.result is not None and a.share is not None]
            if counted:
                tables.append(_attainment_table(report, targets, stem, counted, caption))
    return tables


def pace_tables(report: Report) -> list[Table]:
    """Time elapsed and what is still needed, for targets whose period is running."""
    tables = []
    for targets in report.targets:
        running = [a for a in targets.answered if a.running]
        if running:
            tables.append(_pace_table(report, targets, running))
    return tables


def level_tables(report: Report) -> list[Table]:
    """Targets that are rates, against the last rate published."""
    tables = []
    for targets in report.targets:
        rates = [a for a in targets.of_province if a.result and a.target.indicator.kind == "rate"]
        rates = [a for a in rates if a.share is None and a.verdict in ("reached", "not_yet")]
        if rates:
            tables.append(_rate_table(report, targets, rates))
    return tables


def open_tables(report: Report) -> list[Table]:
    """Targets in force without a result that answers them, with the reason in words."""
    tables = []
    for targets in report.targets:
        unanswered = [a for a in targets.current if a.reason is not None]
        if unanswered:
            tables.append(_open_table(report, targets, unanswered))
    return tables


def implied_tables(report: Report) -> list[Table]:
    """Percentages printed of a target that is not: the target is an interval, never a point."""
    tables = []
    for targets in report.targets:
        checks = [check for check in targets.without_target if check.bases is not None]
        if checks:
            tables.append(_implied_table(report, targets, checks))
    return tables


def plan_tables(report: Report) -> list[Table]:
    """Targets of the next period, listed as plans."""
    tables = []
    for targets in report.targets:
        if not targets.plan:
            continue
        words = Words(report.language, targets.view.place)
        rows = pd.DataFrame(
            {
                "target": [
                    subject(target.indicator.label(report.language), target.unit)
                    for target in targets.plan
                ],
                "period": [words.target_period(target) for target in targets.plan],
                "amount": [words.target_amount(target) for target in targets.plan],
                "assigner": [
                    capital(words.assigner(target.assigned_by)) for target in targets.plan
                ],
            }
        )
        t = report.t
        columns = (
            Column("target", t("Target"), "text"),
            Column("period", t("Period of the target"), "text"),
            Column("amount", t("Amount assigned"), "text"),
            Column("assigner", t("Assigned by"), "text"),
        )
        tables.append(
            view_table(
                report,
                targets.view,
                "plan",
                t("Plan for the next period"),
                columns,
                rows,
            )
        )
    return tables


def _assigner_and_period(words: Words, target: Target) -> str:
    return f"{capital(words.assigner(target.assigned_by))}, {words.target_period(target)}"


def _row_labels(report: Report, attainments: Sequence[Attainment]) -> list[str]:
    return [subject(a.target.indicator.label(report.language), a.target.unit) for a in attainments]


def _attainment_table(
    report: Report, targets: TargetReport, stem: str, rows: Sequence[Attainment], caption: str
) -> Table:
    t, words = report.t, Words(report.language, targets.view.place)
    frame = pd.DataFrame(
        {
            "target": _row_labels(report, rows),
            "assigner": [_assigner_and_period(words, a.target) for a in rows],
            "amount": [words.target_amount(a.target) for a in rows],
            "result": [a.result.value if a.result else None for a in rows],
            "day": [pd.Timestamp(a.result.end) if a.result else pd.NaT for a in rows],
            "share": [float(a.share) if a.share is not None else None for a in rows],
            "verdict": [str(words.verdict(a)) + _stars(a) for a in rows],
        }
    )
    columns = (
        Column("target", t("Target"), "text"),
        Column("assigner", t("Assigned by, for"), "text"),
        Column("amount", t("Amount assigned"), "text"),
        Column("result", t("Result"), "count"),
        Column("day", t("Counted to"), "date"),
        Column("share", t("Attained"), "percent"),
        Column("verdict", t("Verdict"), "text"),
    )
    notes = []
    if any(_stars(a) for a in rows):
        notes.append(t("* See the notes on how targets are counted, below."))
    rounded = [a.target.indicator.label(report.language) for a in rows if "rounded" in a.flags]
    if rounded:
        notes.append(t("Rounded at the source: {items}.", items=", ".join(rounded)))
    counted = [a for a in rows if isinstance(a, Answered)]
    notes += [
        t(
            "{target}: {low} of the lower end, {high} of the upper end of the range.",
            target=capital(a.target.indicator.label(report.language)),
            low=words.percent(a.share),
            high=words.percent(a.share_of_high),
        )
        for a in counted
        if a.share_of_high is not None
    ]
    chart = NativeChart(
        kind="bar", category="target", values=("share",), title=t("Share of the target attained")
    )
    return view_table(
        report,
        targets.view,
        stem,
        caption,
        columns,
        frame,
        notes=tuple(notes),
        chart=chart,
    )


def _stars(attainment: Attainment) -> str:
    basis = {"gross_for_net", "net_for_gross"}
    return " *" if basis & set(attainment.flags) or attainment.target.note else ""


def _pace_table(report: Report, targets: TargetReport, rows: Sequence[Answered]) -> Table:
    t, words = report.t, Words(report.language, targets.view.place)
    frame = pd.DataFrame(
        {
            "target": [
                t(
                    "{target} ({amount})",
                    target=capital(a.target.indicator.label(report.language)),
                    amount=words.target_amount(a.target),
                )
                for a in rows
            ],
            "days": [
                t(
                    "{elapsed} of {total} days",
                    elapsed=words.count(a.elapsed_days),
                    total=words.count(a.total_days),
                )
                for a in rows
            ],
            "elapsed": [float(a.elapsed) for a in rows],
            "share": [float(a.share) for a in rows],
            "remaining": [a.remaining for a in rows],
            "monthly": [a.needed_per_month or 0 for a in rows],
        }
    )
    columns = (
        Column("target", t("Target"), "text"),
        Column("days", t("Time elapsed"), "text"),
        Column("elapsed", t("Share of time"), "percent"),
        Column("share", t("Share attained"), "percent"),
        Column("remaining", t("Still lacking"), "count"),
        Column("monthly", t("Needed a month"), "count"),
    )
    return view_table(
        report,
        targets.view,
        "pace",
        t("Pace and what is still needed"),
        columns,
        frame,
        notes=(
            t(
                "Time is counted to the day of each result, both ends included; what is needed a "
                "month is spread evenly over the months left and rounded up."
            ),
        ),
    )


def _rate_table(report: Report, targets: TargetReport, rows: Sequence[Attainment]) -> Table:
    t, words = report.t, Words(report.language, targets.view.place)
    frame = pd.DataFrame(
        {
            "target": _row_labels(report, rows),
            "amount": [words.target_amount(a.target) for a in rows],
            "assigner": [capital(words.assigner(a.target.assigned_by)) for a in rows],
            "result": [
                words.amount(a.result.value, a.target.indicator, a.result.qualifier)
                for a in rows
                if a.result
            ],
            "day": [pd.Timestamp(a.result.end) for a in rows if a.result],
            "verdict": [str(words.verdict(a)) for a in rows],
        }
    )
    columns = (
        Column("target", t("Target"), "text"),
        Column("amount", t("Amount assigned"), "text"),
        Column("assigner", t("Assigned by"), "text"),
        Column("result", t("Result"), "text"),
        Column("day", t("Counted to"), "date"),
        Column("verdict", t("Verdict"), "text"),
    )
    return view_table(
        report,
        targets.view,
        "rates",
        t("Targets that are rates"),
        columns,
        frame,
    )


def _open_table(report: Report, targets: TargetReport, rows: Sequence[Unanswered]) -> Table:
    t, words = report.t, Words(report.language, targets.view.place)
    frame = pd.DataFrame(
        {
            "target": _row_labels(report, rows),
            "assigner": [_assigner_and_period(words, a.target) for a in rows],
            "amount": [words.target_amount(a.target) for a in rows],
            "why": [_reason(words, a) for a in rows],
        }
    )
    columns = (
        Column("target", t("Target"), "text"),
        Column("assigner", t("Assigned by, for"), "text"),
        Column("amount", t("Amount assigned"), "text"),
        Column("why", t("Why there is no conclusion"), "text"),
    )
    return view_table(
        report,
        targets.view,
        "open-targets",
        t("Targets not yet answered by a published result"),
        columns,
        frame,
    )


def _implied_table(report: Report, targets: TargetReport, checks: list[PrintedCheck]) -> Table:
    t, words = report.t, Words(report.language, targets.view.place)
    frame = pd.DataFrame(
        {
            "target": [
                subject(indicator(check.indicator).label(report.language), check.unit)
                for check in checks
            ],
            "assigner": [
                capital(words.assigner(check.assigned_by or "unknown")) for check in checks
            ],
            "result": [check.value for check in checks],
            "day": [check.end for check in checks],
            "printed": [words.printed(check.printed) for check in checks],
            "implied": [words.possible_bases(check) for check in checks],
        }
    )
    columns = (
        Column("target", t("Target"), "text"),
        Column("assigner", t("Assigned by"), "text"),
        Column("result", t("Result"), "count"),
        Column("day", t("Counted to"), "date"),
        Column("printed", t("Share as published"), "text"),
        Column("implied", t("Target that fits"), "text"),
    )
    return view_table(
        report,
        targets.view,
        "implied-targets",
        t("Shares published without their target"),
        columns,
        frame,
        notes=(t("The target was not published; the whole numbers that fit the share are given."),),
    )


def _reason(words: Words, attainment: Attainment) -> str:
    t, target = words.t, attainment.target
    if attainment.reason == "partial" and attainment.partial:
        part = attainment.partial
        ends = [target.low] if target.high is None else [target.low, target.high]
        shares = [words.percent(exact(part.value) / exact(end), 1) for end in ends]
        return t(
            "Only {amount} {span} are published, {shares} of the target; the rest of its period "
            "is not, so nothing can be concluded",
            amount=words.amount(part.value, target.indicator, part.qualifier),
            span=words.span(part.start, part.end),
            shares="–".join(reversed(shares)),
        )
    if attainment.reason == "earlier" and attainment.result:
        return t(
            "Not published for this period; the last was {amount} to {day}",
            amount=words.amount(
                attainment.result.value, attainment.result.indicator, attainment.result.qualifier
            ),
            day=words.day(attainment.result.end),
        )
    if attainment.reason == "denominator_not_published" and attainment.result:
        return t(
            "Result: {amount} to {day}; the target is an amount for each union, and their number "
            "is not published",
            amount=words.amount(attainment.result.value, attainment.result.indicator),
            day=words.day(attainment.result.end),
        )
    if attainment.reason == "denominator_zero" and attainment.result:
        return t(
            "Result: {amount} to {day}; the target is an amount for each union, and there is none",
            amount=words.amount(attainment.result.value, attainment.result.indicator),
            day=words.day(attainment.result.end),
        )
    return t("Result not published")
