"""Reporting periods: a year, a half-year, a quarter, a month, or the first months of a year.

A period says what a report is about. Where the figures really stop is the cut-off date of the
report, which is never derived from the words of a period.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from doanvien.reference.calendar.period_hints import nearest_period_code
from doanvien.reference.files import read_table
from doanvien.reference.languages import Language, text_of
from doanvien.reference.sentences import SpokenError, meant, sentence

PeriodKind = Literal["year", "half", "quarter", "month", "months"]

_MONTHS_LONG = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_CODE = re.compile(
    r"(?P<year>(?:19|20)\d\d)"
    r"(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|M01-(?P<until>\d\d)|M(?P<month>\d\d))?"
)


class ImpossiblePeriod(SpokenError):
    """A text that names no period."""


@dataclass(frozen=True)
class Period:
    """A calendar period; ``start`` and ``end`` are its first and last day, both included."""

    code: str
    start: date
    end: date
    kind: PeriodKind

    def label(self, language: Language) -> str:
        """The period in a title: "quý II/2022", "6 tháng đầu năm 2022"; "May 2022"."""
        return self._worded("label", language)

    def phrase(self, language: Language) -> str:
        """The period inside a sentence, with the article that it needs there: "the first half of
        2022"."""
        return self._worded("phrase", language)

    def _worded(self, name: str, language: Language) -> str:
        number = self.end.month if self.kind == "months" else _number_of(self.kind, self.start)
        row = _names()[self.kind, number]
        return text_of(row, name, language).format(year=self.start.year)

    def previous(self) -> "Period":
        """The period of the same kind that ends on the day before this one starts.

        Before the first months of a year stand the same months of the year before: one report of
        nine months follows on another.
        """
        if self.kind == "months":
            return _first_months(self.start.year - 1, self.end.month)
        before = self.start - timedelta(days=1)
        return _period(self.kind, before.year, _number_of(self.kind, before))


def parse_period(text: str) -> Period:
    """Read a period code: 2022, 2022H1, 2022Q2, 2022M05, or 2022M01-09 for January to September.

    The first three, six and twelve months are the quarter, half-year and year of the same days.
    Raises ImpossiblePeriod, which names the five forms and the nearest code it can make out.
    """
    code = text.strip().upper()
    match = _CODE.fullmatch(code)
    month = int(match["month"] or match["until"] or 1) if match else 0
    if match is None or not 1 <= month <= 12:
        suggestion = nearest_period_code(text)
        raise ImpossiblePeriod(
            sentence("{text!r} is not a period.", text=text),
            sentence(
                "Write 2022 (year), 2022H1 (half-year), 2022Q2 (quarter), 2022M05 (month) or "
                "2022M01-09 (January to September)."
            ),
            *meant((suggestion,) if suggestion else ()),
        )
    year = int(match["year"])
    if match["half"]:
        return _period("half", year, int(match["half"]))
    if match["quarter"]:
        return _period("quarter", year, int(match["quarter"]))
    if match["until"]:
        return _first_months(year, month)
    if match["month"]:
        return _period("month", year, month)
    return _period("year", year, 1)


def period_of_days(start: date, end: date) -> Period | None:
    """The month, quarter, half or year that runs from ``start`` to ``end`` exactly, if any."""
    year, month = start.year, start.month
    codes = (
        f"{year}M{month:02d}",
        f"{year}Q{(month + 2) // 3}",
        f"{year}H{(month + 5) // 6}",
        f"{year}",
    )
    periods = (parse_period(code) for code in codes)
    return next((p for p in periods if (p.start, p.end) == (start, end)), None)


def _period(kind: PeriodKind, year: int, number: int) -> Period:
    length = _MONTHS_LONG[kind]
    start = date(year, (number - 1) * length + 1, 1)
    last_month = start.month + length - 1
    after = date(year + last_month // 12, last_month % 12 + 1, 1)
    suffix = {"year": "", "half": f"H{number}", "quarter": f"Q{number}", "month": f"M{number:02}"}
    return Period(f"{year}{suffix[kind]}", start, after - timedelta(days=1), kind)


def _first_months(year: int, last: int) -> Period:
    """January to a month; what is a period of another kind is that one."""
    kinds: dict[int, PeriodKind] = {1: "month", 3: "quarter", 6: "half", 12: "year"}
    if last in kinds:
        return _period(kinds[last], year, 1)
    end = date(year, last + 1, 1) - timedelta(days=1)
    return Period(f"{year}M01-{last:02}", date(year, 1, 1), end, "months")


def _number_of(kind: PeriodKind, day: date) -> int:
    return (day.month - 1) // _MONTHS_LONG[kind] + 1


@cache
def _names() -> dict[tuple[str, int], dict[str, str]]:
    return {(row["kind"], int(row["number"])): row for row in read_table("periods.csv")}
