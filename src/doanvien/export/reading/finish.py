"""What only the whole document can see: a caveat told before, a caption that hides its status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape

from doanvien.export.reading.content import Content, Picture
from doanvien.present.shown.cover import MARKS
from doanvien.present.shown.sentences import Sentences
from doanvien.present.shown.tables.table import Table
from doanvien.reference.languages import Language, translator

ONCE = ("caveat", "action", "quote")
"""Roles of sentences that one report tells once."""


def said_once(contents: Iterable[Content]) -> Iterator[Content | None]:
    """The same contents without the caveats, actions and quotations that came before word for
    word; None where nothing is left. Each chapter tells its own, for it may stand alone; a report
    tells each once."""
    told: set[str] = set()
    for content in contents:
        if not isinstance(content, Sentences) or content.role not in ONCE:
            yield content
            if isinstance(content, Sentences) and content.role == "lead":
                told.update(content.sentences)
            continue
        new = tuple(text for text in dict.fromkeys(content.sentences) if text not in told)
        told.update(new)
        yield replace(content, sentences=new) if new else None


def marked(content: Content, language: Language, status: str) -> Content:
    """A table or figure of simulated or draft figures whose captions say so: they get copied
    alone."""
    if isinstance(content, Table):
        chart = content.chart
        if chart is not None:
            chart = replace(chart, title=_with_mark(chart.title, language, status))
        return replace(content, caption=_with_mark(content.caption, language, status), chart=chart)
    if isinstance(content, Picture) and content.caption:
        caption = _with_mark(content.caption, language, status)
        mark = f"<figcaption>{escape(caption)}</figcaption>"
        html = re.sub("<figcaption>.*?</figcaption>", lambda _: mark, content.html, flags=re.S)
        return replace(content, caption=caption, html=html)
    return content


def unmarked(caption: str, language: Language) -> str:
    """A caption without the mark, for where there is room for few letters."""
    for mark in MARKS.values():
        word = translator(language)(mark)
        caption = caption.replace(f" ({word})", "").replace(f", {word})", ")")
    return caption


def _with_mark(caption: str, language: Language, status: str) -> str:
    word = translator(language)(MARKS[status])
    return caption if word in caption else f"{caption} ({word})"
