"""Headings of many text cells as one outline: levels that never skip, ids that never repeat."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4 import BeautifulSoup

from doanvien.export.pages.ids import Ids
from doanvien.present.shown.names import slug


@dataclass(frozen=True)
class Heading:
    level: int
    id: str
    text: str


@dataclass
class Outline:
    """Collects the headings of one chapter while their HTML passes through.

    A text cell's `#` becomes level 2, because level 1 is the title of the report.
    """

    key: str
    ids: Ids
    headings: list[Heading] = field(default_factory=list)

    def place(self, html: str) -> str:
        """`html` with its headings at their level in the page and with ids."""
        if "<h" not in html:
            return html
        soup = BeautifulSoup(html, "html.parser")
        for element in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
            text = element.get_text(" ", strip=True)
            if not text:
                element.unwrap()
                continue
            heading = self.add(text, int(element.name[1]) + 1)
            element.name = f"h{heading.level}"
            element.attrs = {"id": heading.id}
        return str(soup)

    def add(self, text: str, level: int) -> Heading:
        """A heading no more than one level below the one before it."""
        above = self.headings[-1].level if self.headings else 1
        level = max(2, min(level, above + 1, 6))
        wanted = f"{self.key}-{slug(text) or 'section'}" if self.headings else self.key
        heading = Heading(level, self.ids.take(wanted), text)
        self.headings.append(heading)
        return heading
