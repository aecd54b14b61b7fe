"""The figures of a place without the withheld ones; everything that is shown is made of these.

So no total, share, difference, rank or sentence can tell what the released figures do not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from doanvien.measures.days import ONE_DAY
from doanvien.measures.disclosure.lines import (
    Line,
    crossing,
    flow_lines,
    has_small,
    level_line,
    spaced,
)
from doanvien.measures.disclosure.rules import withheld_days
from doanvien.measures.series.flow import Flow
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.rows import rows_where
from doanvien.measures.series.stocks import SeriesKey, Stock, flow_series, stock_series
from doanvien.reference.indicators import indicator, is_fine


@dataclass(frozen=True)
class Release:
    """``figures`` have the columns of those that they were taken from; ``withheld`` are the last
    days of those that are not told, for the sake of small counts."""

    figures: pd.DataFrame
    withheld: Mapping[SeriesKey, frozenset[date]]


def release(figures: pd.DataFrame, sources: pd.DataFrame, until: date = date.max) -> Release:
    """What of the figures of one place on one map may circulate.

    Of units, counts of persons are given on the last day of each quarter up to ``until``, as levels
    and as flows between the days told; of several sources for the same days the one that counts.
    Parts of the place's own figures stay as they are where none is small.
    """
    series = _Series(flow_series(figures, sources), stock_series(figures, sources))
    fine = [key for key in series.keys if is_fine(*key)]
    known = {key: series.lines(key) for key in fine}
    of_units = {indicator(code).part_of for unit, code in fine if unit}
    lines = {
        key: [spaced(line, until) for line in found]
        if key[0] or indicator(key[1]).part_of in of_units or any(map(has_small, found))
        else found
        for key, found in known.items()
    }
    wholes = {("", indicator(code).part_of) for unit, code in fine if not unit} - set(fine)
    beside = [line for key in sorted(wholes) for line in series.lines(key)]
    days = withheld_days([*beside, *(line for found in lines.values() for line in found)])
    changed = [
        key
        for key in fine
        if key[0] or days.get(key) or any(set(line.values) > line.tellable for line in lines[key])
    ]
    rows = [row for key in changed for row in series.told(key, lines[key], days.get(key, ()))]
    days = {key: days.get(key, set()) | series.untold(key) for key in changed}
    told = _without_rates(_joined(figures, set(changed), rows), days)
    return Release(told, {key: frozenset(found) for key, found in days.items() if found})


@dataclass(frozen=True)
class _Series:
    flows: Mapping[SeriesKey, FlowSeries]
    stocks: Mapping[SeriesKey, tuple[Stock, ...]]

    @property
    def keys(self) -> Collection[SeriesKey]:
        return dict.fromkeys((*self.flows, *self.stocks))

    def lines(self, key: SeriesKey) -> list[Line]:
        found = list(flow_lines(*key, self.flows[key])) if key in self.flows else []
        return [*found, level_line(*key, self.stocks[key])] if key in self.stocks else found

    def untold(self, key: SeriesKey) -> set[date]:
        """The last days of flows over several years that are not told."""
        flows = crossing(self.flows[key]) if key in self.flows else ()
        return {flow.end for flow, tells in flows if not tells}

    def told(
        self, key: SeriesKey, lines: Sequence[Line], withheld: Collection[date]
    ) -> Iterator[dict[str, Any]]:
        """The rows of a unit and indicator that are told."""
        printed = (
            {(flow.start, flow.end): flow for flow in self.flows[key].used}
            if (key in self.flows)
            else {}
        )
        for line in lines:
            if line.start is None:
                stocks = {stock.day: stock for stock in self.stocks[key]}
                for day in sorted(line.tellable - set(withheld)):
                    yield _row(key, None, day, stocks[day])
                continue
            last: date | None = None
            for day in sorted(line.tellable - set(withheld)):
                start = line.start if last is None else last + ONE_DAY
                flow = line.between(last, day)
                known = printed.get((start, day))
                same = known is not None and known.value == flow.value
                yield _row(key, start, day, known if same and known else flow)
                last = day
        for flow, tells in crossing(self.flows[key]) if key in self.flows else ():
            if tells:
                yield _row(key, flow.start, flow.end, flow)


def _row(key: SeriesKey, start: date | None, end: date, figure: Flow | Stock) -> dict[str, Any]:
    unit, code = key
    earliest = figure.earliest_end if isinstance(figure, Flow) else None
    return {
        "unit": unit,
        "indicator": code,
        "period_start": pd.Timestamp(start) if start else pd.NaT,
        "period_end": pd.Timestamp(end),
        "earliest_end": pd.Timestamp(earliest) if earliest else pd.NaT,
        "value": figure.value,
        "qualifier": figure.qualifier,
        "source": figure.source,
        "note": figure.note,
        "note_en": figure.note_en,
        "file": "",
        "row": 0,
    }


def _joined(
    figures: pd.DataFrame, changed: Collection[SeriesKey], rows: Sequence[Mapping[str, Any]]
) -> pd.DataFrame:
    keys = zip(figures["unit"], figures["indicator"], strict=True)
    kept = rows_where(figures, (key not in changed for key in keys))
    if not rows:
        return kept.reset_index(drop=True)
    place = {name: figures[name].iloc[0] for name in ("province", "territory")}
    told = pd.DataFrame([{**place, **row} for row in rows])[list(figures.columns)]
    return pd.concat([kept, told.astype(figures.dtypes)], ignore_index=True)


def _without_rates(
    figures: pd.DataFrame, withheld: Mapping[SeriesKey, Collection[date]]
) -> pd.DataFrame:
    """Without the rates of units that would tell what they divide."""

    def tells(unit: str, code: str, day: pd.Timestamp) -> bool:
        rate = indicator(code)
        parts = [part for part in (rate.numerator, rate.denominator) if part]
        return rate.kind == "rate" and any(
            day.date() in withheld.get((unit, part), ()) for part in parts
        )

    columns = (figures[name] for name in ("unit", "indicator", "period_end"))
    told = (not tells(*row) for row in zip(*columns, strict=True))
    return rows_where(figures, told).reset_index(drop=True)
