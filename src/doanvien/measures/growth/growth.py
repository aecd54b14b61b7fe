"""Membership growth of one place in one period: what is known of its flows, levels and account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from doanvien.measures.growth.balance import RESULTS, Balance, account
from doanvien.measures.growth.doubts import Doubts, doubts_of, in_dictionary_order, level_conflicts
from doanvien.measures.growth.flow_results import (
    Comparison,
    FlowResult,
    comparisons,
    flow_results,
    longer_flows,
)
from doanvien.measures.growth.levels import Level, levels_of
from doanvien.measures.growth.units import UnitReport, units_of
from doanvien.measures.series.flow import Window
from doanvien.measures.series.stocks import SeriesKey, Stock
from doanvien.measures.series.view import View
from doanvien.reference.indicators import Accounted, Indicator, account_code, indicator


@dataclass(frozen=True)
class Growth:
    """All that can be said of the growth of one place in one period, up to its cut-off.

    Each part is worked out when it is first asked for: a place may have a thousand series of units,
    of which a table of provinces needs none.
    """

    view: View

    def __repr__(self) -> str:
        return f"<Growth, {len(self.flows)} flows, {len(self.levels)} levels: {self.view!r}>"

    @cached_property
    def own_flows(self) -> tuple[FlowResult, ...]:
        """Flows of the place as a whole."""
        return tuple(flow_results(self.view, _own(self.view.flows)))

    @cached_property
    def flows(self) -> tuple[FlowResult, ...]:
        """Flows of the place, then of its units; these never enter the place's total."""
        return (*self.own_flows, *flow_results(self.view, _of_units(self.view.flows)))

    @cached_property
    def own_levels(self) -> tuple[Level, ...]:
        """Levels of the place as a whole."""
        return tuple(levels_of(self.view, _own(self.view.stocks)))

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """Levels of the place, then of its units."""
        return (*self.own_levels, *levels_of(self.view, _of_units(self.view.stocks)))

    @cached_property
    def longer(self) -> tuple[tuple[Indicator, Window], ...]:
        """Flows of the place that began before the period and end in it."""
        found = longer_flows(self.view, _own(self.view.flows))
        return tuple((measured, window) for _, measured, window in found)

    @cached_property
    def longer_of_units(self) -> tuple[tuple[str, Indicator, Window], ...]:
        """The same of units, with their names."""
        return tuple(longer_flows(self.view, _of_units(self.view.flows)))

    @cached_property
    def accounts_of_units(self) -> UnitReport | None:
        """The accounts of its units up to the last day that most of them report on."""
        return units_of(self.view)

    @cached_property
    def balance(self) -> Balance | None:
        return _balance(self.view, "members")

    @cached_property
    def balance_of_unions(self) -> Balance | None:
        return _balance(self.view, "unions")

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        return tuple(comparisons(self.view, self.own_flows))

    @cached_property
    def doubts(self) -> tuple[Doubts, ...]:
        return tuple(doubts_of(self.view))

    @cached_property
    def level_conflicts(self) -> tuple[tuple[str, Indicator, Stock], ...]:
        return tuple(level_conflicts(self.view))

    def flow(self, code: str) -> FlowResult | None:
        """The place's own result of one flow indicator, None where none is published.

        Raises UnknownIndicator, which suggests the nearest code.
        """
        code = indicator(code).code
        return next((flow for flow in self.own_flows if flow.indicator.code == code), None)

    def level(self, code: str) -> Level | None:
        """The place's own level of one stock or rate, None where none is published.

        Raises UnknownIndicator, which suggests the nearest code.
        """
        code = indicator(code).code
        return next((level for level in self.own_levels if level.indicator.code == code), None)

    @property
    def of_units(self) -> tuple[FlowResult | Level, ...]:
        """Flows and levels of subordinate units."""
        results: tuple[FlowResult | Level, ...] = (*self.flows, *self.levels)
        return tuple(result for result in results if result.unit)


def _own(keys: Iterable[SeriesKey]) -> list[SeriesKey]:
    return in_dictionary_order(key for key in keys if not key[0])


def _of_units(keys: Iterable[SeriesKey]) -> list[SeriesKey]:
    return in_dictionary_order(key for key in keys if key[0])


def _balance(view: View, of: Accounted) -> Balance | None:
    """The account over the longest window for which at least two flows are known."""
    start = view.period.start
    ends = {
        window.end
        for term in RESULTS
        for window in view.history.flow(account_code(term, of)).running_totals(start, view.cutoff)
    }
    accounts = (account(view.history, start, end, of=of) for end in sorted(ends, reverse=True))
    return next((found for found in accounts if found is not None), None)
