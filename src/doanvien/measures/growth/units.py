"""Subordinate units: who grew, who shrank, and on how few units the new members rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from doanvien.measures.days import ONE_DAY, crosses_break
from doanvien.measures.growth.balance import EVENTS, event_flow, growth_rate
from doanvien.measures.series.flow import Window
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.view import View
from doanvien.reference.indicators import AccountTerm, account_code
from doanvien.reference.text.numbers import exact

FEWEST_UNITS = 3  # below it a ranking says less than the list of figures


@dataclass(frozen=True)
class UnitGrowth:
    """One unit's account over the common days; persons, None where not reported.

    ``growth`` is the change of the unit's total net of removals by reorganisation and of transfers
    between units, or, where totals are not reported, new less lost: who took over members of
    another unit has not won any. ``rate`` is a fraction of the opening total without the removed,
    and with those who were transferred.
    """

    unit: str
    opening: float | None
    new: float | None
    lost: float | None
    removed: float | None
    transferred: float | None
    closing: float | None
    growth: float | None
    rate: Fraction | None
    untold: frozenset[AccountTerm] = frozenset()

    @property
    def known(self) -> bool:
        return self.new is not None or self.closing is not None


@dataclass(frozen=True)
class Concentration:
    """How few units bring half of the new members: ``half`` of ``units`` whose number is known.

    ``largest`` is the share of the largest one, a fraction of ``new`` (persons).
    """

    units: int
    half: int
    largest_unit: str
    largest: Fraction
    new: float


@dataclass(frozen=True)
class UnitReport:
    """Units over one span, the one that grew most first, those without a growth last."""

    start: date
    end: date
    units: tuple[UnitGrowth, ...]
    concentration: Concentration | None

    @property
    def grew(self) -> tuple[UnitGrowth, ...]:
        return tuple(unit for unit in self.units if (unit.growth or 0) > 0)

    @property
    def shrank(self) -> tuple[UnitGrowth, ...]:
        """Largest loss first."""
        return tuple(unit for unit in reversed(self.units) if (unit.growth or 0) < 0)


def units_of(view: View) -> UnitReport | None:
    """The units of a view from the first day of the period to the last day most report on."""
    units = {unit for unit, _ in (*view.flows, *view.stocks) if unit}
    last = _last_common_day(view, units)
    if last is None:
        return None
    return unit_growth(view, units, view.period.start, last)


def _last_common_day(view: View, units: set[str]) -> date | None:
    """The day on which most units' results or totals end, the latest of such days."""
    counts: dict[date, int] = {}
    for unit in units:
        ends = {flow.end for flow in view.flow("members_new", unit).used}
        ends |= {stock.day for stock in view.stock("members_total", unit)}
        for day in ends:
            if view.period.start <= day <= view.cutoff:
                counts[day] = counts.get(day, 0) + 1
    return max(counts, key=lambda day: (counts[day], day), default=None)


def unit_growth(view: View, units: Iterable[str], start: date, end: date) -> UnitReport | None:
    """Measure every unit over the same days; None where fewer than three can be measured.

    Units of which something is withheld are listed and counted whatever is known of them; how
    few units bring half of the new members is not known then.
    """
    of_place = set(units)
    partly = view.withheld.units(start, end) & of_place
    measured = (_measure(view, unit, start, end) for unit in of_place)
    rows = [row for row in measured if row.known or row.unit in partly]
    if sum(row.growth is not None or row.unit in partly for row in rows) < FEWEST_UNITS:
        return None
    rows.sort(key=lambda row: (row.growth is None, -(row.growth or 0), row.unit))
    return UnitReport(start, end, tuple(rows), None if partly else _concentration(rows))


def _measure(view: View, unit: str, start: date, end: date) -> UnitGrowth:
    new = _value(view.flow(account_code("new"), unit).over(start, end))
    lost = _value(view.flow(account_code("lost"), unit).over(start, end))
    levels = {stock.day: stock.value for stock in view.stock(account_code("total"), unit)}
    opening, closing = levels.get(start - ONE_DAY), levels.get(end)
    events = {term: view.flow(account_code(term), unit) for term in EVENTS}
    untold = frozenset(
        term
        for term, series in events.items()
        if _is_untold(series, view.withheld.days.get((unit, account_code(term)), ()), start, end)
    )
    removed, transferred = (
        None if term in untold else _value(event_flow(series, start, end))
        for term, series in events.items()
    )
    growth = rate = None
    if opening is not None and closing is not None and not untold:
        moved = (transferred or 0) - (removed or 0)
        explained = new is not None and lost is not None and closing - opening - moved == new - lost
        over_break = crosses_break(start - ONE_DAY, end)
        if removed is not None or explained or not over_break:
            growth = closing - opening - moved
            rate = growth_rate(opening, closing, -moved)
    elif new is not None and lost is not None:
        growth = new - lost
        rate = None if opening is None else growth_rate(opening, opening + growth, 0)
    return UnitGrowth(unit, opening, new, lost, removed, transferred, closing, growth, rate, untold)


def _is_untold(series: FlowSeries, withheld: Collection[date], start: date, end: date) -> bool:
    """Whether a part of what happened in some days is withheld, of what is told only when it
    happens: withheld since the last day told, or told together with what was before."""
    told = [flow.end for flow in series.used if start <= flow.end <= end]
    since = max(told, default=start - ONE_DAY)
    together = any(flow.start < start <= flow.end for flow in series.used)
    return together or start - ONE_DAY in withheld or any(since < day <= end for day in withheld)


def _value(window: Window | None) -> float | None:
    return None if window is None else window.value


def _concentration(rows: list[UnitGrowth]) -> Concentration | None:
    results = sorted(((row.new or 0, row.unit) for row in rows if row.new), reverse=True)
    total = sum(value for value, _ in results)
    if len(results) < FEWEST_UNITS or total <= 0:
        return None
    reached, half = 0.0, 0
    for value, _ in results:
        reached, half = reached + value, half + 1
        if 2 * reached >= total:
            break
    largest, unit = results[0]
    told = sum(row.new is not None for row in rows)
    return Concentration(told, half, unit, exact(largest) / exact(total), total)
