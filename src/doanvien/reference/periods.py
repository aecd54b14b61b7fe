"""Reporting periods: a year, a half-year, a quarter, a month, or the first months of a year.

A period says what a report is about. Where the figures really stop is the cut-off date of the
report, which is never derived from the words of a period.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from doanvien.reference.days import ENGLISH_MONTHS
from doanvien.reference.languages import Language
from doanvien.reference.period_hints import nearest_period_code
from doanvien.reference.sentences import SpokenError, meant, sentence

PeriodKind = Literal["year", "half", "quarter", "month", "months"]

_MONTHS_LONG = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_CODE = re.compile(
    r"(?P<year>(?:19|20)\d\d)"
    r"(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|M01-(?P<until>\d\d)|M(?P<month>\d\d))?"
)
_NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "eleven",
)
_ROMAN = ("I", "II", "III", "IV")


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
        """The period inside a sentence: "quý II/2022", "6 tháng đầu năm 2022"; "May 2022"."""
        return (_label_vi if language == "vi" else _label_en)(self)

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


def _label_vi(period: Period) -> str:
    year = period.start.year
    if period.kind == "months":
        return f"{period.end.month} tháng đầu năm {year}"
    number = _number_of(period.kind, period.start)
    if period.kind == "half":
        return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"
    if period.kind == "quarter":
        return f"quý {_ROMAN[number - 1]}/{year}"
    return f"tháng {number}/{year}" if period.kind == "month" else f"năm {year}"


def _label_en(period: Period) -> str:
    year = period.start.year
    if period.kind == "months":
        return f"first {_NUMBER_WORDS[period.end.month]} months of {year}"
    number = _number_of(period.kind, period.start)
    if period.kind == "month":
        return f"{ENGLISH_MONTHS[number - 1]} {year}"
    if period.kind == "year":
        return str(year)
    return f"{('first', 'second', 'third', 'fourth')[number - 1]} {period.kind} of {year}"
