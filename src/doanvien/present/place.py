"""One place of a report, measured once for all that is shown of it, with the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from doanvien.measures.checks.checks import checks
from doanvien.measures.checks.finding import Check
from doanvien.measures.growth.growth import Growth
from doanvien.measures.growth.room import Room, room
from doanvien.measures.growth.since import Movement, Revision, movements, revisions
from doanvien.measures.growth.workload import Workload, workloads
from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.series.view import View
from doanvien.measures.targets.league import League, leagues
from doanvien.measures.targets.outcome import Answered
from doanvien.measures.targets.targets import TargetReport
from doanvien.measures.waves.description import WaveReport, campaign_waves
from doanvien.present.words.amounts import WITHHELD_CELL
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import Indicator, indicator
from doanvien.reference.languages import PUBLISHED, Language, Translator, translated

if TYPE_CHECKING:
    from doanvien.measures.waves.effects.effects import WaveEffect


@dataclass(frozen=True)
class Place:
    """One place on one map: its figures (``view``), its results, its words.

    The first place of a report is the one that the report is about; a second one is its namesake on
    the other map, where both speak of the period. What is shown of a namesake says so (`marked`,
    `named`).
    """

    view: View
    language: Language
    status: str = PUBLISHED

    def __repr__(self) -> str:
        return f"<Place {self.view.place.slug}, {self.view.period.code}>"

    @property
    def home(self) -> bool:
        """Whether the report is about this place."""
        return self.view.home

    @cached_property
    def words(self) -> Words:
        return Words(self.language, self.view.place, self.status)

    @property
    def t(self) -> Translator:
        return self.words.t

    @cached_property
    def growth(self) -> Growth:
        return Growth(self.view)

    @cached_property
    def targets(self) -> TargetReport:
        return TargetReport(self.view)

    @cached_property
    def leagues(self) -> tuple[League, ...]:
        return leagues(self.view, self.targets)

    @cached_property
    def waves(self) -> WaveReport:
        return campaign_waves(self.view)

    @cached_property
    def wave_effects(self) -> tuple[WaveEffect, ...]:
        # Slow to import, and a report without waves never needs it.
        from doanvien.measures.waves.effects.of_place import effects_of_place

        return effects_of_place(self.view.uncut or self.view)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        return checks(self.view)

    @cached_property
    def room(self) -> tuple[Room, ...]:
        return room(self.view)

    @cached_property
    def workloads(self) -> tuple[Workload, ...]:
        return workloads(self.view)

    @cached_property
    def printed(self) -> tuple[PrintedCheck, ...]:
        """Percentages printed for the period, recomputed where their base is known."""
        start = self.view.period.start
        return tuple(check for check in self.view.printed if check.end.date() >= start)

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        return movements(self.view)

    @cached_property
    def revisions(self) -> tuple[Revision, ...]:
        return revisions(self.view)

    @cached_property
    def map_label(self) -> str:
        """Which map a namesake stands on; empty for the report's own place."""
        if self.home:
            return ""
        if self.view.place.territory == 34:
            return self.t("merged province, since 1 July 2025")
        return self.t("former province, until 30 June 2025")

    def named(self, text: str) -> str:
        """A label of a row that says which map it is about, where that is not the report's own."""
        return f"{text} ({self.map_label})" if self.map_label else text

    def label(self, measured: Indicator | str, unit: str = "") -> str:
        """What a row is about: "Đoàn viên kết nạp mới", "quận Ba Đình: Đoàn viên kết nạp mới"."""
        known = indicator(measured) if isinstance(measured, str) else measured
        text = capital(known.label(self.language))
        return self.named(f"{unit}: {text}" if unit else text)

    def in_step(self, one: Answered) -> bool:
        """Whether as much of a target's time has passed as the head of the report says."""
        return one.elapsed == share_of_year(self.view.cutoff, self.view.period.end.year)

    def told(self, value: Any, unit: str, code: str, *days: date) -> Any:
        """A cell of a unit that is made of a figure of these days: "[c]" where that is withheld."""
        if value is None and self.view.withheld.on(unit, code, *days):
            return WITHHELD_CELL
        return value

    def marked(self, sentences: Iterable[str]) -> list[str]:
        """Sentences that say which map they are about, where that is not the report's own."""
        label = self.map_label
        if not label:
            return list(sentences)
        return [self.t("On the map of the {label}: {text}", label=label, text=s) for s in sentences]

    def note(self, note: str, note_en: str) -> str:
        """A note of the data set in the report's language; without a translation, as written."""
        return translated({"note": note, "note_en": note_en}, "note", self.language)


def share_of_year(day: date, year: int) -> Fraction:
    """The share of a year gone by at the end of a day; 1 after its end."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return min(Fraction(1), Fraction((day - first).days + 1, (last - first).days + 1))
