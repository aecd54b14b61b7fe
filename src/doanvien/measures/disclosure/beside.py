"""Results of waves and printed percentages of units, held against the released figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import pandas as pd

from doanvien.measures.days import ONE_DAY
from doanvien.measures.disclosure.lines import is_small
from doanvien.measures.disclosure.withheld import Wave
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.rows import rows_of, rows_where
from doanvien.measures.series.stocks import SeriesKey, Stock
from doanvien.reference.indicators import indicator, is_fine

SAME_WAVE = ["name", "start", "end", "indicator", "result_start", "result_end"]
Flows = Mapping[SeriesKey, FlowSeries]
Stocks = Mapping[SeriesKey, tuple[Stock, ...]]
Days = Mapping[SeriesKey, Collection[date]]


def release_waves(
    campaigns: pd.DataFrame, flows: Flows, withheld: Days
) -> tuple[pd.DataFrame, frozenset[Wave]]:
    """Waves whose small results of units are blank, and which these are.

    ``flows`` are the released ones, ``withheld`` the days withheld of them. A result is blank where
    it is small, where it leaves a small rest of a released flow, and where that is withheld; of
    several units with results of one wave never just one.
    """
    results = campaigns[(campaigns["unit"] != "") & campaigns["value"].notna()]
    keys = zip(results["unit"], results["indicator"], strict=True)
    results = rows_where(results, (is_fine(*key) for key in keys))
    blank: list[Any] = []
    for _, wave in results.groupby(SAME_WAVE, dropna=False, sort=False):
        found = {
            label: row
            for label, row in zip(wave.index, rows_of(wave), strict=True)
            if _tells(row, flows, withheld)
        }
        others = wave.drop(index=list(found)).sort_values(["value", "unit"])
        if len({row.unit for row in found.values()}) == 1:
            some = others[others["value"] > 0].head(1)
            blank += [*(some if len(some) else others).index]
        blank += found
    gone = frozenset(_wave(row) for row in rows_of(campaigns.loc[blank]))
    told = campaigns.copy()
    told.loc[blank, "indicator"] = ""
    told.loc[blank, ["result_start", "result_end"]] = pd.NaT
    told.loc[blank, "value"] = float("nan")
    return told, gone


def _wave(row: Any) -> Wave:
    return row.unit, row.name, row.indicator, row.result_start.date(), row.result_end.date()


def _tells(row: Any, flows: Flows, withheld: Days) -> bool:
    first, last = row.result_start.date(), row.result_end.date()
    key = row.unit, row.indicator
    if is_small(row.value) or {first - ONE_DAY, last} & set(withheld.get(key, ())):
        return True
    touched = [
        flow
        for flow in (flows[key].used if key in flows else ())
        if flow.start <= last and first <= flow.end
    ]
    around = touched and touched[0].start <= first and last <= touched[-1].end
    return bool(around) and is_small(sum(flow.value for flow in touched) - row.value)


def release_percentages(
    percentages: pd.DataFrame, flows: Flows, stocks: Stocks, withheld: Days
) -> pd.DataFrame:
    """Without those that would tell more than the released figures do.

    Of a unit both parts must be released figures; of the place none may be small or withheld.
    """

    def told(row: Any) -> bool:
        parts = [(row.indicator, row.value), (row.base_indicator, row.base)]
        fine = [(code, value) for code, value in parts if code and is_fine(row.unit, code)]
        if row.unit:
            return all(_released(row, code, value, flows, stocks) for code, value in fine)
        rest = [row.base - row.value] if fine and row.base_indicator else []
        small = any(map(is_small, (*(value for _, value in fine), *rest)))
        days = {day for code, _ in fine for day in withheld.get(("", code), ())}
        return not small and row.period_end.date() not in days

    return rows_where(percentages, map(told, rows_of(percentages)))


def _released(row: Any, code: str, value: float, flows: Flows, stocks: Stocks) -> bool:
    key, last = (row.unit, code), row.period_end.date()
    if indicator(code).kind == "stock":
        return any(stock.day == last and stock.value == value for stock in stocks.get(key, ()))
    if pd.isna(row.period_start):
        return False
    window = flows[key].over(row.period_start.date(), last) if key in flows else None
    return window is not None and window.value == value
