"""The results a report opens with, each with every target that it answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from doanvien.measures.growth.growth import Growth
from doanvien.measures.series.flows import Window
from doanvien.measures.series.percentages import PrintedCheck, key_of
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.measures.targets.targets import TargetReport
from doanvien.reference.indicators import Indicator, headline_flows


@dataclass(frozen=True)
class Answer:
    """One result of the period with every target that it answers."""

    indicator: Indicator
    start: date | None
    end: date
    value: float
    qualifier: str
    attainments: tuple[Answered, ...]
    without_target: tuple[PrintedCheck, ...] = ()
    how: str = "published"


def answers_of(growth: Growth, targets: TargetReport) -> list[Answer]:
    """Results in the order of their weight, each with its targets; a result appears once.

    A result that no year's target asks for is given with the term's target; where the period has no
    result of its own, those of its parts or of longer periods are given, with their own days.
    """
    answers = [
        answer
        for item in headline_flows()
        for answer in _targeted(item.code, targets) or _untargeted(item.code, growth, targets)
    ]
    if answers:
        return answers
    longer = [(item, window) for item, window in growth.longer if item in headline_flows()]
    return [_plain_answer(item, window, targets) for item, window in longer]


def _targeted(code: str, targets: TargetReport) -> list[Answer]:
    by_result: dict[tuple[date | None, date], list[Answered]] = defaultdict(list)
    for attainment in targets.answered:
        result = attainment.result
        if result.indicator.code == code:
            by_result[result.start, result.end].append(attainment)
    answers = []
    for found in by_result.values():
        result = found[0].result
        of_year = [attainment for attainment in found if not of_term(attainment)]
        answers.append(
            Answer(
                result.indicator,
                result.start,
                result.end,
                result.value,
                result.qualifier,
                tuple(of_year or found),
                how=result.how,
            )
        )
    return answers


def _untargeted(code: str, growth: Growth, targets: TargetReport) -> list[Answer]:
    flow = growth.flow(code)
    if flow is None:
        return []
    windows = [flow.window] if flow.window else list(flow.elsewhere)
    return [_plain_answer(flow.indicator, window, targets) for window in windows]


def _plain_answer(measured: Indicator, window: Window, targets: TargetReport) -> Answer:
    """A result without a published target, perhaps with a share of one that was not published."""
    printed = tuple(
        check
        for check in targets.without_target
        if key_of(check) == ("", measured.code, window.value)
    )
    return Answer(
        measured, window.start, window.end, window.value, window.qualifier, (), printed, window.how
    )


def of_term(attainment: Attainment) -> bool:
    """Whether the target is of several years."""
    target = attainment.target
    return target.start is not None and target.end.year > target.start.year
