"""One indicator of one place or unit as a series: which figure counts, and which stands beside it.

Several sources may print a figure for the same dates. The rule of the house: an original page goes
before a translated one, then the later publication; the others are kept and listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from doanvien.measures.series.flow import Flow
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.qualifiers import Qualifier, exact_first, same_figure
from doanvien.measures.series.rows import dates_of

FACTS = ("value", "qualifier", "source", "note", "note_en")
DAYS = ("period_start", "period_end", "earliest_end")
Fact = tuple[Any, ...]  # the columns of DAYS (None for an empty cell), then those of FACTS
Series = TypeVar("Series")
SeriesKey = tuple[str, str]  # (unit, indicator); unit "" is the whole province


class Stock(NamedTuple):
    """A level on a day: ``value`` in the indicator's unit (persons, unions, per cent).

    ``others`` are figures for the same day from sources that come after this one.
    """

    day: date
    value: float
    qualifier: Qualifier
    source: str
    note: str = ""
    note_en: str = ""
    others: tuple[Stock, ...] = ()

    @property
    def conflicts(self) -> tuple[Stock, ...]:
        """Those of ``others`` that print another value, not only a rounder one."""
        return tuple(
            other
            for other in self.others
            if other.value != self.value and not same_figure(other, self)
        )


def flow_series(figures: pd.DataFrame, sources: pd.DataFrame) -> Mapping[SeriesKey, FlowSeries]:
    """Group the flows of a frame of figures (see the data dictionary) by unit and indicator."""
    make = partial(_flows_of, precedence(sources))
    return _SeriesByKey(figures, make, with_start=True)


def stock_series(
    figures: pd.DataFrame, sources: pd.DataFrame
) -> Mapping[SeriesKey, tuple[Stock, ...]]:
    """Group the stocks and rates of a frame by unit and indicator, in order of their dates."""
    make = partial(_stocks_of, precedence(sources))
    return _SeriesByKey(figures, make, with_start=False)


def latest_stock(stocks: Iterable[Stock], on: date) -> Stock | None:
    """The last level known on a day."""
    known = [stock for stock in stocks if stock.day <= on]
    return max(known, key=lambda stock: stock.day) if known else None


class _SeriesByKey(Mapping[SeriesKey, Series]):
    """Series by unit and indicator, in the order of a frame; one is made when first asked for.

    A report of many units has a thousand of them, and a comparison with the last report needs ten.
    Another process gets the frame, and makes its own: to send them takes longer.
    """

    def __init__(
        self,
        figures: pd.DataFrame,
        make: Callable[[Iterable[Fact]], Series],
        *,
        with_start: bool,
    ) -> None:
        self._figures = figures
        self._make = make
        self._with_start = with_start
        self._made: dict[SeriesKey, Series] = {}

    @cached_property
    def _rows(self) -> dict[SeriesKey, list[Fact]]:
        rows: dict[SeriesKey, list[Fact]] = defaultdict(list)
        figures = self._figures[self._figures["period_start"].notna() == self._with_start]
        keys = zip(figures["unit"].tolist(), figures["indicator"].tolist(), strict=True)
        days = [dates_of(figures[name]) for name in DAYS]
        rest = [figures[name].tolist() for name in FACTS]
        for key, fact in zip(keys, zip(*days, *rest, strict=True), strict=True):
            rows[key].append(fact)
        return dict(rows)

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(_SeriesByKey, with_start=self._with_start), (self._figures, self._make)

    def __getitem__(self, key: SeriesKey) -> Series:
        if key not in self._made:
            if key not in self._rows:
                raise KeyError(key)
            self._made[key] = self._make(self._rows[key])
        return self._made[key]

    def __iter__(self) -> Iterator[SeriesKey]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _flows_of(ranks: Ranks, rows: Iterable[Fact]) -> FlowSeries:
    return FlowSeries(
        tuple(
            Flow(start, end, value, qualifier, source, note, note_en, ranks[source], earliest)
            for start, end, earliest, value, qualifier, source, note, note_en in rows
        )
    )


def _stocks_of(ranks: Ranks, rows: Iterable[Fact]) -> tuple[Stock, ...]:
    days: dict[date, list[Stock]] = defaultdict(list)
    for _, day, _, *facts in rows:
        days[day].append(Stock(day, *facts))
    return tuple(_preferred(days[day], ranks) for day in sorted(days))


def _preferred(stocks: list[Stock], ranks: Ranks) -> Stock:
    if len(stocks) == 1:
        return stocks[0]
    first, *others = exact_first(sorted(stocks, key=lambda stock: ranks[stock.source]))
    return Stock(
        day=first.day,
        value=first.value,
        qualifier=first.qualifier,
        source=first.source,
        note=first.note,
        note_en=first.note_en,
        others=tuple(others),
    )


class Ranks(dict[str, tuple[int, int, str]]):
    """Sorting keys of sources by their ids; one that is not among them comes last."""

    def __missing__(self, source: str) -> tuple[int, int, str]:
        return (2, 0, source)


def precedence(sources: pd.DataFrame) -> Ranks:
    """Originals first, then the later publication, then its name."""
    ranks = Ranks()
    for source, row in sources.iterrows():
        published = (str(row["published_on"]) + "-00-00")[:10] if row["published_on"] else ""
        day = int("".join(c for c in published if c.isdigit()) or 0)
        ranks[str(source)] = (0 if row["kind"] == "original" else 1, -day, str(source))
    return ranks
