"""Days that can be compared with each other, and the break of 2025 that no comparison crosses."""

from __future__ import annotations

from datetime import date, timedelta

from doanvien.reference.provinces import TERRITORY_CHANGE

ONE_DAY = timedelta(days=1)
BREAK_BEGINS = date(2025, 6, 15)  # state-sector unions dissolved by this day
LAST_DAY_OF_OLD_MAP = TERRITORY_CHANGE - ONE_DAY


def crosses_break(earlier: date, later: date) -> bool:
    """Whether the reorganisation of June–July 2025 lies between two days."""
    return earlier < TERRITORY_CHANGE and later >= BREAK_BEGINS


def year_before(day: date) -> date:
    """The evening one year before that of a day; the last of February stays the last of February.

    28 February 2025 closes what 29 February 2024 closed.
    """
    morning = day + ONE_DAY
    if morning.day == 1:
        return morning.replace(year=morning.year - 1) - ONE_DAY
    return day.replace(year=day.year - 1)


def span_before(start: date, end: date) -> tuple[date, date]:
    """The same days one year before, as (first day, last day), both included.

    A span that begins on 29 February begins on 28 February in a year without.
    """
    leap_day = (start.month, start.day) == (2, 29)
    first = start.replace(year=start.year - 1, day=28 if leap_day else start.day)
    return first, year_before(end)
