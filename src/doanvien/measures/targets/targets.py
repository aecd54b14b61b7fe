"""Target attainment: every target of every assigner against the result that answers it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.series.view import View
from doanvien.measures.targets.assess import assess
from doanvien.measures.targets.assigned import Target, assigned_targets
from doanvien.measures.targets.outcome import Answered, Attainment


@dataclass(frozen=True)
class TargetReport:
    """Targets of one place: those in force in the period, and the plan for the next one.

    ``without_target`` are printed percentages of a target that is not itself published.
    """

    view: View
    current: tuple[Attainment, ...]
    plan: tuple[Target, ...]
    without_target: tuple[PrintedCheck, ...]

    def __repr__(self) -> str:
        return f"<TargetReport, {len(self.current)} targets, {len(self.plan)} plans: {self.view!r}>"

    @property
    def of_province(self) -> tuple[Attainment, ...]:
        return tuple(a for a in self.current if not a.target.unit)

    @property
    def answered(self) -> tuple[Answered, ...]:
        """The place's own targets for something counted over a span that a result answers."""
        return tuple(a for a in self.of_province if isinstance(a, Answered))

    @property
    def of_units(self) -> tuple[Attainment, ...]:
        return tuple(a for a in self.current if a.target.unit)


def target_attainment(view: View, *, units: bool = True) -> TargetReport:
    """Assess every target of a place in force in the period; ``units`` False: its own only."""
    targets = assigned_targets(view, units=units)
    current = [
        _with_printed(assess(view, target), view.printed)
        for target in targets
        if target.in_force(view)
    ]
    plan = [target for target in targets if target.planned(view)]
    answered = {check for attainment in current for check in attainment.printed}
    start = pd.Timestamp(view.period.start)
    without = [
        check
        for check in view.printed
        if check.of == "target" and check.end >= start and check not in answered
    ]
    return TargetReport(view, tuple(current), tuple(plan), tuple(without))


def _with_printed(attainment: Attainment, printed: tuple[PrintedCheck, ...]) -> Attainment:
    """Attach the percentages that the union itself printed for this target and result."""
    target, result = attainment.target, attainment.result
    if result is None:
        return attainment
    matching = tuple(
        check
        for check in printed
        if check.of == "target"
        and check.unit == target.unit
        and check.indicator in (target.indicator.code, result.indicator.code)
        and check.value == result.value
        and (check.base is None or check.base in (target.low, target.high))
        and check.assigned_by in ("", "unknown", target.assigned_by)
    )
    return replace(attainment, printed=matching)
