"""HTML that was not made by our templates, reduced to what may stand in a page: no script, nothing
that asks another machine for anything or leaves the page. What may stay is listed; nh3 (the Rust
library ammonia) reads as a browser reads and writes anew whatever it lets through."""

from __future__ import annotations

import re

import nh3
from bs4 import BeautifulSoup


def _words(text: str) -> set[str]:
    return set(text.split())


TAGS = _words(
    "a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre q s samp small span strong sub summary "
    "sup table tbody td tfoot th thead tr u ul var"
)
ATTRIBUTES = {
    "*": _words("colspan height lang rowspan scope start title width"),
    "a": {"href"},
    "img": _words("alt src"),
}
DRAWING_TAGS = _words(
    "figure figcaption div img svg g defs path rect circle ellipse line polyline polygon text "
    "tspan use image clipPath linearGradient radialGradient stop pattern"
)
DRAWING_ATTRIBUTES = {
    "*": _words(
        "id style d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points transform viewBox "
        "preserveAspectRatio patternUnits patternTransform gradientUnits gradientTransform offset "
        "clip-path clip-rule fill fill-opacity fill-rule stroke stroke-width stroke-opacity "
        "stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-miterlimit "
        "stop-color stop-opacity opacity font-family font-size font-style font-weight text-anchor "
        "dominant-baseline href role aria-label class alt"
    ),
    "div": {"hidden"},
    "img": {"src"},
}
_CONTENT_GOES = _words("script style template iframe object noscript title textarea")
_IMAGE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,]", re.I)
_CALLS_OUT = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|\\|image-set|expression", re.I)


def sanitise(html: str) -> str:
    """`html` with only harmless elements and attributes; unknown elements leave their text."""
    return nh3.clean(
        _without_halves(html),
        tags=TAGS,
        clean_content_tags=_CONTENT_GOES,
        attributes=ATTRIBUTES,
        attribute_filter=_may_stay,
        url_schemes=_words("http https mailto data"),
        link_rel=None,
    )


def sanitise_drawing(html: str) -> str:
    """The HTML of a figure with only what draws: a notebook that somebody sent may hold anything
    under the name of a figure."""
    return nh3.clean(
        _without_halves(html),
        tags=DRAWING_TAGS,
        clean_content_tags=_CONTENT_GOES,
        attributes=DRAWING_ATTRIBUTES,
        attribute_filter=_may_draw,
        url_schemes={"data"},
        link_rel=None,
    )


def prepare_tables(html: str, label: str, first: int = 1) -> str:
    """Tables that were not made by `present` get headers with scope and a region to scroll in.

    `label` names the regions, with a number from `first` on, because each must be told apart.
    """
    if "<table" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for number, table in enumerate(soup.find_all("table"), first):
        for header in table.find_all("th"):
            if not header.get("scope"):
                header["scope"] = "col" if header.find_parent("thead") else "row"
            if not header.get_text(strip=True):
                header.name = "td"
                del header["scope"]
        table["class"] = "data"
        attributes = {"class": "table-wrap", "role": "region", "tabindex": "0"}
        region = soup.new_tag("div", attrs={**attributes, "aria-label": f"{label} {number}"})
        table.wrap(region)
    return str(soup)


def _without_halves(text: str) -> str:
    """Without halves of letters, which JSON can hold and UTF-8 cannot."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _may_stay(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if _IMAGE.match(value) else None
    if name == "href":
        return None if value.strip().lower().startswith("data:") else value
    return value


def _may_draw(tag: str, name: str, value: str) -> str | None:
    if name == "src" or (name == "href" and tag == "image"):
        return value if _IMAGE.match(value) else None
    if name == "href":
        return value if value.startswith("#") else None
    return None if _CALLS_OUT.search(value) and name not in ("alt", "aria-label") else value
