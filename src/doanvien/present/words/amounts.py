"""Numbers and days in words: how many, how exact, of how many, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from doanvien.measures.series.percentages import PrintedCheck
from doanvien.present.words import formats
from doanvien.reference.calendar.days import short_month, write_day, write_day_of_year
from doanvien.reference.calendar.periods import period_of_days
from doanvien.reference.indicators import Indicator
from doanvien.reference.languages import Language, Translator, translator
from doanvien.reference.sentences import listed
from doanvien.reference.text.numbers import SMALLEST_BASE


@dataclass(frozen=True)
class Said:
    """A value with the words in which a reader reads it: 5500 as "khoảng 5.500".

    ``value`` None is a missing one, with the reason in words.
    """

    value: float | None
    text: str


WITHHELD_CELL = Said(None, "[c]")
"""What stands for a figure that a report for wide circulation must not tell."""


class Amounts:
    """Phrases of numbers and days in the language and for the status of figures of `Words`."""

    language: Language
    status: str
    smallest_base: ClassVar[int] = SMALLEST_BASE

    @cached_property
    def t(self) -> Translator:
        return translator(self.language, self.status)

    def count(self, value: float) -> str:
        return formats.format_count(value, self.language)

    def percent(self, share: Fraction | float, decimals: int = 1) -> str:
        return formats.format_percent(share, self.language, decimals=decimals)

    def change(self, share: Fraction | float) -> str:
        """A relative change with its sign: "+2,5%"; one that more than triples, "gấp 5,4 lần"."""
        if share > 2:
            return self.t("{ratio} times", ratio=self.decimal(share + 1))
        return formats.format_percent(share, self.language, decimals=1, signed=True)

    def share(self, value: float, base: float) -> str:
        """What ``value`` is of ``base``: "75,5%"; of a base under 20 "8 trên 10", as a percentage
        of so few would say too much; above 200 % "gấp 5,4 lần"; a loss is no share of anything."""
        if value < 0:
            return self.t("a loss")
        if abs(base) < SMALLEST_BASE:
            return self.t("{value} of {base}", value=self.count(value), base=self.count(base))
        ratio = formats.exact(value) / formats.exact(base)
        if ratio > 2:
            return self.t("{ratio} times", ratio=self.decimal(ratio))
        return self.percent(ratio)

    def span_of(self, ends: Sequence[str]) -> str:
        """Two ends of a range, or the one that both are: "98,4%–111,4%"."""
        return "–".join(dict.fromkeys(ends))

    def signed(self, value: float) -> str:
        """A difference in whole numbers with its sign."""
        return formats.format_signed(value, self.language)

    def grown(self, change: float, qualifier: str) -> Said:
        """A difference, as exact as the figures that it is of: "khoảng +1.490.000"."""
        return Said(change, self._inexact(self.signed(change), qualifier))

    def unions_each(self, unions: float | Fraction, qualifier: str) -> Said:
        """How many unions an officer looks after, as exact as their number: "khoảng 133"."""
        about = "exact" if qualifier == "exact" else "about"
        return Said(float(unions), self._inexact(self.decimal(unions, decimals=0), about))

    def decimal(self, value: float | Fraction, decimals: int = 1) -> str:
        return formats.format_decimal(value, self.language, decimals=decimals)

    def a_day(self, value: Fraction | float) -> str:
        """An average a day, exact enough for the ratio of two of them: "268", "3,03"."""
        return self.decimal(value, decimals=1 if value >= 10 else 2)

    def day(self, day: date) -> str:
        return write_day(day, self.language)

    def day_of_year(self, day: date) -> str:
        """A day where its year is known: "15/4", "15 April"."""
        return write_day_of_year(day, self.language)

    def span(self, start: date, end: date) -> str:
        """``trong tháng 5/2022`` for a calendar period, else ``từ 15/4/2022 đến 31/5/2022``."""
        period = period_of_days(start, end)
        if period is not None:
            return self.t("in {period}", period=period.phrase(self.language))
        return self.t("from {start} to {end}", start=self.day(start), end=self.day(end))

    def when(self, start: date, end: date) -> str:
        """``Trong quý III/2025``, ``Đến ngày 08/7/2022``, ``Từ ngày … đến ngày …``."""
        period = period_of_days(start, end)
        if period is not None:
            return self.t("In {period}", period=period.phrase(self.language))
        if (start.month, start.day) == (1, 1) and start.year == end.year:
            return self.t("By {day}", day=self.day(end))
        return self.t("From {start} to {end}", start=self.day(start), end=self.day(end))

    def month(self, number: int) -> str:
        """A month on an axis: "T5", "May"."""
        return short_month(number, self.language)

    def rough(self, value: float, indicator: Indicator, qualifier: str) -> str:
        """A bare number with what its source says of it: ``khoảng 5.500``, ``ít nhất 86,9%``."""
        return self._inexact(self.number(value, indicator), qualifier)

    def _inexact(self, number: str, qualifier: str) -> str:
        return {
            "about": self.t("about {number}", number=number),
            "over": self.t("over {number}", number=number),
            "nearly": self.t("nearly {number}", number=number),
            "at_least": self.t("at least {number}", number=number),
        }.get(qualifier, number)

    def some(self, part: int, whole: int) -> str:
        """How many of them: "6 trên 8"; of all, "cả 8"; of a single one "1"."""
        if part != whole:
            return self.t("{value} of {base}", value=self.count(part), base=self.count(whole))
        if whole == 2:
            return self.t("both")
        return self.t("all {all}", all=self.count(whole)) if whole > 1 else self.count(whole)

    def listed(self, items: Sequence[str]) -> str:
        """Things in a sentence: "Hà Nội, Lào Cai và Huế"."""
        return listed(items, self.language)

    def told_of(self, subjects: Sequence[str], text: str) -> str:
        """What holds for some things: "Hà Nội và Huế: chưa có số liệu"."""
        return self.t("{subject}: {text}", subject=self.listed(subjects), text=text)

    def counted(self, number: str, unit: str) -> str:
        """A number with what is counted: "1.128 đoàn viên"."""
        return self.t("{number} {unit}", number=number, unit=unit) if unit else number

    def labelled(self, value: float, indicator: Indicator, qualifier: str) -> str:
        """A number with the label of what it counts: "3 CĐCS thành lập mới"."""
        number = self.rough(value, indicator, qualifier)
        return self.counted(number, indicator.label(self.language, number))

    def said(self, value: float, indicator: Indicator, qualifier: str) -> Said:
        """A value of a frame with what its source says of its exactness."""
        return Said(value, self.rough(value, indicator, qualifier))

    def number(self, value: float, indicator: Indicator) -> str:
        """A bare number: a whole count, or per cent with its sign for rates; two decimals where the
        figure has exactly two, as its source then printed them."""
        if indicator.unit == "percent":
            decimals = 2 if len(str(value).partition(".")[2]) == 2 else 1
            return self.percent(Fraction(str(value)) / 100, decimals)
        return self.count(value)

    def amount(self, value: float, indicator: Indicator, qualifier: str = "exact") -> str:
        """``24.396 đoàn viên``, ``khoảng 5.500 đoàn viên``, ``ít nhất 86,9%``."""
        number = self.rough(value, indicator, qualifier)
        return self.counted(number, self._unit_after(indicator, number))

    def _unit_after(self, indicator: Indicator, number: str) -> str:
        return "" if indicator.unit == "percent" else indicator.unit_name(self.language, number)

    def printed(self, percentage: str) -> str:
        """A percentage as its source printed it, with the decimal mark of the report."""
        return f"{percentage.replace(',', formats.decimal_mark(self.language))}%"

    def possible_bases(self, check: PrintedCheck) -> str:
        """The whole numbers that fit a percentage printed without its base."""
        if check.bases is None:
            return self.t("no whole number fits")
        low, high = check.bases
        if check.rounded:
            return self.t(
                "about {low}–{high}, the result being rounded",
                low=self.count(low),
                high=self.count(high),
            )
        if low == high:
            return self.t("only {base} fits", base=self.count(low))
        return self.t("between {low} and {high}", low=self.count(low), high=self.count(high))
