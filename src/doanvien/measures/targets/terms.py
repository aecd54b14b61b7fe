"""Targets of a term: the amount of each year and that of all its years, and what answers either."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from doanvien.measures.series.view import View
from doanvien.measures.targets.assigned import Target
from doanvien.measures.targets.codes import Assigner
from doanvien.measures.targets.flow_answers import FlowAnswer, flow_answer
from doanvien.measures.targets.outcome import Attainment
from doanvien.measures.targets.targets import TargetReport
from doanvien.reference.indicators import Indicator


@dataclass(frozen=True)
class TermTarget:
    """What one body assigned of one thing for a term of several years.

    ``yearly``: the amount of each year against the report's year; ``whole``: that of all its years,
    or a level due at the end; one of the two is known. ``year`` is the result since 1 January of
    the report's year, ``to_date`` that since the term began; None for levels and where not known.
    """

    yearly: Attainment | None
    whole: Attainment | None
    start: date | None
    end: date
    year: FlowAnswer | None
    to_date: FlowAnswer | None

    @property
    def either(self) -> Attainment:
        return next(one for one in (self.whole, self.yearly) if one)

    @property
    def target(self) -> Target:
        return self.either.target


def term_targets(report: TargetReport) -> tuple[TermTarget, ...]:
    """The targets of a place for terms that outlast the report's year, in the order of the report;
    a yearly amount stands with the total of the same term, and alone where more than one year of it
    is known."""
    pairs: dict[tuple[Indicator, Assigner, date], dict[bool, Attainment]] = {}
    for one in report.of_province:
        target = one.target
        _, end = _term(target)
        if end.year > report.view.period.end.year:
            pair = pairs.setdefault((target.indicator, target.assigned_by, end), {})
            pair.setdefault(target.per_year, one)
    made = (_paired(report.view, pair.get(True), pair.get(False)) for pair in pairs.values())
    return tuple(one for one in made if one.whole or _spans_years(one))


def _spans_years(one: TermTarget) -> bool:
    """Whether a result of more than one year is known; else the yearly amount says it all."""
    return one.to_date is not None and one.to_date.window.start.year < one.to_date.window.end.year


def _term(target: Target) -> tuple[date | None, date]:
    return target.term or (target.start, target.end)


def _paired(view: View, yearly: Attainment | None, whole: Attainment | None) -> TermTarget:
    target = next(one.target for one in (whole, yearly) if one)
    start, end = _term(target)
    year = view.period.end.year
    this_year = replace(target, start=date(year, 1, 1), end=date(year, 12, 31))
    of_term = replace(target, start=start, end=end)
    counts = target.indicator.kind == "flow"
    return TermTarget(
        yearly,
        whole,
        start,
        end,
        flow_answer(view, this_year) if counts else None,
        flow_answer(view, of_term) if counts else None,
    )
