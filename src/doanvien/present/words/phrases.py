"""The phrases about a place: its targets, who set them, verdicts, codes.

Everything a reader sees passes through here, `amounts` or the catalogue, so a term is worded once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from doanvien.measures.targets.assigned import Target
from doanvien.present.words.amounts import Amounts
from doanvien.present.words.letters import capital
from doanvien.present.words.tone import Tone
from doanvien.reference.calendar.periods import period_of_days
from doanvien.reference.indicators import indicator
from doanvien.reference.languages import PUBLISHED, Language
from doanvien.reference.maps import places_of
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
class Words(Amounts):
    """Phrases in one language about one place, whose figures have a status: published or not."""

    language: Language
    place: Province
    status: str = PUBLISHED

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
        period = period_of_days(target.start, target.end)
        return period.phrase(self.language) if period else self.span(target.start, target.end)

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
