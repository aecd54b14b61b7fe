"""Text and tables that people wrote, reduced to what may stand in a page: no script, no style of
its own, nothing that asks another machine for anything."""

from __future__ import annotations

import re

import bleach  # type: ignore[import-untyped]
from bs4 import BeautifulSoup


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TAGS = _words(
    "a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre q s samp small span strong sub summary "
    "sup table tbody td tfoot th thead tr u ul var"
)
ATTRIBUTES = _words("alt colspan height href lang rowspan scope start title width")
_UNSEEN = re.compile(
    r"<(script|style|template|iframe|object|noscript|title|textarea)\b.*?(</\1\s*>|\Z)", re.I | re.S
)
_IMAGE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,]", re.I)


def sanitise(html: str) -> str:
    """`html` with only harmless elements and attributes; unknown elements leave their text."""
    seen = _UNSEEN.sub("", html)
    clean: str = bleach.clean(
        seen,
        tags=TAGS,
        attributes=_may_stay,
        protocols={"http", "https", "mailto", "data"},
        strip=True,
        strip_comments=True,
    )
    return clean


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


def _may_stay(tag: str, name: str, value: str) -> bool:
    if name == "src":
        return tag == "img" and bool(_IMAGE.match(value))
    if name == "href":
        return tag == "a" and not value.strip().lower().startswith("data:")
    return name in ATTRIBUTES
