"""The national overview: the reports of all provinces, measured as their own pages measure them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from doanvien.data.dataset import provinces_with_figures
from doanvien.data.problems import DataError
from doanvien.measures.country.overview import (
    MEMBERS,
    UNIONS,
    Measured,
    Move,
    Standing,
    moves,
    ranking,
    without_figures,
)
from doanvien.measures.waves.effects.rounds import Round, rounds
from doanvien.present.report import Report, check_parameters, open_report, read_report
from doanvien.present.results import show_alone
from doanvien.present.words.phrases import Words
from doanvien.reference.cutoffs import read_cutoffs
from doanvien.reference.languages import Language, Translator
from doanvien.reference.provinces import Province, find_province, provinces_on
from doanvien.reference.scope import ParameterError, ReportScope, report_scope
from doanvien.reference.sentences import sentence

ALL = "all"


@dataclass(frozen=True)
class Overview:
    """The country's own report, those of its provinces, and theirs of the period before.

    ``unreadable`` are provinces of the batch whose figures are wrong: they have no report either.
    """

    country: Report
    provinces: tuple[Report, ...]
    before: tuple[Report, ...]
    unreadable: tuple[Province, ...] = ()

    def __repr__(self) -> str:
        scope = self.country.figures.scope
        about = f"{len(self.provinces)} provinces, {scope.period.code}"
        return f"<Overview of {about}, figures up to {scope.cutoff}>"

    def _ipython_display_(self) -> None:
        show_alone("overview", self)

    @property
    def language(self) -> Language:
        return self.country.language

    @property
    def words(self) -> Words:
        return self.country.words

    @property
    def t(self) -> Translator:
        return self.country.t

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        return _measured(self.provinces)

    @cached_property
    def national(self) -> Measured:
        return _measured([self.country])[0]

    @cached_property
    def members(self) -> tuple[Standing, ...]:
        """The provinces by new members."""
        return ranking(self.measured, MEMBERS)

    @cached_property
    def unions(self) -> tuple[Standing, ...]:
        """The provinces by grassroots unions founded."""
        return ranking(self.measured, UNIONS)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Who moved in the ranking by new members."""
        return moves(self.members, ranking(_measured(self.before), MEMBERS))

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The effects of waves that the provinces' own chapters give, by the time of the waves.

        A former province is left out where the merged one that holds it tells of its waves too.
        """
        own = {
            report.views[0].place: report.wave_effects[0]
            for report in self.provinces
            if report.wave_effects[0]
        }
        held = {slug for place in own for slug in place.predecessors}
        return rounds(
            {
                place.slug: found
                for place, found in own.items()
                if not (place.territory == 63 and place.slug in held)
            }
        )

    @cached_property
    def expected(self) -> tuple[Province, ...]:
        """The provinces of the map in force at the end of the period."""
        return provinces_on(self.country.figures.scope.period.end)

    @cached_property
    def missing(self) -> tuple[Province, ...]:
        """The provinces that say nothing of the period."""
        silent = without_figures(self.expected, self.measured)
        return tuple(place for place in silent if place not in self.unreadable)

    @cached_property
    def elapsed(self) -> Fraction:
        """The share of the year gone by on the cut-off date; 1 after its end."""
        cutoff, year = self.country.figures.scope.cutoff, self.country.figures.scope.period.end.year
        first, last = date(year, 1, 1), date(year, 12, 31)
        return min(Fraction(1), Fraction((cutoff - first).days + 1, (last - first).days + 1))

    def names(self, places: Iterable[Province]) -> str:
        """Provinces in a sentence: "Hà Nội, Lào Cai"."""
        return ", ".join(place.short_name(self.language) for place in places)


def open_overview(
    province: str,
    period: str,
    as_of: str | date | None = None,
    language: str = "vi",
    data: str | Path = "../data/published",
    provinces: str = ALL,
) -> Overview:
    """Read the country and its provinces up to their cut-offs, show the line that opens the page.

    ``province`` is the country, "toan-quoc". ``provinces`` is "all" (every province with a figure
    for the period up to ``as_of``) or those of a batch with their cut-off dates, as
    "ha-noi=2022-07-08 lao-cai=2022-06-30". The others are as for ``open_report``. The period before
    is read up to its last day. Raises ParameterError and DataError as ``open_report`` does, and for
    anything but the country.
    """
    folder = Path(data)
    scope = check_parameters(province, period, as_of, language, data)
    if find_province(scope.slug, scope.period.end).kind != "country":
        raise ParameterError(
            {"province": (sentence("An overview is of the whole country: write 'toan-quoc'."),)},
            scope.language,
        )
    country = open_report(scope.slug, period, as_of, language, data)
    scopes = _scopes(folder, scope, provinces)
    reports = _readable(folder, scopes, "provinces")
    read = {report.figures.scope.slug for report in reports}
    unreadable = tuple(
        find_province(one.slug, one.period.end) for one in scopes if one.slug not in read
    )
    previous = scope.period.previous()
    known = set(provinces_with_figures(folder, previous))
    before = _readable(
        folder,
        [
            report_scope(slug, previous, None, language)
            for slug in (report.figures.scope.slug for report in reports)
            if slug in known
        ],
    )
    return Overview(country, reports, before, unreadable)


def _readable(
    folder: Path, scopes: Iterable[ReportScope], parameter: str = "province"
) -> tuple[Report, ...]:
    """The reports of the provinces whose figures can be read; one bad file stops one report."""
    found = []
    for scope in scopes:
        with suppress(DataError):
            found.append(read_report(folder, scope, parameter))
    return tuple(found)


def _scopes(folder: Path, scope: ReportScope, provinces: object) -> tuple[ReportScope, ...]:
    if not isinstance(provinces, str):
        wanted = sentence(
            "Write 'all', or provinces in one text, such as 'ha-noi=2022-07-08 lao-cai'."
        )
        raise ParameterError({"provinces": (wanted,)}, scope.language)
    if provinces.strip().lower() != ALL:
        try:
            return read_cutoffs(provinces, scope.period, scope.language)
        except ParameterError as error:
            raise ParameterError(error.sentences, scope.language) from None
    slugs = provinces_with_figures(folder, scope.period, scope.cutoff)
    return tuple(report_scope(slug, scope.period, scope.cutoff, scope.language) for slug in slugs)


def _measured(reports: Iterable[Report]) -> tuple[Measured, ...]:
    """Of each report its own place; a namesake on the other map is no province of the ranking."""
    return tuple(Measured(report.growth[0], report.targets[0]) for report in reports)
