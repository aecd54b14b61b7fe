"""The common look of all figures: fonts, colours, grid, and the numbers on the axes.

Drawn 5,2 inches wide with letters of 11 points, so that a phone 375 pixels wide, which shows the
whole figure, still shows letters of about 10 pixels. DejaVu Sans has every Vietnamese letter;
Verdana, of the same widths, stands in for it on Windows, macOS and iOS.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from doanvien.present.words.formats import format_count, format_decimal, format_percent
from doanvien.reference.languages import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure as Drawing

WIDTH = 5.2
LABEL_SIZE = 9.5
FONTS = ["DejaVu Sans", "Verdana", "Arial"]
INK = "#1f2933"
AXIS = "#5b6770"
GRID = "#dde2e6"
PAPER = "#ffffff"

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


@contextmanager
def style() -> Iterator[None]:
    """Within it, matplotlib and seaborn draw in the common look."""
    import matplotlib

    with matplotlib.rc_context(_settings()):
        yield


def new_figure(height: float = 3.1, width: float = WIDTH) -> tuple[Drawing, Axes]:
    """An empty drawing (inches) and its one pair of axes, in the common look, outside pyplot."""
    from matplotlib.figure import Figure as Drawing

    with style():
        drawing = Drawing(figsize=(width, height), layout="constrained")
        return drawing, drawing.subplots()


def format_axis(
    axis: Axis, kind: Literal["count", "percent", "decimal"], language: Language
) -> None:
    """Numbers on an axis as in the text: 20.000, not 20000; 50% for 0.5."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    write: dict[str, Any] = {
        "count": format_count,
        "percent": format_percent,
        "decimal": format_decimal,
    }
    if kind == "count":
        axis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axis.set_major_formatter(FuncFormatter(lambda value, _: write[kind](value, language)))


def _settings() -> Any:  # matplotlib's own type is a closed list of every setting it has
    from cycler import cycler

    return {
        "font.family": "sans-serif",
        "font.sans-serif": FONTS,
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
