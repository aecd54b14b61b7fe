"""Executed notebooks read as the chapters of one document.

Kept: text cells and shown results, in the order of the notebook and in the language of the report.
Left out: code, printed lines, warnings, values that are only text, sections whose code had nothing
to show, and caveats that an earlier chapter told word for word. A cell that failed, or a notebook
that was never run, is an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bs4 import BeautifulSoup
from nbformat import NotebookNode

from doanvien.export.reading.content import Html
from doanvien.export.reading.covers import check_same_report, covers_in
from doanvien.export.reading.document import Chapter, Document, Part
from doanvien.export.reading.finish import marked
from doanvien.export.reading.sections import (
    Section,
    is_prose,
    say_once,
    sections_of,
    spoken,
    with_its_results,
)
from doanvien.present.shown.cover import MARKS
from doanvien.present.shown.tables.table import Table
from doanvien.reference.languages import Language, language_or_usual

_HEADINGS = re.compile(r"h[1-6]")
FEW_FIGURES = 5
"""Rows of all tables before the annex, below which a report is one page."""


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
        for cover in covers_in(notebook, name)
    ]
    for name, other in covers[1:]:
        check_same_report(covers[0][1], other, name)
    cover = covers[0][1] if covers else None
    chosen = language or (cover.language if cover else _parameter_language(notebooks))
    read = [
        (name, notebook, sections_of(notebook, name, chosen))
        for name, notebook in zip(names, notebooks, strict=True)
    ]
    say_once([section for _, _, sections in read for section in sections])
    chapters = (_chapter(notebook, name, sections) for name, notebook, sections in read)
    kept = _with_something_open([chapter for chapter in chapters if chapter.parts])
    document = Document(tuple(kept), cover, chosen)
    return _marked(document) if document.status in MARKS else document


def _with_something_open(chapters: list[Chapter]) -> list[Chapter]:
    """A document that is nothing but annex, such as one chapter alone, has none."""
    if any(chapter.main for chapter in chapters):
        return _on_one_page(chapters)
    return [_moved(chapter, annex=False) for chapter in chapters]


def _on_one_page(chapters: list[Chapter]) -> list[Chapter]:
    """A report of few figures is its first page; all else is there for who wants to look it up."""
    rows = sum(
        len(part.content.values)
        for chapter in chapters
        for part in chapter.main
        if isinstance(part.content, Table)
    )
    if len(chapters) < 2 or rows >= FEW_FIGURES or not chapters[0].opens:
        return chapters
    first, *others = chapters
    return [first, *(_moved(chapter, annex=True) for chapter in others)]


def _moved(chapter: Chapter, *, annex: bool) -> Chapter:
    return replace(chapter, parts=tuple(replace(part, annex=annex) for part in chapter.parts))


def _chapter(notebook: NotebookNode, name: str, sections: list[Section]) -> Chapter:
    parts = tuple(with_its_results(list(spoken(sections))))
    return Chapter(name, _title(notebook, name, parts), parts)


def _marked(document: Document) -> Document:
    """A document whose every caption says that its figures are simulated, or a draft."""
    language = document.language
    chapters = (
        replace(
            chapter,
            parts=tuple(
                replace(p, content=marked(p.content, language, document.status))
                for p in chapter.parts
            ),
        )
        for chapter in document.chapters
    )
    return replace(document, chapters=tuple(chapters))


def _title(notebook: NotebookNode, name: str, parts: Sequence[Part]) -> str:
    for part in parts:
        if isinstance(part.content, Html) and is_prose(part.content):
            heading = BeautifulSoup(part.content.html, "html.parser").find(_HEADINGS)
            if heading is not None:
                return heading.get_text(" ", strip=True)
    return str(notebook.metadata.get("title") or name.replace("_", " ").capitalize())


def _parameter_language(notebooks: Sequence[NotebookNode]) -> Language:
    """The language papermill was given, where no cover tells it; else the usual one."""
    papermill = (notebook.metadata.get("papermill", {}) for notebook in notebooks)
    given = (made.get("parameters", {}).get("language") for made in papermill)
    return language_or_usual(next(filter(None, given), None))
