"""Printed percentages whose numbers are not those of the figures and targets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from doanvien.data.problems import wrong
from doanvien.data.rules.doubts.rows import Doubt, rows_of
from doanvien.data.rules.values import find_indicator


def printed_shares(
    percentages: pd.DataFrame, figures: pd.DataFrame, targets: pd.DataFrame
) -> Iterator[Doubt]:
    """Printed percentages whose numbers are not those of the figures and targets."""
    for row in rows_of(percentages):
        same = figures[(figures["territory"] == row.territory) & (figures["unit"] == row.unit)]
        same = same[same["period_end"] == row.period_end]
        started = same["period_start"].eq(row.period_start) | same["period_start"].isna()
        values = same[started & (same["indicator"] == row.indicator)]["value"]
        if len(values) and row.value not in set(values):
            told = wrong(
                "{value} is not the figure of these days: {other}.",
                "Compare both with the source.",
                other=f"{values.iloc[0]:.10g}",
            )
            yield row, "value", told
        if pd.isna(row.base):
            continue
        bases = (
            _targets_of(row, targets)
            if row.of == "target"
            else same[started & (same["indicator"] == row.base_indicator)]["value"]
        )
        if len(bases) and row.base not in set(bases):
            told = wrong(
                "{value} is not the number it stands for elsewhere: {other}.",
                "Compare both with the source.",
                other=f"{bases.iloc[0]:.10g}",
            )
            yield row, "base", told
        elif row.of == "target" and bases.empty:
            told = wrong(
                "{value} is a target that targets.csv does not have.",
                "Add its row; else reports say that the target is not published.",
            )
            yield row, "base", told


def _targets_of(row: Any, targets: pd.DataFrame) -> pd.Series:
    """The numbers of the targets that a printed percentage may be of."""
    indicator = find_indicator(row.indicator)
    codes = {row.indicator, row.base_indicator, indicator.counterpart if indicator else ""}
    starts = targets["period_start"].fillna(targets["period_end"])
    found = targets[
        (targets["unit"] == row.unit)
        & targets["indicator"].isin(codes)
        & (targets["period_end"] >= row.period_end)
        & (starts <= row.period_end)
    ]
    if row.assigned_by:
        found = found[found["assigned_by"].isin({row.assigned_by, "unknown"})]
    return pd.concat([found["low"], found["high"].dropna()])
