"""The common look of all figures: fonts, colours, grid, and the numbers on the axes.

Drawn 5,2 inches wide with letters of 11 points, and again at the width of a phone, where the
smallest still have 13 pixels (`shown/figures/figure_phone.py`). DejaVu Sans has every Vietnamese
letter; Verdana, of the same widths, stands in for it on Windows, macOS and iOS.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

WIDTH, HEIGHT = 5.2, 3.1
LABEL_SIZE = 9.8
FONTS = ["DejaVu Sans", "Verdana", "Arial"]
INK = "#1f2933"
AXIS = "#5b6770"
GRID = "#dde2e6"
PAPER = "#ffffff"
ON_LINES = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
"""What is behind letters that may lie on a line."""

BLUE, ORANGE, GREEN, PURPLE, GREY, BROWN = PALETTE = (
    "#0072b2",
    "#d55e00",
    "#00835f",
    "#a85286",
    "#6b7680",
    "#8a6100",
)
"""Okabe and Ito's colours for every kind of colour vision (2008, jfly.uni-koeln.de/color), the
light ones darkened until each has a contrast of 3:1 or more against white (WCAG 2.2, 1.4.11)."""


VERDICT_COLOURS = {
    "exceeded": GREEN,
    "met": GREEN,
    "reached": GREEN,
    "on_pace": BLUE,
    "slow": "#e0a030",
    "not_yet": "#e0a030",
    "at_risk": ORANGE,
    "over_limit": ORANGE,
    "within_limit": GREEN,
    "below_limit": GREY,
    "missed": ORANGE,
    "too_early": GREY,
    "unsettled": GREY,
    "ended": GREY,
    "other_basis": GREY,
    "not_published": GREY,
    "not_computable": GREY,
}
"""A colour for each code of a verdict, of different lightness; the word stands beside it."""

YEARS_SHOWN = 12


def set_look() -> None:
    """From now on seaborn and matplotlib draw in the common look."""
    import seaborn as sns

    # Of a frame without rows seaborn says so by a warning; `show_figure` says it in words.
    warnings.filterwarnings("ignore", message="Ignoring `palette` because no `hue`")
    sns.set_theme(style="ticks", palette=list(PALETTE), rc=_settings())


def years_palette(last: int) -> dict[int, str]:
    """A colour for a year and for each of the twelve before it: the last strong, the others grey,
    the paler the older."""
    shades = ("#5b6770", "#87919a", "#a9b1b8", "#c3c9ce", "#d5dade")
    older = {last - back: shades[min(back - 1, 4)] for back in range(YEARS_SHOWN, 0, -1)}
    return {**older, last: BLUE}


@contextmanager
def style() -> Iterator[None]:
    """Within it, matplotlib draws in the common look, whatever a notebook has set."""
    import matplotlib

    with matplotlib.rc_context(_settings()):
        yield


def _settings() -> Any:  # matplotlib's own type is a closed list of every setting it has
    from cycler import cycler

    return {
        "figure.figsize": (WIDTH, HEIGHT),
        "figure.constrained_layout.use": True,
        "font.family": "sans-serif",
        # Matplotlib brings it along. The others stand in for it where a page is read, not drawn.
        "font.sans-serif": FONTS[:1],
        "font.size": 11,
        "axes.titlesize": 11,
        "axes.labelsize": 11,
        "xtick.labelsize": 10.5,
        "ytick.labelsize": 10.5,
        "legend.fontsize": 10.5,
        "legend.frameon": False,
        "text.parse_math": False,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": AXIS,
        "ytick.color": AXIS,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "axes.edgecolor": AXIS,
        "axes.facecolor": PAPER,
        "figure.facecolor": PAPER,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": GRID,
        "grid.linewidth": 0.8,
        "lines.linewidth": 2,
        "lines.markersize": 6,
        "axes.prop_cycle": cycler(color=PALETTE),
        "axes.unicode_minus": True,
    }
