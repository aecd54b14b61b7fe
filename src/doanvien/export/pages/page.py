"""A document as one HTML page: no script, no request, readable on a phone and on A4."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from doanvien.export.pages.headings import Heading, Outline
from doanvien.export.pages.ids import Ids
from doanvien.export.pages.templating import render
from doanvien.export.pages.versions import Version
from doanvien.export.reading.content import DAMAGED, Content, Html, Picture
from doanvien.export.reading.document import Chapter, Document, Part
from doanvien.export.reading.errors import ExportError
from doanvien.export.reading.gate import find_fault
from doanvien.export.reading.sanitise import prepare_tables
from doanvien.present.shown.cover import MARKS, PUBLIC_WORDS, Cover, status_label
from doanvien.present.shown.names import slug
from doanvien.present.shown.tables.table import Table
from doanvien.reference.languages import Translator, translator
from doanvien.reference.sentences import sentence

INNER_LEVEL = 3
RESERVED_IDS = ("main", "contents", "annex")


@dataclass(frozen=True)
class Section:
    """A chapter as the template needs it: its outline (level 2 first) and its HTML. `front` is the
    first page of a report, which has the title of the report above it and no heading of its own."""

    id: str
    outline: tuple[Heading, ...]
    html: str
    front: bool = False

    @property
    def title(self) -> str:
        """The heading of the chapter."""
        return self.outline[0].text


def render_page(document: Document, versions: Sequence[Version] = ()) -> str:
    """The page of a document, which leads to its other `versions`; the same ones give the same
    text.

    Raises `ExportError` naming chapter and cell where something would run code or load from
    elsewhere.
    """
    writer = _Writer(document)
    sections = tuple(writer.section(chapter) for chapter in document.chapters if chapter.main)
    sections = tuple(replace(one, front=one.front and not at) for at, one in enumerate(sections))
    annex = tuple(writer.annexed(chapter) for chapter in document.chapters if chapter.annex)
    title = document.title
    if sections and (sections[0].front or not document.cover):
        sections = (_under_title(sections[0]), *sections[1:])
    status = document.status
    return render(
        "page.html",
        language=document.language,
        t=translator(document.language),
        title=title,
        head_title=" – ".join([title, *_whose(title, document.cover)]),
        running_head=title,
        cover=document.cover,
        versions=versions,
        status=status,
        status_label=status_label(status, document.language) if status else "",
        status_line=_status_line(document.cover),
        sections=sections,
        annex=annex,
        foot=_foot(document),
        contents=_contents(sections, annex, translator(document.language)),
    )


class _Writer:
    """Counts tables, figures and ids while the chapters of one page are written in order."""

    def __init__(self, document: Document) -> None:
        self.t: Translator = translator(document.language)
        self.ids = Ids()
        for reserved in RESERVED_IDS:
            self.ids.take(reserved)
        self.tables = self.figures = self.plain_tables = 0

    def section(self, chapter: Chapter) -> Section:
        """What is read before the annex, under the heading of the chapter."""
        outline = Outline(slug(chapter.name) or "chapter", self.ids)
        pieces = self._pieces(chapter, chapter.main, outline)
        if not outline.headings:
            heading = outline.add(chapter.title, 2)
            pieces.insert(0, f'<h2 id="{heading.id}">{escape(chapter.title)}</h2>')
        headings = tuple(outline.headings)
        return Section(headings[0].id, headings, "\n".join(pieces), chapter.opens)

    def annexed(self, chapter: Chapter) -> Section:
        """What stands in the annex; its own heading is what opens it."""
        outline = Outline(f"{slug(chapter.name) or 'chapter'}-annex", self.ids)
        heading = outline.add(chapter.title, 2)
        pieces = self._pieces(chapter, [p for p in chapter.annex if not _is_title(p)], outline)
        return Section(heading.id, tuple(outline.headings), "\n".join(pieces))

    def _pieces(self, chapter: Chapter, parts: Iterable[Part], outline: Outline) -> list[str]:
        pieces = []
        for part in parts:
            try:
                piece = self._piece(part.content, outline)
            except DAMAGED as error:
                damaged = sentence("the output is damaged: {reason}", reason=str(error))
                raise ExportError(chapter.name, damaged, part.cell) from error
            fault = find_fault(piece)
            if fault:
                raise ExportError(chapter.name, fault, part.cell)
            pieces.append(piece)
        return pieces

    def _piece(self, content: Content, outline: Outline) -> str:
        if isinstance(content, Table):
            self.tables += 1
            name = self.ids.take(f"table-{content.name}").removeprefix("table-")
            return replace(content, name=name).to_html(
                self.t("Table {number}", number=self.tables), in_page=True
            )
        if isinstance(content, Picture):
            return self._figure(content)
        if isinstance(content, Html):
            return self._html(content, outline)
        return content.to_html()

    def _figure(self, picture: Picture) -> str:
        self.figures += 1
        key = f"figure-{picture.name}"
        own = self.ids.take(key)
        html = picture.html if own == key else _with_other_ids(picture.html, own)
        number = escape(self.t("Figure {number}", number=self.figures))
        mark = f'<figcaption><span class="number">{number}.</span> '
        return html.replace("<figcaption>", mark, 1)

    def _html(self, content: Html, outline: Outline) -> str:
        html = outline.place(content.html)
        prepared = prepare_tables(html, self.t("Further table"), self.plain_tables + 1)
        self.plain_tables += prepared.count("<table")
        return prepared


def _contents(
    sections: Sequence[Section], annex: Sequence[Section], t: Translator
) -> list[Heading]:
    """What there is to go to: chapters behind the first page, of a lone chapter its sections."""
    later = [section for section in sections if not section.front]
    if len(sections) == 1 and later:
        found = [heading for heading in sections[0].outline if heading.level <= INNER_LEVEL]
    else:
        found = [section.outline[0] for section in later]
    return [*found, Heading(2, "annex", t("Annex"))] if annex else found


def _whose(title: str, cover: Cover | None) -> list[str]:
    """Federation and period, the period only where the title does not have it."""
    if cover is None:
        return []
    named = cover.period_label in title
    return [cover.federation] if named else [cover.federation, cover.period_label]


def _foot(document: Document) -> str:
    """What a reader of any one sheet must know: what the figures are, and that it is an annex."""
    t, told = translator(document.language), []
    if document.status == "simulated":
        told.append(t("Figures made up for trying the system out; not the result of any union."))
    if document.cover:
        told.append(f"{t('Data set')}: {document.cover.dataset_title}.")
    told.append(
        t(
            "Annex of figures, drawn up automatically; it does not replace a signed and sealed "
            "document."
        )
    )
    return " ".join(told)


def _status_line(cover: Cover | None) -> str:
    """What figures these are, where no banner over the page says so already."""
    if cover is None or cover.status not in MARKS:
        return cover.status_label if cover else ""
    return translator(cover.language)(PUBLIC_WORDS) if cover.public else ""


def _is_title(part: Part) -> bool:
    """Whether a part is the heading of a whole chapter."""
    return isinstance(part.content, Html) and part.content.html.lstrip().startswith("<h1")


def _under_title(section: Section) -> Section:
    """The first section where the title of the page is its heading: those below it move up."""
    html = re.sub(r"<h2\b.*?</h2>", "", section.html, count=1, flags=re.S)
    return replace(section, html=re.sub(r"(</?h)([3-6])\b", _one_up, html))


def _one_up(tag: re.Match[str]) -> str:
    return f"{tag[1]}{int(tag[2]) - 1}"


def _with_other_ids(html: str, key: str) -> str:
    """A figure shown for the second time, its ids and what points to them made different."""
    html = re.sub(r'\bid="figure-[^"]*"', f'id="{key}"', html, count=1)
    for old in re.findall(r'<(?!figure)\w+ [^>]*\bid="([^"]+)"', html):
        html = re.sub(rf'(id="|"#|url\(#){re.escape(old)}\b', rf"\g<1>{key}-{old}", html)
    return html
