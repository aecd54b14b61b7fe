"""Growth as tables: flows, totals, rates, the members' account, comparisons, units."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from doanvien.chapters.growth.accounts import sum_note
from doanvien.chapters.growth.units import in_wide_tables, units_of
from doanvien.chapters.view_table import view_table
from doanvien.measures.growth.balance import Balance
from doanvien.measures.growth.growth import Comparison, FlowResult, Growth, Level
from doanvien.measures.series.flows import Window
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, Table
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.indicators import Indicator


def flow_tables(report: Report) -> list[Table]:
    """Results of the period, each with the days it covers and how it was found."""
    tables = []
    for growth in report.growth:
        rows = [
            (flow.indicator, window)
            for flow in growth.flows
            if not flow.unit
            for window in windows_of(flow)
        ]
        if rows:
            tables.append(_flow_table(report, growth, "flows", report.t("Results"), rows))
    return tables


def longer_flow_tables(report: Report) -> list[Table]:
    """Published results over several years that end in the period."""
    return [
        _flow_table(
            report, growth, "longer-flows", report.t("Results of longer periods"), growth.longer
        )
        for growth in report.growth
        if growth.longer
    ]


def level_tables(report: Report) -> list[Table]:
    """Totals on their days, with the change since the last one before where it can be given."""
    tables = []
    for growth in report.growth:
        rows = [
            level for level in growth.levels if not level.unit and level.indicator.kind == "stock"
        ]
        if rows:
            tables.append(_level_table(report, growth, rows))
    return tables


def rate_tables(report: Report) -> list[Table]:
    """Rates on their days, with their denominators in words."""
    tables = []
    for growth in report.growth:
        rows = [
            level for level in growth.levels if not level.unit and level.indicator.kind == "rate"
        ]
        if rows:
            tables.append(_rate_table(report, growth, rows))
    return tables


def balance_tables(report: Report) -> list[Table]:
    """The members' account where at least two of its flows are known."""
    return [
        _balance_table(report, growth, growth.balance)
        for growth in report.growth
        if growth.balance is not None
    ]


def comparison_tables(report: Report) -> list[Table]:
    """The same days one year earlier."""
    return [
        _comparison_table(report, growth, growth.comparisons)
        for growth in report.growth
        if growth.comparisons
    ]


def unit_tables(report: Report) -> list[Table]:
    """Results and totals of units that no common table holds; they never enter the total above."""
    tables = []
    for growth in report.growth:
        units = units_of(growth.view)
        items = [item for item in growth.of_units if not in_wide_tables(item, units)]
        if items:
            tables.append(_unit_table(report, growth, items))
    return tables


def windows_of(flow: FlowResult) -> list[Window]:
    """The flow from the first day of the period, then those published for parts of it."""
    return ([flow.window] if flow.window else []) + list(flow.elsewhere)


def _flow_table(
    report: Report,
    growth: Growth,
    stem: str,
    caption: str,
    rows: list[tuple[Indicator, Window]] | tuple[tuple[Indicator, Window], ...],
) -> Table:
    t, words = report.t, Words(report.language, growth.view.place)
    how = {
        "published": t("as published"),
        "added": t("adjoining figures added"),
        "differenced": t("difference of cumulative figures"),
    }
    frame = pd.DataFrame(
        {
            "indicator": [capital(item.label(report.language)) for item, _ in rows],
            "value": [window.value for _, window in rows],
            "start": [pd.Timestamp(window.start) for _, window in rows],
            "end": [pd.Timestamp(window.end) for _, window in rows],
            "how": [_how(words, how[window.how], window.qualifier) for _, window in rows],
        }
    )
    columns = [
        Column("indicator", t("Indicator"), "text"),
        Column("value", t("Result"), "count"),
        Column("start", t("From"), "date"),
        Column("end", t("To"), "date"),
    ]
    if set(frame["how"]) != {how["published"]}:  # a column that only repeats itself tells nothing
        columns.append(Column("how", t("How found"), "text"))
    return view_table(report, growth.view, stem, caption, tuple(columns), frame)


def _how(words: Words, how: str, qualifier: str) -> str:
    extra = {"about": words.t("rounded"), "at_least": words.t("a lower bound")}.get(qualifier)
    return f"{how}, {extra}" if extra else how


def _level_table(report: Report, growth: Growth, rows: list[Level]) -> Table:
    t = report.t
    compared = any(level.earlier is not None for level in rows)
    data: dict[str, list] = {
        "indicator": [capital(level.indicator.label(report.language)) for level in rows],
        "day": [pd.Timestamp(level.now.day) for level in rows],
        "value": [level.now.value for level in rows],
    }
    columns = [
        Column("indicator", t("Indicator"), "text"),
        Column("day", t("On"), "date"),
        Column("value", t("Total"), "count"),
    ]
    if compared:
        none = t("none earlier")
        apart = t("not comparable")
        missing = apart if any(level.reason == "break" for level in rows) else none
        data |= {
            "earlier_day": [
                pd.Timestamp(level.earlier.day) if level.earlier else pd.NaT for level in rows
            ],
            "earlier": [level.earlier.value if level.earlier else None for level in rows],
            "change": [level.change for level in rows],
            "rate": [float(level.rate) if level.rate is not None else None for level in rows],
        }
        columns += [
            Column("earlier_day", t("Earlier day"), "date", missing=none),
            Column("earlier", t("Earlier total"), "count", missing=none),
            Column("change", t("Change"), "signed", missing=missing),
            Column("rate", t("Change in %"), "percent", missing=missing),
        ]
    return view_table(
        report,
        growth.view,
        "levels",
        t("Totals"),
        tuple(columns),
        pd.DataFrame(data),
        notes=_rounded_note(report, rows),
    )


