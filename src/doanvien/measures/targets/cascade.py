"""The cascade of targets: what TLĐ assigned, what the federation passed on, what its units together
have to bring, each held against its own result.

Levels are compared where they count alike: net with net, gross with gross.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from doanvien.measures.targets.assigned import Target
from doanvien.measures.targets.codes import ASSIGNERS
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.measures.targets.targets import TargetReport
from doanvien.reference.indicators import Indicator
from doanvien.reference.text.numbers import exact

FEWEST_LEVELS = 2
FEWEST_UNITS = 3
"""Below it, what units have to bring together says nothing about what was passed on."""
OF_UNITS = len(ASSIGNERS)
Span: TypeAlias = tuple[date | None, date]


@dataclass(frozen=True)
class Step:
    """One level of a cascade: the place's own target, or those of its units added up.

    ``of_above`` is its amount ÷ that of the level above that counts alike, a fraction; None
    where that level has more than one. Of units together there is a result only where all of them
    have one, counted over the same days.
    """

    attainments: tuple[Attainment, ...]
    of_above: Fraction | None = None

    @property
    def target(self) -> Target:
        return self.attainments[0].target

    @property
    def level(self) -> int:
        return level_of(self.target)

    @property
    def low(self) -> float:
        """What was assigned at this level, in the indicator's unit."""
        return float(sum(exact(one.target.low) for one in self.attainments))

    @property
    def together(self) -> tuple[Answered, ...]:
        """The answers of all the units, if all have one that counts alike over the same days."""
        answered = tuple(
            one for one in self.attainments if isinstance(one, Answered) and one.same_basis
        )
        spans = {(one.result.start, one.result.end) for one in answered}
        return answered if len(answered) == len(self.attainments) and len(spans) == 1 else ()


def cascades(report: TargetReport) -> tuple[tuple[Step, ...], ...]:
    """The steps of each thing and span that two levels or more have a target for: net before gross,
    the highest level first."""
    groups: dict[tuple[str, Span], list[Attainment]] = defaultdict(list)
    for one in report.current:
        if one.target.indicator.kind == "flow" and not one.target.is_limit:
            groups[_thing(one.target.indicator), _span(one.target)].append(one)
    made = (tuple(_steps(found)) for found in groups.values())
    return tuple(steps for steps in made if len({step.level for step in steps}) >= FEWEST_LEVELS)


def _thing(measured: Indicator) -> str:
    """What is counted, whether gross or net: the name of the net one."""
    return measured.code if measured.basis == "net" else measured.counterpart or measured.code


def _span(target: Target) -> Span:
    """The days of a target; of a term its end alone, as levels open it on different days."""
    return (target.start if target.within_one_year else None, target.end)


def _steps(found: Iterable[Attainment]) -> Iterator[Step]:
    levels: dict[tuple[bool, int, str], list[Attainment]] = defaultdict(list)
    for one in found:
        measured = one.target.indicator
        levels[measured.basis != "net", level_of(one.target), measured.code].append(one)
    above: dict[str, Fraction | None] = {}
    for (_, level, code), here in sorted(levels.items(), key=lambda item: item[0]):
        together = _one_each(here)
        if level == OF_UNITS and len(together) < FEWEST_UNITS:
            continue
        for attainments in [together] if level == OF_UNITS else [(one,) for one in here]:
            step = Step(attainments)
            over = above.get(code)
            yield replace(step, of_above=exact(step.low) / over if over else None)
        several = level != OF_UNITS and len(here) > 1  # which of them was passed on is not known
        above[code] = None if several else exact(step.low)


def level_of(target: Target) -> int:
    """The rank of who has the target: of who set it, TLĐ first; last the units."""
    return OF_UNITS if target.unit else ASSIGNERS.index(target.assigned_by)


def _one_each(found: list[Attainment]) -> tuple[Attainment, ...]:
    """One target for each unit: what was assigned to it, before what it set itself."""
    by_unit: dict[str, Attainment] = {}
    for one in sorted(found, key=lambda one: ASSIGNERS.index(one.target.assigned_by)):
        by_unit.setdefault(one.target.unit, one)
    return tuple(by_unit.values())
