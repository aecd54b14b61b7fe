"""The picture of an effect: how the two groups stood to each other, month by month of all years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from doanvien.chapters.waves.effects import estimated
from doanvien.chapters.waves.names import names_of
from doanvien.measures.waves.effects.picture import picture
from doanvien.present.look import BLUE
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import made_frame, source_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WAVE, BEFORE = "#f6dcc4", "#e3e7ea"
COLUMNS = ("wave", "part", "period_start", "period_end", "log_ratio")
SHADES = {"wave": WAVE, "around": WAVE, "placebo": BEFORE}


def over_years(report: Report) -> pd.DataFrame:
    """New members of the units that took part in the last wave that compares units, against those
    of the others.

    A row for each reporting interval of all years: ``log_ratio`` is the logarithm of the ratio of
    the two groups, less its level on the other days of the year; ``part`` is ``wave``, ``around``
    (its weeks before and after), ``placebo`` (the same days of an earlier year without a wave),
    ``other_wave`` or ``outside``. Empty where no units are compared, and in a report for wide
    circulation, as `over_time` is.
    """
    effects = () if report.public else report.place.wave_effects
    found = [
        (effect, count)
        for effect, count in estimated(effects)
        if count.indicator == "members_new" and count.compares_units
    ]
    rows = []
    if found:
        effect, count = found[-1]
        shown = picture(count)
        rows = [
            {
                "wave": names_of(report.words, effect),
                "part": row.part,
                "period_start": row.start,
                "period_end": row.end,
                "log_ratio": row.log_ratio,
            }
            for row in shown.itertuples()
        ]
    caption = report.t("Units that took part against the others, month by month (logarithm)")
    return made_frame(report, rows, COLUMNS, name="wave-years", caption=caption)


def draw_over_years(months: pd.DataFrame) -> Axes | None:
    """The frame of `over_years` as a line; the wave is shaded, and in grey the same days of earlier
    years without one."""
    import seaborn as sns
    from matplotlib.pyplot import subplots

    if months.empty:
        return None
    axes: Axes = subplots()[1]
    sns.lineplot(months, x="period_start", y="log_ratio", color=BLUE, marker="o", ax=axes)
    t = source_of(months).words.t
    told: dict[str, Any] = {}
    for part, shade in SHADES.items():
        shaded = months[months["part"] == part]
        for start, end in zip(shaded["period_start"], shaded["period_end"], strict=True):
            told[shade] = axes.axvspan(start, end, color=shade, zorder=0, linewidth=0)
    axes.axhline(0, color="#c3cbd1", linewidth=1.2, zorder=0.5)
    names = {
        WAVE: t("the wave and the weeks around it"),
        BEFORE: t("the same days of other years"),
    }
    axes.legend(list(told.values()), [names[shade] for shade in told])
    return axes


def over_years_finding(months: pd.DataFrame) -> str:
    """How far the line strays where no wave was held, nor in the weeks around one. Nothing is said
    of these here: what may be is in the conclusion."""
    if months.empty:
        return ""
    words = source_of(months).words
    calm = months[months["part"].isin(["placebo", "outside"])]["log_ratio"].dropna()
    furthest = float(np.exp(calm.abs().max())) if len(calm) else 1.0
    return words.t(
        "{wave}: outside it and the weeks around it, units that took part stray from the others by "
        "at most {times} times",
        wave=months["wave"].iloc[0],
        times=words.decimal(furthest),
    )


def over_years_described(months: pd.DataFrame) -> str:
    """What is drawn, for who cannot see it."""
    if months.empty:
        return ""
    words = source_of(months).words
    return words.t(
        "A line from {start} to {end}: units that took part against the others, 0 being as on the "
        "other days of the year.",
        start=words.day(months["period_start"].min()),
        end=words.day(months["period_end"].max()),
    )
