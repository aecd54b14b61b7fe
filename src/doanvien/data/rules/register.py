"""What the register of units and the calendar of reports owe each other and the figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Row, Table
from doanvien.data.rules.units import UnitName, unit_name
from doanvien.data.rules.values import near, units_named

EVERY_UNIT = "*"


def check_register(units: Table) -> Iterator[Problem]:
    """Units that end in none, and spellings that do not say which unit they mean."""
    if not units.complete:
        return
    names: dict[str, dict[UnitName, Row]] = {}
    for row in units.rows:
        names.setdefault(row["province"], {}).setdefault(unit_name(row["unit"]), row)
    spelt: dict[tuple[str, UnitName], Row] = {}
    for row in units.rows:
        of_province = names[row["province"]]
        yield from _successor(row, of_province)
        for other in units_named(row["also_called"]):
            key = unit_name(other)
            taken = of_province.get(key) or spelt.setdefault((row["province"], key), row)
            if taken["unit"] != row["unit"]:
                told = wrong(
                    "{value} has the spelling '{spelling}', which is that of row {row}, '{unit}'.",
                    "Keep it with the unit that is meant.",
                    spelling=other,
                    row=taken.line,
                    unit=taken["unit"],
                )
                yield row.problem("also_called", told)


def check_calendar(calendar: Table, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Reports of units that nobody knows; ``known``: the units of each province."""
    if not calendar.complete:
        return
    for row in calendar.rows:
        of_province = known.get(row["province"], ())
        if row["unit"] in ("", EVERY_UNIT):
            continue
        if not any(unit_name(row["unit"]) == unit_name(one) for one in of_province):
            told = wrong(
                "{value} is neither in units.csv nor in the figures.",
                "Write the unit as it stands there, * for each unit, nothing for the province.",
            )
            yield row.problem("unit", told + near(row["unit"], tuple(sorted(of_province))))


def _successor(row: Row, of_province: Mapping[UnitName, Row]) -> Iterator[Problem]:
    into = row["merged_into"]
    if not into:
        return
    if unit_name(into) == unit_name(row["unit"]):
        told = wrong("{value} is the unit itself.", "Write which unit took over.")
        yield row.problem("merged_into", told)
    elif unit_name(into) not in of_province:
        told = wrong(
            "{value} is no unit of the register.", "Add a row for it, or correct the name."
        )
        known = tuple(one["unit"] for one in of_province.values())
        yield row.problem("merged_into", told + near(into, known))
    elif not row["ended"]:
        told = wrong(
            "the cell is empty, but the unit was merged into another.", "Write its last day."
        )
        yield row.problem("ended", told)
