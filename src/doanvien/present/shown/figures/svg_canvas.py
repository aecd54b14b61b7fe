"""Matplotlib's canvas for SVG, which measures texts by the renderer that draws them.

Its own makes a new renderer for each question how large something is, and none remembers what the
one before it has measured; setting a text to measure it is slow.
"""

from __future__ import annotations

from typing import Any, TextIO

from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG


class SvgCanvas(FigureCanvasSVG):
    """Draws its figure once, at the 72 points an inch of SVG."""

    def draw_into(self, file: TextIO) -> None:
        """Write the drawing; the figure has 72 points an inch afterwards."""
        dpi, self.figure.dpi = self.figure.dpi, self.fixed_dpi
        width, height = self.figure.get_size_inches()
        size = width * self.fixed_dpi, height * self.fixed_dpi
        vector = RendererSVG(*size, file, image_dpi=dpi, metadata={"Date": None})
        renderer: Any = MixedModeRenderer(self.figure, width, height, dpi, vector)
        self._renderer = renderer
        self.figure.draw(renderer)
        renderer.finalize()

    def get_renderer(self) -> Any:
        """Matplotlib asks for it wherever it measures."""
        return self._renderer
