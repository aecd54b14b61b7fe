"""The templates of the pages: autoescaping on, the stylesheet put into the page."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from doanvien.export.pages.foreign import mark_vietnamese
from doanvien.reference.languages import NOTEBOOKS_IN
from doanvien.reference.text.raw import refuse_raw

NO_LETTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What HTML and XML forbid; a line break that Windows writes is one of them."""


def render(template: str, style: str = "report.css", **values: object) -> str:
    """A page from `templates/` with a stylesheet of that folder; every value is escaped, a missing
    or raw one is an error.

    In a page of another language Vietnamese names say that they are. Letters that no page can hold
    (halves of letters, control characters) are left out.
    """
    page = _environment().get_template(template).render(css=Markup(_read(style)), **values)
    page = NO_LETTER.sub("", page)
    return page if values["language"] == NOTEBOOKS_IN else mark_vietnamese(page)


def css_text(text: str) -> Markup:
    """`text` as a quoted CSS string that can neither end the string nor the stylesheet."""
    return Markup(
        '"' + re.sub(r"[^\w .,;:/()–-]", lambda char: f"\\{ord(char[0]):06x}", text) + '"'
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=refuse_raw,
    )
    environment.filters["css_text"] = css_text
    return environment


@cache
def _read(name: str) -> str:
    return (files("doanvien.export") / "templates" / name).read_text(encoding="utf-8")
