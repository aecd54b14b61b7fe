"""The same drawing for a phone: narrower, with letters as large as in the wide one.

A phone shows a wide drawing whole, at seven tenths of its size, and letters of 14 pixels then have
ten. Drawn anew at the width of a phone they keep their size; names go on in a second line.
"""

from __future__ import annotations

import textwrap
from math import ceil
from typing import TYPE_CHECKING

from doanvien.present.look import LABEL_SIZE
from doanvien.present.shown.figures.legend import legend_of, put_above

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure as Drawing

WIDTH = 3.7
"""Inches: 355 pixels, which a phone of 375 pixels shows from edge to edge."""
LONGEST_LABEL, LONGEST_ROW = 17, 40
"""Letters of a name beside a bar, and of a row of the legend with its samples."""
MOST_NUMBERS, MOST_UPRIGHT = 4, 4
"""Numbers on an axis, and names side by side under bars."""
LINE = 0.2
"""Inches for one more line of letters."""


def narrow(drawing: Drawing) -> bool:
    """Change a drawing to the width of a phone; False, and nothing done, where it fits already."""
    width, height = drawing.get_size_inches()
    if width <= WIDTH:
        return False
    before, rows = _rows_of_legend(drawing)
    lines = max(0, rows - before)
    for axes in drawing.axes:
        lines += _names_in_more_lines(axes)
        _fewer_ticks(axes.xaxis)
        _smaller_names(axes)
    # What has equal squares keeps its shape; anything else keeps its height.
    square = any(axes.get_aspect() != "auto" for axes in drawing.axes)
    if square:
        height = (height - LINE * before) * WIDTH / width + LINE * before
    drawing.set_size_inches(WIDTH, height + LINE * lines)
    return True


def _names_in_more_lines(axes: Axes) -> int:
    """Names of horizontal bars in shorter lines; how many lines there are more."""
    if not _has_names(axes.yaxis):
        return 0
    labels = [label.get_text() for label in axes.get_yticklabels()]
    shorter = [textwrap.fill(" ".join(text.split()), LONGEST_LABEL) for text in labels]
    axes.set_yticks(axes.get_yticks(), shorter)
    return sum(text.count("\n") for text in shorter) - sum(text.count("\n") for text in labels)


def _smaller_names(axes: Axes) -> None:
    """Names under bars, one beside the other; of many they are turned."""
    if not _has_names(axes.xaxis):
        return
    turned = len(axes.get_xticklabels()) > MOST_UPRIGHT
    for label in axes.get_xticklabels():
        label.set_fontsize(LABEL_SIZE)
        if turned:
            label.set(rotation=60, rotation_mode="anchor", ha="right", va="center")


def _has_names(axis: Axis) -> bool:
    """Whether names stand at the ticks, not numbers or days."""
    from matplotlib.ticker import FixedLocator, ScalarFormatter

    fixed = isinstance(axis.get_major_locator(), FixedLocator)
    return fixed and not isinstance(axis.get_major_formatter(), ScalarFormatter)


def _rows_of_legend(drawing: Drawing) -> tuple[int, int]:
    """The legend in rows as long as a phone is wide: how many there were, and are."""
    legend = legend_of(drawing)
    if legend is None:
        return 0, 0
    title = legend.get_title().get_text()
    before = ceil(len(legend.get_texts()) / getattr(legend, "_ncols", 1)) + bool(title)
    return before, put_above(drawing, legend, LONGEST_ROW, title)


def _fewer_ticks(axis: Axis) -> None:
    from matplotlib.ticker import AutoLocator, MaxNLocator

    locator = axis.get_major_locator()
    if isinstance(locator, MaxNLocator) and not isinstance(locator, AutoLocator):
        locator.set_params(nbins=MOST_NUMBERS)
