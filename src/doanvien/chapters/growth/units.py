"""Subordinate units side by side over the same days: their accounts, and their other figures."""

from __future__ import annotations

from datetime import date

import pandas as pd

from doanvien.chapters.view_table import view_table
from doanvien.measures.growth.growth import FlowResult, Level
from doanvien.measures.growth.units import Concentration, UnitReport, unit_growth
from doanvien.measures.series.view import View
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, NativeChart, Table
from doanvien.present.words.phrases import Words, capital

NAMED = 3


def unit_growth_tables(report: Report) -> list[Table]:
    """Every unit over the days that most can be measured on, where three or more can be."""
    return [
        _unit_table(report, view, units)
        for view in report.views
        if (units := units_of(view)) is not None
    ]


def unit_figure_tables(report: Report) -> list[Table]:
    """Other figures of the same units and days, one column an indicator."""
    tables = []
    for growth in report.growth:
        units = units_of(growth.view)
        items = [] if units is None else [item for item in growth.of_units if _other(item, units)]
        if units is not None and items:
            tables.append(_figure_table(report, growth.view, units, items))
    return tables


def in_wide_tables(item: FlowResult | Level, units: UnitReport | None) -> bool:
    """Whether a figure of a unit stands in one of the two tables of units."""
    if units is None or item.unit not in {row.unit for row in units.units}:
        return False
    return bool(item.indicator.account) or _other(item, units)


def unit_growth_sentences(report: Report) -> list[str]:
    """Who grew, who shrank, and how concentrated the new members are."""
    sentences: list[str] = []
    for view in report.views:
        units = units_of(view)
        if units is not None:
            own = _growth_sentences(Words(report.language, view.place), units)
            sentences += report.marked(own, view)
    return sentences


def units_of(view: View) -> UnitReport | None:
    """The units of a view from the first day of the period to the last day most report on."""
    units = {unit for unit, _ in (*view.flows, *view.stocks) if unit}
    last = _last_common_day(view, units)
    return None if last is None else unit_growth(view, units, view.period.start, last)


def _last_common_day(view: View, units: set[str]) -> date | None:
    """The day on which most units' results or totals end, the latest of such days."""
    counts: dict[date, int] = {}
    for unit in units:
        ends = {flow.end for flow in view.flow("members_new", unit).used}
        ends |= {stock.day for stock in view.stock("members_total", unit)}
        for day in ends:
            if view.period.start <= day <= view.cutoff:
                counts[day] = counts.get(day, 0) + 1
    return max(counts, key=lambda day: (counts[day], day), default=None)


def _unit_table(report: Report, view: View, units: UnitReport) -> Table:
    t, words = report.t, Words(report.language, view.place)
    rows = units.units
    frame = pd.DataFrame(
        {
            "unit": [capital(row.unit) for row in rows],
            "opening": [row.opening for row in rows],
            "new": [row.new for row in rows],
            "lost": [row.lost for row in rows],
            "removed": [row.removed for row in rows],
            "closing": [row.closing for row in rows],
            "growth": [row.growth for row in rows],
            "rate": [None if row.rate is None else float(row.rate) for row in rows],
        }
    )
    titles = {
        "opening": t("Opening"),
        "new": t("New"),
        "lost": t("Lost"),
        "removed": t("Reorganisation"),
        "closing": t("Closing"),
    }
    columns = [Column("unit", t("Unit"), "text")]
    columns += [
        Column(name, title, "count")
        for name, title in titles.items()
        if any(getattr(row, name) is not None for row in rows)
    ]
    columns.append(Column("growth", t("Growth"), "signed"))
    if any(row.rate is not None for row in rows):
        columns.append(Column("rate", t("Growth in %"), "percent"))
    notes = [t("Sorted by growth. Figures of units are not added up into the total of the place.")]
    if any(row.removed for row in rows):
        notes.append(t("Growth is net of members removed by reorganisation."))
    chart = NativeChart(kind="bar", category="unit", values=("growth",), title=t("Growth by unit"))
    caption = t("Growth of units {span}", span=words.span(units.start, units.end))
    return view_table(report, view, "unit-growth", caption, columns, frame, notes, chart)


def _other(item: FlowResult | Level, units: UnitReport) -> bool:
    """Whether a figure is of the common days and not one of the account."""
    if item.indicator.account:
        return False
    if isinstance(item, Level):
        return item.now.day == units.end
    window = item.window
    return window is not None and (window.start, window.end) == (units.start, units.end)


def _figure_table(
    report: Report, view: View, units: UnitReport, items: list[FlowResult | Level]
) -> Table:
    t, words = report.t, Words(report.language, view.place)
    values = {(item.unit, item.indicator.code): _value_of(item) for item in items}
    measured = list(dict.fromkeys(item.indicator for item in items))
    names = [row.unit for row in units.units if any(key[0] == row.unit for key in values)]
    frame = pd.DataFrame(
        {"unit": [capital(name) for name in names]}
        | {one.code: [values.get((name, one.code)) for name in names] for one in measured}
    )
    columns = [Column("unit", t("Unit"), "text")]
    columns += [
        Column(
            one.code,
            one.short_label(report.language),
            "decimal" if one.unit == "percent" else "signed" if one.signed else "count",
        )
        for one in measured
    ]
    caption = t(
        "Other figures of units {span}; totals {day}",
        span=words.span(units.start, units.end),
        day=words.t("on {day}", day=words.day(units.end)),
    )
    return view_table(report, view, "unit-figures", caption, columns, frame)


def _value_of(item: FlowResult | Level) -> float | None:
    if isinstance(item, Level):
        return item.now.value
    return None if item.window is None else item.window.value


def _growth_sentences(words: Words, units: UnitReport) -> list[str]:
    t = words.t
    sentences = [
        t(
            "{span}, {grew} of {units} units grew and {shrank} shrank.",
            span=capital(words.span(units.start, units.end)),
            grew=words.count(len(units.grew)),
            shrank=words.count(len(units.shrank)),
            units=words.count(sum(row.growth is not None for row in units.units)),
        )
    ]
    for rows, text in (
        (units.grew, t("Largest growth")),
        (units.shrank, t("Largest decline")),
    ):
        if rows:
            items = ", ".join(
                f"{row.unit} ({words.signed(row.growth or 0)})" for row in rows[:NAMED]
            )
            sentences.append(f"{text}: {items}.")
    if units.concentration is not None:
        sentences.append(_concentration_sentence(words, units.concentration))
    return sentences


def _concentration_sentence(words: Words, found: Concentration) -> str:
    values = {
        "half": words.count(found.half),
        "units": words.count(found.units),
        "unit": found.largest_unit,
        "share": words.percent(found.largest, 1),
    }
    if found.half == 1:
        return words.t(
            "One unit of {units}, {unit}, admitted {share} of all new members.", **values
        )
    return words.t(
        "Half of the new members come from {half} of {units} units; the largest, {unit}, "
        "admitted {share}.",
        **values,
    )
