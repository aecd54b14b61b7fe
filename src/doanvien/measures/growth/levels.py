"""Levels of a period, and their change where they can be compared.

No change of a level is given across the break of June–July 2025 (unions of state bodies dissolved
by 15 June, provinces merged on 1 July).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from doanvien.measures.days import ONE_DAY, crosses_break
from doanvien.measures.series.qualifiers import Qualifier, difference
from doanvien.measures.series.stocks import SeriesKey, Stock
from doanvien.measures.series.view import View
from doanvien.reference.indicators import Indicator, indicator

NoChange = Literal["none_earlier", "break", "rounded"]
LEAST_APART = 28  # days: two levels closer than this differ by source rather than by growth


@dataclass(frozen=True)
class Level:
    """A stock or rate in the period, and the last one before it.

    ``change`` (in the indicator's unit) and ``rate`` (a fraction) are None where ``reason`` says
    why: ``none_earlier``, ``break``, or ``rounded``: the change may be nothing but rounding. Of
    rounded levels ``change`` is ``about`` so much, and ``rate`` None where it says too little.
    """

    indicator: Indicator
    unit: str
    now: Stock
    earlier: Stock | None
    change: float | None
    rate: Fraction | None
    reason: NoChange | None
    qualifier: Qualifier = "exact"

    def __repr__(self) -> str:
        return f"<Level {name_of(self.indicator, self.unit)}: {self.now.value:g} on {self.now.day}>"


def levels_of(view: View, keys: Iterable[SeriesKey]) -> Iterator[Level]:
    start, cutoff = view.period.start, view.cutoff
    for unit, code in keys:
        stocks = [stock for stock in view.stocks[unit, code] if stock.day <= cutoff]
        if not stocks or stocks[-1].day < start:
            continue
        now = stocks[-1]
        before = [stock for stock in stocks if (now.day - stock.day).days >= LEAST_APART]
        opening = start - ONE_DAY
        earlier = min(before, key=lambda stock: abs((stock.day - opening).days), default=None)
        yield _level(indicator(code), unit, now, earlier)


def _level(measured: Indicator, unit: str, now: Stock, earlier: Stock | None) -> Level:
    reason: NoChange | None = None
    if earlier is None:
        reason = "none_earlier"
    elif crosses_break(earlier.day, now.day):
        reason = "break"
    if reason or earlier is None:
        return Level(measured, unit, now, earlier, None, None, reason)
    grown = difference(earlier, now)
    if grown is None:
        return Level(measured, unit, now, earlier, None, None, "rounded")
    rate = grown.rate if measured.kind == "stock" else None
    return Level(measured, unit, now, earlier, grown.value, rate, None, grown.qualifier)


def name_of(indicator: Indicator, unit: str) -> str:
    """A series as an analyst sees it in a notebook."""
    return f"{indicator.code} of {unit}" if unit else indicator.code
