"""A calendar day as people write it, by the patterns of ``languages.csv`` and ``months.csv``."""

import re
from datetime import date
from functools import cache

from doanvien.reference.files import read_table
from doanvien.reference.languages import Language, language_line, text_of

_DAY_FIRST = re.compile(r"\D*(?P<day>\d{1,2})\D+(?P<month>\d{1,2})\D+(?P<year>\d{4})\D*")
_YEAR_FIRST = re.compile(r"\D*(?P<year>\d{4})\D+(?P<month>\d{1,2})\D+(?P<day>\d{1,2})\D*")


def write_day(day: date, language: Language) -> str:
    """ "01/7/2025" (vi), "1 July 2025" (en)."""
    return _filled(language_line(language).date, day, language)


def write_day_of_year(day: date, language: Language) -> str:
    """A day whose year is known: "01/7" (vi), "1 July" (en)."""
    return _filled(language_line(language).day_of_year, day, language)


def write_month_of_year(day: date, language: Language) -> str:
    """The month of a day in a table: "7/2025" (vi), "July 2025" (en)."""
    return _filled(language_line(language).month_of_year, day, language)


def short_month(number: int, language: Language) -> str:
    """A month on an axis: "T5" (vi), "May" (en)."""
    return text_of(_months()[number], "short", language)


def month_name(number: int, language: Language) -> str:
    """A month in a sentence: "tháng 5" (vi), "May" (en)."""
    return text_of(_months()[number], "name", language)


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


def _filled(pattern: str, day: date, language: Language) -> str:
    return pattern.format(
        day=day.day,
        month=day.month,
        year=day.year,
        month_name=month_name(day.month, language),
        # A zero before months 1 and 2 and before no other: so administrative documents write days
        # (Nghị định 30/2020/NĐ-CP, phụ lục I).
        official_month=f"{day.month:02}" if day.month < 3 else day.month,
    )


@cache
def _months() -> dict[int, dict[str, str]]:
    return {int(row["number"]): row for row in read_table("months.csv")}
