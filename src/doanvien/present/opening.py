"""Opening a report or a data set: parameters checked, figures read, the look set."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from doanvien.data.dataset import provinces_with_figures
from doanvien.data.everywhere import read_everywhere
from doanvien.data.problems import DataError
from doanvien.data.province import NoFigures, read_province
from doanvien.present import look
from doanvien.present.circulation import is_public
from doanvien.present.figures import figures_frame
from doanvien.present.first_line import cover_of
from doanvien.present.place_of_data import data_problem
from doanvien.present.report import Report
from doanvien.present.shown import session
from doanvien.present.shown.bare import show_bare_frames
from doanvien.present.shown.display import show_cover
from doanvien.present.words.phrases import Words
from doanvien.reference.languages import NOTEBOOKS_IN, Language, language_or_usual
from doanvien.reference.places import the_country
from doanvien.reference.scope import ParameterError, ReportScope, checked_day, report_scope
from doanvien.reference.sentences import All, Sentences, sentence


def open_report(
    province: str,
    period: str,
    as_of: str | date | None = None,
    language: str = NOTEBOOKS_IN,
    data: str | Path = "../data/example",
    *,
    public: bool | None = None,
) -> Report:
    """Read one place's figures up to the cut-off, show the line that opens the chapter.

    ``province`` is a slug or any usual spelling, ``period`` one of ``2022``, ``2022H1``,
    ``2022Q2``, ``2022M05``, ``as_of`` the cut-off date (None: last day of the period), ``data`` the
    folder of a data set; a relative one starts from the folder in which the notebook runs.
    ``public`` True leaves out what must not circulate widely (counts of 1 to 4 persons of a unit),
    None does so where a batch that wants it runs the notebook. Raises ParameterError for wrong
    parameters and DataError for wrong data, each naming every problem and its remedy, in the
    language of the report (Vietnamese where the language itself is wrong).
    """
    collect_seldom()
    try:
        scope = check_parameters(province, period, as_of, language, data)
        report = read_report(Path(data), scope, public=is_public(public))
    except Exception:
        session.close_all()  # no cell below may run on what was opened before
        raise
    start(report)
    show_cover(cover_of(report))
    return report


def collect_seldom() -> None:
    """From now on Python looks for garbage in rings every 100,000 objects instead of every 700.

    What is read and measured has none and stays; to look it through so often takes a tenth of a
    report's time and a fifth of an overview's.
    """
    gc.set_threshold(100_000, 20, 20)


def start(opened: session.Opened) -> None:
    """What is drawn and shown from now on looks and speaks as this report does."""
    session.remember(opened)
    look.set_look()
    show_bare_frames()


@dataclass(frozen=True)
class DataSource:
    """What a frame of a whole data set comes from."""

    words: Words
    status: str
    closed: bool = False


def open_data(
    data: str | Path = "../data/example",
    as_of: str | date | None = None,
    language: Language | None = None,
    *,
    public: bool | None = None,
) -> pd.DataFrame:
    """The figures of all provinces of a data set up to a day, as one tidy, labelled frame.

    Columns are those of ``report.figures``; ``province`` is a slug, shown by its name. ``as_of``
    None is the cut-off date of the report opened last, and all days before any was opened;
    ``language`` None is that of the report opened last. ``public``, as of `open_report`, leaves out
    the figures of units. Raises ParameterError
    where there is no data set or no such day, DataError with everything that is wrong in its files.
    """
    speaks = language or session.language_in_use()
    wrong: dict[str, Sentences] = {}
    cutoff = None
    try:
        cutoff = checked_day(as_of)
    except ParameterError as error:
        wrong |= error.sentences
    if data_is_wrong := data_problem(data):
        wrong["data"] = data_is_wrong
    if wrong:
        raise ParameterError(wrong, speaks)
    try:
        info, read, sources = read_everywhere(Path(data), cutoff or session.cutoff_in_use())
    except DataError as error:
        raise DataError(error.problems, speaks) from None
    if is_public(public) or (public is None and session.public_in_use()):
        read = read[read["unit"] == ""]
    return figures_frame(
        DataSource(Words(speaks, the_country(), info.status), info.status), read, sources
    )


def read_report(folder: Path, scope: ReportScope, *, public: bool = False) -> Report:
    """The report of checked parameters; what is wrong with its data in the language of the report.

    Nothing is shown. See `read_ahead`.
    """
    if ahead := _AHEAD.pop((folder.resolve(), scope, public), None):
        return ahead
    try:
        return Report(read_province(folder, scope), folder, public=public)
    except NoFigures:
        raise ParameterError({"province": not_in(folder, scope)}, scope.language) from None
    except DataError as error:
        raise DataError(error.problems, scope.language) from None


@contextmanager
def read_ahead(folder: Path, scope: ReportScope, *, public: bool) -> Iterator[None]:
    """Read now the report that is opened meanwhile, in this process or in those forked from it, and
    measure what its first line tells: every chapter would do it again.

    In each it is handed out once: whoever got it may have changed it. What fails, or warns, is left
    to those who ask, and tells them.
    """
    with suppress(Exception), warnings.catch_warnings(record=True) as warned:
        report = read_report(folder, scope, public=public)
        cover_of(report)
        if not warned:
            _AHEAD[folder.resolve(), scope, public] = report
    try:
        yield
    finally:
        _AHEAD.clear()


_AHEAD: dict[tuple[Path, ReportScope, bool], Report] = {}


def check_parameters(
    province: str, period: str, as_of: str | date | None, language: str, data: str | Path
) -> ReportScope:
    """What the parameters of a notebook say; ParameterError, in its language, where they cannot."""
    speaks = language_or_usual(language)
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


def not_in(folder: Path, scope: ReportScope) -> Sentences:
    """That a data set knows nothing of a place, and which others it has figures of."""
    nothing = sentence("The data set has no figures of {slug!r}.", slug=scope.slug)
    others = provinces_with_figures(folder, scope.period, scope.cutoff)
    if not others:
        return (nothing,)
    which = sentence(
        "For {period} it has figures of {slugs}.",
        period=scope.period.code,
        slugs=All(others),
    )
    return (nothing, which)
