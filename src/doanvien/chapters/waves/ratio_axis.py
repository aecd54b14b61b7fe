"""Ratios with their intervals on a logarithmic axis: twice and half are equally far from 1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from doanvien.present.look import GREY, INK
from doanvien.present.words.formats import format_decimal
from doanvien.reference.languages import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LIMITS = 0.1, 10.0
"""What lies beyond is drawn as an arrow at the edge; its numbers stand in the table."""
TICKS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
LINE = "#c3cbd1"


def scale_ratios(axes: Axes, values: Iterable[float], language: Language) -> None:
    """An axis from the lowest to the highest value, a line at 1, numbers as in the text."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    shown = [min(max(value, LIMITS[0]), LIMITS[1]) for value in (*values, 0.8, 1.25)]
    axes.set_xscale("log")
    axes.set_xlim(min(shown) / 1.12, max(shown) * 1.12)
    axes.xaxis.set_major_locator(FixedLocator(TICKS))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: format_decimal(at, language)))
    axes.axvline(1.0, color=LINE, linewidth=1.4, zorder=0)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="y", visible=False)


def draw_ratio(axes: Axes, y: float, limits: tuple[float, float]) -> None:
    """An interval as a line with its middle on the axis; arrows where it goes on beyond the edge.

    An interval that holds 1 is grey and hollow, so that print without colour shows it too.
    """
    low, high = LIMITS
    firm = not limits[0] <= 1 <= limits[1]
    ends = [min(max(limit, low), high) for limit in limits]
    shade = INK if firm else GREY
    axes.plot(ends, [y, y], color=shade, linewidth=2.2, solid_capstyle="butt")
    for limit, end, arrow in zip(limits, ends, ("<", ">"), strict=True):
        if limit != end:
            axes.plot([end], [y], marker=arrow, color=shade, markersize=6)
    if firm:
        axes.plot([(ends[0] * ends[1]) ** 0.5], [y], marker="o", color=INK, markersize=6)
