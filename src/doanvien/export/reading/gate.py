"""The last look at what a reader is about to see: nothing that runs or calls, nothing half-made.

Text that people wrote is not judged: a title may be "Kết quả {2025}" and a note "NaN". Where our
own texts are made raw values are refused by their type (`reference.raw`); what is left to look at
is what an analyst's cell printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from doanvien.reference.sentences import Sentence, sentence

LOADING = ("src", "srcset", "poster", "data", "background", "action", "formaction")
NOT_FOR_PAGES = frozenset(
    re.findall(
        r"\w+",
        "script style template link meta base iframe frame object embed form input button video "
        "audio source animate set foreignobject",
    )
)
_REMOTE = re.compile(r"url\(\s*['\"]?\s*(?!#|data:)|@import", re.I)
_PLACEHOLDER = re.compile(r"\{\s*[A-Za-z_]\w*[^{}\n]{0,80}\}|%\(\w+\)[sdf]")
_PRINTED = frozenset({"NaN", "NaT", "<NA>", "nan", "inf", "-inf"})
"""What pandas and Python print where a number is missing or is none."""


def find_fault(html: str) -> Sentence | None:
    """What is wrong with a piece of a page, in words; None when nothing is.

    A fault is markup that runs code, that loads something from elsewhere or leaves the page.
    """
    return next(_Markup().faults(html), None)


def find_half_made(html: str, source: str) -> Sentence | None:
    """What is half-made in the HTML that a cell with the code `source` showed; None if nothing
    is.

    That is a cell of a table, or any piece of text, which is nothing but NaN, NaT, <NA> or inf; and
    a {placeholder} that stands in the cell's own code, where somebody forgot to fill it. Text
    marked as code may hold anything.
    """
    pieces = _Pieces()
    pieces.feed(html)
    pieces.close()
    for text in pieces.texts:
        if text.strip() in _PRINTED:
            return sentence("a raw value, {text!r}, would reach the reader", text=text.strip())
    return find_unfilled(" ".join(pieces.texts), source)


def find_unfilled(text: str, source: str) -> Sentence | None:
    """A {placeholder} of `text` that stands in the code that showed it; None if there is none."""
    for found in _PLACEHOLDER.finditer(text):
        if found[0] in source:
            return sentence(
                "an unfilled placeholder, {text!r}, would reach the reader", text=found[0]
            )
    return None


class _Pieces(HTMLParser):
    """The pieces of text between tags, without what is marked as code."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code += tag in ("code", "pre", "kbd", "samp")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("code", "pre", "kbd", "samp")

    def handle_data(self, data: str) -> None:
        if self._code <= 0:
            self.texts.append(data)


class _Markup(HTMLParser):
    """Looks at tags and attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[Sentence] = []

    def faults(self, html: str) -> Iterator[Sentence]:
        self.feed(html)
        self.close()
        yield from self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_FOR_PAGES:
            self._found.append(sentence("{tag} cannot stand in a report", tag=f"<{tag}>"))
        for name, value in attrs:
            self._check_attribute(tag, name, value or "")

    def _check_attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or value.strip().lower().startswith(("javascript:", "vbscript:")):
            self._found.append(sentence("{tag} would run code", tag=f"<{tag} {name}=…>"))
        loads = name in LOADING or (name == "href" and tag != "a")
        if loads and not value.startswith(("data:image/", "#")):
            self._found.append(_loads(tag, name, value))
        if _REMOTE.search(value) and name in ("style", "fill", "clip-path", "filter", "mask"):
            self._found.append(_loads(tag, name, value))


def _loads(tag: str, name: str, value: str) -> Sentence:
    told = f"<{tag} {name}={value[:60]!r}>"
    return sentence("{tag} would load something from elsewhere", tag=told)
