"""Room to grow: enterprises that have no union yet, by size, and what new unions took of them.

A new union is taken for one enterprise. Enterprises that opened or closed in between are nowhere
counted, so what new unions took is a share of the enterprises that are known, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from doanvien.measures.days import ONE_DAY
from doanvien.measures.series.flow import Window
from doanvien.measures.series.stocks import Stock, latest_stock
from doanvien.measures.series.view import View
from doanvien.reference.indicators import Band, Indicator, all_indicators, indicator
from doanvien.reference.text.numbers import exact

KNOWN_FOR = timedelta(days=366)  # before the period: a count that old still says where to begin

Meeting = Literal["before", "after", "apart", "mixed"]


@dataclass(frozen=True)
class Founded:
    """New unions beside the enterprises without one.

    ``meeting`` says how their days meet: the new unions were founded ``before`` the enterprises
    were counted, from 1 January to that very day; ``after``, from the day that follows; or
    ``apart``. ``mixed``: only new unions of every kind are published, not those of enterprises.
    ``share`` is their number ÷ ``of`` enterprises, those without a union before any of them was
    founded; both are None unless days and kind agree.
    """

    indicator: Indicator
    window: Window
    meeting: Meeting
    of: float | None = None
    share: Fraction | None = None
    rounded: bool = False


@dataclass(frozen=True)
class Room:
    """Enterprises of one size without a union on a day, and the workers in them."""

    band: Band
    day: date
    enterprises: Stock | None
    workers: Stock | None
    founded: Founded | None


def room(view: View) -> tuple[Room, ...]:
    """What is known of each size, all sizes first; none where nothing was counted since a year
    before the period."""
    bands = dict.fromkeys(item.band for item in all_indicators() if item.band)
    found = (_of_band(view, band) for band in bands)
    return tuple(one for one in found if one is not None)


def _of_band(view: View, band: Band) -> Room | None:
    counted = {item.unit: item for item in all_indicators() if item.band == band}
    stocks = {
        unit: [
            stock
            for stock in view.stock(item.code)
            if view.period.start - KNOWN_FOR <= stock.day <= view.cutoff
        ]
        for unit, item in counted.items()
    }
    enterprises = latest_stock(stocks["enterprises"], view.cutoff)
    workers = latest_stock(stocks["workers"], view.cutoff)
    newest = enterprises or workers
    if newest is None:
        return None
    if workers and workers.day != newest.day:
        workers = next((one for one in stocks["workers"] if one.day == newest.day), None)
    taken_by = counted["enterprises"].taken_by
    founded = (
        _founded(view, band, indicator(taken_by), newest.day, enterprises) if taken_by else None
    )
    return Room(band, newest.day, enterprises, workers, founded)


def _founded(
    view: View, band: Band, part: Indicator, day: date, without: Stock | None
) -> Founded | None:
    """The new unions of the size whose days meet those of the count; else of any days; else, for
    all sizes together, the new unions of every kind."""
    for meeting, window in _meetings(view, part, day):
        if without is None:
            return Founded(part, window, "apart")
        of = without.value + (window.value if meeting == "before" else 0)
        share = exact(window.value) / exact(of) if of else None
        rounded = {without.qualifier, window.qualifier} != {"exact"}
        return Founded(part, window, meeting, of, share, rounded)
    own = view.flow(part.code).longest(view.period.start, view.cutoff)
    if own is not None:
        return Founded(part, own, "apart")
    if not part.part_of or band != "all":
        return None
    every = view.flow(part.part_of).longest(view.period.start, view.cutoff)
    return None if every is None else Founded(indicator(part.part_of), every, "mixed")


def _meetings(view: View, part: Indicator, day: date) -> Iterator[tuple[Meeting, Window]]:
    series = view.flow(part.code)
    after = series.longest(day + ONE_DAY, view.cutoff) if day < view.cutoff else None
    before = series.over(date(day.year, 1, 1), day)
    if after is not None:
        yield "after", after
    if before is not None and day >= view.period.start:
        yield "before", before
