"""Subordinate units: their accounts over the same days as a frame, who grew and shrank in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from doanvien.chapters.growth.sizes import FEWEST_RANKED
from doanvien.chapters.growth.withheld import withheld_units
from doanvien.measures.days import ONE_DAY
from doanvien.measures.growth.units import FEWEST_UNITS, Concentration, UnitGrowth, UnitReport
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.grid import NativeChart
from doanvien.present.shown.tables.origin import made_frame
from doanvien.present.words.amounts import WITHHELD_CELL
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import AccountTerm, account_code

NAMED = 3


def of_units(report: Report) -> pd.DataFrame:
    """A row for each unit over the days that most units report on, the one that grew most first.

    Persons; ``growth`` is the change of the unit's total net of removals and of ``transferred``
    members, who came from or went to another unit, or else new less lost, signed;
    ``rate`` it ÷ the opening total. Empty where fewer than three units can be measured.
    """
    t, place = report.t, report.place
    units = place.growth.accounts_of_units
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


def units_summary(report: Report) -> list[str]:
    """Who grew, who shrank, and how concentrated the new members are."""
    units = report.place.growth.accounts_of_units
    if units is None:
        return []
    told = list(_summary(report.words, units))
    withheld = withheld_units(report.place, units.start, units.end, others=bool(told))
    return [*withheld, *told]


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
        return capital(
            words.t("{unit} alone admitted {share} of the new members of {units} units.", **values)
        )
    return words.t(
        "At least half of the new members of {units} units come from {half} of them; the largest, "
        "{unit}, admitted {share}.",
        **values,
    )
