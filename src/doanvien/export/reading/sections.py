"""The cells of a notebook as sections: a heading, what was asked under it, what it showed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from nbformat import NotebookNode

from doanvien.export.reading.content import Content, Html, shown_by, text_of
from doanvien.export.reading.document import Part
from doanvien.export.reading.errors import ExportError
from doanvien.export.reading.finish import said_once
from doanvien.present.shown.cover import COVER_MIME
from doanvien.reference.languages import Language, languages
from doanvien.reference.sentences import sentence

ANNEX = "annex"
"""The tag of cells that stand in the annex of the page, closed until a reader opens it."""


def sections_of(notebook: NotebookNode, name: str, language: Language) -> list[Section]:
    _check_was_run(notebook, name)
    sections: list[Section] = [Section()]
    below = 0  # level of the heading that put what follows into the annex; 0 for none
    for number, cell in enumerate(notebook.cells, 1):
        if not _in_language(cell, language):
            continue
        if cell.cell_type == "markdown":
            if level := _heading_level(cell.source):
                sections.append(Section())
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


def say_once(sections: list[Section]) -> None:
    """Take out what was told before, and with it a heading over nothing else."""
    left = said_once([part.content for section in sections for part in section.parts])
    for section in sections:
        kept = [(part, content) for part, content in zip(section.parts, left, strict=False)]
        section.parts = [replace(part, content=c) for part, c in kept if c is not None]
        if len(section.parts) < len(kept):
            section.answered = any(not is_prose(part.content) for part in section.parts)


def is_prose(content: Content) -> bool:
    return isinstance(content, Html) and content.kind == "prose"


def _asks_to_show(cell: NotebookNode) -> bool:
    """Whether a cell was written to show something; a cell that shows the cover only opens."""
    shows_cover = any(COVER_MIME in output.get("data", {}) for output in cell.outputs)
    return "show_" in cell.source and not shows_cover


@dataclass
class Section:
    """A heading and what follows it: whether any code was asked, and whether it showed anything."""

    parts: list[Part] = field(default_factory=list)
    asked: bool = False
    answered: bool = False


def spoken(sections: list[Section]) -> tuple[Part, ...]:
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
        for part in with_its_results(section.parts)
    )


def with_its_results(parts: list[Part]) -> list[Part]:
    """A heading and its text go into the annex with all that the section shows."""
    shown = [part for part in parts if not is_prose(part.content)]
    if shown and all(part.annex for part in shown):
        return [replace(part, annex=True) for part in parts]
    return parts


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
