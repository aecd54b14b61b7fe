"""The legend of a drawing, above it and from its left edge on: there it covers nothing, and nothing
of it is cut, however long the names beside the bars are."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing
    from matplotlib.legend import Legend

SAMPLE = 6
"""Letters that a sample of colour takes."""


def legend_of(drawing: Drawing) -> Legend | None:
    """The legend, wherever it stands; None where there is none, or one for each of several axes."""
    of_axes = [legend for axes in drawing.axes if (legend := axes.get_legend())]
    legends = [*of_axes, *drawing.legends]
    return legends[0] if len(legends) == 1 else None


def put_above(drawing: Drawing, legend: Legend, longest_row: int, title: str = "") -> int:
    """Put a legend above the drawing, in columns of which a row holds `longest_row` letters; how
    many rows it has."""
    texts = legend.get_texts()
    names = [text.get_text() for text in texts]
    handles = [handle for handle in legend.legend_handles if handle is not None]
    longest = max((len(name) + SAMPLE for name in names), default=1)
    in_one_row = sum(len(name) + SAMPLE for name in names) <= longest_row
    columns = max(1, len(names) if in_one_row else min(len(names), longest_row // longest))
    legend.remove()
    drawing.legend(
        handles,
        names,
        loc="outside upper left",
        ncols=columns,
        title=title or None,
        alignment="left",
        fontsize=texts[0].get_fontsize() if texts else None,
        frameon=False,
        borderaxespad=0,
        handlelength=1.2,
        columnspacing=1,
    )
    return ceil(len(names) / columns) + bool(title)
