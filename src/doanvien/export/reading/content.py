"""What one cell of an executed notebook gives a reader: its text, or what its outputs show."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Literal

from nbconvert.filters.markdown_mistune import InvalidNotebook
from nbformat import NotebookNode

from doanvien.export.reading.errors import ExportError
from doanvien.export.reading.gate import find_half_made, find_unfilled
from doanvien.export.reading.markdown import markdown_to_html
from doanvien.export.reading.sanitise import sanitise, sanitise_drawing
from doanvien.present.shown.cover import COVER_MIME
from doanvien.present.shown.figures.figure import FIGURE_MIME
from doanvien.present.shown.nothing import is_nothing
from doanvien.present.shown.sentences import TEXT_MIME, Sentences, sentences_from_payload
from doanvien.present.shown.tables.table import TABLE_MIME, Table, clean_text, table_from_resource
from doanvien.present.shown.tiles import TILES_MIME, Tiles, tiles_from_payload
from doanvien.reference.languages import Language, text_cell, translator
from doanvien.reference.sentences import Sentence, sentence


@dataclass(frozen=True)
class Html:
    """Harmless HTML: a text cell ("prose"), or a result an analyst showed in their own way."""

    html: str
    kind: Literal["prose", "result"]


@dataclass(frozen=True)
class Picture:
    """A figure as its notebook rendered it, with what its payload says of it.

    `png` is the same drawing for readers that show no SVG; empty where a notebook was run without.
    """

    name: str
    html: str
    caption: str = ""
    alt: str = ""
    png: bytes = b""


DAMAGED = (KeyError, ValueError, TypeError, AttributeError)
"""What a payload raises that is not the one we wrote, whatever somebody put in its place."""

Content = Html | Picture | Table | Tiles | Sentences


def text_of(cell: NotebookNode, name: str, number: int, language: Language) -> Html:
    """The HTML of a text cell, shipped ones in the language of the report, an analyst's own as they
    stand; `ExportError` for a pasted picture that is not there."""
    source = text_cell(cell.source, language)
    try:
        return Html(markdown_to_html(source, cell.get("attachments")), "prose")
    except InvalidNotebook as error:
        told = sentence("a picture pasted into it is missing ({reason})", reason=str(error))
        raise ExportError(name, told, number) from error


def shown_by(cell: NotebookNode, name: str, number: int, language: Language) -> Iterator[Content]:
    """What the outputs of a code cell show, in order; the cover is not among it.

    Raises `ExportError` for a cell that failed and for damaged output.
    """
    for output in cell.outputs:
        if output.output_type == "error":
            lines = [line for line in f"{output.ename}: {output.evalue}".splitlines() if line]
            failed = sentence("the cell failed with {error}", error=lines[-1])
            raise ExportError(name, failed, number)
        if output.output_type in ("display_data", "execute_result"):
            if is_nothing(output.metadata):
                continue
            try:
                content = _content(output.data, language)
            except DAMAGED as error:
                told = sentence("the output is damaged: {reason}", reason=str(error))
                raise ExportError(name, told, number) from error
            if content is not None:
                fault = _half_made(content, cell.source)
                if fault:
                    raise ExportError(name, fault, number)
                yield content


def _content(data: dict[str, Any], language: Language) -> Content | None:
    """What one output shows: our own payload, else an analyst's HTML, Markdown or picture."""
    if COVER_MIME in data:
        return None
    if "doanvien" in data.get(TABLE_MIME, {}):
        return _legible(table_from_resource(data[TABLE_MIME]))
    if TILES_MIME in data:
        return tiles_from_payload(data[TILES_MIME])
    if TEXT_MIME in data:
        return sentences_from_payload(data[TEXT_MIME])
    if FIGURE_MIME in data:
        return _picture(data, data[FIGURE_MIME])
    if "text/html" in data:
        return Html(sanitise(data["text/html"]), "result")
    if "text/markdown" in data:
        return Html(markdown_to_html(data["text/markdown"]), "result")
    return _analysts_picture(data, language)


def _picture(data: dict[str, Any], payload: dict[str, Any]) -> Picture:
    name, caption, alt = (clean_text(str(payload[key])) for key in ("name", "caption", "alt"))
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        raise ValueError(f"{name!r} is not the name of a figure")
    png = base64.b64decode(data.get("image/png", ""))
    return Picture(name, sanitise_drawing(data["text/html"]), caption, alt, png)


def _legible(table: Table) -> Table:
    """Without letters that no workbook can hold in what names the table; its cells are cleaned as
    they are written."""
    chart = table.chart and replace(table.chart, title=clean_text(table.chart.title))
    sheet = table.sheet and clean_text(table.sheet)
    return replace(table, caption=clean_text(table.caption), sheet=sheet, chart=chart)


def _half_made(content: Content, code: str) -> Sentence | None:
    """What an analyst's cell left unfinished; tables and tiles are made of typed values."""
    if isinstance(content, Html):
        return find_half_made(content.html, code)
    if isinstance(content, Sentences):
        return find_unfilled(" ".join(content.sentences), code)
    return None


def _analysts_picture(data: dict[str, Any], language: Language) -> Content | None:
    alt = escape(translator(language)("A picture added by the analyst, without a description"))
    for mime in ("image/png", "image/jpeg"):
        if mime in data:
            source = f"data:{mime};base64,{''.join(data[mime].split())}"
            return Html(f'<p><img src="{source}" alt="{alt}"></p>', "result")
    return None
