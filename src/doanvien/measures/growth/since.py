"""What changed since the last report: movements of the main figures, and revised past figures.

The last report is the one of the period of the same kind before this one, cut off on its last day.
A past figure counts as revised where the same publisher later prints another value for the same
dates; two publishers that differ are a contradiction, which the checks name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doanvien.measures.series.stocks import Stock
from doanvien.measures.series.view import View, view_before
from doanvien.measures.targets.assigned import Target
from doanvien.measures.targets.outcome import Attainment
from doanvien.measures.targets.targets import TargetReport
from doanvien.reference.indicators import (
    Indicator,
    account_code,
    indicator,
    regular_flows,
    regular_levels,
)

EXACT = "exact"


@dataclass(frozen=True)
class Movement:
    """A flow of this whole period beside that of the whole period before, or two closing levels."""

    indicator: Indicator
    earlier: float
    now: float

    @property
    def change(self) -> float:
        return self.now - self.earlier


@dataclass(frozen=True)
class TargetMovement:
    """One target as the last report would have judged it, and as this one does."""

    target: Target
    earlier: Attainment
    now: Attainment


@dataclass(frozen=True)
class Revision:
    """A figure of before this period, as first and as last printed by the same publisher.

    ``start`` is None for a level; sources are ids of the data set.
    """

    unit: str
    indicator: Indicator
    start: date | None
    end: date
    old: float
    new: float
    old_source: str
    new_source: str


def movements(view: View) -> tuple[Movement, ...]:
    """Flows and levels that both this period and the one before have in full and exactly.

    The total of members is not among them: its change is measured against more days than one.
    """
    period, before = view.period, view.period.previous()
    if view.cutoff < period.end:
        return ()
    found = []
    for item in regular_flows():
        series = view.history.flow(item.code)
        now = series.over(period.start, period.end)
        earlier = series.over(before.start, before.end)
        if now is not None and earlier is not None and now.qualifier == earlier.qualifier == EXACT:
            found.append(Movement(item, earlier.value, now.value))
    for item in regular_levels():
        stocks = () if item.code == account_code("total") else view.history.stock(item.code)
        levels = {stock.day: stock.value for stock in stocks if stock.qualifier == EXACT}
        if period.end in levels and before.end in levels:
            found.append(Movement(item, levels[before.end], levels[period.end]))
    return tuple(found)


def target_movements(view: View, current: tuple[Attainment, ...]) -> tuple[TargetMovement, ...]:
    """The province's running targets that could be judged in the last report too."""
    judged = [one for one in current if one.share is not None and not one.target.unit]
    if not judged:
        return ()
    earlier = {
        one.target: one
        for one in TargetReport(view_before(view)).of_province
        if one.share is not None
    }
    return tuple(
        TargetMovement(one.target, earlier[one.target], one)
        for one in judged
        if one.target in earlier and earlier[one.target].result != one.result
    )


def revisions(view: View) -> tuple[Revision, ...]:
    """Figures from before this period that their publisher changed, those of the place first."""
    found = [*_flow_revisions(view), *_level_revisions(view)]
    return tuple(sorted(found, key=lambda one: (one.unit, one.indicator.code, one.end)))


def _flow_revisions(view: View) -> Iterator[Revision]:
    for (unit, code), series in view.flows.items():
        for conflict in series.conflicts:
            used, other = conflict.used, conflict.other
            if used.end < view.period.start and _revised(view, other.source, used.source):
                yield Revision(
                    unit=unit,
                    indicator=indicator(code),
                    start=used.start,
                    end=used.end,
                    old=other.value,
                    new=used.value,
                    old_source=other.source,
                    new_source=used.source,
                )


def _level_revisions(view: View) -> Iterator[Revision]:
    for (unit, code), stocks in view.stocks.items():
        for now, other in _revised_levels(view, stocks):
            yield Revision(
                unit=unit,
                indicator=indicator(code),
                start=None,
                end=now.day,
                old=other.value,
                new=now.value,
                old_source=other.source,
                new_source=now.source,
            )


def _revised_levels(view: View, stocks: tuple[Stock, ...]) -> Iterator[tuple[Stock, Stock]]:
    for now in stocks:
        if now.others and now.day < view.period.start:
            for other in now.conflicts:
                if _revised(view, other.source, now.source):
                    yield now, other


def _revised(view: View, old: str, new: str) -> bool:
    """Whether ``new`` is a later page of the publisher of ``old``."""
    sources = view.sources
    if old == new or old not in sources.index or new not in sources.index:
        return False
    first, last = sources.loc[old], sources.loc[new]
    return bool(
        first["publisher"] == last["publisher"]
        and first["published_on"]
        and first["published_on"] < last["published_on"]
    )
