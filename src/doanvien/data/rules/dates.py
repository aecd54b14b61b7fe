"""ISO dates, and the ISO form of dates that are written otherwise."""

from __future__ import annotations

import re
from datetime import date

from doanvien.data.problems import Complaint

FIRST_YEAR = 1929  # the year in which the union was founded
LAST_YEAR = 2099

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ][0-9:.]+)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})(?:[T ][0-9:.]+)?")
_PUBLISHED = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")


def iso_date(text: str) -> date | None:
    """The day that ``text`` stands for if it is a possible ISO date, else None."""
    return _day(text[:4], text[5:7], text[8:]) if _ISO.fullmatch(text) else None


def date_complaint(text: str) -> Complaint | None:
    """What is wrong with ``text`` as a date (YYYY-MM-DD, a day that exists); None if nothing."""
    if _ISO.fullmatch(text):
        if iso_date(text):
            return None
        return Complaint(
            "is not a possible date",
            f"Write a day that exists, from {FIRST_YEAR} to {LAST_YEAR}, as YYYY-MM-DD.",
        )
    day = _read_otherwise(text)
    remedy = f"Write {day.isoformat()}." if day else "Write the day as YYYY-MM-DD."
    return Complaint("is not an ISO date", remedy)


def due_complaint(text: str) -> Complaint | None:
    """What is wrong with a day on which reports are due: a date, or days after a period's end."""
    if re.fullmatch(r"[0-9]{1,3}", text) or date_complaint(text) is None:
        return None
    return Complaint("is no due day", "Write YYYY-MM-DD, or a number of days after the period.")


def published_complaint(text: str) -> Complaint | None:
    """What is wrong with a date of publication, which may also be a month or a year only."""
    if _PUBLISHED.fullmatch(text):
        return None
    complaint = date_complaint(text)
    if complaint and complaint.remedy.startswith("Write the day"):
        return complaint._replace(remedy="Write YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty.")
    return complaint


def _read_otherwise(text: str) -> date | None:
    """A Vietnamese date (31/12/2024), an American one where only that is possible, a time stamp."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(*match.groups())
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year = match.groups()
        return _day(year, second, first) or _day(year, first, second)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
