"""The text of a mail, once plain and once as HTML that the Word engine of Outlook can lay out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import css_inline
from jinja2 import Environment, FunctionLoader, StrictUndefined

from doanvien.mail.writing.story import Story, tile_line
from doanvien.present.shown.cover import Cover
from doanvien.present.words.letters import capital
from doanvien.reference.languages import translator
from doanvien.reference.text.raw import refuse_raw

WIDTH = 600
LINE = 76
ANNEX = (
    "Annex of figures, drawn up automatically; it does not replace a signed and sealed document."
)


def html_body(story: Story, attached: Sequence[str]) -> str:
    """HTML for a mail with these attachments, each in words. Same story, same text."""
    page = (
        _environment()
        .get_template("mail.html")
        .render(
            story=story,
            cover=story.cover,
            facts=_facts(story.cover),
            t=translator(story.language),
            screen_css=_read("screen.css"),
            annex=ANNEX,
            width=WIDTH,
            attached=_listed(attached),
        )
    )
    inlined = _inliner().inline(page)
    return re.sub(r">\s+<(?=/?(?:t|html|head|body|meta))", ">\n<", inlined)


def plain_body(story: Story, attached: Sequence[str]) -> str:
    """The same in plain text, lines no longer than a reader's window; same story, same text."""
    t = translator(story.language)
    cover = story.cover
    blocks = [
        f"{story.place} · {cover.period_label}\n{cover.federation}. {_facts(cover)}",
        t("Dear colleagues,"),
        " ".join(story.lead),
        _list("", [tile_line(tile) for tile in story.tiles]),
        _list(t("To be decided"), story.actions),
        _list(t("Caveat"), story.caveats),
        t("Attached: {files}.", files=_listed(attached)) if attached else "",
        t(ANNEX),
    ]
    return "\n\n".join(_wrapped(block) for block in blocks if block) + "\n"


def _facts(cover: Cover) -> str:
    """Up to which day the figures go, how much of the year that is, and what kind they are."""
    return f"{capital(cover.days)}. {cover.status_label}."


def _listed(attached: Sequence[str]) -> str:
    return "; ".join(attached)


def _list(title: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    return "\n".join([*([title.upper()] if title else []), *(f"- {item}" for item in items)])


def _wrapped(block: str) -> str:
    return "\n".join(
        textwrap.fill(
            line,
            LINE,
            subsequent_indent="  " if line.startswith("- ") else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in block.splitlines()
    )


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(
        extra_css=_read("mail.css"),
        # What stands in the page is for dark mode and phones, and cannot stand in an attribute.
        inline_style_tags=False,
        keep_style_tags=True,
        # Nothing is fetched: a style sheet that is not in the mail does not belong to it.
        load_remote_stylesheets=False,
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=refuse_raw,
    )


@cache
def _read(name: str) -> str:
    return (files("doanvien.mail") / "templates" / name).read_text(encoding="utf-8")
