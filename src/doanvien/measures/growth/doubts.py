"""What the figures of a period contradict each other in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from doanvien.measures.series.contradictions import Conflict, Fall, Mismatch, Overlap
from doanvien.measures.series.stocks import SeriesKey, Stock
from doanvien.measures.series.view import View
from doanvien.reference.indicators import Indicator, indicator


@dataclass(frozen=True)
class Doubts:
    """What the flow arithmetic found wrong between the figures of one series."""

    indicator: Indicator
    unit: str
    conflicts: tuple[Conflict, ...]
    falls: tuple[Fall, ...]
    overlaps: tuple[Overlap, ...]
    mismatches: tuple[Mismatch, ...]


def in_dictionary_order(keys: Iterable[SeriesKey]) -> list[SeriesKey]:
    return sorted(keys, key=lambda key: (key[0], indicator(key[1]).position))


def doubts_of(view: View) -> Iterator[Doubts]:
    """Doubts that touch the period: at least one of the figures concerned ends in it."""
    start = view.period.start
    for unit, code in in_dictionary_order(view.flows):
        series = view.flows[unit, code]
        doubts = Doubts(
            indicator=indicator(code),
            unit=unit,
            conflicts=tuple(c for c in series.conflicts if c.used.end >= start),
            falls=tuple(f for f in series.falls if f.later.end >= start),
            overlaps=tuple(o for o in series.overlaps if o.second.end >= start),
            mismatches=tuple(m for m in series.mismatches if m.printed.end >= start),
        )
        if doubts.conflicts or doubts.falls or doubts.overlaps or doubts.mismatches:
            yield doubts


def level_conflicts(view: View) -> Iterator[tuple[str, Indicator, Stock]]:
    for unit, code in in_dictionary_order(view.stocks):
        for stock in view.stocks[unit, code]:
            if stock.day >= view.period.start and stock.conflicts:
                yield unit, indicator(code), stock
