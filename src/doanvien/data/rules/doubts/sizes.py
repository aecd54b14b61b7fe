"""Figures many times as large or as small as their neighbours in time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from doanvien.data.problems import wrong
from doanvien.data.rules.doubts.rows import SERIES, Doubt, rows_of

MANY_TIMES = 8
"""A digit lost or typed twice makes a figure about ten times as small or as large."""
LARGE = 1000, 3000
"""A stock, a flow; smaller ones do jump."""
DISSOLVED = pd.Timestamp(2025, 6, 1)
"""From that month, stocks lack the unions that were dissolved by 15 June 2025."""
QUARTER = pd.Timedelta(days=85)


def unusual(counts: pd.DataFrame) -> Iterator[Doubt]:
    """Figures many times as large or as small as their neighbours in time, which agree.

    A flow is held against flows over the same days of other years; those of single months jump, and
    so do differences such as net growth.
    """
    start, end = counts["period_start"], counts["period_end"]
    short = end - start < QUARTER
    years = end.dt.year - start.dt.year
    days = {"a": start.dt.day_of_year, "b": end.dt.month, "c": end.dt.day, "d": years}
    # The units of state bodies lost most of their members when their unions were dissolved.
    apart = (end >= DISSOLVED) & counts["unit"].ne("")
    days = {name: column.where(start.notna(), apart) for name, column in days.items()}
    ordered = counts.assign(**days)[~short].sort_values("period_end", kind="stable")
    series = ordered.groupby([*SERIES, *days], dropna=False)["value"]
    before, after = series.shift(1), series.shift(-1)
    first, last, is_stock = before.isna(), after.isna(), ordered["kind"] == "stock"
    against = before.where(~first, after)
    witness = after.where(~last, series.shift(2)).where(~first, series.shift(-2))
    off = (
        _far(ordered["value"], against)
        & (np.maximum(ordered["value"], against) >= np.where(is_stock, *LARGE))
        & ~_far(witness, against)
        & (witness.notna() | (~first & is_stock))
    )
    for row in rows_of(ordered.assign(against=against)[off]):
        told = wrong(
            "{value} is many times as much or as little as before or after: {other}.",
            "Look for a digit lost or typed twice.",
            other=f"{row.against:.0f}",
        )
        yield row, "value", told


def _far(values: pd.Series, others: pd.Series) -> pd.Series:
    """Whether values are many times others, or the reverse; not where either is zero or missing."""
    ratio = (values / others.where(others > 0)).where(values > 0)
    return (ratio >= MANY_TIMES) | (ratio <= 1 / MANY_TIMES)
