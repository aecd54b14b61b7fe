"""Executed notebooks read as the chapters of one document.

Kept: text cells and shown results, in the order of the notebook and in the language of the report.
Left out: code, printed lines, warnings, and values that are only text. A cell that failed, or a
notebook that was never run, is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from bs4 import BeautifulSoup
from nbconvert.filters.markdown_mistune import InvalidNotebook
from nbformat import NotebookNode

from doanvien.export.errors import ExportError
from doanvien.export.markdown import markdown_to_html
from doanvien.export.sanitise import sanitise
from doanvien.present.cover import COVER_MIME, Cover, cover_from_payload
from doanvien.present.figure import FIGURE_MIME
from doanvien.present.table import TABLE_MIME, Table
from doanvien.present.table_resource import from_resource
from doanvien.present.text import TEXT_MIME, Sentences, sentences_from_payload
from doanvien.present.tiles import TILES_MIME, Tile, Tiles, tiles_from_payload
from doanvien.reference.languages import Language, translator

_HEADINGS = re.compile(r"h[1-6]")

SHARED = ("federation", "period", "cutoff", "language", "status")
"""What the covers of all chapters of one document must agree on."""


@dataclass(frozen=True)
class Html:
    """Harmless HTML: a text cell ("prose"), or a result an analyst showed in their own way."""

    html: str
    kind: Literal["prose", "result"]


@dataclass(frozen=True)
class Picture:
    """A figure as its notebook rendered it, with the name and caption of its payload."""

    name: str
    caption: str
    html: str


Content = Html | Picture | Table | Tiles | Sentences


@dataclass(frozen=True)
class Part:
    """One thing a reader sees, and the cell it comes from (counted from 1)."""

    cell: int
    content: Content


@dataclass(frozen=True)
class Chapter:
    """One notebook, called as its first heading is, else by its metadata or name."""

    name: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Document:
    """All chapters of one report, under the first cover that was shown (None without any)."""

    chapters: tuple[Chapter, ...]
    cover: Cover | None
    language: Language

    @property
    def status(self) -> str:
        """Status of the data set: of the cover, else of the tables; "" if nobody said it."""
        if self.cover:
            return self.cover.status
        told = {table.status for _, table in self.tables()} - {""}
        return "simulated" if "simulated" in told else "".join(sorted(told)[:1])

    @property
    def headline(self) -> tuple[Tile, ...]:
        """The first row of headline values."""
        shown = (part.content for chapter in self.chapters for part in chapter.parts)
        return next((content.tiles for content in shown if isinstance(content, Tiles)), ())

    def tables(self) -> Iterator[tuple[Chapter, Table]]:
        """Every table with its chapter, in reading order."""
        for chapter in self.chapters:
            for part in chapter.parts:
                if isinstance(part.content, Table):
                    yield chapter, part.content


def read_document(
    notebooks: Sequence[NotebookNode],
    names: Sequence[str],
    language: Language | None = None,
) -> Document:
    """Executed notebooks (nbformat 4), one a chapter, as one document.

    `names` are the notebooks' names without ending, for errors and anchors. `language` decides
    which text cells are kept; without it, the cover does, else the parameter of the notebook.
    Raises `ExportError` for a cell that failed, a notebook that was not run, damaged output, or
    covers that speak of different reports.
    """
    covers = [
        (name, cover)
        for name, notebook in zip(names, notebooks, strict=True)
        for cover in _covers(notebook, name)
    ]
    for name, other in covers[1:]:
        _check_same_report(covers[0][1], other, name)
    cover = covers[0][1] if covers else None
    chosen = language or (cover.language if cover else _parameter_language(notebooks))
    chapters = tuple(
        _chapter(notebook, name, chosen) for name, notebook in zip(names, notebooks, strict=True)
    )
    return Document(chapters, cover, chosen)


def _chapter(notebook: NotebookNode, name: str, language: Language) -> Chapter:
    _check_was_run(notebook, name)
    parts: list[Part] = []
    for number, cell in enumerate(notebook.cells, 1):
        if not _in_language(cell, language):
            continue
        if cell.cell_type == "markdown":
            parts.append(Part(number, _prose(cell, name, number)))
        elif cell.cell_type == "code":
            contents = _contents(cell, name, number, language)
            parts.extend(Part(number, content) for content in contents)
    return Chapter(name, _title(notebook, name, parts), tuple(parts))


def _title(notebook: NotebookNode, name: str, parts: Sequence[Part]) -> str:
    for part in parts:
        if isinstance(part.content, Html) and part.content.kind == "prose":
            heading = BeautifulSoup(part.content.html, "html.parser").find(_HEADINGS)
            if heading is not None:
                return heading.get_text(" ", strip=True)
    return str(notebook.metadata.get("title") or name.replace("_", " ").capitalize())


def _prose(cell: NotebookNode, name: str, number: int) -> Html:
    try:
        return Html(markdown_to_html(cell.source, cell.get("attachments")), "prose")
    except InvalidNotebook as error:
        raise ExportError(name, str(error), number) from error


def _contents(cell: NotebookNode, name: str, number: int, language: Language) -> Iterator[Content]:
    for output in cell.outputs:
        if output.output_type == "error":
            lines = [line for line in f"{output.ename}: {output.evalue}".splitlines() if line]
            raise ExportError(name, f"the cell failed with {lines[-1]}", number)
        if output.output_type in ("display_data", "execute_result"):
            try:
                content = _content(output.data, language)
            except (KeyError, ValueError) as error:
                raise ExportError(name, f"the output is damaged: {error}", number) from error
            if content is not None:
                yield content


def _content(data: dict[str, Any], language: Language) -> Content | None:
    """What one output shows: our own payload, else an analyst's HTML, Markdown or picture."""
    if COVER_MIME in data:
        return None
    if "doanvien" in data.get(TABLE_MIME, {}):
        return from_resource(data[TABLE_MIME])
    if TILES_MIME in data:
        return tiles_from_payload(data[TILES_MIME])
    if TEXT_MIME in data:
        return sentences_from_payload(data[TEXT_MIME])
    if FIGURE_MIME in data:
        payload = data[FIGURE_MIME]
        return Picture(payload["name"], payload["caption"], data["text/html"])
    if "text/html" in data:
        return Html(sanitise(data["text/html"]), "result")
    if "text/markdown" in data:
        return Html(markdown_to_html(data["text/markdown"]), "result")
    return _analysts_picture(data, language)


