"""The text of a mail, once plain and once as HTML that the Word engine of Outlook can lay out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import css_inline
from jinja2 import Environment, FunctionLoader, StrictUndefined

from doanvien.mail.story import Story
from doanvien.present.shown.figure_png import size
from doanvien.present.shown.tiles import Tile
from doanvien.reference.languages import Translator, translator
from doanvien.reference.raw import refuse_raw

WIDTH, PADDING = 600, 24
LINE = 76
ANNEX = (
    "Annex of figures, drawn up automatically; it does not replace a signed and sealed document."
)


@dataclass(frozen=True)
class Attached:
    """A file that goes with the mail: its name and what it is for, in words."""

    name: str
    purpose: str


def html_body(story: Story, attached: Sequence[Attached], cids: Sequence[str]) -> str:
    """HTML for a mail; `cids` name its pictures, in their order. Same story, same text."""
    page = (
        _environment()
        .get_template("mail.html")
        .render(
            story=story,
            cover=story.cover,
            t=translator(story.language),
            screen_css=_read("screen.css"),
            annex=ANNEX,
            width=WIDTH,
            attached=attached,
            pictures=[
                (picture, cid, min(size(picture.png)[0], WIDTH - 2 * PADDING))
                for picture, cid in zip(story.pictures, cids, strict=True)
            ],
        )
    )
    inlined = _inliner().inline(page)
    return re.sub(r">\s+<(?=/?(?:t|html|head|body|meta))", ">\n<", inlined)


def plain_body(story: Story, attached: Sequence[Attached]) -> str:
    """The same in plain text, lines no longer than a reader's window; same story, same text."""
    t = translator(story.language)
    cover = story.cover
    blocks = [
        *([cover.status_label] if story.simulated else []),
        f"{cover.federation}\n{cover.title}",
        t("Figures up to {date}. {status}.", date=cover.cutoff_label, status=cover.status_label),
        t("Dear colleagues,"),
        " ".join(story.lead),
        *_listed(t("Main results"), [_tile_line(tile) for tile in story.tiles]),
        *_listed(t("What needs attention"), story.attention),
        *([_left_out(t, story)] if story.left_out else []),
        *_listed(t("What the charts show"), [f"{p.caption}. {p.alt}" for p in story.pictures]),
        *_listed(t("Attached files"), [f"{file.name}: {file.purpose}" for file in attached]),
        t(ANNEX),
    ]
    return "\n\n".join(_wrapped(block) for block in blocks if block) + "\n"


def _tile_line(tile: Tile) -> str:
    more = "; ".join(part for part in (tile.against, tile.verdict, tile.note) if part)
    return f"{tile.label}: {tile.value}" + (f" ({more})" if more else "")


def _left_out(t: Translator, story: Story) -> str:
    return t("{count} more points stand in the report.", count=story.left_out)


def _listed(title: str, items: Sequence[str]) -> list[str]:
    if not items:
        return []
    return ["\n".join([title.upper(), *(f"- {item}" for item in items)])]


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
