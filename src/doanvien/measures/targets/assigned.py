"""Targets as assigned: read from a view, told once however many sources print them, in order."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from doanvien.measures.days import ONE_DAY
from doanvien.measures.series.rows import rows_of
from doanvien.measures.series.view import View
from doanvien.measures.targets.codes import ASSIGNERS, Assigner, Rule
from doanvien.reference.indicators import Indicator, Subject, aims, indicator
from doanvien.reference.maps import OLD_MAP
from doanvien.reference.places import TERRITORY_CHANGE

SUBJECTS: tuple[Subject, ...] = ("members", "unions", "elite", "")
PER_YEAR = "_per_year"
LONGEST_TERM = 5  # years of a congress; a target without a first day is of the term it ends
PLANNED_AHEAD = timedelta(days=365)

TERMS_CLOSED = date(2025, 12, 31)
"""By then every provincial federation had held the congress of its term 2025–2030 and so closed the
one before it, which was to last until 2028."""
LAST_YEAR_OF_CLOSED = 2028


@dataclass(frozen=True)
class Target:
    """A target as assigned; ``start`` is None for a level due on ``end``.

    ``low`` and ``high`` are in the indicator's unit; ``high`` is None unless the rule is a range.
    ``per_year`` tells that the amount is due in each whole year of the printed term; ``start`` and
    ``end`` are then the report's year, or the whole years to come where none has begun, and
    ``term`` is the printed one. ``closed``: its last day, where its body or its term ended before
    ``end``. ``sources`` are all that print this same target.
    """

    unit: str
    indicator: Indicator
    start: date | None
    end: date
    low: float
    high: float | None
    rule: Rule
    per_year: bool
    assigned_by: Assigner
    sources: tuple[str, ...]
    note: str
    note_en: str
    term: tuple[date, date] | None = None
    closed: date | None = None

    @property
    def last_day(self) -> date:
        """The last day that counts."""
        return min(self.end, self.closed or self.end)

    @property
    def first_day(self) -> date:
        """The first day that counts; a target without one is taken for its last year's."""
        return self.start or date(self.end.year, 1, 1)

    @property
    def of_calendar_year(self) -> bool:
        """Whether the target is for one whole calendar year."""
        year = self.end.year
        return (self.first_day, self.end) == (date(year, 1, 1), date(year, 12, 31))

    def of_year(self, year: int) -> bool:
        """Whether it is the target of a whole calendar year, and of that one."""
        return self.of_calendar_year and self.end.year == year

    @property
    def is_limit(self) -> bool:
        """Whether it is for something to be kept low: not to be exceeded instead of reached."""
        return self.indicator.good == "down"

    @property
    def within_one_year(self) -> bool:
        """Whether its days lie in one calendar year; a term of several years is ranked nowhere."""
        return self.first_day.year == self.end.year

    def in_force(self, view: View) -> bool:
        """Whether the target is running in the report's period, up to its cut-off."""
        if self.start is None:
            begun = view.period.end.year >= self.end.year - LONGEST_TERM
        else:
            begun = self.start <= view.cutoff and self.start <= self.end
        return begun and self.end >= view.period.start

    def planned(self, view: View) -> bool:
        """Whether the target begins after the cut-off, and within a year of the period's end."""
        horizon = view.period.end + PLANNED_AHEAD
        return self.start is not None and view.cutoff < self.start <= horizon


def assigned_targets(view: View, *, units: bool) -> list[Target]:
    """Every target of a place, whatever its period; ``units`` False: the place's own only."""
    rows = (target for target in _targets(view) if units or not target.unit)
    return sorted(_merged(rows), key=_order)


def _targets(view: View) -> Iterable[Target]:
    terms = _congress_terms(view)
    for row in rows_of(view.targets):
        per_year = row.rule.endswith(PER_YEAR)
        start = None if pd.isna(row.period_start) else row.period_start.date()
        end = row.period_end.date()
        closed = _closed(view, row.unit, start, end, terms)
        term = None
        if per_year and start is not None:
            term = (start, end)
            start, end = _year_due(start, end, view.period.start.year)
        yield Target(
            unit=row.unit,
            indicator=indicator(row.indicator),
            start=start,
            end=end,
            low=row.low,
            high=None if math.isnan(row.high) else row.high,
            rule=row.rule.removesuffix(PER_YEAR),
            per_year=per_year,
            assigned_by=row.assigned_by,
            sources=(row.source,),
            note=row.note,
            note_en=row.note_en,
            term=term,
            closed=closed,
        )


def _congress_terms(view: View) -> list[tuple[date, date]]:
    """First and last day of the terms that the congresses of the place set targets for."""
    return sorted(
        {
            (row.period_start.date(), row.period_end.date())
            for row in rows_of(view.targets)
            if row.assigned_by == "congress" and not row.unit and not pd.isna(row.period_start)
            if row.period_end.year > row.period_start.year
        }
    )


def _closed(
    view: View, unit: str, start: date | None, end: date, terms: list[tuple[date, date]]
) -> date | None:
    """The day on which a target's body or term ended before its time; None where it did not.

    A report of an earlier year than that of the merger knows nothing of it. A term ends with the
    congress that opens the next one; the provincial ones of 2023–2028 all ended in 2025.
    """
    if view.place.territory == OLD_MAP and view.cutoff.year >= TERRITORY_CHANGE.year:
        return TERRITORY_CHANGE - ONE_DAY if end >= TERRITORY_CHANGE else None
    if unit or start is None or end.year == start.year:
        return None
    after = [first for first, last in terms if start < first <= end < last]
    if after and after[0] <= view.cutoff:
        return after[0] - ONE_DAY
    provincial = view.place.kind in ("province", "municipality")
    early = provincial and start.year < TERMS_CLOSED.year and end.year == LAST_YEAR_OF_CLOSED
    return TERMS_CLOSED if early and view.cutoff >= TERMS_CLOSED else None


def _year_due(start: date, end: date, year: int) -> tuple[date, date]:
    """The year of the term that a yearly amount is due in; a term's opening stub is not a year."""
    first = start.year if (start.month, start.day) == (1, 1) else start.year + 1
    if year < first:
        return date(first, 1, 1), end
    return date(year, 1, 1), min(end, date(year, 12, 31))


def _merged(targets: Iterable[Target]) -> list[Target]:
    """One target for each that several sources print alike; the first note is kept."""
    merged: dict[Target, Target] = {}
    for target in targets:
        key = replace(target, sources=(), note="", note_en="")
        if target.indicator.kind == "stock":  # a total due on a day, whenever its term began
            key = replace(key, start=None)
        seen = merged.get(key)
        if seen is None:
            merged[key] = target
            continue
        noted = seen if seen.note else target
        sources = tuple(dict.fromkeys(seen.sources + target.sources))
        merged[key] = replace(noted, sources=sources)
    return list(merged.values())


def _order(target: Target) -> tuple:
    """Province before units, this year before the term, members before unions, TLĐ first."""
    measured = target.indicator
    return (
        target.unit,
        target.end,
        measured.kind != "flow",
        measured not in aims(),
        SUBJECTS.index(measured.subject),
        measured.position,
        ASSIGNERS.index(target.assigned_by),
        target.low,
        target.sources,
    )
