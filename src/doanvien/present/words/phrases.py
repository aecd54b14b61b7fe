"""The phrases that tables, charts and sentences share: amounts, dates, targets, verdicts.

Everything a reader sees passes through here or through the catalogue, so a term is worded once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.targets.assigned import Target
from doanvien.measures.targets.outcome import Attainment
from doanvien.present.shown.tiles import Tone
from doanvien.present.words import formats
from doanvien.reference.indicators import Indicator
from doanvien.reference.languages import Language, Translator, translator
from doanvien.reference.periods import Period, parse_period
from doanvien.reference.provinces import Province


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
    """Phrases in one language about one place."""

    language: Language
    place: Province

    @cached_property
    def t(self) -> Translator:
        return translator(self.language)

    def count(self, value: float) -> str:
        return formats.format_count(value, self.language)

    def percent(self, share: Fraction, decimals: int = 2) -> str:
        return formats.format_percent(share, self.language, decimals=decimals)

    def percent_of(self, share: float, decimals: int = 1) -> str:
        """A computed share, 0 to 1, as a percentage."""
        return formats.format_percent(share, self.language, decimals=decimals)

    def signed(self, value: float) -> str:
        """A difference in whole numbers with its sign."""
        return formats.format_signed(value, self.language)

    def decimal(self, value: float | Fraction, decimals: int = 1) -> str:
        return formats.format_decimal(value, self.language, decimals=decimals)

    def day(self, day: date) -> str:
        return formats.format_date(day, self.language)

    def span(self, start: date, end: date) -> str:
        """``trong tháng 5/2022`` for a calendar period, else ``từ 15/4/2022 đến 31/5/2022``."""
        period = _calendar_period(start, end)
        if period is not None:
            return self.t("in {period}", period=self.period_phrase(period))
        return self.t("from {start} to {end}", start=self.day(start), end=self.day(end))

    def when(self, start: date, end: date) -> str:
        """``Trong quý III/2025``, ``Đến ngày 08/7/2022``, ``Từ ngày … đến ngày …``."""
        period = _calendar_period(start, end)
        if period is not None:
            return self.t("In {period}", period=self.period_phrase(period))
        if (start.month, start.day) == (1, 1) and start.year == end.year:
            return self.t("By {day}", day=self.day(end))
        return self.t("From {start} to {end}", start=self.day(start), end=self.day(end))

    def period_phrase(self, period: Period) -> str:
        """A period inside a sentence; English puts an article before halves and quarters."""
        label = period.label(self.language)
        if self.language == "en" and period.kind in ("half", "quarter", "months"):
            return f"the {label}"
        return label

    def rough(self, value: float, indicator: Indicator, qualifier: str) -> str:
        """A bare number with what its source says of it: ``khoảng 5.500``, ``ít nhất 86,9%``."""
        number = self.number(value, indicator)
        if qualifier == "about":
            return self.t("about {number}", number=number)
        if qualifier == "at_least":
            return self.t("at least {number}", number=number)
        return number

    def number(self, value: float, indicator: Indicator) -> str:
        """A bare number: a whole count, or per cent with its sign for rates."""
        if indicator.unit == "percent":
            return self.percent(Fraction(str(value)) / 100)
        return self.count(value)

    def amount(self, value: float, indicator: Indicator, qualifier: str = "exact") -> str:
        """``24.396 đoàn viên``, ``khoảng 5.500 đoàn viên``, ``ít nhất 86,9%``."""
        number = self.rough(value, indicator, qualifier)
        if indicator.unit == "percent":
            return number
        return f"{number} {indicator.unit_name(self.language)}"

    def printed(self, percentage: str) -> str:
        """A percentage as its source printed it, with the decimal mark of the report."""
        text = percentage if self.language == "vi" else percentage.replace(",", ".")
        return f"{text}%"

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

    def target_amount(self, target: Target) -> str:
        """``1.500 đoàn viên``, ``47.855 đoàn viên trở lên``, ``6.000–7.000 đoàn viên``."""
        indicator = target.indicator
        low = self.number(target.low, indicator)
        unit = "" if indicator.unit == "percent" else indicator.unit_name(self.language)
        if target.rule == "range" and target.high is not None:
            amount = f"{low}–{self.number(target.high, indicator)} {unit}".strip()
        elif target.rule == "at_least":
            amount = self.t("{amount} or more", amount=f"{low} {unit}".strip())
        else:
            amount = f"{low} {unit}".strip()
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
            return self.t("the term {first}–{last}", first=target.start.year, last=target.end.year)
        return self.span(target.start, target.end)

    def assigner(self, assigned_by: str) -> str:
        """Who set a target: ``Tổng LĐLĐ Việt Nam``, ``LĐLĐ tỉnh``, …"""
        return {
            "tld": self.t("the Vietnam General Confederation of Labour"),
            "province": self._own_federation,
            "congress": self.t("union congress"),
            "district": self.t("upper-level union"),
            "unknown": self.t("assigner not stated"),
        }[assigned_by]

    def assigned_target(self, assigned_by: str) -> str:
        """``chỉ tiêu Tổng LĐLĐ Việt Nam giao``: a target named by who set it."""
        if assigned_by in ("", "unknown"):
            return self.t("the target")
        if assigned_by == "congress":
            return self.t("the congress's target")
        return self.t("the target assigned by {assigner}", assigner=self.assigner(assigned_by))

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

    def verdict(self, attainment: Attainment) -> Verdict:
        t = self.t
        return {
            "exceeded": Verdict("▲", t("Target exceeded"), "good"),
            "met": Verdict("✓", t("Target met"), "good"),
            "missed": Verdict("✗", t("Target not met"), "behind"),
            "on_pace": Verdict("✓", t("On pace"), "good"),
            "slow": Verdict("▼", t("Behind pace"), "near"),
            "at_risk": Verdict("!", t("At risk of missing the target"), "behind"),
            "reached": Verdict("✓", t("Level reached"), "good"),
            "not_yet": Verdict("○", t("Level not yet reached"), "near"),
            "too_early": Verdict("–", t("Too early to judge"), "neutral"),
            "ended": Verdict("–", t("Ended with its body"), "neutral"),
            "other_basis": Verdict("–", t("Counted on another basis"), "neutral"),
            "not_published": Verdict("–", t("Result not published"), "neutral"),
            "not_computable": Verdict("–", t("Cannot be computed"), "neutral"),
        }[attainment.verdict]


def _calendar_period(start: date, end: date) -> Period | None:
    """The month, quarter, half or year that runs from ``start`` to ``end`` exactly."""
    year, month = start.year, start.month
    codes = (
        f"{year}M{month:02d}",
        f"{year}Q{(month + 2) // 3}",
        f"{year}H{(month + 5) // 6}",
        f"{year}",
    )
    periods = (parse_period(code) for code in codes)
    return next((p for p in periods if (p.start, p.end) == (start, end)), None)


def subject(label: str, unit: str) -> str:
    """The label of a row: ``Đoàn viên kết nạp mới``, ``quận Ba Đình: Đoàn viên kết nạp mới``."""
    return f"{unit}: {capital(label)}" if unit else capital(label)


def capital(text: str) -> str:
    """The text with a capital first letter, for the start of a cell or sentence."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text with a small first letter inside a sentence; abbreviations (TLĐ, CĐCS) stay."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
