"""What a mail tells of a report: taken from the report itself, so that the two cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from doanvien.export.chapters import Chapter, Document
from doanvien.export.content import Content, Picture
from doanvien.mail.errors import MailError
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.sentences import Role, Sentences
from doanvien.present.shown.table import clean_text
from doanvien.present.shown.tiles import Tile
from doanvien.reference.languages import Language, translator

MOST_TILES, MOST_PICTURES, MOST_POINTS = 8, 2, 8


@dataclass(frozen=True)
class Story:
    """A report in one screen.

    lead      sentences, the first of which is the headline
    tiles     the headline values; attention what is behind, what is lacking, what to mind
    pictures  at most two, each with a PNG; left_out how many points stand in the report only
    """

    cover: Cover
    subject: str
    lead: tuple[str, ...]
    tiles: tuple[Tile, ...]
    pictures: tuple[Picture, ...]
    attention: tuple[str, ...]
    left_out: int

    @property
    def language(self) -> Language:
        return self.cover.language

    @property
    def simulated(self) -> bool:
        return self.cover.status == "simulated"


def story_of(document: Document) -> Story:
    """The story of a report; `MailError` for one without cover, which nobody could place."""
    cover = document.cover
    if cover is None:
        raise MailError("The report has no cover, so a mail could not say what it is about.")
    first = document.chapters[0] if document.chapters else None
    lead = _sentences(first, "lead")
    points = tuple(
        dict.fromkeys(
            (
                *_behind(document),
                *(sentence for sentence in _sentences(first, "paragraph") if sentence not in lead),
                *_sentences(first, "caveat"),
            )
        )
    )
    return Story(
        cover,
        subject_of(cover),
        lead,
        document.headline[:MOST_TILES],
        tuple(_pictures(document)),
        points[:MOST_POINTS],
        len(points[MOST_POINTS:]),
    )


def subject_of(cover: Cover) -> str:
    """One line, whatever is in the names; simulated figures say so before anything else."""
    t = translator(cover.language)
    line = t(
        "{title} – {federation}, figures up to {date}",
        title=cover.title,
        federation=cover.federation,
        date=cover.cutoff_label,
    )
    if cover.status == "simulated":
        line = f"[{cover.status_label}] {line}"
    return " ".join(clean_text(" ".join(line.split())).split())


def _behind(document: Document) -> Iterator[str]:
    """The headline values that are not where they should be, the worst first."""
    for tone in ("behind", "near"):
        for tile in document.headline:
            if tile.tone == tone:
                told = f"{tile.label} {tile.value}"
                yield (
                    f"{tile.verdict}: {told} ({tile.against})."
                    if tile.against
                    else (f"{tile.verdict}: {told}.")
                )


def _sentences(chapter: Chapter | None, role: Role) -> tuple[str, ...]:
    return tuple(
        sentence
        for content in (_contents(chapter) if chapter else ())
        if isinstance(content, Sentences) and content.role == role
        for sentence in content.sentences
    )


def _pictures(document: Document) -> Iterator[Picture]:
    found: dict[str, Picture] = {}
    for chapter in document.chapters:
        for content in _contents(chapter):
            if isinstance(content, Picture) and content.png:
                found.setdefault(content.name, content)
    yield from list(found.values())[:MOST_PICTURES]


def _contents(chapter: Chapter) -> Iterator[Content]:
    return (part.content for part in chapter.parts)
