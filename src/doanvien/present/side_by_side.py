"""The reports of several places: read, and measured, in two processes where there can be two."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path

from doanvien.data.layout import figures_name
from doanvien.data.problems import DataError
from doanvien.data.province import NoFigures, read_provinces
from doanvien.present.in_two import can_be_two, in_two
from doanvien.present.opening import not_in
from doanvien.present.report import Report
from doanvien.reference.scope import ParameterError, ReportScope

SENDING = 1.15
"""How much longer a report takes that another process reads, and sends."""

Read = dict[ReportScope, Report | NoFigures]


def read_reports(
    folder: Path,
    scopes: Iterable[ReportScope],
    parameter: str,
    measure: Callable[[Report], object],
    *,
    public: bool = False,
    without_units: Collection[ReportScope] = (),
) -> dict[ReportScope, Report]:
    """Several reports, as `read_report` reads one; one whose figures have a problem is left out.

    ``measure`` asks of a report what is going to be asked of all of them: where two processes read
    them, each does that at once for its own. Raises ParameterError for ``parameter`` where the data
    set knows nothing of a place.
    """

    def read(some: Sequence[ReportScope]) -> Read:
        found = read_provinces(folder, some, without_units)
        return {
            scope: one if isinstance(one, NoFigures) else Report(one, folder, public=public)
            for scope, one in found.items()
            if isinstance(one, NoFigures) or not isinstance(one, DataError)
        }

    def read_and_measured(some: Sequence[ReportScope]) -> Read:
        found = read(some)
        for one in found.values():
            if isinstance(one, Report):
                _ask(measure, one)
        return found

    if can_be_two():
        here, there = in_two(read_and_measured, *_halves(folder, scopes))
        found = here | there
    else:
        found = read(list(scopes))
    reports: dict[ReportScope, Report] = {}
    for scope, one in found.items():
        if isinstance(one, NoFigures):
            raise ParameterError({parameter: not_in(folder, scope)}, scope.language)
        reports[scope] = one
    return reports


def _ask(measure: Callable[[Report], object], report: Report) -> None:
    """What fails, or warns, is left to those who ask again, and tells them."""
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("error")
        measure(report)


def _halves(
    folder: Path, scopes: Iterable[ReportScope]
) -> tuple[list[ReportScope], list[ReportScope]]:
    """About as many bytes of figures in each, some fewer in the second, which has to be sent; the
    scopes of one place are in the same."""
    by_slug = sorted(scopes, key=lambda scope: scope.slug)
    places = [list(some) for _, some in groupby(by_slug, key=lambda scope: scope.slug)]
    halves: tuple[list[ReportScope], list[ReportScope]] = [], []
    work = [0.0, 0.0]
    for some in sorted(places, key=lambda some: _bytes(folder, some[0]), reverse=True):
        lesser = work.index(min(work))
        halves[lesser].extend(some)
        work[lesser] += _bytes(folder, some[0]) * (SENDING if lesser else 1)
    return halves


def _bytes(folder: Path, scope: ReportScope) -> int:
    file = folder / figures_name(scope.slug)
    return file.stat().st_size if file.is_file() else 0
