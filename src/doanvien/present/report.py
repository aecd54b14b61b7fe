"""One report: the figures of one place and period, measured once for all that is shown of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from doanvien.data.dataset import provinces_with_figures
from doanvien.data.problems import DataError
from doanvien.data.province import NoFigures, ProvinceFigures, read_province
from doanvien.measures.checks.checks import Check, checks
from doanvien.measures.growth.growth import Growth, growth
from doanvien.measures.growth.workload import Workload, workloads
from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.series.view import View, views
from doanvien.measures.targets.targets import TargetReport, target_attainment
from doanvien.measures.waves.description import WaveReport, campaign_waves
from doanvien.present.place_of_data import data_problem
from doanvien.present.results import results, show_alone
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.display import show_cover
from doanvien.present.words.phrases import Words
from doanvien.reference.languages import Language, Translator
from doanvien.reference.scope import ParameterError, ReportScope, report_scope
from doanvien.reference.sentences import Sentences, sentence

if TYPE_CHECKING:
    from doanvien.measures.waves.effects.effects import WaveEffect


@dataclass(frozen=True)
class Report:
    """The figures and results of one place and period, with the words of the report's language.

    - ``growth``, ``targets``, ``waves``, ``wave_effects``: results, measured when first asked for.
      A cell that ends with one of them shows its tables; one that ends with the report shows its
      key figures.
    - ``figures``: what the data set says, as typed frames: ``report.figures.figures`` has a row for
      each published figure (counts in persons or unions, rates as printed, days as dates).
    - ``printed``: printed percentages, recomputed. ``workloads``: unions for each officer.
    """

    figures: ProvinceFigures

    def __repr__(self) -> str:
        scope = self.figures.scope
        about = f"{scope.slug} {scope.period.code}, figures up to {scope.cutoff}"
        return f"<Report {about}, {self.language}, {self.figures.info.status}>"

    def _ipython_display_(self) -> None:
        show_alone("report", self)

    @cached_property  # not a property: with one that returns a Literal, Tab completes nothing
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
        """Flows over the period, levels on a day, the members' account, comparisons.

        One `Growth` for each place. Counts in persons or unions; a rate of change is a fraction of
        the earlier value (0.25 is 25 %). ``report.growth[0].flow("members_new")`` is one flow.
        """
        return results("growth", self, map(growth, self.views))

    @cached_property
    def targets(self) -> tuple[TargetReport, ...]:
        """Every target of every assigner against the result that answers it.

        One `TargetReport` for each place. Targets and results in persons or unions; a share is a
        fraction of the target (1.45 is 145 %), never capped.
        """
        return results("targets", self, map(target_attainment, self.views))

    @cached_property
    def waves(self) -> tuple[WaveReport, ...]:
        """Campaign waves: what was announced, what a result covers, its share of the period.

        One `WaveReport` for each place. Results in persons or unions, rates in persons or unions a
        day, a share is a fraction of the period's flow. A share is not an effect.
        """
        return results("waves", self, map(campaign_waves, self.views))

    @cached_property
    def wave_effects(self) -> tuple[tuple[WaveEffect, ...], ...]:
        """The effect of the waves, or why none can be given: for each place, its effects.

        Effects in persons or unions over the days of a wave, with an interval of 95 %.
        """
        # Slow to import, and a report without waves never needs it.
        from doanvien.measures.waves.effects.of_place import effects_of_place

        return results("wave_effects", self, map(effects_of_place, self.views))

    @cached_property
    def checks(self) -> tuple[tuple[Check, ...], ...]:
        """The rules applied to the reported figures: for each place, its checks."""
        return tuple(map(checks, self.views))

    @cached_property
    def workloads(self) -> tuple[Workload, ...]:
        """Grassroots unions for each full-time officer, of the units that publish both."""
        return workloads(self.views[0])

    @cached_property
    def printed(self) -> tuple[PrintedCheck, ...]:
        """Every percentage printed for the period, recomputed where its base is known.

        One `PrintedCheck` for each; ``ratio`` is a fraction (0.45 is 45 %), None without a base.
        """
        start = self.figures.scope.period.start
        found = (check for view in self.views for check in view.printed)
        return results("printed", self, (check for check in found if check.end.date() >= start))

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
    folder of a data set; a relative one starts from the folder in which the notebook runs. Raises
    ParameterError for wrong parameters and DataError for wrong data, each naming every problem and
    its remedy, in the language of the report (Vietnamese where the language itself is wrong).
    """
    scope = check_parameters(province, period, as_of, language, data)
    report = read_report(Path(data), scope)
    show_cover(cover_of(report))
    return report


def read_report(folder: Path, scope: ReportScope, parameter: str = "province") -> Report:
    """The report of checked parameters; what is wrong with its data in the language of the report.

    ``parameter`` is the one that named the place. Nothing is shown.
    """
    try:
        return Report(read_province(folder, scope))
    except NoFigures:
        raise ParameterError({parameter: _not_in(folder, scope)}, scope.language) from None
    except DataError as error:
        raise DataError(error.problems, scope.language) from None


def check_parameters(
    province: str, period: str, as_of: str | date | None, language: str, data: str | Path
) -> ReportScope:
    """What the parameters of a notebook say; ParameterError, in its language, where they cannot."""
    speaks: Language = "en" if language == "en" else "vi"
    wrong: dict[str, Sentences] = {}
    try:
        scope = report_scope(province, period, as_of, language)
    except ParameterError as error:
        wrong |= error.sentences
    if data_is_wrong := data_problem(data):
        wrong["data"] = data_is_wrong
    if wrong:
        raise ParameterError(wrong, speaks)
    return scope


def _not_in(folder: Path, scope: ReportScope) -> Sentences:
    """That a data set knows nothing of a place, and which others it has figures of."""
    nothing = sentence("The data set has no figures of {slug!r}.", slug=scope.slug)
    others = provinces_with_figures(folder, scope.period, scope.cutoff)
    if not others:
        return (nothing,)
    which = sentence(
        "For {period} it has figures of {slugs}.",
        period=scope.period.code,
        slugs=", ".join(others),
    )
    return (nothing, which)


def cover_of(report: Report) -> Cover:
    """The line that opens what is shown of a report."""
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
