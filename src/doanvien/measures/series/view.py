"""The figures of one place on one map, ready for measuring.

In the year of the merger a name stands for two places: the old province and the merged one, whose
federation added up its own first half of 2025. Each is measured by itself; nothing is mixed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd

from doanvien.data.everywhere import Everywhere
from doanvien.data.province import ProvinceFigures
from doanvien.measures.disclosure.beside import release_percentages, release_waves
from doanvien.measures.disclosure.lines import told_until
from doanvien.measures.disclosure.release import release
from doanvien.measures.disclosure.withheld import NOTHING_WITHHELD, Withheld
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.history import History, Predecessors, history_of
from doanvien.measures.series.percentages import PrintedCheck, check_printed
from doanvien.measures.series.seasonal import YearPath, complete_years
from doanvien.measures.series.stocks import SeriesKey, Stock, flow_series, stock_series
from doanvien.measures.series.years import Years, years_of
from doanvien.reference.calendar.periods import Period
from doanvien.reference.maps import ONE_SERIES, other_map
from doanvien.reference.provinces import Province, province_of

EMPTY_SERIES = FlowSeries()
Made = TypeVar("Made")


@dataclass(frozen=True)
class View:
    """One place on one map up to the cut-off date.

    ``home`` is true for the place that the report is about, false for its namesake on the other
    map. Frames are as in the data dictionary, with typed columns; ``predecessors`` are
    the provinces merged in the place, none for others; ``everywhere`` are the other places of the
    data set, ``kinds`` what the register of units says of its units (unit → kind).

    In a report for wide circulation ``withheld`` is what it must not tell, and all else here is
    without it. ``uncut`` is the view with every figure, for what tells no count: estimates, and
    whether something is known and not told.
    """

    place: Province
    period: Period
    cutoff: date
    home: bool
    figures: pd.DataFrame
    targets: pd.DataFrame
    campaigns: pd.DataFrame
    percentages: pd.DataFrame
    sources: pd.DataFrame
    predecessors: Predecessors
    everywhere: Everywhere
    kinds: Mapping[str, str]
    withheld: Withheld = NOTHING_WITHHELD
    uncut: View | None = None

    def __repr__(self) -> str:
        return f"<View {self.place.slug} {self.period.code}, figures up to {self.cutoff}>"

    @cached_property
    def flows(self) -> Mapping[SeriesKey, FlowSeries]:
        return flow_series(self.figures, self.sources)

    @cached_property
    def stocks(self) -> Mapping[SeriesKey, tuple[Stock, ...]]:
        return stock_series(self.figures, self.sources)

    @cached_property
    def printed(self) -> tuple[PrintedCheck, ...]:
        """Every percentage printed for the place, recomputed where its base is known."""
        return check_printed(self.percentages, self.figures)

    @cached_property
    def history(self) -> History:
        """The series of the place with the sums of its predecessors before them."""
        return history_of(self.place, self.flows, self.stocks, self.predecessors)

    def years_before(self, indicator: str, unit: str, year: int) -> tuple[YearPath, ...]:
        """The complete years of a flow before a year, sums of predecessors included."""
        # Two assigners of one target share the years that it is judged by.
        return self._kept(
            ("before", indicator, unit, year),
            lambda: complete_years(self.history.flow(indicator, unit), year),
        )

    def years(self, indicator: str) -> Years | None:
        """The calendar years of a flow of the whole place; None where they cannot be made."""
        return self._kept(
            ("years", indicator), lambda: years_of([self.history], indicator, self.cutoff)
        )

    def _kept(self, key: tuple[object, ...], make: Callable[[], Made]) -> Made:
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    @cached_property
    def _made(self) -> dict[tuple[object, ...], Any]:
        return {}

    def flow(self, indicator: str, unit: str = "") -> FlowSeries:
        return self.flows.get((unit, indicator), EMPTY_SERIES)

    def stock(self, indicator: str, unit: str = "") -> tuple[Stock, ...]:
        return self.stocks.get((unit, indicator), ())


def views(figures: ProvinceFigures, *, public: bool = False) -> tuple[View, ...]:
    """The report's own place, then its namesake on the other map if it has anything to say.

    ``public``: what of them may circulate widely (see ``measures.disclosure``).
    """
    found = _views(figures)
    return tuple(_released(view) for view in found) if public else found


def _released(view: View) -> View:
    told = release(view.figures, view.sources, told_until(view.period))
    flows = flow_series(told.figures, view.sources)
    stocks = stock_series(told.figures, view.sources)
    campaigns, waves = release_waves(view.campaigns, flows)
    return replace(
        view,
        figures=told.figures,
        campaigns=campaigns,
        percentages=release_percentages(view.percentages, flows, stocks),
        withheld=Withheld(told.withheld, waves),
        uncut=view,
    )


def _views(figures: ProvinceFigures) -> tuple[View, ...]:
    home = _view(figures, figures.place, figures.figures, home=True)
    if figures.place.territory == ONE_SERIES:
        return (home,)
    try:
        namesake = province_of(figures.scope.slug, other_map(figures.place.territory))
    except KeyError:
        return (home,)
    other = _view(figures, namesake, figures.other_territory, home=False)
    return (home, other) if _speaks_of_period(other) else (home,)


def _view(figures: ProvinceFigures, place: Province, frame: pd.DataFrame, *, home: bool) -> View:
    def here(rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["territory"] == place.territory]

    old = figures.predecessors if home else figures.predecessors.iloc[:0]
    return View(
        place=place,
        period=figures.scope.period,
        cutoff=figures.scope.cutoff,
        home=home,
        figures=frame,
        targets=here(figures.targets),
        campaigns=here(figures.campaigns),
        percentages=here(figures.percentages),
        sources=figures.sources,
        predecessors=Predecessors(place, old, figures.sources),
        everywhere=figures.everywhere,
        kinds=figures.kinds,
    )


def _speaks_of_period(view: View) -> bool:
    start = pd.Timestamp(view.period.start)
    cutoff = pd.Timestamp(view.cutoff)
    return bool(
        (view.figures["period_end"] >= start).any()
        or (
            (view.targets["period_end"] >= start)
            & (view.targets["period_start"].fillna(start) <= cutoff)
        ).any()
        or (view.campaigns["result_end"] >= start).any()
    )


def view_before(view: View) -> View:
    """The same place as it stood at the end of the period of the same kind before this one.

    Only figures count that end by then; targets and waves are those of the data set.
    """
    earlier = view.period.previous()
    last = pd.Timestamp(earlier.end)
    return replace(
        view,
        period=earlier,
        cutoff=earlier.end,
        figures=view.figures[view.figures["period_end"] <= last],
        percentages=view.percentages[view.percentages["period_end"] <= last],
    )
