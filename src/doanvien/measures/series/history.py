"""A place with its past: a merged province's own figures, and before them the sums of the provinces
merged in it.

A sum is made only where all predecessors report the same dates; it is marked (``is_sum``) and never
stands in for a figure that the merged federation printed itself. Such a printed figure is held
against the sum instead: 5.066 new members of Gia Lai against 4.227 + 1.079.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

from doanvien.measures.days import LAST_DAY_OF_OLD_MAP
from doanvien.measures.series.flow import Flow
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.qualifiers import Qualifier, of_sum
from doanvien.measures.series.stocks import SeriesKey, Stock, flow_series, stock_series
from doanvien.reference.indicators import indicator
from doanvien.reference.maps import OLD_MAP
from doanvien.reference.places import Province
from doanvien.reference.provinces import province_of

EMPTY = FlowSeries()


@dataclass(frozen=True)
class SumMismatch:
    """A figure that the merged federation printed and the parts its predecessors printed.

    ``start`` is None for a level. ``parts`` are (former province, value), ``source`` prints
    ``printed``. Values are in the indicator's unit.
    """

    indicator: str
    start: date | None
    end: date
    printed: float
    source: str
    parts: tuple[tuple[Province, float], ...]

    @property
    def total(self) -> float:
        return sum(value for _, value in self.parts)


@dataclass(frozen=True)
class History:
    """The series of a place, whole place and units, with summed figures before the merger.

    Only the whole place has sums: units of former provinces ended with them. ``joined_flows`` and
    ``joined_stocks`` hold, by indicator, the place's own figures together with the sums.
    """

    place: Province
    own_flows: Mapping[SeriesKey, FlowSeries]
    own_stocks: Mapping[SeriesKey, tuple[Stock, ...]]
    joined_flows: Mapping[str, FlowSeries] = field(default_factory=dict)
    joined_stocks: Mapping[str, tuple[Stock, ...]] = field(default_factory=dict)
    mismatches: tuple[SumMismatch, ...] = ()

    def flow(self, indicator: str, unit: str = "") -> FlowSeries:
        if not unit and indicator in self.joined_flows:
            return self.joined_flows[indicator]
        return self.own_flows.get((unit, indicator), EMPTY)

    def stock(self, indicator: str, unit: str = "") -> tuple[Stock, ...]:
        if not unit and indicator in self.joined_stocks:
            return self.joined_stocks[indicator]
        return self.own_stocks.get((unit, indicator), ())

    @property
    def summed(self) -> frozenset[str]:
        """The indicators for which sums were made."""
        return frozenset((*self.joined_flows, *self.joined_stocks))

    @property
    def predecessors(self) -> tuple[Province, ...]:
        """The provinces merged in the place; none for a place that was not merged."""
        return tuple(province_of(slug, OLD_MAP) for slug in self.place.predecessors)

    def is_sum(self, day: date) -> bool:
        """Whether a figure that ends or begins on a day is, in part, a sum of predecessors."""
        return bool(self.joined_flows or self.joined_stocks) and day <= LAST_DAY_OF_OLD_MAP


@dataclass(frozen=True, eq=False)
class Predecessors:
    """The provinces merged in a place, each with its series; none for a place that was not merged.

    ``figures`` is a frame of figures of whole provinces (63), all of which count.
    """

    place: Province
    figures: pd.DataFrame
    sources: pd.DataFrame

    @cached_property
    def flows(self) -> list[tuple[Province, Mapping[SeriesKey, FlowSeries]]]:
        return [(old, flow_series(frame, self.sources)) for old, frame in self._parts]

    @cached_property
    def stocks(self) -> list[tuple[Province, Mapping[SeriesKey, tuple[Stock, ...]]]]:
        return [(old, stock_series(frame, self.sources)) for old, frame in self._parts]

    @cached_property
    def all_report(self) -> bool:
        """Whether there are any, and each has figures: only then can they be added up."""
        return bool(self._parts) and not any(frame.empty for _, frame in self._parts)

    @cached_property
    def _parts(self) -> list[tuple[Province, pd.DataFrame]]:
        return [
            (province_of(slug, OLD_MAP), self.figures[self.figures["province"] == slug])
            for slug in self.place.predecessors
        ]


def history_of(
    place: Province,
    flows: Mapping[SeriesKey, FlowSeries],
    stocks: Mapping[SeriesKey, tuple[Stock, ...]],
    predecessors: Predecessors,
) -> History:
    """Put the sums of the predecessors before a place's own series."""
    if not predecessors.all_report:
        return History(place, flows, stocks)
    old_flows, old_stocks = predecessors.flows, predecessors.stocks
    joined_flows: dict[str, FlowSeries] = {}
    joined_stocks: dict[str, tuple[Stock, ...]] = {}
    mismatches: list[SumMismatch] = []
    for key in _shared([series for _, series in old_flows]):
        own = flows.get(key, EMPTY)
        sums, wrong = _flow_sums(key[1], own, [(old, series[key]) for old, series in old_flows])
        mismatches += wrong
        if sums:
            joined_flows[key[1]] = FlowSeries((*own.flows, *sums))
    for key in _shared([series for _, series in old_stocks]):
        if indicator(key[1]).kind != "stock":
            continue  # rates do not add up
        own_levels = stocks.get(key, ())
        levels, wrong = _stock_sums(
            key[1], own_levels, [(old, series[key]) for old, series in old_stocks]
        )
        mismatches += wrong
        if levels:
            in_order = sorted((*own_levels, *levels), key=lambda one: one.day)
            joined_stocks[key[1]] = tuple(in_order)
    return History(place, flows, stocks, joined_flows, joined_stocks, tuple(mismatches))