def _rate_table(report: Report, growth: Growth, rows: list[Level]) -> Table:
    t, words = report.t, Words(report.language, growth.view.place)
    frame = pd.DataFrame(
        {
            "indicator": [capital(level.indicator.label(report.language)) for level in rows],
            "day": [pd.Timestamp(level.now.day) for level in rows],
            "value": [
                words.amount(level.now.value, level.indicator, level.now.qualifier)
                for level in rows
            ],
            "denominator": [
                capital(level.indicator.denominator_words(report.language)) for level in rows
            ],
        }
    )
    columns = (
        Column("indicator", t("Indicator"), "text"),
        Column("day", t("On"), "date"),
        Column("value", t("Rate"), "text"),
        Column("denominator", t("Out of"), "text"),
    )
    return view_table(report, growth.view, "rate-levels", t("Rates"), columns, frame)


def _rounded_note(report: Report, rows: list[Level]) -> tuple[str, ...]:
    rounded = [
        level.indicator.label(report.language) for level in rows if level.now.qualifier == "about"
    ]
    if not rounded:
        return ()
    return (report.t("Rounded at the source: {items}.", items=", ".join(rounded)),)


def _balance_table(report: Report, growth: Growth, balance: Balance) -> Table:
    t = report.t
    derived = t("derived")
    how = dict(balance.how)
    said = {
        "published": t("as published"),
        "added": t("adjoining figures added"),
        "differenced": t("difference of cumulative figures"),
    }
    terms = [
        ("opening", t("Members at the beginning"), balance.opening),
        ("new", t("New members"), balance.new),
        ("lost", t("Members lost"), None if balance.lost is None else -balance.lost),
        ("net", t("Net growth (new less lost)"), balance.net),
        (
            "removed",
            t("Removed by reorganisation"),
            None if balance.removed is None else -balance.removed,
        ),
        ("transferred", t("Transferred in less out"), balance.transferred),
        ("closing", t("Members at the end"), balance.closing),
    ]
    known = [(key, label, value) for key, label, value in terms if value is not None]
    frame = pd.DataFrame(
        {
            "term": [label for _, label, _ in known],
            "value": [value for _, _, value in known],
            "ground": [
                derived if key in balance.derived else said[how.get(key, "published")]
                for key, _, _ in known
            ],
        }
    )
    columns = (
        Column("term", t("Item"), "text"),
        Column("value", t("Persons"), "count"),
        Column("ground", t("How found"), "text"),
    )
    words = Words(report.language, growth.view.place)
    caption = t("Members' account {span}", span=words.span(balance.start, balance.end))
    notes = (
        (sum_note(report, growth.view),)
        if growth.view.history.is_sum(balance.start - timedelta(days=1))
        else ()
    )
    return view_table(report, growth.view, "balance", caption, columns, frame, notes)


def _comparison_table(report: Report, growth: Growth, rows: tuple[Comparison, ...]) -> Table:
    t, words = report.t, Words(report.language, growth.view.place)
    frame = pd.DataFrame(
        {
            "indicator": [
                capital(item.indicator.label(report.language)) + (" *" if item.summed else "")
                for item in rows
            ],
            "span": [words.span(item.now.start, item.now.end) for item in rows],
            "now": [item.now.value for item in rows],
            "earlier": [item.earlier.value for item in rows],
            "change": [item.change for item in rows],
            "rate": [float(item.rate) if item.rate is not None else None for item in rows],
        }
    )
    columns = (
        Column("indicator", t("Indicator"), "text"),
        Column("span", t("Days compared"), "text"),
        Column("now", t("Result"), "count"),
        Column("earlier", t("Same days one year earlier"), "count"),
        Column("change", t("Change"), "signed"),
        Column("rate", t("Change in %"), "percent", missing=t("not comparable")),
    )
    notes = (sum_note(report, growth.view),) if any(item.summed for item in rows) else ()
    caption = t("Against the year before")
    return view_table(report, growth.view, "year-on-year", caption, columns, frame, notes)


def _unit_table(report: Report, growth: Growth, items: list[FlowResult | Level]) -> Table:
    t, words = report.t, Words(report.language, growth.view.place)
    rows: list[tuple[str, Indicator, float, str, date | None, date]] = []
    for item in items:
        if isinstance(item, FlowResult):
            rows += [
                (
                    item.unit,
                    item.indicator,
                    window.value,
                    window.qualifier,
                    window.start,
                    window.end,
                )
                for window in windows_of(item)
            ]
        else:
            rows.append(
                (item.unit, item.indicator, item.now.value, item.now.qualifier, None, item.now.day)
            )
    rows.sort(key=lambda row: row[0])
    frame = pd.DataFrame(
        {
            "unit": [capital(row[0]) for row in rows],
            "indicator": [capital(row[1].label(report.language)) for row in rows],
            "value": [row[2] for row in rows],
            "when": [
                words.t("on {day}", day=words.day(row[5]))
                if row[4] is None
                else words.span(row[4], row[5])
                for row in rows
            ],
        }
    )
    columns = (
        Column("unit", t("Unit"), "text"),
        Column("indicator", t("Indicator"), "text"),
        Column("value", t("Value"), "count"),
        Column("when", t("When"), "text"),
    )
    return view_table(
        report,
        growth.view,
        "units",
        t("Subordinate units"),
        columns,
        frame,
        notes=(t("Figures of units are not added up into the total of the place."),),
    )
