"""Target attainment: every target of every assigner against the result that answers it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.series.view import View
from doanvien.measures.targets.assess import assess
from doanvien.measures.targets.assigned import Target, assigned_targets
from doanvien.measures.targets.outcome import Answered, Attainment


@dataclass(frozen=True)
class TargetReport:
    """Targets of one place: those in force in the period, and the plan for the next one.

    Each part is worked out when it is first asked for: a table of provinces needs none of the
    hundreds that units may have.
    """

    view: View

    def __repr__(self) -> str:
        return f"<TargetReport, {len(self.current)} targets, {len(self.plan)} plans: {self.view!r}>"

    @cached_property
    def of_province(self) -> tuple[Attainment, ...]:
        """The place's own targets in force."""
        return tuple(
            _assessed(self.view, target)
            for target in assigned_targets(self.view, units=False)
            if target.in_force(self.view)
        )

    @cached_property
    def current(self) -> tuple[Attainment, ...]:
        """The targets in force, of the place, then of its units."""
        return (*self.of_province, *self.of_units)

    @cached_property
    def of_units(self) -> tuple[Attainment, ...]:
        return tuple(
            _assessed(self.view, target)
            for target in assigned_targets(self.view, units=True)
            if target.unit and target.in_force(self.view)
        )

    @property
    def answered(self) -> tuple[Answered, ...]:
        """The place's own targets for something counted over a span that a result answers."""
        return tuple(a for a in self.of_province if isinstance(a, Answered))

    @cached_property
    def plan(self) -> tuple[Target, ...]:
        every = assigned_targets(self.view, units=True)
        return tuple(target for target in every if target.planned(self.view))

    @cached_property
    def without_target(self) -> tuple[PrintedCheck, ...]:
        """Printed percentages of a target that is not itself published."""
        start = pd.Timestamp(self.view.period.start)
        found = [one for one in self.view.printed if one.of == "target" and one.end >= start]
        told = {one for attainment in self.current for one in attainment.printed} if found else ()
        return tuple(one for one in found if one not in told)


def _assessed(view: View, target: Target) -> Attainment:
    return _with_printed(assess(view, target), view.printed)


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
