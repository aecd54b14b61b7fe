"""A drawing as a PNG of 64 colours at twice its size, inside an <img>."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import TYPE_CHECKING

from doanvien.present.look import PAPER, style

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

COLOURS = 64
CSS_DPI = 96


def render(drawing: Drawing, alt: str) -> str:
    """<img> with the picture as data; the same drawing gives the same bytes."""
    from PIL import Image

    raw = io.BytesIO()
    with style():
        drawing.savefig(raw, format="png", dpi=2 * CSS_DPI, metadata={"Software": None})
    picture = Image.open(raw).convert("RGBA")
    paper = Image.new("RGBA", picture.size, PAPER)
    flat = Image.alpha_composite(paper, picture).convert("RGB")
    small = io.BytesIO()
    flat.quantize(COLOURS, dither=Image.Dither.NONE).save(small, format="PNG", optimize=True)
    data = base64.b64encode(small.getvalue()).decode("ascii")
    return (
        f'<img src="data:image/png;base64,{data}" width="{picture.width // 2}" '
        f'height="{picture.height // 2}" alt="{escape(alt)}">'
    )
