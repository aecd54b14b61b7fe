"""The phrases that tables, charts and sentences share: amounts, dates, targets, verdicts.

Everything a reader sees passes through here or through the catalogue, so a term is worded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.targets.assigned import Target
from doanvien.present.words import formats
from doanvien.present.words.tone import Tone
from doanvien.reference.calendar.days import month_name, short_month, write_day, write_day_of_year
from doanvien.reference.calendar.periods import period_of_days
from doanvien.reference.indicators import Indicator, indicator
from doanvien.reference.languages import PUBLISHED, Language, Translator, translator
from doanvien.reference.maps import places_of
from doanvien.reference.provinces import Province
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


@dataclass(frozen=True)
class Verdict:
    """A verdict as a reader sees it: a symbol, a word, and the tone that colours the tile."""

    symbol: str
    word: str
    tone: Tone

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}"


@dataclass(frozen=True)
class Words:
    """Phrases in one language about one place, whose figures have a status: published or not."""

    language: Language
    place: Province
    status: str = PUBLISHED
    smallest_base: ClassVar[int] = SMALLEST_BASE

    @cached_property
    def t(self) -> Translator:
        return translator(self.language, self.status)

    def count(self, value: float) -> str:
        return formats.format_count(value, self.language)

    def percent(self, share: Fraction | float, decimals: int = 1) -> str:
        return formats.format_percent(share, self.language, decimals=decimals)

    def change(self, share: Fraction | float, decimals: int = 1) -> str:
        """A relative change with its sign: "+2,5%"; one that more than triples, "gấp 5,4 lần"."""
        if share > 2:
            return self.t("{ratio} times", ratio=self.decimal(share + 1))
        return formats.format_percent(share, self.language, decimals=decimals, signed=True)

    def share(self, value: float, base: float) -> str:
        """What ``value`` is of ``base``: "75,5%"; of a base under 20 "8 trên 10", as a percentage
        of so few would say too much, and so of a loss: "−42 trên 65"; above 200 % "gấp 5,4 lần"."""
        if abs(base) < SMALLEST_BASE or value < 0:
            return self.t("{value} of {base}", value=self.count(value), base=self.count(base))
        ratio = formats.exact(value) / formats.exact(base)
        if ratio > 2:
            return self.t("{ratio} times", ratio=self.decimal(ratio))
        return self.percent(ratio)

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

    def months(self, first: int, last: int) -> str:
        """Months of a year in a sentence: "tháng 1 đến tháng 9"."""
        start, end = (month_name(number, self.language) for number in (first, last))
        return start if first == last else self.t("{first} to {last}", first=start, last=end)

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

    def target_figures(self, target: Target) -> str:
        """What was assigned, without its unit: ``1.500``, ``47.855 trở lên``, ``6.000–7.000``."""
        amount = self.target_range(target)
        return self.t("{amount} a year", amount=amount) if target.per_year else amount

    def target_bare(self, target: Target) -> str:
        """The same in as few words as a tile or a bar has room for: ``47.855`` for at least so
        many."""
        if target.rule == "at_least" and not target.per_year:
            return self.number(target.low, target.indicator)
        return self.target_figures(target)

    def target_range(self, target: Target) -> str:
        """The same without the words that it is due each year."""
        low = self.number(target.low, target.indicator)
        if target.rule == "range" and target.high is not None:
            return f"{low}–{self.number(target.high, target.indicator)}"
        return self.t("{amount} or more", amount=low) if target.rule == "at_least" else low

    def target_amount(self, target: Target) -> str:
        """``1.500 đoàn viên``, ``47.855 đoàn viên trở lên``, ``6.000–7.000 đoàn viên``."""
        indicator = target.indicator
        low = self.number(target.low, indicator)
        unit = self._unit_after(indicator, low)
        if target.rule == "range" and target.high is not None:
            amount = self.counted(f"{low}–{self.number(target.high, indicator)}", unit)
        elif target.rule == "at_least":
            amount = self.t("{amount} or more", amount=self.counted(low, unit))
        else:
            amount = self.counted(low, unit)
        return self.t("{amount} a year", amount=amount) if target.per_year else amount

    def target_period(self, target: Target) -> str:
        """``năm 2022``, ``giai đoạn 2013–2018``, ``đến 31/12/2030``."""
        if target.start is None:
            return self.t("by {day}", day=self.day(target.end))
        whole_years = (target.start.month, target.start.day) == (1, 1) and (
            target.end.month,
            target.end.day,
        ) == (12, 31)
        if whole_years and target.start.year == target.end.year:
            return self.t("the year {year}", year=target.end.year)
        if target.end.year > target.start.year:
            return self.term(target.start, target.end)
        return self.span(target.start, target.end)

    def term(self, start: date, end: date) -> str:
        """``giai đoạn 2026–2030``"""
        return self.t("the term {first}–{last}", first=start.year, last=end.year)

    def assigner(self, assigned_by: str) -> str:
        """Who set a target: ``Tổng LĐLĐ Việt Nam``, ``LĐLĐ tỉnh``, …"""
        return {
            "tld": self.t("the Vietnam General Confederation of Labour"),
            "province": self._own_federation,
            "congress": self.t("union congress"),
            "district": self.t("upper-level union"),
            "unknown": self.t("assigner not stated"),
        }[assigned_by]

    def assigner_in_short(self, assigned_by: str) -> str:
        """The same beside a bar: ``Tổng LĐLĐ``, ``LĐLĐ TP``."""
        short = {"tld": self.t("the Confederation"), "congress": self.t("congress")}
        if self.place.kind == "municipality":
            short["province"] = self.t("the city")
        return short.get(assigned_by) or self.assigner(assigned_by)

    def assigned_target(self, assigned_by: str, *, short: bool = False) -> str:
        """``chỉ tiêu Tổng LĐLĐ Việt Nam giao``: a target named by who set it."""
        if assigned_by in ("", "unknown"):
            return self.t("the target")
        if assigned_by == "congress":
            return self.t("the congress's target")
        body = self.assigner_in_short(assigned_by) if short else self.assigner(assigned_by)
        return self.t("the target assigned by {assigner}", assigner=body)

    @cached_property
    def _own_federation(self) -> str:
        return {
            "municipality": self.t("the city federation"),
            "country": self.t("Vietnam General Confederation of Labour"),
            "sector_union": self.t("central sector union"),
        }.get(self.place.kind, self.t("the provincial federation"))

    @cached_property
    def unions_of_place(self) -> str:
        """The subject of a report's sentences: ``các cấp công đoàn thành phố Hà Nội``."""
        if self.place.kind == "sector_union":
            return self.place.federation(self.language)
        name = self.place.full_name(self.language)
        return self.t("the unions of {place}", place=name)

    @cached_property
    def whole_place(self) -> str:
        """``toàn tỉnh``, ``toàn thành phố``, ``cả nước``, ``toàn ngành``."""
        return {
            "municipality": self.t("the whole city"),
            "country": self.t("the whole country"),
            "sector_union": self.t("the whole sector"),
        }.get(self.place.kind, self.t("the whole province"))

    def verdict(self, code: str) -> Verdict:
        """The word and sign of a code of the rule of verdicts."""
        t = self.t
        return {
            "exceeded": Verdict("▲", t("Target exceeded"), "good"),
            "met": Verdict("✓", t("Target met"), "good"),
            "missed": Verdict("✗", t("Target not met"), "behind"),
            "on_pace": Verdict("✓", t("On pace"), "good"),
            "slow": Verdict("▼", t("Behind pace"), "near"),
            "at_risk": Verdict("!", t("At risk of missing the target"), "behind"),
            "over_limit": Verdict("✗", t("Over the limit"), "behind"),
            "within_limit": Verdict("✓", t("Within the limit"), "good"),
            "below_limit": Verdict("○", t("Below the limit so far"), "neutral"),
            "reached": Verdict("✓", t("Level reached"), "good"),
            "not_yet": Verdict("○", t("Level not yet reached"), "neutral"),
            "too_early": Verdict("–", t("Too early to judge"), "neutral"),
            "unsettled": Verdict("–", t("Depends on the cut-off"), "neutral"),
            "ended": Verdict("–", t("Ended early"), "neutral"),
            "other_basis": Verdict("–", t("Counted on another basis"), "neutral"),
            "not_published": Verdict("–", t("No result yet"), "neutral"),
            "not_computable": Verdict("–", t("Cannot be computed"), "neutral"),
        }[code]

    def code(self, kind: str, code: str) -> str:
        """A code of a frame as a reader reads it; ``kind`` is that of its column."""
        if kind == "verdict":
            return str(self.verdict(code))
        if kind == "assigner":
            return capital(self.assigner(code))
        if kind == "indicator":
            return capital(indicator(code).label(self.language))
        if kind == "province":
            return self.province_name(code)
        if kind == "qualifier":
            return {
                "about": self.t("about"),
                "over": self.t("over"),
                "nearly": self.t("nearly"),
                "at_least": self.t("at least"),
            }.get(code, "")
        return code

    def province_name(self, slug: str) -> str:
        """A province by its slug, "Lào Cai"; a slug that is none as it stands."""
        places = places_of(slug)
        known = places.get(self.place.territory) or next(iter(places.values()), None)
        return known.short_name(self.language) if known else slug


def subject(label: str, unit: str) -> str:
    """The label of a row: ``Đoàn viên kết nạp mới``, ``quận Ba Đình: Đoàn viên kết nạp mới``."""
    return f"{unit}: {capital(label)}" if unit else capital(label)


def capital(text: str) -> str:
    """The text with a capital first letter, for the start of a cell or sentence."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text with a small first letter inside a sentence; abbreviations (TLĐ, CĐCS) stay."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
