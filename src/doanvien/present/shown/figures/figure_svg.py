"""A drawing as SVG that can stand inside a page: small, stable, its ids its own.

Matplotlib writes for a file of its own: ids such as "figure_1" that repeat on a page with two
figures, a style rule for every element of the page, a font list in every text, six decimals.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from doanvien.present.look import FONTS
from doanvien.present.shown.figures.canvas import canvas_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

POINTS_TO_PIXELS = 96 / 72
NUMBERS_IN = ("d", "x", "y", "width", "height", "transform", "points", "style")


def render(drawing: Drawing, name: str, alt: str) -> str:
    """<svg role="img"> with `alt`; a drawing made in the same way, and its name, give the same
    bytes.
    """
    import matplotlib

    from doanvien.present.shown.figures.svg_canvas import SvgCanvas

    raw = io.StringIO()
    with (
        canvas_of(drawing, SvgCanvas) as canvas,
        matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}),
    ):
        canvas.draw_into(raw)
    root = ET.fromstring(raw.getvalue())
    _strip_namespaces(root)
    for unwanted in (*root.findall("metadata"), *root.findall("defs[style]")):
        root.remove(unwanted)
    _drop_idle_ids(root)
    _shorten(root)
    _unwrap_groups(root)
    _set_frame(root, alt)
    return ET.tostring(root, encoding="unicode")


def _strip_namespaces(root: ET.Element) -> None:
    """Plain names: an HTML parser knows SVG without them."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        for key in [key for key in element.attrib if "}" in key]:
            element.set(key.rpartition("}")[2], element.attrib.pop(key))


def _drop_idle_ids(root: ET.Element) -> None:
    """Keep only ids that something points to; those are salted with the figure's name."""
    values = " ".join(value for element in root.iter() for value in element.attrib.values())
    used = set(re.findall(r"#([\w-]+)", values))
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)


def _shorten(root: ET.Element) -> None:
    """Two decimals, no line breaks, the font named once for the whole drawing."""
    for element in root.iter():
        for key in NUMBERS_IN:
            if key in element.attrib:
                element.set(key, _rounded(element.attrib[key]))
        if element.tag == "text":
            _shorten_text(element)
        else:
            element.text = None
        element.tail = None


def _shorten_text(element: ET.Element) -> None:
    element.set("style", re.sub(r"font-family:[^;]*;?\s*", "", element.get("style", "")))
    if re.fullmatch(r"rotate\(-?0 .*\)", element.get("transform", "")):
        del element.attrib["transform"]


def _rounded(value: str) -> str:
    short = re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.2f}", value)
    short = re.sub(r"\.(\d*?)0+(?!\d)", lambda found: f".{found[1]}" if found[1] else "", short)
    return " ".join(short.replace("-0 ", "0 ").split())


def _unwrap_groups(parent: ET.Element) -> None:
    """Replace groups that carry nothing by what is in them."""
    for child in list(parent):
        _unwrap_groups(child)
        if child.tag == "g" and not child.attrib:
            place = list(parent).index(child)
            parent.remove(child)
            for offset, grandchild in enumerate(list(child)):
                parent.insert(place + offset, grandchild)


def _set_frame(root: ET.Element, alt: str) -> None:
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    frame = {
        "role": "img",
        "aria-label": alt,
        "viewBox": root.get("viewBox", ""),
        "width": str(round(width * POINTS_TO_PIXELS)),
        "height": str(round(height * POINTS_TO_PIXELS)),
        "font-family": ", ".join([*FONTS, "sans-serif"]),
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }
    root.attrib.clear()
    root.attrib.update(frame)
