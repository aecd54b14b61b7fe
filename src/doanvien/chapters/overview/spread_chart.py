"""How the shares attained are spread over the provinces, as a histogram."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import floor

from doanvien.chapters.overview.overview import Overview
from doanvien.present.look import BLUE, INK, PAPER, format_axis, new_figure
from doanvien.present.shown.figure import Figure

FEWEST = 8
"""Provinces from which bars tell more than the table."""
WIDTHS = tuple(Fraction(percent, 100) for percent in (5, 10, 20, 25, 50, 100, 200, 500))
MOST_BARS = 12
PAD, LIFT = 0.8, 3.0
"""Points of paper round a number, and how far it stands above its bar, so as not to cut it."""


def spread_charts(overview: Overview) -> list[Figure]:
    """Number of provinces by share of the target for new members; none for fewer than eight."""
    shares = [standing.share for standing in overview.members if standing.share is not None]
    if len(shares) < FEWEST:
        return []
    width = bar_width(shares)
    bars = Counter(floor(share / width) for share in shares)
    t, words = overview.t, overview.words
    drawing, axes = new_figure(height=2.7)
    for position, count in bars.items():
        left = float(position * width)
        axes.bar(left, count, width=float(width) * 0.94, align="edge", color=BLUE)
        middle = left + float(width) * 0.47
        axes.annotate(
            words.count(count),
            (middle, count),
            xytext=(0, LIFT),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=9.5,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": PAD},
            zorder=3,  # over the dashed line
        )
    axes.axvline(float(overview.elapsed), color=INK, linewidth=1.6, linestyle="--")
    axes.set_ylim(0, max(bars.values()) * 1.2)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="y", visible=False)
    format_axis(axes.xaxis, "percent", overview.language)
    items = "; ".join(
        t(
            "{count} from {low} to under {high}",
            count=words.count(bars[position]),
            low=words.percent(position * width, 0),
            high=words.percent((position + 1) * width, 0),
        )
        for position in sorted(bars)
    )
    caption = (
        t("Number of provinces by share attained; the dashed line is the whole target")
        if overview.elapsed == 1
        else t(
            "Number of provinces by share attained; the dashed line is the share of the year gone "
            "by, {elapsed}",
            elapsed=words.percent(overview.elapsed, 0),
        )
    )
    alt = t("Histogram of the provinces by share of the target attained: {items}.", items=items)
    return [Figure("spread", overview.country.caption(caption), alt, drawing, overview.language)]


def bar_width(shares: list[Fraction]) -> Fraction:
    """The narrowest round width that needs at most twelve bars between the extremes."""
    return next(
        (
            width
            for width in WIDTHS
            if floor(max(shares) / width) - floor(min(shares) / width) < MOST_BARS
        ),
        WIDTHS[-1],
    )
