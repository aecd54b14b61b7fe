"""The register of units and the calendar of reports, where the owner of a data set keeps them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from doanvien.data.layout import CALENDAR_FILE, UNITS_FILE, shown
from doanvien.data.problems import DataError, Problem
from doanvien.data.reading.csv_file import read_table
from doanvien.data.reading.table import Row, Table
from doanvien.data.rules.dates import iso_date
from doanvien.data.rules.register import check_calendar, check_register
from doanvien.data.rules.schema import CALENDAR, UNITS, FileSchema
from doanvien.data.rules.tables import check_table
from doanvien.reference.maps import WRITTEN
from doanvien.reference.places import Province

_SCHEMAS: dict[str, FileSchema] = {UNITS_FILE: UNITS, CALENDAR_FILE: CALENDAR}


@dataclass(frozen=True)
class Unit:
    """A line of ``units.csv``. ``territory`` is None for a unit of either map, ``communes`` how
    many it covers, None where that is not said; ``kind`` is in words.
    """

    province: str
    territory: int | None
    name: str
    kind: str = ""
    founded: date | None = None
    ended: date | None = None
    merged_into: str = ""
    communes: int | None = None

    def existed_on(self, day: date) -> bool:
        begun = self.founded is None or self.founded <= day
        return begun and (self.ended is None or day <= self.ended)


def register_tables(folder: Path) -> dict[str, Table]:
    """The two files as text, those that exist."""
    return {
        name: read_table(folder / name, shown(folder, name), name, schema)
        for name, schema in _SCHEMAS.items()
        if (folder / name).exists()
    }


def register_problems(
    tables: Mapping[str, Table], used: Mapping[str, Iterable[str]]
) -> Iterator[Problem]:
    """All that is wrong with the two; ``used``: the units of each province in its figures."""
    for table in tables.values():
        yield from check_table(table)
    units = tables.get(UNITS_FILE)
    known = {slug: set(names) - {""} for slug, names in used.items()}
    if units is not None:
        yield from check_register(units)
        for row in units.rows:
            known.setdefault(row["province"], set()).add(row["unit"])
    if CALENDAR_FILE in tables and (units is None or units.complete):
        yield from check_calendar(tables[CALENDAR_FILE], known)


def read_register(folder: Path, slug: str = "") -> tuple[Unit, ...]:
    """The units of a data set, or of one province; none without a register.

    Raises DataError with everything that is wrong with the file.
    """
    table = register_tables(folder).get(UNITS_FILE)
    if table is None:
        return ()
    if problems := [*check_table(table), *check_register(table)]:
        raise DataError(problems)
    return tuple(_unit(row) for row in table.rows if slug in ("", row["province"]))


def units_on(register: Iterable[Unit], place: Province, day: date) -> tuple[Unit, ...]:
    """The units of a province that exist on a day, in the order of the register."""
    return tuple(
        unit
        for unit in register
        if unit.province == place.slug
        and unit.territory in (None, place.territory)
        and unit.existed_on(day)
    )


def kinds_of_units(register: Iterable[Unit]) -> Mapping[str, str]:
    """Unit → kind, of the units that the register names a kind of.

    Names are those of the figures; kinds are words, alike whatever their capitals.
    """
    return {unit.name: kind for unit in register if (kind := unit.kind.casefold())}


def _unit(row: Row) -> Unit:
    return Unit(
        province=row["province"],
        territory=WRITTEN.get(row["territory"]) if row["territory"] else None,
        name=_plain(row["unit"]),
        kind=_plain(row["kind"]),
        founded=iso_date(row["founded"]),
        ended=iso_date(row["ended"]),
        merged_into=_plain(row["merged_into"]),
        communes=int(row["communes"]) if row["communes"].isdecimal() else None,
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
