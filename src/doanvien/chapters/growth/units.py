"""Subordinate units as frames: their accounts over the same days, and their other figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from doanvien.chapters.growth.flows import said_window, windows_of
from doanvien.chapters.growth.sizes import FEWEST_RANKED, levels_of_units
from doanvien.chapters.growth.withheld import (
    withheld_figures,
    withheld_officers,
    withheld_units,
)
from doanvien.measures.days import ONE_DAY
from doanvien.measures.growth.balance import ACCOUNT_TERMS
from doanvien.measures.growth.flow_results import FlowResult
from doanvien.measures.growth.units import (
    FEWEST_UNITS,
    Concentration,
    UnitGrowth,
    UnitReport,
    unit_growth,
)
from doanvien.measures.series.view import View
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.grid import NativeChart
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.amounts import WITHHELD_CELL
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import AccountTerm, account_code, indicator

NAMED = 3


def of_units(report: Report) -> pd.DataFrame:
    """A row for each unit over the days that most units report on, the one that grew most first.

    Persons; ``growth`` is the change of the unit's total net of removals and of ``transferred``
    members, who came from or went to another unit, or else new less lost, signed;
    ``rate`` it ÷ the opening total. Empty where fewer than three units can be measured.
    """
    t, place = report.t, report.place
    units = units_of(place.view)
    rows = [_growth_row(place, units, row) for row in units.units] if units else []
    notes = [t("Figures of units are not added up into the total of the place.")]
    if any(row["removed"] for row in rows):
        notes.append(t("Growth is net of members removed by reorganisation."))
    if any(row["transferred"] for row in rows):
        notes.append(t("Members transferred from or to another unit are no growth."))
    return made_frame(
        report,
        rows,
        (
            *("unit", "opening", "new", "lost", "transferred", "removed", "closing"),
            *("growth", "rate"),
        ),
        name="unit-growth",
        ends=5,
        caption=_most_grown(place.words, units) if units else "",
        notes=notes,
        chart=NativeChart("bar", "unit", ("growth",), t("Growth by unit")),
    )


def _growth_row(place: Place, units: UnitReport, row: UnitGrowth) -> dict[str, Any]:
    days = units.start - ONE_DAY, units.end

    def told(value: float | Fraction | None, term: AccountTerm, *on: date) -> Any:
        if value is None and term in row.untold:
            return WITHHELD_CELL
        return place.told(value, row.unit, account_code(term), *on)

    def grown(value: float | Fraction | None) -> Any:
        if value is None and row.untold:
            return WITHHELD_CELL
        return place.told(value, row.unit, account_code("total"), *days)

    few = row.rate is None or (row.opening or 0) < place.words.smallest_base
    return {
        "unit": capital(row.unit),
        "opening": told(row.opening, "total", days[0]),
        "new": told(row.new, "new", *days),
        "lost": told(row.lost, "lost", *days),
        "transferred": told(row.transferred or None, "transferred"),
        "removed": told(row.removed, "removed"),
        "closing": told(row.closing, "total", days[1]),
        "growth": grown(row.growth),
        "rate": grown(None if few else row.rate),
    }


def unit_figures(report: Report) -> pd.DataFrame:
    """A row for each figure of a unit that neither `of_units` nor `unit_sizes` holds, with the days
    it covers, also of those that began before the period; ``value`` in the indicator's unit."""
    rows = [
        row
        for place in report.places
        for row in (*_figures(place), *_longer(place), *_withheld(place))
    ]
    rows.sort(key=lambda row: (row["indicator"], row["unit"]))
    return made_frame(
        report,
        rows,
        ("unit", "label", "indicator", "value", "period_start", "period_end"),
        name="unit-figures",
        caption=_counted(report, rows),
        notes=[report.t("Figures of units are not added up into the total of the place.")],
        ends=5,
    )


def _most_grown(words: Words, units: UnitReport) -> str:
    """Which unit grew most; where none did, which declined most. Neither is told of fewer than
    five, nor where the growth of one is not known or must not be told."""
    span = words.span(units.start, units.end)
    first = (*units.grew[:1], *units.shrank[:1])
    known = all(row.growth is not None for row in units.units)
    if not first or not known or len(units.units) < FEWEST_RANKED:
        return words.t("Growth of units {span}", span=span)
    values = {
        "count": words.count(len(units.units)),
        "unit": first[0].unit,
        "span": span,
        "change": words.signed(first[0].growth or 0),
    }
    if units.grew:
        return words.t("Of {count} units, {unit} grew most {span}: {change}", **values)
    return words.t("Of {count} units, {unit} declined most {span}: {change}", **values)


def _counted(report: Report, rows: list[dict[str, Any]]) -> str:
    """How many figures there are: they are of many days, and none stands for the others."""
    if not rows:
        return ""
    return report.t(
        "{count} more {count:figure|figures} of {units} {units:unit|units}",
        count=report.words.count(len(rows)),
        units=report.words.count(len({row["unit"] for row in rows})),
    )


