"""The calendar years of one indicator side by side, for one place or for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from doanvien.measures.series.ledger import Ledger
from doanvien.measures.series.seasonal import DayOfYear, day_of_year, running_year
from doanvien.measures.series.stocks import latest_stock
from doanvien.reference.indicators import Indicator, indicator

Numbers = NDArray[np.float64]
YEAR_END: DayOfYear = (12, 31)


@dataclass(frozen=True)
class Years:
    """``flows`` (parts, places, years, days): totals since 1 January, in the indicator's unit, NaN
    where not known; a signed flow has two parts, what came and what went. ``stocks`` (places,
    years, days) is the level that the indicator follows, None where it follows none.
    """

    years: tuple[int, ...]
    days: tuple[DayOfYear, ...]
    flows: Numbers
    stocks: Numbers | None

    def known(self, year: int, day: DayOfYear) -> NDArray[np.bool_]:
        """Which places know the total by a day of a year, bool (places,)."""
        if year not in self._year_at or day not in self._day_at:
            return np.zeros(self.flows.shape[1], dtype=bool)
        at = self._year_at[year], self._day_at[day]
        unknown = np.isnan(self.flows[:, :, *at]).any(axis=0)
        if self.stocks is not None:
            unknown = unknown | np.isnan(self.stocks[:, *at])
        return np.logical_not(unknown)

    def complete(self, year: int, day: DayOfYear) -> NDArray[np.bool_]:
        """Which places know the year's result too, bool (places,)."""
        return self.known(year, day) & self.known(year, YEAR_END)

    def of(self, places: NDArray[np.bool_]) -> Years:
        """The same of some places only."""
        stocks = None if self.stocks is None else self.stocks[places]
        return replace(self, flows=self.flows[:, places], stocks=stocks)

    def counted(self, year: int, day: DayOfYear) -> Numbers:
        """Totals by a day, (parts, places)."""
        return self.flows[:, :, self._year_at[year], self._day_at[day]]

    def as_in(self, now: int, year: int, day: DayOfYear) -> tuple[Numbers, Numbers]:
        """A year's total by a day and its result, each (parts, places), with the stock of ``now``.

        Where the indicator follows a stock, what came between two days is multiplied by the stock
        of ``now`` ÷ that of the year, on the later of the days; after ``day`` the stock of ``now``
        is the one on ``day``.
        """
        if self.stocks is None:
            return self.counted(year, day), self.counted(year, YEAR_END)
        then, at = self._year_at[year], self._day_at[day]
        running = _filled(self.flows[:, :, then])
        steps = np.diff(running, axis=-1, prepend=0.0)
        stock = self.stocks[:, self._year_at[now]].copy()
        stock[:, at + 1 :] = stock[:, at : at + 1]
        with np.errstate(divide="ignore", invalid="ignore"):
            factor = np.nan_to_num(stock / self.stocks[:, then], nan=1.0, posinf=1.0)
        totals = np.cumsum(steps * factor, axis=-1)
        return totals[:, :, at], totals[:, :, -1]

    @cached_property
    def _year_at(self) -> Mapping[int, int]:
        return {year: at for at, year in enumerate(self.years)}

    @cached_property
    def _day_at(self) -> Mapping[DayOfYear, int]:
        return {day: at for at, day in enumerate(self.days)}


def years_of(ledgers: Sequence[Ledger], code: str, until: date) -> Years | None:
    """The years of an indicator up to a day; None for a signed flow without its two parts."""
    measured = indicator(code)
    if measured.signed and not measured.counterpart:
        return None
    first = min((_first_year(ledger, code, until) for ledger in ledgers), default=until.year)
    years = tuple(range(first, until.year + 1))
    paths = [[_parts(ledger, measured, year, until) for year in years] for ledger in ledgers]
    known = {day for of_place in paths for parts in of_place for day in parts[0]}
    days = tuple(sorted({*known, YEAR_END}))
    flows = np.array(
        [[[p.get(day, np.nan) for day in days] for p in parts] for row in paths for parts in row]
    )
    parts = 2 if measured.signed else 1
    flows = flows.reshape(len(ledgers), len(years), parts, len(days)).transpose(2, 0, 1, 3)
    return Years(years, days, flows, _stocks(ledgers, measured.denominator, years, days, until))


def _first_year(ledger: Ledger, code: str, until: date) -> int:
    return min((flow.start.year for flow in ledger.flow(code).used), default=until.year)


def _parts(
    ledger: Ledger, measured: Indicator, year: int, until: date
) -> list[Mapping[DayOfYear, float]]:
    """The totals of a year by day, of each part."""
    own = running_year(ledger.flow(measured.code), year, until)
    if not measured.signed:
        return [own]
    came = running_year(ledger.flow(measured.counterpart), year, until)
    both = [day for day in own if day in came]
    return [{day: came[day] for day in both}, {day: came[day] - own[day] for day in both}]


def _stocks(
    ledgers: Sequence[Ledger],
    code: str,
    years: Sequence[int],
    days: Sequence[DayOfYear],
    until: date,
) -> Numbers | None:
    if not code:
        return None
    found = np.full((len(ledgers), len(years), len(days)), np.nan)
    for row, ledger in enumerate(ledgers):
        levels = ledger.stock(code)
        for column, year in enumerate(years):
            for at, day in enumerate(days):
                on = day_of_year(year, day)
                level = latest_stock(levels, on) if on <= until else None
                if level is not None and level.day.year >= year - 1:
                    found[row, column, at] = level.value
    return found


def _filled(running: Numbers) -> Numbers:
    """Totals with the one before wherever none is known, 0 before the first."""
    filled = running.copy()
    filled[..., 0] = np.nan_to_num(filled[..., 0])
    for at in range(1, filled.shape[-1]):
        unknown = np.isnan(filled[..., at])
        filled[..., at][unknown] = filled[..., at - 1][unknown]
    return filled
