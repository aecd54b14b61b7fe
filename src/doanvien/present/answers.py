"""The results a report opens with, each with every target that it answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from doanvien.measures.flows import Window
from doanvien.measures.growth import Growth
from doanvien.measures.percentages import PrintedCheck
from doanvien.measures.targets import Attainment, TargetReport
from doanvien.reference.indicators import Indicator

KEY_FLOWS = (
    "members_new",
    "members_net_growth",
    "members_lost",
    "grassroots_unions_new",
    "grassroots_unions_new_nonstate",
    "members_new_nonstate",
    "grassroots_unions_new_25plus",
    "elite_members_introduced",
    "grassroots_unions_new_bottom_up",
)
KEY_LEVELS = (
    "members_total",
    "grassroots_unions_total",
    "union_strong_rate",
    "cba_coverage_rate",
    "membership_density_rate",
)
MAIN_FLOWS = ("members_new", "members_net_growth", "members_lost", "grassroots_unions_new")


@dataclass(frozen=True)
class Answer:
    """One result of the period with every target that it answers."""

    indicator: Indicator
    start: date | None
    end: date
    value: float
    qualifier: str
    attainments: tuple[Attainment, ...]
    without_target: tuple[PrintedCheck, ...] = ()


def answers_of(growth: Growth, targets: TargetReport) -> list[Answer]:
    """Results in the order of their weight, each with its targets; a result appears once."""
    by_result: dict[tuple[str, date | None, date], list[Attainment]] = defaultdict(list)
    for attainment in targets.of_province:
        result = attainment.result
        if result and result.start and attainment.share is not None and not of_term(attainment):
            by_result[result.indicator.code, result.start, result.end].append(attainment)
    answers = []
    for code in KEY_FLOWS:
        flow = growth.flow(code)
        answered = [key for key in by_result if key[0] == code]
        if answered:
            for key in answered:
                result = by_result[key][0].result
                assert result is not None
                answers.append(
                    Answer(
                        result.indicator,
                        result.start,
                        result.end,
                        result.value,
                        result.qualifier,
                        tuple(by_result[key]),
                    )
                )
        elif flow and flow.window:
            answers.append(_plain_answer(flow.indicator, flow.window, targets))
    return answers


def _plain_answer(measured: Indicator, window: Window, targets: TargetReport) -> Answer:
    """A result without a published target, perhaps with a share of one that was not published."""
    printed = tuple(
        check
        for check in targets.without_target
        if (check.unit, check.indicator, check.value) == ("", measured.code, window.value)
    )
    return Answer(measured, window.start, window.end, window.value, window.qualifier, (), printed)


def of_term(attainment: Attainment) -> bool:
    """Whether the target is of several years."""
    target = attainment.target
    return target.start is not None and target.end.year > target.start.year
