"""The national overview: the reports of all provinces, measured as their own pages measure them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, partial
from pathlib import Path

from doanvien.data.dataset import provinces_with_figures
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
from doanvien.measures.waves.effects.country.rounds import Round, rounds
from doanvien.present.circulation import is_public
from doanvien.present.first_line import cover_of
from doanvien.present.opening import (
    check_parameters,
    collect_seldom,
    read_report,
    start,
)
from doanvien.present.report import Report, share_of_year
from doanvien.present.shown import session
from doanvien.present.shown.display import show_cover
from doanvien.present.side_by_side import read_reports
from doanvien.present.words.phrases import Words
from doanvien.reference.calendar.cutoffs import read_cutoffs
from doanvien.reference.calendar.periods import Period
from doanvien.reference.languages import NOTEBOOKS_IN, Language, Translator
from doanvien.reference.provinces import (
    Province,
    find_province,
    place_on_either_map,
    provinces_on,
)
from doanvien.reference.scope import ParameterError, ReportScope, report_scope
from doanvien.reference.sentences import sentence

ALL = "all"


@dataclass(frozen=True)
class Overview:
    """The country's own report, those of its provinces, and theirs of the period before.

    ``unreadable`` are provinces of the batch whose figures are wrong: they have no report either.
    ``left_out`` have figures of the period and were not asked for.
    """

    country: Report
    provinces: tuple[Report, ...]
    before: tuple[Report, ...]
    unreadable: tuple[Province, ...] = ()
    left_out: tuple[Province, ...] = ()

    def __repr__(self) -> str:
        scope = self.country.scope
        about = f"{len(self.provinces)} provinces, {scope.period.code}"
        return f"<Overview of {about}, figures up to {scope.cutoff}>"

    @property
    def closed(self) -> bool:
        """Whether `open_overview` or `open_report` has refused the parameters that came after."""
        return self.country.closed

    def close(self) -> None:
        """End this overview: nothing can be shown of it any more."""
        for report in (self.country, *self.provinces, *self.before):
            report.close()

    @property
    def status(self) -> str:
        """Of the data set: published, reported or simulated."""
        return self.country.status

    @property
    def public(self) -> bool:
        """Whether it is for wide circulation."""
        return self.country.public

    @property
    def cutoff(self) -> date:
        """The last day whose figures of the country count."""
        return self.country.scope.cutoff

    @property
    def language(self) -> Language:
        return self.country.language

    @property
    def verdict_colours(self) -> Mapping[str, str]:
        """A colour for each code of a verdict, for ``palette=`` of seaborn."""
        return self.country.verdict_colours

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
            report.place.view.place: report.place.wave_effects
            for report in self.provinces
            if report.place.wave_effects
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
        return provinces_on(self.country.scope.period.end)

    @cached_property
    def missing(self) -> tuple[Province, ...]:
        """The provinces that say nothing of the period."""
        silent = without_figures(self.expected, self.measured)
        known = {(place.slug, place.territory) for place in (*self.unreadable, *self.left_out)}
        return tuple(place for place in silent if (place.slug, place.territory) not in known)

    @cached_property
    def elapsed(self) -> Fraction:
        """The share of the year gone by on the cut-off date; 1 after its end."""
        scope = self.country.scope
        return share_of_year(scope.cutoff, scope.period.end.year)

    def names(self, places: Iterable[Province]) -> str:
        """Provinces in a sentence: "Hà Nội, Huế và Lào Cai"."""
        return self.words.listed([place.short_name(self.language) for place in places])


def open_overview(
    province: str,
    period: str,
    as_of: str | date | None = None,
    language: str = NOTEBOOKS_IN,
    data: str | Path = "../data/example",
    provinces: str = ALL,
    *,
    public: bool | None = None,
) -> Overview:
    """Read the country and its provinces up to their cut-offs, show the line that opens the page.

    ``province`` is the country, "toan-quoc". ``provinces`` is "all" (every province with a figure
    for the period up to ``as_of``) or those of a batch with their cut-off dates, as
    "ha-noi=2022-07-08 lao-cai=2022-06-30". The others are as for ``open_report``. The period before
    is read up to its last day. Raises ParameterError and DataError as ``open_report`` does, and for
    anything but the country.
    """
    collect_seldom()
    try:
        wide = is_public(public)
        overview = _read(province, period, as_of, language, data, provinces, public=wide)
    except Exception:
        session.close_all()  # no cell below may run on what was opened before
        raise
    start(overview)
    show_cover(cover_of(overview.country))
    return overview


def _read(
    province: str,
    period: str,
    as_of: str | date | None,
    language: str,
    data: str | Path,
    provinces: str,
    *,
    public: bool,
) -> Overview:
    folder = Path(data)
    scope = check_parameters(province, period, as_of, language, data)
    if find_province(scope.slug, scope.period.end).kind != "country":
        raise ParameterError(
            {"province": (sentence("An overview is of the whole country: write 'toan-quoc'."),)},
            scope.language,
        )
    country = read_report(folder, scope, public=public)
    scopes = _scopes(folder, scope, provinces)
    previous = scope.period.previous()
    known = provinces_with_figures(folder, previous)
    earlier = {
        one: report_scope(one.slug, previous, None, language) for one in scopes if one.slug in known
    }
    then = earlier.values()
    read = read_reports(
        folder,
        [*scopes, *then],
        "provinces",
        partial(_ask_all, scope.period),
        public=public,
        without_units=set(then),
    )
    reports = tuple(read[one] for one in scopes if one in read)
    before = tuple(read[past] for one, past in earlier.items() if {one, past} <= read.keys())
    unreadable = tuple(
        place_on_either_map(one.slug, one.period.end) for one in scopes if one not in read
    )
    asked = {one.slug for one in scopes}
    left_out = tuple(
        place_on_either_map(slug, scope.period.end)
        for slug in provinces_with_figures(folder, scope.period, scope.cutoff)
        if slug not in asked and slug != scope.slug
    )
    return Overview(country, reports, before, unreadable, left_out)


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


def _ask_all(period: Period, report: Report) -> None:
    """What the overview of a period tells of a report; of an earlier one only who stood where."""
    place = report.place
    _ = place.targets.of_province
    if report.scope.period == period:
        _ = place.growth.own_flows, place.growth.own_levels, place.room
        _ = place.waves, place.wave_effects


def _measured(reports: Iterable[Report]) -> tuple[Measured, ...]:
    """Of each report its own place; a namesake on the other map is no province of the ranking."""
    return tuple(Measured(report.place.growth, report.place.targets) for report in reports)
