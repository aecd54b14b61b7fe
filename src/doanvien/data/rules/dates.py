"""ISO dates, and the ISO form of dates that are written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from doanvien.data.problems import wrong
from doanvien.reference.calendar.periods import ImpossiblePeriod, parse_period
from doanvien.reference.sentences import Sentences

FIRST_YEAR = 1929  # the year in which the union was founded
LAST_YEAR = 2099

KINDS_OF_REPORT = ("month", "quarter", "half", "year")
"""Periods of which each is due some days after its end."""

DateOrder = Literal["day first", "month first", "both"]

_SERIAL = re.compile(r"[2-5][0-9]{4}")  # 1954 to 2064
_DAY_ZERO = date(1899, 12, 30)  # of the spreadsheets
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ][0-9:.]+)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})(?:[T ][0-9:.]+)?")
_PUBLISHED = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")


def iso_date(text: str) -> date | None:
    """The day that ``text`` stands for if it is a possible ISO date, else None."""
    return _day(text[:4], text[5:7], text[8:]) if _ISO.fullmatch(text) else None


def date_complaint(text: str, order: DateOrder = "day first") -> Sentences | None:
    """What is wrong with ``text`` as a date (YYYY-MM-DD, a day that exists); None if nothing.

    ``order`` is that in which the other dates of its column are written.
    """
    if _ISO.fullmatch(text):
        if iso_date(text):
            return None
        return wrong(
            "{value} is not a possible date.",
            "Write a day that exists, from {first} to {last}, as YYYY-MM-DD.",
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    if _SERIAL.fullmatch(text):
        return wrong(
            "{value} is a date as a spreadsheet counts it.",
            "Write {day}.",
            day=(_DAY_ZERO + timedelta(int(text))).isoformat(),
        )
    days = _read_otherwise(text)
    if len(days) == 2 and order == "both":
        return wrong(
            "{value} may be either of two days: the column holds dates of both orders.",
            "Write {first} or {second}.",
            first=days[0].isoformat(),
            second=days[1].isoformat(),
        )
    if len(days) == 2 and order == "month first":
        return wrong(
            "{value} is written month first, as are others of the column.",
            "Write {day}.",
            day=days[1].isoformat(),
        )
    if days:
        return wrong("{value} is not an ISO date.", "Write {day}.", day=days[0].isoformat())
    return wrong("{value} is not an ISO date.", "Write the day as YYYY-MM-DD.")


def due_complaint(text: str) -> Sentences | None:
    """What is wrong with a day on which reports are due: a date, or days after a period's end."""
    if re.fullmatch(r"[0-9]{1,3}", text) or date_complaint(text) is None:
        return None
    return wrong(
        "{value} is no due day.", "Write YYYY-MM-DD, or a number of days after the period."
    )


def report_complaint(text: str) -> Sentences | None:
    """What is wrong with a text as the reports that are due: a period, or a kind of periods."""
    if text in KINDS_OF_REPORT:
        return None
    try:
        code = parse_period(text).code
    except ImpossiblePeriod as error:
        first, *rest = error.sentences
        return (first, *rest)
    if code != text:
        return wrong("{value} is another spelling of {code}.", "Write {code}.", code=code)
    return None


def written_order(texts: Iterable[str]) -> DateOrder:
    """The order that the dates of a column give away which are possible in one order only."""
    orders = set()
    for text in texts:
        if match := _DAY_FIRST.fullmatch(text):
            first, second, year = match.groups()
            as_read = _day(year, second, first), _day(year, first, second)
            if any(as_read) and not all(as_read):
                orders.add("day first" if as_read[0] else "month first")
    if len(orders) == 2:
        return "both"
    return "month first" if orders == {"month first"} else "day first"


def published_complaint(text: str) -> Sentences | None:
    """What is wrong with a date of publication, which may also be a month or a year only."""
    if _PUBLISHED.fullmatch(text):
        return None
    if _ISO.fullmatch(text) or _read_otherwise(text):
        return date_complaint(text)
    return wrong(
        "{value} is not an ISO date.", "Write YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty."
    )


def _read_otherwise(text: str) -> list[date]:
    """The days that a Vietnamese date (31/12/2024), an American one or a time stamp may mean."""
    if match := _YEAR_FIRST.fullmatch(text):
        found = [_day(*match.groups())]
    elif match := _DAY_FIRST.fullmatch(text):
        first, second, year = match.groups()
        found = [_day(year, second, first), _day(year, first, second)]
    else:
        return []
    return list(dict.fromkeys(day for day in found if day))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
