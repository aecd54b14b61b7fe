"""How much a reader of a report has to read, what the first screen of a phone shows, and how a
printed sheet ends.

    python tests/benchmarks/page_budgets.py output/seeds output/demo

For every page, at 375 px: where the first number and the end of the first sentence stand, how many
screens the first page takes, how small the smallest letter of a drawing is, how many tables are
wider than the phone. On paper, before the annex (which prints only where a reader has opened it):
words, pages, how much of the foot of a page is empty (the first page, which is a sheet of its own,
and the last left out), headings alone at a foot, verdicts broken over two pages. A page over a
budget is marked; the command ends with 1 if there is one. Feet are judged over all the sheets
between first and last of the reports that have several: of a single one there is no average. How
many screens a page takes depends on the letters of the machine: DejaVu Sans, which a machine
without other fonts shows, is a sixth wider than those of a phone, such as Roboto. Needs pdftoppm
(poppler-utils).
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import fmean

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

PHONE = {"width": 375, "height": 812}
MOST_WORDS, MOST_PAGES, MOST_SCREENS = 2_500, 8, 2
LOWEST_NUMBER, LOWEST_SENTENCE = 300, 700  # px at 375 px: what a reader sees without scrolling
SMALLEST_LETTER, SMALLEST_ON_MAP = 13, 11
MOST_EMPTY = 10  # per cent, on average
TOP, BOTTOM, SHEET = 20, 277, 297  # mm from the upper edge: the area of print, and A4

ON_PHONE = """() => {
  const main = document.querySelector('main');
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const place = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from); range.setEnd(node, to);
    return Math.round(range.getBoundingClientRect().bottom);
  };
  const count = /(?<![\\d\\/.,]|ngày |tháng |quý |năm |on )\\d+(?:[.,]\\d+)*(?![\\d\\/]| [J-S])/;
  let number = 0;
  while (!number && walker.nextNode()) {
    const found = walker.currentNode.data.match(count);
    if (found && walker.currentNode.parentElement.checkVisibility())
      number = place(walker.currentNode, found.index, found.index + found[0].length);
  }
  const first = document.querySelector('.lead, main p');
  const text = first && [...first.childNodes].find(node => node.nodeType === 3);
  const end = text ? text.data.search(/[.!?](\\s|$)/) : -1;
  const front = document.querySelector('.front');
  const letters = [...document.querySelectorAll('figure svg text')].filter(e => e.checkVisibility())
    .map(e => parseFloat(getComputedStyle(e).fontSize) * e.ownerSVGElement.clientWidth
      / e.ownerSVGElement.viewBox.baseVal.width);
  const sideways = [...document.querySelectorAll('main > section .table-wrap')]
    .filter(wrap => wrap.checkVisibility() && wrap.scrollWidth > wrap.clientWidth + 1).length;
  return [number, end < 0 ? 0 : place(text, 0, end + 1),
    front ? front.getBoundingClientRect().bottom / innerHeight : 0,
    letters.length ? Math.min(...letters) : 0, sideways];
}"""
OPENINGS = "[...document.querySelectorAll('h2, h3, caption, .verdict > p')].map(e => e.innerText)"
VERDICTS = "[...document.querySelectorAll('main > section > .verdict')].map(e => e.innerText)"


@dataclass(frozen=True)
class Reading:
    """What one page asks of its reader."""

    number: int
    sentence: int
    screens: float
    letter: float
    sideways: int
    words: int
    pages: int
    empty: float
    alone: int
    broken: int

    def over(self, overview: bool) -> list[str]:
        """The budgets that are exceeded; a table may scroll where it has few columns only."""
        smallest = SMALLEST_ON_MAP if overview else SMALLEST_LETTER
        found = {
            "number": self.number > LOWEST_NUMBER,
            "sentence": self.sentence > LOWEST_SENTENCE,
            "screens": self.screens > MOST_SCREENS and not overview,
            "letter": 0 < self.letter < smallest,
            "words": self.words > MOST_WORDS,
            "pages": self.pages > MOST_PAGES,
            "alone": self.alone > 0,
            "broken": self.broken > 0,
        }
        return [name for name, is_over in found.items() if is_over]


def measured(browser: Browser, page: Path) -> Reading:
    """One page on a phone and on paper."""
    phone = browser.new_page(viewport=PHONE)
    phone.goto(page.resolve().as_uri())
    number, sentence, screens, letter, sideways = phone.evaluate(ON_PHONE)
    printed = phone.pdf(prefer_css_page_size=True)
    foot = _plain(phone.inner_text("footer"))
    leaves = [
        _lines(leaf.extract_text(extraction_mode="layout"), foot) for leaf in _leaves(printed)
    ]
    openings = {_plain(text) for text in phone.evaluate(OPENINGS)}
    verdicts = [_plain(text) for text in phone.evaluate(VERDICTS)]
    texts = [_plain(" ".join(leaf)) for leaf in leaves]
    phone.close()
    return Reading(
        number,
        sentence,
        screens,
        letter,
        sideways,
        words=sum(len(re.findall(r"\S+", text)) for text in texts),
        pages=len(leaves),
        empty=fmean(_empty_feet(printed)[1:-1] or [0.0]),
        alone=sum(leaf[-1] in openings for leaf in leaves if leaf),
        broken=sum(_is_broken(verdict, texts) for verdict in verdicts),
    )


def _leaves(printed: bytes) -> list[Page]:
    return list(PdfReader(io.BytesIO(printed)).pages)


def _lines(text: str, foot: str) -> list[str]:
    """The lines of a page without running title, foot and page number."""
    page = re.compile(r"(Trang|Page) \d+/\d+")
    lines = [_plain(page.sub("", line)) for line in text.splitlines()[1:]]
    return [line for line in lines if line and line not in foot]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_broken(verdict: str, texts: list[str]) -> bool:
    """Whether the first and the last words of a verdict stand on different pages."""
    words = verdict.split()
    begin, end = " ".join(words[1:5]), " ".join(words[-4:])
    return not any(begin in text and end in text for text in texts)


def _empty_feet(printed: bytes) -> list[float]:
    """How much of the area of print is empty below the last mark of each page, in per cent."""
    command = ["pdftoppm", "-r", "40", "-gray", "-"]
    drawn = subprocess.run(command, input=printed, capture_output=True, check=True).stdout
    stream, feet = io.BytesIO(drawn), []
    while stream.tell() < len(drawn):
        width, height = _pgm_size(stream)
        leaf = Image.frombytes("L", (width, height), stream.read(width * height))
        area = leaf.crop((0, height * TOP // SHEET, width, height * BOTTOM // SHEET))
        marks = ImageOps.invert(area).point(lambda tone: 255 if tone > 40 else 0).getbbox()
        feet.append(100 * (1 - (marks[3] if marks else 0) / area.height))
    return feet


def _pgm_size(stream: io.BytesIO) -> tuple[int, int]:
    """Width and height from the head of a picture: "P5", the two, and the white."""
    head = [stream.readline() for _ in range(3)]
    width, height = head[1].split()
    return int(width), int(height)


def main(folders: list[str]) -> int:
    pages = sorted(page for folder in folders for page in Path(folder).glob("*/*.html"))
    pages = [page for page in pages if page.stem != "index"]
    if not pages:
        print("Build reports first, then name their folders: output/seeds …", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium())
        readings = {page: measured(browser, page) for page in pages}
        browser.close()
    names = [field.name for field in fields(Reading)]
    print(" ".join(f"{name:>8}" for name in names))
    over = 0
    for page, one in readings.items():
        found = one.over(page.parent.name == "toan-quoc")
        over += bool(found)
        cells = " ".join(f"{getattr(one, name):8.4g}" for name in names)
        print(cells, page, *(f"OVER: {', '.join(found)}" for _ in found[:1]))
    inner = [one for one in readings.values() if one.pages > 3]
    sheets = sum(one.pages - 2 for one in inner)
    empty = sum(one.empty * (one.pages - 2) for one in inner) / max(1, sheets)
    print(
        f"{len(readings)} pages, {over} over a budget; feet of {sheets} inner sheets empty "
        f"{empty:.1f} % on average"
    )
    return 1 if over or empty > MOST_EMPTY else 0


def _chromium() -> str | None:
    """The browser of the machine; None for the one that playwright brings."""
    return next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