def workloads(report: Report) -> pd.DataFrame:
    """A row for each upper-level union that publishes both its grassroots unions and its full-time
    officers: ``per_officer`` is the one ÷ the other."""
    unions = indicator("grassroots_unions_total")
    rows: list[dict[str, Any]] = [
        {
            "unit": capital(item.unit) or report.place.view.place.federation(report.language),
            "day": item.day,
            "unions": report.words.said(item.unions, unions, item.unions_qualifier),
            "officers": item.officers,
            "per_officer": report.words.unions_each(item.per_officer, item.unions_qualifier),
        }
        for item in report.place.workloads
    ]
    rows += withheld_officers(report.place)
    columns = ("unit", "day", "unions", "officers", "per_officer")
    caption = report.t("Grassroots unions for each full-time officer")
    for row in rows[:1] if report.place.workloads else ():
        caption = report.t(
            "{unit}: {unions} grassroots unions for each full-time officer on average",
            unit=row["unit"],
            unions=row["per_officer"].text,
        )
    return made_frame(report, rows, columns, name="workloads", caption=caption)


def units_summary(report: Report) -> list[str]:
    """Who grew, who shrank, and how concentrated the new members are."""
    view = report.place.view
    units = units_of(view)
    if units is None:
        return []
    told = list(_summary(report.words, units))
    withheld = withheld_units(report.place, units.start, units.end, others=bool(told))
    return [*withheld, *told]


def units_of(view: View) -> UnitReport | None:
    """The units of a view from the first day of the period to the last day most report on."""
    units = {unit for unit, _ in (*view.flows, *view.stocks) if unit}
    last = _last_common_day(view, units)
    if last is None:
        return None
    start = view.period.start
    return unit_growth(view, units, start, last, view.withheld)


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


def _figures(place: Place) -> Iterator[dict[str, Any]]:
    units = units_of(place.view) if place.home else None
    measured = {row.unit for row in units.units} if units else set()
    of_members = {account_code(term) for term in (*ACCOUNT_TERMS, "total")}
    sized = levels_of_units(place)
    for item in place.growth.of_units:
        if item.unit in measured and item.indicator.code in of_members:
            continue
        if item in sized.get(item.unit, {}).values():
            continue
        known = {
            "unit": place.named(capital(item.unit)),
            "label": capital(item.indicator.label(place.language)),
            "indicator": item.indicator.code,
        }
        if isinstance(item, FlowResult):
            for window in windows_of(item):
                yield {
                    **known,
                    "value": said_window(place, item.indicator, window),
                    "period_start": window.start,
                    "period_end": window.end,
                }
        else:
            now = item.now
            said = place.words.rough(now.value, item.indicator, now.qualifier)
            yield {
                **known,
                "value": Said(now.value, said),
                "period_start": None,
                "period_end": now.day,
            }


def _withheld(place: Place) -> Iterator[dict[str, Any]]:
    units = units_of(place.view) if place.home else None
    listed = {row.unit for row in units.units} if units else set()
    return withheld_figures(place, listed, levels_of_units(place))


def _longer(place: Place) -> Iterator[dict[str, Any]]:
    for unit, measured, window in place.growth.longer_of_units:
        yield {
            "unit": place.named(capital(unit)),
            "label": capital(measured.label(place.language)),
            "indicator": measured.code,
            "value": said_window(place, measured, window),
            "period_start": window.start,
            "period_end": window.end,
        }


def _summary(words: Words, units: UnitReport) -> Iterator[str]:
    t = words.t
    known = sum(row.growth is not None for row in units.units)
    if known < FEWEST_UNITS:
        return
    values = {
        "span": capital(words.span(units.start, units.end)),
        "some": words.some(len(units.grew), known),
    }
    if units.shrank:
        shrank = words.count(len(units.shrank))
        yield t("{span}, {some} {some:unit|units} grew, {shrank} shrank.", shrank=shrank, **values)
    else:
        yield t("{span}, {some} {some:unit|units} grew, none shrank.", **values)
    if units.grew:
        yield t("Largest growth: {units}.", units=_named(words, units.grew))
    if units.shrank:
        yield t("Largest decline: {units}.", units=_named(words, units.shrank))
    if units.concentration is not None:
        yield _concentration(words, units.concentration)


def _named(words: Words, rows: Sequence[UnitGrowth]) -> str:
    named = (
        words.t("{unit} ({change})", unit=row.unit, change=words.signed(row.growth or 0))
        for row in rows[:NAMED]
    )
    return words.listed(list(named))


def _concentration(words: Words, found: Concentration) -> str:
    values = {
        "half": words.count(found.half),
        "units": words.count(found.units),
        "unit": found.largest_unit,
        "share": words.percent(found.largest),
    }
    if found.half == 1:
        return words.t(
            "{unit} alone admitted {share} of the new members of {units} units.", **values
        )
    return words.t(
        "At least half of the new members of {units} units come from {half} of them; the largest, "
        "{unit}, admitted {share}.",
        **values,
    )
