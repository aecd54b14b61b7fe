"""Counted and expected over the year of a wave, where an effect with an interval is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from doanvien.chapters.waves.effects import estimated
from doanvien.chapters.waves.names import names_of
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.trusted.effect import Given
from doanvien.present.look import BLUE, GREY, INK, LABEL_SIZE, ON_LINES
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import made_frame, source_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHADE = "#f6dcc4"
ROOM = 1.2
COLUMNS = ("wave", "line", "period_start", "period_end", "a_day", "in_wave")


def over_time(report: Report) -> pd.DataFrame:
    """New members a day of the units that took part in the first wave with a given effect.

    A row for each reporting interval of the wave's year and line (counted, or expected without the
    wave), with the days it covers; ``in_wave`` tells whether the wave touches the interval. Empty
    where no effect on members is given, and in a report for wide circulation: what some units
    counted together would tell of single ones.
    """
    effects = () if report.public else report.place.wave_effects
    found = [
        (effect, count, count.effect)
        for effect, count in estimated(effects)
        if count.indicator == "members_new" and isinstance(count.effect, Given)
    ]
    rows = _rows(report, *found[0]) if found else []
    caption = report.t("New members a day, counted and expected without the wave")
    return made_frame(report, rows, COLUMNS, name="wave-expected", caption=caption)


def draw_over_time(lines: pd.DataFrame) -> Axes | None:
    """The frame of `over_time` as two step lines, intervals that the wave touches shaded."""
    import seaborn as sns
    from matplotlib.pyplot import subplots

    if lines.empty:
        return None
    t = source_of(lines).words.t
    counted, expected = t("counted"), t("expected without the wave")
    axes: Axes = subplots()[1]
    sns.lineplot(
        lines,
        x="period_start",
        y="a_day",
        hue="line",
        style="line",
        palette={counted: BLUE, expected: GREY},
        dashes={counted: "", expected: (4, 2)},
        drawstyle="steps-post",
        legend=False,
        ax=axes,
    )
    touched = lines[lines["in_wave"].astype(bool) & lines["line"].eq(counted)]
    for start, end in zip(touched["period_start"], touched["period_end"], strict=True):
        axes.axvspan(start, end, color=SHADE, zorder=0, linewidth=0)
    axes.set_ylim(0, ROOM * lines["a_day"].max())
    _name_lines(axes, lines, {counted: BLUE, expected: INK})
    return axes


def _name_lines(axes: Axes, lines: pd.DataFrame, colours: dict[str, str]) -> None:
    """Each line named where the two are furthest apart: the higher above, the lower below."""
    apart = lines.pivot(index="period_start", columns="line", values="a_day")
    position = int(apart.diff(axis=1).iloc[:, -1].abs().to_numpy().argmax())
    day, pair = apart.index[position], apart.iloc[position]
    for line, colour in colours.items():
        over = pair[line] == pair.max()
        axes.annotate(
            line,
            (day, pair[line]),
            xytext=(0, 4 if over else -4),
            textcoords="offset points",
            ha="right" if 2 * position > len(apart) else "left",
            va="bottom" if over else "top",
            color=colour,
            fontsize=LABEL_SIZE,
            bbox=ON_LINES,
        )


def over_time_finding(lines: pd.DataFrame) -> str:
    """What is drawn of which wave, for a caption."""
    if lines.empty:
        return ""
    return source_of(lines).words.t(
        "{wave}: new members a day, counted and expected without the wave; the wave is shaded",
        wave=lines["wave"].iloc[0],
    )


def over_time_described(lines: pd.DataFrame) -> str:
    """Where the two lines lie in the wave and outside it, for who cannot see them."""
    if lines.empty:
        return ""
    words = source_of(lines).words
    inside = lines[lines["in_wave"].astype(bool)].groupby("line")["a_day"].mean()
    return words.t(
        "Lines of new members a day of {wave}: on average {observed} counted and {expected} "
        "expected in the intervals around the wave.",
        wave=lines["wave"].iloc[0],
        observed=words.decimal(inside[words.t("counted")]),
        expected=words.decimal(inside[words.t("expected without the wave")]),
    )


def _rows(
    report: Report, effect: WaveEffect, count: CountEffect, given: Given
) -> list[dict[str, Any]]:
    t, panel = report.t, count.panel
    takes_part = count.compared & count.takes_part
    shown = (panel.years == effect.waves[0].start.year) & np.isfinite(given.expected)
    lines = {
        t("counted"): panel.counts[takes_part].sum(axis=0)[shown] / panel.days[shown],
        t("expected without the wave"): given.expected[shown] / panel.days[shown],
    }
    starts, ends = panel.starts[shown], panel.ends[shown]
    return [
        {
            "wave": names_of(report.words, effect),
            "line": line,
            "period_start": pd.Timestamp(start),
            "period_end": pd.Timestamp(end),
            "a_day": float(value),
            "in_wave": bool(touched),
        }
        for line, values in lines.items()
        for start, end, value, touched in zip(
            starts, ends, values, count.split.inside[shown], strict=True
        )
    ]
