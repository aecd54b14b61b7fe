"""A figure: drawn for a page and for a phone, each as the smaller of SVG and palette PNG, always
with a text for those who cannot see it."""

from __future__ import annotations

import base64
import re
import sys
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from doanvien.present.shown.figures import figure_phone, figure_png, figure_svg
from doanvien.present.shown.figures.canvas import as_laid_out
from doanvien.reference.languages import NOTEBOOKS_IN, Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

FIGURE_MIME = "application/vnd.doanvien.figure+json"
SHORTEST_ALT = 20


@dataclass(frozen=True, eq=False)
class Figure:
    """A drawing with its caption and a text that says what the drawing shows.

    name     ASCII key, stable between runs and unique on a page
    alt      what a reader who cannot see the drawing should know: what is drawn, and its message;
             more than 20 characters and not the caption again
    drawing  a matplotlib figure; closed once it is rendered

    Raises `ValueError` for a missing or empty-handed `alt`.
    """

    name: str
    caption: str
    alt: str
    drawing: Drawing
    language: Language = NOTEBOOKS_IN

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_-]*", self.name):
            raise ValueError(f"Figure name {self.name!r}: write lower-case ASCII letters, digits.")
        alt = self.alt.strip()
        if len(alt) <= SHORTEST_ALT or alt.casefold() == self.caption.strip().casefold():
            raise ValueError(
                f"Figure {self.name!r}: write an alt text of more than {SHORTEST_ALT} characters "
                "that says what the figure shows, other than its caption."
            )

    def bundle(self) -> dict[str, Any]:
        """What a notebook puts into the cell's output. The drawing is rendered and closed."""
        raster = figure_png.draw(self.drawing)
        with as_laid_out(self.drawing):
            vector = figure_svg.render(self.drawing, self.name, self.alt)
        image, form = _smaller(vector, figure_png.element(raster, self.alt))
        if figure_phone.narrow(self.drawing):
            small = self._drawn_again(form)
            # Hidden wherever no style sheet says which of the two to show.
            image = f'<div class="wide">{image}</div>\n<div class="narrow" hidden>{small}</div>'
        close(self.drawing)
        html = (
            f'<figure class="figure" id="figure-{self.name}">\n{image}\n'
            f"<figcaption>{escape(self.caption)}</figcaption>\n</figure>"
        )
        payload = {"name": self.name, "caption": self.caption, "alt": self.alt, "format": form}
        return {
            "text/plain": self.alt,
            "text/html": html,
            # For readers of mail, which shows no SVG.
            "image/png": base64.b64encode(raster).decode("ascii"),
            FIGURE_MIME: payload,
        }

    def _drawn_again(self, form: str) -> str:
        """The drawing as it is now, in a form that is known to be the smaller one."""
        if form == "png":
            return figure_png.element(figure_png.draw(self.drawing), self.alt)
        return figure_svg.render(self.drawing, f"{self.name}-phone", self.alt)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return self.bundle()


def _smaller(vector: str, raster: str) -> tuple[str, str]:
    if len(raster) < len(vector.encode()):
        return raster, "png"
    return vector, "svg"


def close(drawing: Drawing) -> None:
    """Give the memory back, and keep Jupyter from showing a pyplot figure a second time."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(drawing)
