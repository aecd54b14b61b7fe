"""Days that can be compared with each other, and the break of 2025 that no comparison crosses."""

from __future__ import annotations

from datetime import date

from doanvien.reference.provinces import TERRITORY_CHANGE

BREAK_BEGINS = date(2025, 6, 15)  # state-sector unions dissolved by this day


def crosses_break(earlier: date, later: date) -> bool:
    """Whether the reorganisation of June–July 2025 lies between two days."""
    return earlier < TERRITORY_CHANGE and later >= BREAK_BEGINS


def year_before(day: date) -> date:
    """The same day one year earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
