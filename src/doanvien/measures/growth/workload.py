"""Workload: how many grassroots unions one full-time officer looks after, in one upper-level union
or in the whole federation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from doanvien.measures.series.qualifiers import Qualifier
from doanvien.measures.series.stocks import latest_stock
from doanvien.measures.series.view import View
from doanvien.reference.text.numbers import exact

UNIONS = "grassroots_unions_managed_by_one_upper_unit"
OFFICERS = "full_time_officers_in_one_upper_unit"
ALL_UNIONS = "grassroots_unions_total"
ALL_OFFICERS = "full_time_officers_total"


@dataclass(frozen=True)
class Workload:
    """Grassroots unions per full-time officer on a day: in one upper-level union, or, with an empty
    ``unit``, in the whole federation."""

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
    """One workload for the place and each unit that publishes both its unions and its officers."""
    units = sorted({unit for unit, code in view.stocks if code in (OFFICERS, ALL_OFFICERS)})
    found = (_workload(view, unit) for unit in units)
    return tuple(one for one in found if one is not None)


def _workload(view: View, unit: str) -> Workload | None:
    """The last number of officers, and the unions of that day or the last ones before it."""
    officers = latest_stock(view.stock(OFFICERS if unit else ALL_OFFICERS, unit), view.cutoff)
    if officers is None or not officers.value:
        return None
    stocks = view.stock(UNIONS if unit else ALL_UNIONS, unit)
    unions = latest_stock(stocks, officers.day) or latest_stock(stocks, view.cutoff)
    if unions is None or min(unions.day, officers.day) < view.period.start:
        return None
    noted = unions if unit else officers
    return Workload(
        unit=unit,
        day=max(unions.day, officers.day),
        unions=unions.value,
        unions_qualifier=unions.qualifier,
        officers=officers.value,
        per_officer=exact(unions.value) / exact(officers.value),
        sources=tuple(dict.fromkeys((unions.source, officers.source))),
        note=noted.note,
        note_en=noted.note_en,
    )
