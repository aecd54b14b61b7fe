"""What a mail tells of a report: taken from the report itself, so that the two cannot disagree."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from doanvien.export.reading.document import Chapter, Document
from doanvien.mail.errors import MailError
from doanvien.mail.writing.figures import Row, rows_of
from doanvien.mail.writing.subject import place_of, subject_of
from doanvien.present.shown.cover import MARKS, Cover
from doanvien.present.shown.sentences import Role, Sentences
from doanvien.present.shown.tiles import Tile
from doanvien.present.words.phrases import Words
from doanvien.reference.languages import Language, translator
from doanvien.reference.places import the_country
from doanvien.reference.sentences import listed, sentence

MOST_WORDS = 100
"""Words of a story; with its frame the mail has at most 200, which are read in a minute."""
MOST_TILES, MOST_ACTIONS, MOST_CAVEATS, MOST_NAMES = 4, 3, 2, 8
PREVIEW = 80
"""Letters that a phone shows under a subject."""
RANKING = "ranking-members"
Item = TypeVar("Item", str, Tile)


@dataclass(frozen=True)
class Story:
    """A report in one screen.

    place    where, in as few words as it is known by
    lead     sentences, the first of which is the headline
    tiles    the headline values
    actions  what is to be decided; of the country, which provinces are at risk
    caveats  what to mind before quoting
    """

    cover: Cover
    subject: str
    place: str
    lead: tuple[str, ...]
    tiles: tuple[Tile, ...] = ()
    actions: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def language(self) -> Language:
        return self.cover.language

    @property
    def marked(self) -> bool:
        """Whether its figures are simulated, or not approved yet."""
        return self.cover.status in MARKS

    @property
    def preheader(self) -> str:
        """What a mail program shows beside the subject: what is to be done, else the headline."""
        return textwrap.shorten((*self.actions, *self.lead, "")[0], PREVIEW, placeholder="…")


def story_of(document: Document) -> Story:
    """The story of a report, in at most `MOST_WORDS` words beside its first sentence.

    `MailError` for a report without cover, which nobody could place.
    """
    cover = document.cover
    if cover is None:
        raise MailError(
            sentence("The report has no cover, so a mail could not say what it is about.")
        )
    lead = _said(document.chapters[:1], "lead") or _said(document.chapters[:1], "paragraph")[:1]
    actions = [*_at_risk(document), *_said(document.chapters, "action")][:MOST_ACTIONS]
    tiles = document.headline[:MOST_TILES]
    caveats = _said(document.chapters[:1], "caveat")[:MOST_CAVEATS]
    room = _Room(MOST_WORDS)
    headline = room.take(lead[:1], whatever=True)
    told = room.take(tiles[:1])
    to_do = room.take(actions)
    told += room.take(tiles[1:])
    more = room.take(lead[1:2])
    minded = room.take(caveats)
    place, subject = place_of(cover), subject_of(document)
    return Story(
        cover, subject, place, (*headline, *more), tuple(told), tuple(to_do), tuple(minded)
    )


@dataclass
class _Room:
    """How many words are left."""

    words: int

    def take(self, items: Iterable[Item], whatever: bool = False) -> list[Item]:
        """The first of `items` that there is room for; of a list nothing is left out between."""
        taken: list[Item] = []
        for item in items:
            needed = len(tile_line(item).split()) if isinstance(item, Tile) else len(item.split())
            if needed > self.words and not whatever:
                break
            self.words -= needed
            taken.append(item)
        return taken


def tile_line(tile: Tile) -> str:
    """A headline value in one line."""
    more = "; ".join(part for part in (tile.verdict, tile.against, tile.note) if part)
    return f"{tile.label}: {tile.value}" + (f" ({more})" if more else "")


def _at_risk(document: Document) -> Iterator[str]:
    """The provinces that have missed the members' target or may miss it, the largest shortfall
    first."""
    t, words = translator(document.language), Words(document.language, the_country())
    ranked = sorted(rows_of(document, RANKING), key=_shortfall, reverse=True)
    found = {
        code: [row for row in ranked if row.text("verdict") == str(words.verdict(code))]
        for code in ("missed", "at_risk")
    }
    if found["missed"]:
        names = _names(document.language, found["missed"])
        yield t("Missed the members' target: {names}.", names=names)
    if found["at_risk"]:
        names = _names(document.language, found["at_risk"])
        yield t("At risk of missing the members' target: {names}.", names=names)


def _names(language: Language, rows: list[Row]) -> str:
    """The places, the first with what it lacks; of very many the number of the others."""
    t = translator(language)
    first, *others = [row.text("province") for row in rows]
    if rows[0].text("missing"):
        first = t("{place} ({number} lacking)", place=first, number=rows[0].text("missing"))
    shown = others[: MOST_NAMES - 1]
    if len(others) - len(shown) > 1:
        return t(
            "{names} and {count} more",
            names=", ".join([first, *shown]),
            count=len(others) - len(shown),
        )
    return listed([first, *others], language)


def _shortfall(row: Row) -> float:
    missing = row.value("missing")
    return missing if isinstance(missing, int | float) else 0.0


def _said(chapters: Iterable[Chapter], role: Role) -> list[str]:
    """The sentences of a role, each once."""
    found = (
        sentence
        for chapter in chapters
        for part in chapter.parts
        if isinstance(part.content, Sentences) and part.content.role == role
        for sentence in part.content.sentences
    )
    return list(dict.fromkeys(found))
