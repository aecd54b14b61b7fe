"""The data of the picture that shows why an effect is believed, or why not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from doanvien.measures.waves.effects.counted.windows import in_year, share_inside, touched
from doanvien.measures.waves.effects.one_count import CountEffect

COLUMNS = ("start", "end", "year", "part", "log_ratio")


def picture(found: CountEffect) -> pd.DataFrame:
    """The log ratio of the units taking part to the others, interval by interval of all years.

    Columns: ``start`` and ``end`` (timestamps, both days included), ``year``; ``part`` is "wave"
    (a day of the wave), "around" (its weeks before and after), "placebo" (the same days of an
    earlier year that the effect is taken over), "other_wave" or "outside"; ``log_ratio`` less its
    level on the days outside of the same year, so that growth does not tilt the picture; NaN where
    either group has none. Empty where units are not compared.
    """
    panel, taking = found.panel, found.takes_part
    if not found.compares_units:
        return pd.DataFrame({column: [] for column in COLUMNS})
    mine = panel.counts[found.compared & taking].sum(axis=0)
    others = panel.counts[found.compared & ~taking].sum(axis=0)
    part = np.full(len(panel.starts), "outside", dtype=object)
    part[~found.split.used] = "other_wave"
    part[touched(panel, found.waves)] = "around"
    part[share_inside(panel, found.waves) > 0] = "wave"
    for year in found.years:
        part[touched(panel, [in_year(wave, year) for wave in found.waves])] = "placebo"
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(mine) - np.log(others)
        for year in np.unique(panel.years):
            here = panel.years == year
            level = here & (part == "outside")
            logs[here] -= np.log(mine[level].sum()) - np.log(others[level].sum())
    return pd.DataFrame(
        {
            "start": pd.to_datetime(panel.starts),
            "end": pd.to_datetime(panel.ends),
            "year": panel.years,
            "part": part,
            "log_ratio": np.where(np.isfinite(logs), logs, np.nan),
        }
    )
