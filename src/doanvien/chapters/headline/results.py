"""The results a report opens with: over its own days, since 1 January, against targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doanvien.measures.checks.each_other import NET_SINCE
from doanvien.measures.growth.flow_results import Comparison, FlowResult
from doanvien.measures.series.flow import Window
from doanvien.measures.series.percentages import PrintedCheck, key_of
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.present.place import Place
from doanvien.reference.indicators import Indicator, headline_flows

ASSIGNERS = {
    "gross": ("province", "tld", "congress"),
    "net": ("tld", "province", "congress"),
}
"""Whose target a result is set against first: admissions are the province's matter, net growth is
what the Confederation assigns; all targets stand in the table."""


@dataclass(frozen=True)
class Counted:
    """How many, from which day to which, both included."""

    start: date
    end: date
    value: float
    qualifier: str
    how: str = "published"


@dataclass(frozen=True)
class Result:
    """One result of the place.

    own          over the period's own days, or the days of it that were published
    since        since 1 January, to the same day, where the period itself begins later
    attainments  the targets that one of the two answers, the one to name first in front
    year_before  the period's own days against the same days a year earlier
    """

    indicator: Indicator
    own: Counted | None
    since: Counted | None
    attainments: tuple[Answered, ...] = ()
    year_before: Comparison | None = None
    without_target: tuple[PrintedCheck, ...] = ()

    @property
    def shown(self) -> Counted:
        """The period's own number; where there is none, that since 1 January."""
        counted = self.own or self.since
        assert counted is not None
        return counted

    def answering(self, number: Counted) -> list[Answered]:
        """The targets that one of the two numbers answers."""
        days = number.start, number.end
        return [one for one in self.attainments if (one.result.start, one.result.end) == days]

    @property
    def main(self) -> bool:
        """Whether every report opens with it, and it is what a union sets out to raise."""
        return self.indicator.regular and self.indicator.good == "up"


def results_of(place: Place) -> list[Result]:
    """What the report opens with, the weightiest first; a result appears once.

    Where the period has no result of its own, those of longer periods are given with their days.
    """
    found = [result for item in headline_flows() for result in _results(place, item)]
    if found:
        return found
    return [
        Result(item, counted(window), None, (), None, _printed(place, item, window.value))
        for item, window in place.growth.longer
        if item in headline_flows()
    ]


def counted(window: Window) -> Counted:
    """A window of the flow arithmetic as what a reader needs of it."""
    return Counted(window.start, window.end, window.value, window.qualifier, window.how)


def counts_net(item: Indicator, check: PrintedCheck) -> bool:
    """Whether admissions are printed as a share of a target of net growth, as all are that the
    Confederation sets since 2024: they are not counted alike."""
    since = check.assigned_by == "tld" and check.end.date() >= NET_SINCE
    return since and bool(item.counterpart) and item.basis == "gross"


def of_term(attainment: Attainment) -> bool:
    """Whether the target is of several years."""
    target = attainment.target
    return target.start is not None and target.end.year > target.start.year


def _results(place: Place, item: Indicator) -> Iterator[Result]:
    flow = place.growth.flow(item.code)
    own = counted(flow.window) if flow and flow.window else None
    since = _since_january(place, flow)
    answered = _answered(place, item)
    used = {(one.start, one.end) for one in (own, since) if one}
    mine = [one for one in answered if (one.result.start, one.result.end) in used]
    number = own or since
    if number:
        compared = (c for c in place.growth.comparisons if c.indicator == item)
        year_before = next(compared, None) if own else None
        printed = () if mine else _printed(place, item, number.value)
        yield Result(item, own, since, tuple(mine), year_before, printed)
    elif flow and not answered:
        for window in flow.elsewhere:
            yield Result(item, counted(window), None, (), None, _printed(place, item, window.value))
    yield from _answered_otherwise(item, [one for one in answered if one not in mine])


def _answered_otherwise(item: Indicator, answered: list[Answered]) -> Iterator[Result]:
    """Results over other days than the period's, such as twelve months to 30 November."""
    spans = dict.fromkeys((one.result.start, one.result.end) for one in answered)
    for start, end in spans:
        here = tuple(one for one in answered if (one.result.start, one.result.end) == (start, end))
        result = here[0].result
        if start is not None:
            told = Counted(start, end, result.value, result.qualifier, result.how)
            yield Result(item, told, None, here)


def _answered(place: Place, item: Indicator) -> list[Answered]:
    """Targets that a result of the indicator answers: those of the year, else those of a term."""
    found = [one for one in place.targets.answered if one.result.indicator == item]
    of_year = [one for one in found if not of_term(one)]
    first = ASSIGNERS.get(item.basis, ())

    def order(one: Answered) -> tuple[bool, int]:
        by = one.target.assigned_by
        return not one.same_basis, first.index(by) if by in first else len(first)

    return sorted(of_year or found, key=order)


def _since_january(place: Place, flow: FlowResult | None) -> Counted | None:
    """The total since 1 January to the day that the period's own number is counted to; without such
    a number, to the last day in the period that is known."""
    period = place.view.period
    first = date(period.end.year, 1, 1)
    if flow is None or period.start <= first:
        return None
    if flow.window:
        total = flow.since_january(flow.window.end)
    else:
        total = flow.series.longest(first, place.view.cutoff)
    return counted(total) if total is not None and total.end >= period.start else None


def _printed(place: Place, item: Indicator, value: float) -> tuple[PrintedCheck, ...]:
    """Percentages printed of a target that was not."""
    return tuple(
        check for check in place.targets.without_target if key_of(check) == ("", item.code, value)
    )
