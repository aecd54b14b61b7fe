"""What a report for wide circulation says of the figures of units that it must not tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from doanvien.measures.growth.workload import OFFICERS, UNIONS
from doanvien.measures.series.stocks import latest_stock
from doanvien.measures.series.view import View
from doanvien.present.place import Place
from doanvien.present.words.amounts import WITHHELD_CELL
from doanvien.present.words.letters import capital
from doanvien.reference.indicators import indicator, regular_levels


def withheld_figures(
    place: Place, listed: Collection[str], sized: Collection[str]
) -> Iterator[dict[str, Any]]:
    """A row for each figure of a unit that is withheld, with its last day in the period.

    ``listed`` are the units whose account has a row elsewhere, ``sized`` those whose totals have.
    """
    view = place.view
    for (unit, code), days in view.withheld.days.items():
        measured = indicator(code)
        inside = _inside(view, days)
        elsewhere = (measured.account and unit in listed) or (
            measured in regular_levels() and unit in sized
        )
        if unit and inside and not elsewhere and code != OFFICERS:
            yield {
                "unit": place.named(capital(unit)),
                "label": capital(measured.label(place.language)),
                "indicator": code,
                "value": WITHHELD_CELL,
                "period_start": view.period.start if measured.kind == "flow" else None,
                "period_end": max(inside),
            }


def withheld_officers(place: Place) -> list[dict[str, Any]]:
    """A row for each unit whose officers by a day in the period are withheld and none are told,
    with its unions by the last such day."""
    view, listed = place.view, {one.unit for one in place.workloads}
    found = []
    for (unit, code), days in view.withheld.days.items():
        inside = _inside(view, days)
        if code != OFFICERS or not inside or unit in listed:
            continue
        unions = latest_stock(view.stock(UNIONS, unit), max(inside))
        found.append(
            {
                "unit": capital(unit),
                "day": max(inside),
                "unions": unions.value if unions else None,
                "officers": WITHHELD_CELL,
                "per_officer": WITHHELD_CELL,
            }
        )
    return found


def _inside(view: View, days: Iterable[date]) -> list[date]:
    return [day for day in days if view.period.start <= day <= view.cutoff]


def withheld_units(place: Place, start: date, end: date, *, others: bool) -> list[str]:
    """How many units are not counted in what is said of the growth of the ``others``, if anything
    is."""
    units = len(place.view.withheld.units(start, end))
    if not units:
        return []
    t, count = place.t, place.words.count(units)
    if others:
        return [
            t(
                "Figures of {units} {units:unit|units} are withheld in part ([c]); the following "
                "is of the others.",
                units=count,
            )
        ]
    return [t("Figures of {units} {units:unit|units} are withheld in part ([c]).", units=count)]
