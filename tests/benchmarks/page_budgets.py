"""How much a reader of a report has to read, and what the first screen of a phone shows.

    python tests/benchmarks/page_budgets.py output/seeds output/demo

For every page: words and A4 pages before the annex (which prints only where a reader has opened
it), where the first sentence and the first tile stand at 375 px, and whether any table is wider
than the phone. A page over a budget is marked; the command ends with 1 if there is one.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader

PHONE = {"width": 375, "height": 667}
MOST_WORDS, MOST_PAGES = 2_500, 8
LOWEST_SENTENCE, LOWEST_NUMBER = 300, 700  # px at 375 px: what a reader sees without scrolling

PLACES = """() => {
  const top = name => {
    const found = document.querySelector(name);
    return found ? Math.round(found.getBoundingClientRect().top) : 0;
  };
  const hidden = [...document.querySelectorAll('main > section .table-wrap')]
    .filter(wrap => wrap.checkVisibility() && wrap.scrollWidth > wrap.clientWidth + 1).length;
  return [top('.lead, main p'), top('.tile .value'), hidden];
}"""


@dataclass(frozen=True)
class Reading:
    """What one page asks of its reader."""

    page: Path
    words: int
    pages: int
    sentence: int
    number: int
    sideways: int

    @property
    def over(self) -> bool:
        """Whether any budget is exceeded; a table may scroll where it has few columns only."""
        long = self.words > MOST_WORDS or self.pages > MOST_PAGES
        return long or self.sentence > LOWEST_SENTENCE or self.number > LOWEST_NUMBER


def measured(browser: Browser, page: Path) -> Reading:
    """One page on a phone and on paper."""
    phone = browser.new_page(viewport=PHONE)
    phone.goto(page.resolve().as_uri())
    sentence, number, sideways = phone.evaluate(PLACES)
    paper = PdfReader(io.BytesIO(phone.pdf(prefer_css_page_size=True)))
    phone.close()
    text = " ".join(sheet.extract_text() for sheet in paper.pages)
    words = len(re.findall(r"\S+", text))
    return Reading(page, words, len(paper.pages), sentence, number, sideways)


def main(folders: list[str]) -> int:
    pages = sorted(page for folder in folders for page in Path(folder).glob("*/*.html"))
    if not pages:
        print("Build reports first, then name their folders: output/seeds …", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium())
        readings = [measured(browser, page) for page in pages]
        browser.close()
    print("words pages sentence number sideways")
    for one in readings:
        mark = " OVER" if one.over else ""
        print(
            f"{one.words:5} {one.pages:5} {one.sentence:8} {one.number:6} {one.sideways:8} "
            f"{one.page}{mark}"
        )
    over = sum(one.over for one in readings)
    print(f"{len(readings)} pages, {over} over a budget")
    return 1 if over else 0


def _chromium() -> str | None:
    """The browser of the machine; None for the one that playwright brings."""
    return next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
