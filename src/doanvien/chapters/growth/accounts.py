"""The members' account in depth: quarter by quarter, growth against three days, parts and rates."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pandas as pd

from doanvien.chapters.view_table import view_table
from doanvien.measures.growth.balance import Balance, quarterly_accounts
from doanvien.measures.growth.change import LevelChange, level_changes
from doanvien.measures.growth.parts import Part, parts
from doanvien.measures.series.view import View
from doanvien.measures.targets.targets import TargetReport
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, NativeChart, Table
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.periods import Period

FEWEST_QUARTERS = 2
FEWEST_CHANGES = 2


def quarter_tables(report: Report) -> list[Table]:
    """The account of the last quarters, where two or more can be checked."""
    tables = []
    for view in report.views:
        quarters = quarterly_accounts(view.history, view.cutoff)
        if len(quarters) >= FEWEST_QUARTERS and quarters[-1][0].end >= view.period.start:
            tables.append(_quarter_table(report, view, quarters))
    return tables


def change_tables(report: Report) -> list[Table]:
    """Growth of the total against the period before, the year before, the beginning of the term."""
    tables = []
    for targets in report.targets:
        changes = changes_of(targets)
        if len(changes) >= FEWEST_CHANGES:
            tables.append(_change_table(report, targets.view, changes))
    return tables


def part_tables(report: Report) -> list[Table]:
    """Parts and rates that two figures of the same days give, each with its denominator."""
    tables = []
    for view in report.views:
        found = parts(view.history, view.period, view.cutoff)
        if found:
            tables.append(_part_table(report, view, found))
    return tables


def changes_of(targets: TargetReport) -> tuple[LevelChange, ...]:
    """Growth of the total of a view; its term is the one that a target in force names."""
    view = targets.view
    return level_changes(view.history, view.period, view.cutoff, term_start(targets))


def term_start(targets: TargetReport) -> date | None:
    """The first day of the term: of the latest target of several years in force; None without."""
    starts = [
        attainment.target.start
        for attainment in targets.of_province
        if attainment.target.start is not None
        and attainment.target.end.year > attainment.target.start.year
    ]
    return max(starts, default=None)


def sum_note(report: Report, view: View) -> str:
    """What the asterisk on a figure from before the merger means."""
    words = Words(report.language, view.place)
    old = ", ".join(
        sorted(place.short_name(report.language) for place in view.history.predecessors)
    )
    return words.t(
        "* Sum of the provinces merged on 1 July 2025 ({provinces}); all of them reported.",
        provinces=old,
    )


def _quarter_table(
    report: Report, view: View, quarters: tuple[tuple[Period, Balance], ...]
) -> Table:
    t = report.t
    history = view.history
    summed = [history.is_sum(balance.start - timedelta(days=1)) for _, balance in quarters]
    balances = [balance for _, balance in quarters]
    frame = pd.DataFrame(
        {
            "quarter": [
                capital(period.label(report.language)) + (" *" if is_sum else "")
                for (period, _), is_sum in zip(quarters, summed, strict=True)
            ],
            "opening": [balance.opening for balance in balances],
            "new": [balance.new for balance in balances],
            "lost": [balance.lost for balance in balances],
            "transferred": [balance.transferred for balance in balances],
            "removed": [balance.removed for balance in balances],
            "closing": [balance.closing for balance in balances],
            "net": [balance.net for balance in balances],
            "rate": [_float(balance.rate) for balance in balances],
            "residual": [balance.residual for balance in balances],
        }
    )
    columns = [
        Column("quarter", t("Quarter"), "text"),
        Column("opening", t("Opening"), "count"),
        Column("new", t("New"), "count"),
        Column("lost", t("Lost"), "count"),
    ]
    if any(balance.transferred for balance in balances):
        columns.append(Column("transferred", t("Transferred"), "signed", missing="–"))
    if any(balance.removed for balance in balances):
        columns.append(Column("removed", t("Reorganisation"), "count", missing="–"))
    columns += [
        Column("closing", t("Closing"), "count"),
        Column("net", t("Net growth"), "signed"),
        Column("rate", t("Rate"), "percent", missing=t("not comparable")),
    ]
    notes = []
    if any(balance.residual for balance in balances):
        columns.append(Column("residual", t("Difference"), "signed"))
        notes.append(
            t("Difference: what the flows give at the end of the quarter, less its total.")
        )
    else:
        notes.append(t("In every quarter opening, flows and closing agree."))
    if any(balance.removed for balance in balances):
        notes.append(
            t(
                "Rate: growth of the total net of members removed by reorganisation, out of the "
                "opening total."
            )
        )
    if any(summed):
        notes.append(sum_note(report, view))
    chart = NativeChart(
        kind="bar", category="quarter", values=("net",), title=t("Net growth by quarter")
    )
    caption = t("Members' account by quarter")
    return view_table(report, view, "quarters", caption, columns, frame, notes, chart)


def _change_table(report: Report, view: View, changes: tuple[LevelChange, ...]) -> Table:
    t = report.t
    against = {
        "period": t("Beginning of the period"),
        "year": t("Same day of the year before"),
        "term": t("Beginning of the term"),
    }
    summed = [view.history.is_sum(change.earlier.day) for change in changes]
    frame = pd.DataFrame(
        {
            "against": [
                against[change.against] + (" *" if is_sum else "")
                for change, is_sum in zip(changes, summed, strict=True)
            ],
            "day": [pd.Timestamp(change.earlier.day) for change in changes],
            "earlier": [change.earlier.value for change in changes],
            "now": [change.now.value for change in changes],
            "removed": [change.removed for change in changes],
            "growth": [change.growth for change in changes],
            "rate": [_float(change.rate) for change in changes],
        }
    )
    apart = t("not comparable")
    columns = [
        Column("against", t("Against"), "text"),
        Column("day", t("Day"), "date"),
        Column("earlier", t("Total then"), "count"),
        Column("now", t("Total now"), "count"),
    ]
    notes = []
    if any(change.removed for change in changes):
        columns.append(Column("removed", t("Reorganisation"), "count", missing="–"))
    if any(change.over_break for change in changes):
        notes.append(
            t(
                "Across June–July 2025 growth is given net of the members removed by the "
                "reorganisation; where neither their number nor flows that explain the whole "
                "change are published there is no growth."
            )
        )
    columns += [
        Column("growth", t("Growth"), "signed", missing=apart),
        Column("rate", t("Growth in %"), "percent", missing=apart),
    ]
    if any(summed):
        notes.append(sum_note(report, view))
    words = Words(report.language, view.place)
    caption = t("Growth of total members to {day}", day=words.day(changes[0].now.day))
    return view_table(report, view, "growth-against", caption, columns, frame, notes)


def _part_table(report: Report, view: View, found: tuple[Part, ...]) -> Table:
    t, words = report.t, Words(report.language, view.place)
    language = report.language
    frame = pd.DataFrame(
        {
            "indicator": [capital((part.rate or part.part).label(language)) for part in found],
            "when": [
                words.t("on {day}", day=words.day(part.end))
                if part.start is None
                else words.span(part.start, part.end)
                for part in found
            ],
            "value": [part.value for part in found],
            "of": [part.of for part in found],
            "share": [float(part.share) for part in found],
            "denominator": [capital(part.whole.label(language)) for part in found],
        }
    )
    columns = [
        Column("indicator", t("Indicator"), "text"),
        Column("when", t("When"), "text"),
        Column("value", t("Numerator"), "count"),
        Column("of", t("Denominator"), "count"),
        Column("share", t("Share"), "percent"),
        Column("denominator", t("Out of"), "text"),
    ]
    notes = [t("Computed from two figures of the same days; nothing is estimated.")]
    rounded = [(part.rate or part.part).label(language) for part in found if part.rounded]
    if rounded:
        notes.append(t("Rounded at the source: {items}.", items=", ".join(rounded)))
    return view_table(report, view, "parts", t("Parts and rates"), columns, frame, notes)


def _float(rate: Fraction | None) -> float | None:
    return None if rate is None else float(rate)
