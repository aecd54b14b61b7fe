"""One indicator of one place or unit as a series: which figure counts, and which stands beside it.

Several sources may print a figure for the same dates. The rule of the house: an original page goes
before a translated one, then the later publication; the others are kept and listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from doanvien.measures.flows import SAME_FIGURE, Flow, FlowSeries
from doanvien.measures.rows import rows_of

Precedence = Callable[[str], tuple[int, int, str]]
SeriesKey = tuple[str, str]  # (unit, indicator); unit "" is the whole province


@dataclass(frozen=True)
class Stock:
    """A level on a day: ``value`` in the indicator's unit (persons, unions, per cent).

    ``others`` are figures for the same day from sources that come after this one.
    """

    day: date
    value: float
    qualifier: str
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
            if other.value != self.value and not _same_figure(other, self)
        )


def flow_series(figures: pd.DataFrame, sources: pd.DataFrame) -> dict[SeriesKey, FlowSeries]:
    """Group the flows of a frame of figures (see the data dictionary) by unit and indicator."""
    grouped: dict[SeriesKey, list[Flow]] = defaultdict(list)
    order = _precedence(sources)
    for row in rows_of(figures[figures["period_start"].notna()]):
        grouped[row.unit, row.indicator].append(
            Flow(
                start=row.period_start.date(),
                end=row.period_end.date(),
                value=row.value,
                qualifier=row.qualifier,
                source=row.source,
                note=row.note,
                note_en=row.note_en,
                precedence=order(row.source),
            )
        )
    return {key: FlowSeries(tuple(flows)) for key, flows in grouped.items()}


def stock_series(
    figures: pd.DataFrame, sources: pd.DataFrame
) -> dict[SeriesKey, tuple[Stock, ...]]:
    """Group the stocks and rates of a frame by unit and indicator, in order of their dates."""
    grouped: dict[SeriesKey, dict[date, list[Stock]]] = defaultdict(lambda: defaultdict(list))
    order = _precedence(sources)
    for row in rows_of(figures[figures["period_start"].isna()]):
        stock = Stock(
            day=row.period_end.date(),
            value=row.value,
            qualifier=row.qualifier,
            source=row.source,
            note=row.note,
            note_en=row.note_en,
        )
        grouped[row.unit, row.indicator][stock.day].append(stock)
    return {
        key: tuple(_preferred(days[day], order) for day in sorted(days))
        for key, days in grouped.items()
    }


def latest_stock(stocks: Iterable[Stock], on: date) -> Stock | None:
    """The last level known on a day."""
    known = [stock for stock in stocks if stock.day <= on]
    return max(known, key=lambda stock: stock.day) if known else None


def _preferred(stocks: list[Stock], order: Precedence) -> Stock:
    first, *others = _exact_first(sorted(stocks, key=lambda stock: order(stock.source)))
    return Stock(
        day=first.day,
        value=first.value,
        qualifier=first.qualifier,
        source=first.source,
        note=first.note,
        note_en=first.note_en,
        others=tuple(others),
    )


def _exact_first(stocks: list[Stock]) -> list[Stock]:
    """The stock that goes first, or the exact figure that it rounds."""
    exact = next((stock for stock in stocks[1:] if _same_figure(stocks[0], stock)), None)
    if exact is None:
        return stocks
    return [exact, *(stock for stock in stocks if stock is not exact)]


def _same_figure(rounded: Stock, exact: Stock) -> bool:
    if (rounded.qualifier, exact.qualifier) != ("about", "exact"):
        return False
    return abs(rounded.value - exact.value) <= SAME_FIGURE * abs(exact.value)


def _precedence(sources: pd.DataFrame) -> Precedence:
    """Sorting key of a source: originals first, then the later publication, then its name."""
    ranks: dict[str, tuple[int, int, str]] = {}
    for source, row in sources.iterrows():
        published = (str(row["published_on"]) + "-00-00")[:10] if row["published_on"] else ""
        day = int("".join(c for c in published if c.isdigit()) or 0)
        ranks[str(source)] = (0 if row["kind"] == "original" else 1, -day, str(source))

    def order(source: str) -> tuple[int, int, str]:
        return ranks.get(source, (2, 0, source))

    return order
