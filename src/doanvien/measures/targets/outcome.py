"""What became of a target: an answer with its share and verdict, a level, or the reason for none.

``Attainment`` is one of the three. All of them have ``target``, ``result``, ``share``, ``verdict``,
``flags``, ``reason`` and ``printed``; what only one of them can have, only that one has.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar, TypeAlias

from doanvien.measures.series.flow import Flow
from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.series.qualifiers import Qualifier
from doanvien.measures.targets.assigned import Target
from doanvien.measures.targets.codes import (
    BASIS_FLAGS,
    Flag,
    LevelVerdict,
    Reason,
    Unknown,
    Verdict,
)
from doanvien.measures.targets.forecast import Forecast
from doanvien.reference.indicators import Indicator
from doanvien.reference.text.numbers import SMALLEST_BASE


@dataclass(frozen=True)
class Result:
    """What answers a target: a flow over a window, or a level on a day (``start`` None).

    ``earliest_end`` is before ``end`` where a source leaves the cut-off of a flow open.
    """

    indicator: Indicator
    value: float
    start: date | None
    end: date
    qualifier: Qualifier
    sources: tuple[str, ...]
    notes: tuple[tuple[str, str], ...] = ()
    how: str = "published"
    earliest_end: date | None = None


@dataclass(frozen=True)
class Answered:
    """A target for something counted over a span, and the result that answers it.

    Shares are exact fractions (1 = 100 %), never capped: ``share`` is against ``base``, the amount
    assigned or the lower end of a range, ``share_of_high`` against the upper end. Days are counted
    from the first day of the span to the day that the result was counted to, both included.
    ``remaining`` is in the indicator's unit; ``needed_per_month`` rounded up, never more than what
    remains, None where nothing is needed or nobody is left to bring it. ``forecast`` stands beside
    the verdict and never changes it. ``must_remain``: where gross admissions stand against a net
    target, the share of them that must remain for the target to be on pace (met, once its time is
    over); above 1 no share is enough. ``if_closed``: where the cut-off is open and the verdict
    depends on it, each possible day with the verdict that it would give.
    """

    target: Target
    result: Result
    base: float
    share: Fraction
    share_of_high: Fraction | None
    elapsed_days: int
    total_days: int
    remaining: float
    needed_per_month: int | None
    verdict: Verdict
    flags: tuple[Flag, ...]
    must_remain: Fraction | None
    forecast: Forecast | None
    if_closed: tuple[tuple[date, Verdict], ...] = ()
    printed: tuple[PrintedCheck, ...] = ()
    reason: ClassVar[None] = None

    def __repr__(self) -> str:
        found = f"{self.result.value:g}, share {float(self.share):.4f}, {self.verdict}"
        return f"<Answered {_named(self.target)}: {found}>"

    @property
    def elapsed(self) -> Fraction:
        return Fraction(self.elapsed_days, self.total_days)

    @property
    def running(self) -> bool:
        """Whether the target's period goes on after the day counted to."""
        return self.elapsed < 1

    @property
    def same_basis(self) -> bool:
        """Whether result and target count the same, both gross or both net: can be compared."""
        return not set(self.flags) & set(BASIS_FLAGS)

    @property
    def rankable(self) -> bool:
        """Whether the share may be ranked: formed on one basis, and of twenty or more."""
        return self.same_basis and self.base >= SMALLEST_BASE


@dataclass(frozen=True)
class LevelReached:
    """A target for a level on a day (a stock or a rate), and the last level known.

    ``share`` is the level ÷ the target for a stock, no progress since any day; None for a rate.
    ``remaining`` is in the indicator's unit.
    """

    target: Target
    result: Result
    share: Fraction | None
    remaining: float
    verdict: LevelVerdict
    flags: tuple[Flag, ...]
    printed: tuple[PrintedCheck, ...] = ()
    reason: ClassVar[None] = None

    def __repr__(self) -> str:
        return f"<LevelReached {_named(self.target)}: {self.result.value:g}, {self.verdict}>"

    @property
    def base(self) -> float:
        return self.target.low


@dataclass(frozen=True)
class Unanswered:
    """A target without an answer, and why.

    ``result`` is what is known all the same: the one that ended ``earlier``, or the numerator where
    the denominator is missing; ``partial`` a flow that begins later than the target.
    """

    target: Target
    reason: Reason
    result: Result | None = None
    partial: Flow | None = None
    flags: tuple[Flag, ...] = ()
    printed: tuple[PrintedCheck, ...] = ()
    share: ClassVar[None] = None

    def __repr__(self) -> str:
        return f"<Unanswered {_named(self.target)}: {self.reason}>"

    @property
    def verdict(self) -> Unknown:
        if self.target.closed:
            return "ended"
        told = self.reason != "withheld" and not self.reason.startswith("denominator")
        return "not_published" if told else "not_computable"


Attainment: TypeAlias = Answered | LevelReached | Unanswered


def furthest(behind: Collection[Answered]) -> Answered:
    """The target to be named: by what is lacking ÷ the time left, as the rule of verdicts has it,
    those whose time is over first; one of a handful, or that is no aim but a limit, last."""
    return min(
        behind, key=lambda one: (one.target.is_limit, not one.rankable, -_strain(one), one.share)
    )


def is_furthest(one: Answered, behind: Collection[Answered]) -> bool:
    """Whether it can be called the furthest: there are others, over the same share of time, and
    each of them has a larger share, however few it counts."""
    others = [other for other in behind if other is not one and not other.target.is_limit]
    return bool(others) and all(
        other.elapsed == one.elapsed and other.share > one.share for other in others
    )


def _strain(one: Answered) -> float:
    """The pace that would be needed, 1 being the even one of a plan."""
    return float((1 - one.share) / (1 - one.elapsed)) if one.running else float("inf")


def _named(target: Target) -> str:
    of = f"{target.low:g} {target.indicator.code}{target.unit and f' of {target.unit}'}"
    return f"{of} by {target.end}, set by {target.assigned_by}"
