"""Executed notebooks read as the chapters of one document.

Kept: text cells and shown results, in the order of the notebook and in the language of the report.
Left out: code, printed lines, warnings, values that are only text, sections whose code had nothing
to show, and caveats that an earlier chapter told word for word. A cell that failed, or a notebook
that was never run, is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup
from nbformat import NotebookNode

from doanvien.export.reading.content import DAMAGED, Content, Html, shown_by, text_of
from doanvien.export.reading.errors import ExportError
from doanvien.export.reading.finish import marked, said_once
from doanvien.present.shown.cover import COVER_MIME, MARKS, Cover, cover_from_payload
from doanvien.present.shown.sentences import Sentences
from doanvien.present.shown.tables.table import Table, clean_text
from doanvien.present.shown.tiles import Tile, Tiles
from doanvien.reference.languages import Language, language_or_usual, languages
from doanvien.reference.sentences import sentence

_HEADINGS = re.compile(r"h[1-6]")

CHECKS, COUNTS = "checks", ("run", "found")
"""The table of checks, whichever map it is about ("checks-63"), and the columns to add up."""

ANNEX = "annex"
"""The tag of cells that stand in the annex of the page, closed until a reader opens it."""

FEW_FIGURES = 5
"""Rows of all tables before the annex, below which a report is one page."""

SHARED = ("federation", "period", "cutoff", "language", "status")
"""What the covers of all chapters of one document must agree on."""


@dataclass(frozen=True)
class Part:
    """One thing a reader sees, the cell it comes from (counted from 1), and whether it stands in
    the annex of the page."""

    cell: int
    content: Content
    annex: bool = False


@dataclass(frozen=True)
class Chapter:
    """One notebook, called as its first heading is, else by its metadata or name."""

    name: str
    title: str
    parts: tuple[Part, ...]

    @property
    def main(self) -> tuple[Part, ...]:
        """What is read before the annex."""
        return tuple(part for part in self.parts if not part.annex)

    @property
    def annex(self) -> tuple[Part, ...]:
        """What stands behind it, closed until a reader opens it."""
        return tuple(part for part in self.parts if part.annex)

    @property
    def opens(self) -> bool:
        """Whether it is the first page of a report: it shows the headline values, or what there is
        to say instead."""
        return any(
            isinstance(part.content, Tiles)
            or (isinstance(part.content, Sentences) and part.content.role == "lead")
            for part in self.parts
        )


@dataclass(frozen=True)
class Document:
    """All chapters of one report, under the first cover that was shown (None without any)."""

    chapters: tuple[Chapter, ...]
    cover: Cover | None
    language: Language

    @property
    def title(self) -> str:
        """What the cover says, else the heading of the first chapter."""
        if self.cover:
            return self.cover.title
        return self.chapters[0].title if self.chapters else ""

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

    @property
    def checks(self) -> dict[str, int]:
        """``run``: how often figures were checked; ``found``: how many have to be looked at.

        Empty where no chapter tells.
        """
        told = [table.rows for _, table in self.tables() if CHECKS in (table.name, table.name[:-3])]
        return {key: int(sum(rows[key].sum() for rows in told)) for key in COUNTS if told}

    def tables(self) -> Iterator[tuple[Chapter, Table]]:
        """Every table with its chapter, in reading order: those of the annex last."""
        for annex in (False, True):
            for chapter in self.chapters:
                for part in chapter.annex if annex else chapter.main:
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
    read = [
        (name, notebook, _sections(notebook, name, chosen))
        for name, notebook in zip(names, notebooks, strict=True)
    ]
    _say_once([section for _, _, sections in read for section in sections])
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


def _sections(notebook: NotebookNode, name: str, language: Language) -> list[_Section]:
    _check_was_run(notebook, name)
    sections: list[_Section] = [_Section()]
    below = 0  # level of the heading that put what follows into the annex; 0 for none
    for number, cell in enumerate(notebook.cells, 1):
        if not _in_language(cell, language):
            continue
        if cell.cell_type == "markdown":
            if level := _heading_level(cell.source):
                sections.append(_Section())
                if _tagged(cell):
                    below = level
                elif level <= below:
                    below = 0
            annexed = bool(below) or _tagged(cell)
            sections[-1].parts.append(Part(number, text_of(cell, name, number, language), annexed))
        elif cell.cell_type == "code":
            contents = list(shown_by(cell, name, number, language))
            annexed = bool(below) or _tagged(cell)
            sections[-1].parts.extend(Part(number, content, annexed) for content in contents)
            sections[-1].asked |= _asks_to_show(cell)
            sections[-1].answered |= bool(contents)
    return sections


def _heading_level(source: str) -> int:
    """Of a text cell that begins with a heading; 0 for any other."""
    found = re.match(r"\s*(#+)\s", source)
    return len(found[1]) if found else 0


def _tagged(cell: NotebookNode) -> bool:
    """Whether a cell stands in the annex; the tag of a heading counts for all below it."""
    return ANNEX in cell.metadata.get("tags", ())


def _chapter(notebook: NotebookNode, name: str, sections: list[_Section]) -> Chapter:
    parts = tuple(_with_its_results(list(_spoken(sections))))
    return Chapter(name, _title(notebook, name, parts), parts)


def _say_once(sections: list[_Section]) -> None:
    """Take out what was told before, and with it a heading over nothing else."""
    left = said_once([part.content for section in sections for part in section.parts])
    for section in sections:
        kept = [(part, content) for part, content in zip(section.parts, left, strict=False)]
        section.parts = [replace(part, content=c) for part, c in kept if c is not None]
        if len(section.parts) < len(kept):
            section.answered = any(not _is_prose(part.content) for part in section.parts)


def _is_prose(content: Content) -> bool:
    return isinstance(content, Html) and content.kind == "prose"


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


def _asks_to_show(cell: NotebookNode) -> bool:
    """Whether a cell was written to show something; a cell that shows the cover only opens."""
    shows_cover = any(COVER_MIME in output.get("data", {}) for output in cell.outputs)
    return "show_" in cell.source and not shows_cover


def _title(notebook: NotebookNode, name: str, parts: Sequence[Part]) -> str:
    for part in parts:
        if isinstance(part.content, Html) and _is_prose(part.content):
            heading = BeautifulSoup(part.content.html, "html.parser").find(_HEADINGS)
            if heading is not None:
                return heading.get_text(" ", strip=True)
    return str(notebook.metadata.get("title") or name.replace("_", " ").capitalize())


@dataclass
class _Section:
    """A heading and what follows it: whether any code was asked, and whether it showed anything."""

    parts: list[Part] = field(default_factory=list)
    asked: bool = False
    answered: bool = False


def _spoken(sections: list[_Section]) -> tuple[Part, ...]:
    """The parts of a chapter without the sections whose code had nothing to show.

    A heading over nothing, or a text that explains an absent table, only makes a short report long.
    A chapter whose code showed nothing at all has no parts.
    """
    if any(section.asked for section in sections) and not any(s.answered for s in sections):
        return ()
    opening = next((section for section in sections if section.parts), None)
    return tuple(
        part
        for section in sections
        if section.answered or not section.asked or section is opening
        for part in _with_its_results(section.parts)
    )


def _with_its_results(parts: list[Part]) -> list[Part]:
    """A heading and its text go into the annex with all that the section shows."""
    shown = [part for part in parts if not _is_prose(part.content)]
    if shown and all(part.annex for part in shown):
        return [replace(part, annex=True) for part in parts]
    return parts


def _covers(notebook: NotebookNode, name: str) -> Iterator[Cover]:
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", ()):
            payload = output.get("data", {}).get(COVER_MIME)
            if payload is not None:
                try:
                    yield _legible(cover_from_payload(payload))
                except DAMAGED as error:
                    told = sentence("the output is damaged: {reason}", reason=str(error))
                    raise ExportError(name, told, number) from error


def _legible(cover: Cover) -> Cover:
    """Without letters that no page and no workbook can hold, in what people wrote."""
    return replace(
        cover,
        title=clean_text(cover.title),
        federation=clean_text(cover.federation),
        place=clean_text(cover.place),
        period_label=clean_text(cover.period_label),
        dataset_title=clean_text(cover.dataset_title),
        subtitle=clean_text(cover.subtitle),
    )


def _check_same_report(first: Cover, other: Cover, name: str) -> None:
    for key in SHARED:
        ours, theirs = getattr(first, key), getattr(other, key)
        if ours != theirs:
            raise ExportError(
                name,
                sentence(
                    "its cover says {key} {theirs}, the chapters before it say {ours}. Run all "
                    "chapters of a document with the same parameters.",
                    key=key,
                    theirs=str(theirs),
                    ours=str(ours),
                ),
            )


def _check_was_run(notebook: NotebookNode, name: str) -> None:
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if code and not any(cell.execution_count or cell.outputs for cell in code):
        raise ExportError(
            name,
            sentence(
                "the notebook was not run, so there is nothing to show. Run all its cells and save "
                "it, or add --execute to jupyter nbconvert."
            ),
        )


def _in_language(cell: NotebookNode, language: Language) -> bool:
    tagged = {f"lang-{code}" for code in languages()} & set(cell.metadata.get("tags", ()))
    return not tagged or f"lang-{language}" in tagged


def _parameter_language(notebooks: Sequence[NotebookNode]) -> Language:
    """The language papermill was given, where no cover tells it; else the usual one."""
    papermill = (notebook.metadata.get("papermill", {}) for notebook in notebooks)
    given = (made.get("parameters", {}).get("language") for made in papermill)
    return language_or_usual(next(filter(None, given), None))