def _shared(series: Iterable[Mapping[SeriesKey, object]]) -> list[SeriesKey]:
    keys = [set(one) for one in series]
    return sorted(set.intersection(*keys))


def _flow_sums(
    code: str, own: FlowSeries, parts: list[tuple[Province, FlowSeries]]
) -> tuple[list[Flow], list[SumMismatch]]:
    printed = {(flow.start, flow.end): flow for flow in own.used}
    used = [{(flow.start, flow.end): flow for flow in series.used} for _, series in parts]
    sums, wrong = [], []
    for dates in sorted(set.intersection(*(set(flows) for flows in used))):
        found = [flows[dates] for flows in used]
        total = sum(flow.value for flow in found)
        qualifier = of_sum(flow.qualifier for flow in found)
        if dates not in printed:
            sources = " + ".join(dict.fromkeys(flow.source for flow in found))
            sums.append(Flow(*dates, total, qualifier, sources))
        elif _differs(printed[dates].value, printed[dates].qualifier, total, qualifier):
            values = tuple((old, flow.value) for (old, _), flow in zip(parts, found, strict=True))
            flow = printed[dates]
            wrong.append(SumMismatch(code, *dates, flow.value, flow.source, values))
    return sums, wrong


def _stock_sums(
    code: str, own: tuple[Stock, ...], parts: list[tuple[Province, tuple[Stock, ...]]]
) -> tuple[list[Stock], list[SumMismatch]]:
    printed = {stock.day: stock for stock in own}
    levels = [{stock.day: stock for stock in stocks} for _, stocks in parts]
    sums, wrong = [], []
    for day in sorted(set.intersection(*(set(days) for days in levels))):
        if day > LAST_DAY_OF_OLD_MAP:
            continue
        found = [days[day] for days in levels]
        total = sum(stock.value for stock in found)
        qualifier = of_sum(stock.qualifier for stock in found)
        if day not in printed:
            sources = " + ".join(dict.fromkeys(stock.source for stock in found))
            sums.append(Stock(day, total, qualifier, sources))
        elif _differs(printed[day].value, printed[day].qualifier, total, qualifier):
            values = tuple((old, stock.value) for (old, _), stock in zip(parts, found, strict=True))
            stock = printed[day]
            wrong.append(SumMismatch(code, None, day, stock.value, stock.source, values))
    return sums, wrong


def _differs(printed: float, qualifier: Qualifier, total: float, of_parts: Qualifier) -> bool:
    """Rounded figures contradict a sum only beyond what rounding explains: not judged here."""
    return qualifier == of_parts == "exact" and printed != total
