"""A calendar day as people write it, without a library of formats."""

import re
from datetime import date

ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DAY_FIRST = re.compile(r"\D*(?P<day>\d{1,2})\D+(?P<month>\d{1,2})\D+(?P<year>\d{4})\D*")
_YEAR_FIRST = re.compile(r"\D*(?P<year>\d{4})\D+(?P<month>\d{1,2})\D+(?P<day>\d{1,2})\D*")


def english_date(day: date) -> str:
    """ "1 July 2025"."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def vietnamese_date(day: date) -> str:
    """ "01/7/2025": a zero before days under 10 and before months 1 and 2, and before no other.

    So administrative documents write it (Nghị định 30/2020/NĐ-CP, phụ lục I).
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def nearest_day(text: str) -> tuple[str, ...]:
    """The ISO date meant by "8/7/2022" (the day first, as in Vietnam) or "2022-7-8"; else none."""
    found = _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if found is None:
        return ()
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:  # no such day
        return ()
    return (day.isoformat(),)
