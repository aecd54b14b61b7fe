"""The register of units: which there are on a day, and what becomes of those that end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doanvien.intake.record.rows import Row
from doanvien.reference.maps import WRITTEN
from doanvien.reference.places import Province


@dataclass(frozen=True)
class Unit:
    """A line of ``units.csv``. ``communes`` is how many it covers, None where that is not said."""

    name: str
    kind: str = ""
    founded: date | None = None
    ended: date | None = None
    merged_into: str = ""
    communes: int | None = None

    def existed_on(self, day: date) -> bool:
        begun = self.founded is None or self.founded <= day
        return begun and (self.ended is None or day <= self.ended)


def units_on(rows: Iterable[Row], province: Province, day: date) -> tuple[Unit, ...]:
    """The units of a province that exist on a day, in the order of the register."""
    return tuple(
        unit
        for row in rows
        if row["province"] == province.slug
        and WRITTEN.get(row.get("territory") or "") in (None, province.territory)
        and (unit := _unit(row)).existed_on(day)
    )


def _unit(row: Row) -> Unit:
    communes = row.get("communes") or ""
    return Unit(
        name=row["unit"],
        kind=row.get("kind") or "",
        founded=_day(row.get("founded")),
        ended=_day(row.get("ended")),
        merged_into=row.get("merged_into") or "",
        communes=int(communes) if communes.isdecimal() else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
