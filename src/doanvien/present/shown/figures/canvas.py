"""A drawing on the canvas that it is drawn on.

`Figure.savefig` would draw it twice, without ink the first time, to compute the layout; the canvas
itself draws once and computes the layout as it begins: a third of the time of a drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from doanvien.present.look import style

if TYPE_CHECKING:
    from matplotlib.backend_bases import FigureCanvasBase
    from matplotlib.figure import Figure as Drawing

    Canvas = TypeVar("Canvas", bound=FigureCanvasBase)


@contextmanager
def canvas_of(drawing: Drawing, kind: type[Canvas], dpi: float | None = None) -> Iterator[Canvas]:
    """A canvas in the common look, of so many dots per inch (None: those of the drawing), which has
    its own canvas and resolution again afterwards."""
    canvas, before = drawing.canvas, drawing.dpi
    try:
        drawing.dpi = dpi or before
        with style():
            yield kind(drawing)
    finally:
        drawing.dpi = before
        drawing.set_canvas(canvas)


@contextmanager
def as_laid_out(drawing: Drawing) -> Iterator[None]:
    """The drawing keeps the layout that it was drawn in last, until it lays itself out again."""
    engine = drawing.get_layout_engine()
    if engine is None:  # nothing to give back: to set none of one asks for the usual engine
        yield
        return
    drawing.set_layout_engine("none")
    try:
        yield
    finally:
        drawing.set_layout_engine(engine)
