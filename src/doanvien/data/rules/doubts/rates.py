"""Rates that are a share of 1, unlike their own parts, unlike the year before."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from doanvien.data.problems import wrong
from doanvien.data.rules.doubts.rows import SERIES, Doubt, rows_of
from doanvien.data.rules.values import find_indicator

BEYOND_ROUNDING = 0.6  # points of a percentage
JUMP = 30  # points of a percentage in a year
YEAR_AND_A_HALF = pd.Timedelta(days=550)


def unlikely_rates(rates: pd.DataFrame, counts: pd.DataFrame) -> Iterator[Doubt]:
    """Rates under 1 %, rates unlike their own parts, and rates unlike the year before."""
    levels = counts[counts["kind"] == "stock"].groupby([*SERIES, "period_end"])["value"].max()
    at_once = rates.sort_values("period_end", kind="stable").groupby(SERIES)
    before, day_before = at_once["value"].shift(), at_once["period_end"].shift()
    recent = rates["period_end"] - day_before < YEAR_AND_A_HALF
    jumped = ((rates["value"] - before).abs() > JUMP) & recent
    for row in rows_of(rates.assign(before=before, jumped=jumped)):
        indicator = find_indicator(row.indicator)
        if indicator is None or indicator.unit != "percent":
            continue
        part, whole = (
            float(levels.get((row.territory, row.unit, code, row.period_end), 0))
            for code in (indicator.numerator, indicator.denominator)
        )
        if 0 < row.value <= 1:
            told = wrong(
                "{value} is less than one per cent.",
                "If a spreadsheet holds it as a share of 1, write {number}.",
                number=f"{100 * row.value:.10g}",
            )
            yield row, "value", told
        elif part and whole and abs(100 * part / whole - row.value) > BEYOND_ROUNDING:
            told = wrong(
                "{value} is not the {part} of {whole} that the same day has: {rate}.",
                "Compare the three figures with the source.",
                part=f"{part:.0f}",
                whole=f"{whole:.0f}",
                rate=f"{100 * part / whole:.1f}",
            )
            yield row, "value", told
        elif row.jumped:
            told = wrong(
                "{value} was {before} a year before.",
                "Compare it with the source.",
                before=f"{row.before:.10g}",
            )
            yield row, "value", told