def _analysts_picture(data: dict[str, Any], language: Language) -> Content | None:
    alt = escape(translator(language)("A picture added by the analyst, without a description"))
    for mime in ("image/png", "image/jpeg"):
        if mime in data:
            source = f"data:{mime};base64,{''.join(data[mime].split())}"
            return Html(f'<p><img src="{source}" alt="{alt}"></p>', "result")
    return None


def _covers(notebook: NotebookNode, name: str) -> Iterator[Cover]:
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", ()):
            payload = output.get("data", {}).get(COVER_MIME)
            if payload is not None:
                try:
                    yield cover_from_payload(payload)
                except ValueError as error:
                    raise ExportError(name, str(error), number) from error


def _check_same_report(first: Cover, other: Cover, name: str) -> None:
    for key in SHARED:
        ours, theirs = getattr(first, key), getattr(other, key)
        if ours != theirs:
            raise ExportError(
                name,
                f"its cover says {key} {theirs}, the chapters before it say {ours}. Run all "
                "chapters of a document with the same parameters.",
            )


def _check_was_run(notebook: NotebookNode, name: str) -> None:
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if code and not any(cell.execution_count or cell.outputs for cell in code):
        raise ExportError(
            name,
            "the notebook was not run, so there is nothing to show. Run all its cells and save it, "
            "or add --execute to jupyter nbconvert.",
        )


def _in_language(cell: NotebookNode, language: Language) -> bool:
    tagged = {tag for tag in cell.metadata.get("tags", ()) if tag in ("lang-vi", "lang-en")}
    return not tagged or f"lang-{language}" in tagged


def _parameter_language(notebooks: Sequence[NotebookNode]) -> Language:
    """The language papermill was given, where no cover tells it; Vietnamese otherwise."""
    for notebook in notebooks:
        parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
        if parameters.get("language") in ("vi", "en"):
            language: Language = parameters["language"]
            return language
    return "vi"
