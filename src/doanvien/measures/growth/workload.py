"""Workload: how many grassroots unions one full-time officer looks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from doanvien.measures.series.qualifiers import Qualifier
from doanvien.measures.series.stocks import latest_stock
from doanvien.measures.series.view import View
from doanvien.reference.numbers import exact

UNIONS = "grassroots_unions_managed_by_one_upper_unit"
OFFICERS = "full_time_officers_in_one_upper_unit"


@dataclass(frozen=True)
class Workload:
    """Grassroots unions per full-time officer in one upper-level union on a day."""

    unit: str
    day: date
    unions: float
    unions_qualifier: Qualifier
    officers: float
    per_officer: Fraction
    sources: tuple[str, ...]
    note: str
    note_en: str


def workloads(view: View) -> tuple[Workload, ...]:
    """One workload for each unit that publishes both its unions and its officers."""
    found = []
    for unit, indicator in sorted(view.stocks):
        unions = latest_stock(view.stock(UNIONS, unit), view.cutoff)
        officers = latest_stock(view.stock(OFFICERS, unit), view.cutoff)
        if indicator != UNIONS or unions is None or officers is None or not officers.value:
            continue
        if min(unions.day, officers.day) < view.period.start:
            continue
        found.append(
            Workload(
                unit=unit,
                day=max(unions.day, officers.day),
                unions=unions.value,
                unions_qualifier=unions.qualifier,
                officers=officers.value,
                per_officer=exact(unions.value) / exact(officers.value),
                sources=tuple(dict.fromkeys((unions.source, officers.source))),
                note=unions.note,
                note_en=unions.note_en,
            )
        )
    return tuple(found)
