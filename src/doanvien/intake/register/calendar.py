"""Who has to report on a period, and by which day, from ``calendar.csv`` and ``units.csv``.

``report`` is a period's code (2026Q3) or its kind (month, quarter, half, year); ``due`` a day, or
for a kind the number of days after the period's end. ``unit`` "*" means each unit of the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from doanvien.data.reading.table import Row
from doanvien.data.register import Unit, units_on
from doanvien.data.rules.register import EVERY_UNIT
from doanvien.data.rules.units import UnitName, unit_name
from doanvien.reference.calendar.periods import Period
from doanvien.reference.places import Province


@dataclass(frozen=True)
class Duty:
    """``unit`` is "" for the province itself; ``due`` is None where no calendar names the day."""

    province: Province
    unit: str
    due: date | None


def duties(
    provinces: Iterable[Province],
    period: Period,
    calendar: Sequence[Row],
    register: Iterable[Unit],
    reporting: Mapping[str, tuple[str, ...]],
) -> tuple[Duty, ...]:
    """Who has to report on a period.

    Without a calendar, that are the units of a province, or the province itself where it has none.
    ``reporting`` names by slug the units that reported of late; they stand in for a register.
    """
    found: dict[tuple[str, UnitName], Duty] = {}
    register = list(register)
    for place in provinces:
        listed = [unit.name for unit in units_on(register, place, period.end)]
        if any(unit.province == place.slug for unit in register):
            units = listed
        else:
            units = list(reporting.get(place.slug, ()))
        known = {unit_name(name): name for name in units}
        lines = [
            (row["unit"], due)
            for row in calendar
            if row["province"] == place.slug and (due := _due(row, period))
        ]
        asked: list[tuple[str, date | None]] = []
        for unit, due in lines:
            asked += [(name, due) for name in (units if unit == EVERY_UNIT else [unit])]
        if not calendar:
            asked = [(name, None) for name in units or [""]]
        for name, day in asked:
            duty = Duty(place, known.get(unit_name(name), name), day)
            found[place.slug, unit_name(name)] = duty
    return tuple(found.values())


def _due(row: Row, period: Period) -> date | None:
    if row["report"] == period.code:
        return date.fromisoformat(row["due"]) if not row["due"].isdecimal() else None
    if row["report"] == period.kind and row["due"].isdecimal():
        return period.end + timedelta(days=int(row["due"]))
    return None
