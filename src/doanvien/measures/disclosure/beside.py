"""Results of waves and printed percentages, held against the released figures: what counts persons
of a unit, or of a part of the place, is told where those tell it anyhow, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from doanvien.measures.disclosure.withheld import Wave
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.rows import rows_of, rows_where
from doanvien.measures.series.stocks import SeriesKey, Stock
from doanvien.reference.indicators import indicator, is_fine

Flows = Mapping[SeriesKey, FlowSeries]
Stocks = Mapping[SeriesKey, tuple[Stock, ...]]


def release_waves(campaigns: pd.DataFrame, flows: Flows) -> tuple[pd.DataFrame, frozenset[Wave]]:
    """Waves whose other results are blank, and which these are; ``flows`` are the released ones.

    The days of a wave lie across the quarters in which units are told: the rest of a quarter may
    be a small count, and who has the reports of several quarters reckons it out.
    """

    def told(row: Any) -> bool:
        if pd.isna(row.value) or not is_fine(row.unit, row.indicator):
            return True
        days = row.result_start.date(), row.result_end.date()
        return _is_flow((row.unit, row.indicator), *days, row.value, flows)

    rows = list(rows_of(campaigns))
    blank = [label for label, row in zip(campaigns.index, rows, strict=True) if not told(row)]
    gone = frozenset(
        (row.unit, row.name, row.indicator, row.result_start.date(), row.result_end.date())
        for row in rows_of(campaigns.loc[blank])
    )
    left = campaigns.copy()
    left.loc[blank, "indicator"] = ""
    left.loc[blank, ["result_start", "result_end"]] = pd.NaT
    left.loc[blank, "value"] = float("nan")
    return left, gone


def release_percentages(percentages: pd.DataFrame, flows: Flows, stocks: Stocks) -> pd.DataFrame:
    """Without those whose parts are no released figures."""

    def told(row: Any) -> bool:
        last = row.period_end.date()
        for code, value in ((row.indicator, row.value), (row.base_indicator, row.base)):
            if not code or not is_fine(row.unit, code):
                continue
            key = row.unit, code
            if indicator(code).kind == "stock":
                levels = stocks.get(key, ())
                known = any(level.day == last and level.value == value for level in levels)
            else:
                start = row.period_start
                known = not pd.isna(start) and _is_flow(key, start.date(), last, value, flows)
            if not known:
                return False
        return True

    return rows_where(percentages, map(told, rows_of(percentages)))


def _is_flow(key: SeriesKey, first: date, last: date, value: float, flows: Flows) -> bool:
    window = flows[key].over(first, last) if key in flows else None
    return window is not None and window.value == value
