"""One report: the figures of one place and period, measured once for all that is shown of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from doanvien.data.province import ProvinceFigures, read_province
from doanvien.measures.growth import Growth, growth
from doanvien.measures.percentages import PrintedCheck
from doanvien.measures.targets import TargetReport, target_attainment
from doanvien.measures.view import View, views
from doanvien.measures.wave_effects.effects import WaveEffect
from doanvien.measures.wave_effects.of_place import effects_of_place
from doanvien.measures.waves import WaveReport, campaign_waves
from doanvien.measures.workload import Workload, workloads
from doanvien.present.cover import Cover
from doanvien.present.display import show_cover
from doanvien.present.words import Words
from doanvien.reference.languages import Language, Translator
from doanvien.reference.scope import report_scope


@dataclass(frozen=True)
class Report:
    """The figures and results of one place and period, with the words of the report's language."""

    figures: ProvinceFigures

    @property
    def language(self) -> Language:
        return self.figures.scope.language

    @cached_property
    def words(self) -> Words:
        return Words(self.language, self.figures.place)

    @property
    def t(self) -> Translator:
        return self.words.t

    @cached_property
    def views(self) -> tuple[View, ...]:
        """The report's own place, then its namesake on the other map if it speaks of the period."""
        return views(self.figures)

    @cached_property
    def growth(self) -> tuple[Growth, ...]:
        return tuple(growth(view) for view in self.views)

    @cached_property
    def targets(self) -> tuple[TargetReport, ...]:
        return tuple(target_attainment(view) for view in self.views)

    @cached_property
    def waves(self) -> tuple[WaveReport, ...]:
        return tuple(campaign_waves(view) for view in self.views)

    @cached_property
    def wave_effects(self) -> tuple[tuple[WaveEffect, ...], ...]:
        """For each view, the effect of its waves, or why none can be given."""
        return tuple(effects_of_place(view) for view in self.views)

    @cached_property
    def workloads(self) -> tuple[Workload, ...]:
        return workloads(self.views[0])

    @cached_property
    def printed(self) -> tuple[PrintedCheck, ...]:
        """Every percentage printed for the period, recomputed where its base is known."""
        start = self.figures.scope.period.start
        return tuple(
            check for view in self.views for check in view.printed if check.end.date() >= start
        )

    @property
    def data_set_title(self) -> str:
        """The data set's title in the report's language; without a translation, as written."""
        info = self.figures.info
        return info.title if self.language == "vi" else (info.title_en or info.title)

    def note(self, note: str, note_en: str) -> str:
        """A note of the data set in the report's language; without a translation, as written."""
        return note if self.language == "vi" else (note_en or note)

    def map_label(self, view: View) -> str:
        """Which map a namesake stands on; empty for the report's own place."""
        if view.home:
            return ""
        if view.place.territory == 34:
            return self.t("merged province, since 1 July 2025")
        return self.t("former province, until 30 June 2025")

    def caption(self, text: str, view: View | None = None) -> str:
        """A caption that says which map it is about, where that is not the report's own, and that
        figures are simulated: a table or a chart gets copied without its page."""
        marks = [self.map_label(view)] if view else []
        marks += [self.t("simulated data")] if self.figures.info.status == "simulated" else []
        said = ", ".join(filter(None, marks))
        return f"{text} ({said})" if said else text

    def marked(self, sentences: Iterable[str], view: View) -> list[str]:
        """Sentences that say which map they are about, where that is not the report's own."""
        label = self.map_label(view)
        if not label:
            return list(sentences)
        return [self.t("On the map of the {label}: {text}", label=label, text=s) for s in sentences]

    def name(self, stem: str, view: View) -> str:
        """A stable name for what is shown of a view: unique on the page and in the workbook."""
        return stem if view.home else f"{stem}-{view.place.territory}"


def open_report(
    province: str,
    period: str,
    as_of: str | date | None = None,
    language: str = "vi",
    data: str | Path = "../data/published",
) -> Report:
    """Read one place's figures up to the cut-off, show the line that opens the chapter.

    ``province`` is a slug or any usual spelling, ``period`` one of ``2022``, ``2022H1``,
    ``2022Q2``, ``2022M05``, ``as_of`` the cut-off date (None: last day of the period), ``data`` the
    folder of a data set. Raises ParameterError for wrong parameters and DataError for wrong data,
    each naming every problem and its remedy.
    """
    scope = report_scope(province, period, as_of, language)
    report = Report(read_province(Path(data), scope))
    show_cover(_cover(report))
    return report


def _cover(report: Report) -> Cover:
    figures, t = report.figures, report.t
    scope = figures.scope
    period_label = scope.period.label(report.language)
    return Cover(
        title=t("Trade-union membership: {period}", period=period_label),
        subtitle=t("Growth, targets and campaign waves"),
        federation=figures.place.federation(report.language),
        place=figures.place.full_name(report.language),
        province=scope.slug,
        period=scope.period.code,
        period_label=period_label,
        cutoff=scope.cutoff,
        language=report.language,
        status=figures.info.status,
        dataset_title=report.data_set_title,
    )
