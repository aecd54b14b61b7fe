"""Days along an axis: ticks on the days that matter, announced windows shaded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from doanvien.measures.waves.description import WaveReport
from doanvien.present.look import LABEL_SIZE, PAPER
from doanvien.present.words.phrases import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WAVE_SHADE = "#f6dcc4"


def shade_waves(axes: Axes, words: Words, waves: WaveReport, start: date, end: date) -> None:
    """Shade the announced windows and number them at the top."""
    windows = [(w.start, w.end) for w in waves.waves if w.start and w.end]
    for place, (first, last) in enumerate(dict.fromkeys(windows), start=1):
        if last < start or first > end:
            continue
        left, right = number(max(first, start)), number(min(last, end)) + 1
        axes.axvspan(left, right, color=WAVE_SHADE, zorder=0, linewidth=0)
        axes.annotate(
            words.t("Wave {number}", number=place),
            (left, 0.98),
            xycoords=axes.get_xaxis_transform(),
            xytext=(4, 0),
            textcoords="offset points",
            ha="left",
            va="top",
            fontsize=LABEL_SIZE,
        )
        axes.axvline(left, color=PAPER, linewidth=2, zorder=0.5)


def date_axis(axes: Axes, words: Words, days: list[date]) -> None:
    """Ticks on the days that matter, thinned so that no two labels touch."""
    first, last = axes.get_xlim()
    least = (last - first) / 4.2
    kept: list[date] = []
    for day in sorted(set(days)):
        if not kept or number(day) - number(kept[-1]) >= least:
            kept.append(day)
    axes.set_xticks(numbers(kept), [words.day(day) for day in kept])


def numbers(days: list[date]) -> list[float]:
    return [number(day) for day in days]


def number(day: date) -> float:
    return float(day.toordinal())
