"""The chapters of one document, and all that can be asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from doanvien.export.reading.content import Content
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.sentences import Sentences
from doanvien.present.shown.tables.table import Table
from doanvien.present.shown.tiles import Tile, Tiles
from doanvien.reference.languages import Language

CHECKS, COUNTS = "checks", ("run", "found")
"""The table of checks, whichever map it is about ("checks-63"), and the columns to add up."""


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
        to say instead.
        """
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
