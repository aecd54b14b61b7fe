"""Where the parts of a form stand: columns, check columns, rows of units, the total."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from doanvien.intake.blank.columns import Asked, groups, is_balanced
from doanvien.reference.calendar.periods import Period
from doanvien.reference.places import Province

HEADER, SUBHEADER, NUMBERS, FIRST = 7, 8, 9, 10
NUMBER_COLUMN, NAME_COLUMN, FIRST_COLUMN = 1, 2, 3
SPARE_ROWS = 5
"""Rows for units that the register does not know yet."""


@dataclass(frozen=True)
class Slot:
    """A column of the form: what it asks for, or None where it checks its group."""

    column: int
    group: str
    asked: Asked | None


@dataclass(frozen=True)
class Plan:
    """Everything that a form says before anybody types.

    ``units`` name its rows; ``opening`` maps (unit, code) to the level before ``since``.
    """

    province: Province
    period: Period
    cut_off: date
    since: date
    units: tuple[str, ...]
    opening: dict[tuple[str, str], str]

    @property
    def rows(self) -> range:
        """The rows of units, those left free for new ones at their end."""
        return range(FIRST, FIRST + len(self.units) + SPARE_ROWS)

    @property
    def total_row(self) -> int:
        return self.rows.stop

    @property
    def note_column(self) -> int:
        return slots()[-1].column + 1


def slots() -> tuple[Slot, ...]:
    """The columns from the left; a group that can be checked ends with a check."""
    found: list[Slot] = []
    for group, columns in groups().items():
        for one in columns:
            found.append(Slot(FIRST_COLUMN + len(found), group, one))
        if is_balanced(columns):
            found.append(Slot(FIRST_COLUMN + len(found), group, None))
    return tuple(found)
