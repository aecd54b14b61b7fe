"""What a data set says as one tidy frame, labelled, for whoever works with pandas."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from doanvien.measures.series.qualifiers import exact_first
from doanvien.measures.series.stocks import precedence
from doanvien.present.shown.tables.origin import ORIGIN, Origin, Source
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words
from doanvien.reference.calendar.periods import period_of_days
from doanvien.reference.indicators import indicator

SAME_FACT = ("province", "territory", "unit", "indicator", "period_start", "period_end")
SPANS = ("day", "month", "quarter", "half", "year", "since_january", "other")
"""What a figure covers; `since_january` is a running total that ends on no quarter or half-year."""

COLUMNS = (
    *("province", "territory", "indicator", "label", "unit", "span", "period_start", "period_end"),
    *("year", "month", "value", "qualifier", "source", "note"),
)


def figures_frame(source: Source, read: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The figures of one or more provinces, a row for each, sorted by place, indicator and days.

    Of figures for the same place, indicator and days the one that reports use: that of an original
    before a translation, of a later publication before an earlier one. ``sources`` are those that
    the figures name; ``territory`` is the map, 63 or 34, and 0 where the place is on both.

    ``read`` has the columns of a file of figures, typed. Of the result, ``indicator`` is a code and
    ``label`` its name; ``unit`` is the subordinate union, "" for the whole place; ``span`` is one
    of `SPANS`; ``period_start`` is NaT for a level on a day; ``year`` and ``month`` are those of
    the last day; ``value`` is in the indicator's unit (per cent for rates), ``qualifier`` says how
    exact it is.
    """
    words = source.words
    read = _valid(read, sources)
    frame = pd.DataFrame(
        {
            "province": read["province"],
            "territory": read["territory"],
            "indicator": read["indicator"],
            "label": read["indicator"].map(_labels(words, read["indicator"].unique())),
            "unit": read["unit"],
            "span": _spans(read),
            "period_start": read["period_start"],
            "period_end": read["period_end"],
            "year": read["period_end"].dt.year,
            "month": read["period_end"].dt.month,
            "value": read["value"],
            "qualifier": read["qualifier"],
            "source": read["source"],
            "note": read["note"],
        }
    )
    order = ["province", "unit", "indicator", "period_end", "period_start"]
    frame = frame.sort_values(order, kind="stable", ignore_index=True)
    caption = words.t("Figures of the data set")
    frame.attrs = {
        "caption": caption,
        "notes": (),
        ORIGIN: Origin(source, name="figures", made=frame.copy(deep=False)),
    }
    return frame


def _valid(read: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Without figures that another one for the same days goes before."""
    ranks, dropped = precedence(sources), set()
    several = read[read.duplicated(list(SAME_FACT), keep=False)]
    for _, rows in several.groupby(list(SAME_FACT), dropna=False, sort=False):
        figures: list[Any] = sorted(rows.itertuples(), key=lambda row: ranks[row.source])
        used = exact_first(figures)[0]
        dropped |= {row.Index for row in figures if row is not used}
    return read.drop(index=list(dropped))


def _labels(words: Words, codes: Iterable[str]) -> dict[str, str]:
    return {code: capital(indicator(code).label(words.language)) for code in codes}


def _spans(read: pd.DataFrame) -> list[str]:
    pairs = zip(read["period_start"], read["period_end"], strict=True)
    return ["day" if pd.isna(start) else span_of(start.date(), end.date()) for start, end in pairs]


@cache
def span_of(start: date, end: date) -> str:
    """The name of a span of days: one of `SPANS`."""
    known = period_of_days(start, end)
    if known is not None:
        return known.kind
    january = (start.month, start.day) == (1, 1) and start.year == end.year
    return "since_january" if january else "other"
