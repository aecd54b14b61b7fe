"""The pages in a real browser. If these fail, somebody cannot read the report on a phone, on paper,
or with a screen reader, or the report calls out to the net when it is opened."""

import io
import re
import unicodedata
from pathlib import Path

import axe_core_python
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from doanvien.export.pages.failure import render_failure
from doanvien.export.pages.index import Failure, IndexRow, render_index
from doanvien.export.pages.page import render_page
from doanvien.present.look import AXIS, INK, PALETTE

pytestmark = pytest.mark.browser

WIDTHS = [1280, 375]
AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
A4_POINTS = (595, 842)


@pytest.fixture(scope="session")
def index_page(sample):
    failure = Failure("headline", 7, "DataError: figures/ha-noi.csv, row 12, " + "x" * 80)
    rows = [
        IndexRow(
            id=f"province-{number}/2022H1",
            federation="Liên đoàn Lao động tỉnh Bà Rịa - Vũng Tàu",
            period_label="6 tháng đầu năm 2022",
            cutoff_label="08/7/2022",
            state="failed" if number % 20 == 0 else "fresh",
            tiles=sample.headline,
            html=f"p{number}.html",
            xlsx=f"p{number}.xlsx",
            failure=failure if number % 20 == 0 else None,
        )
        for number in range(60)
    ]
    return render_index("34 tỉnh, thành phố, quý II/2025", rows)


@pytest.fixture(scope="session")
def failure_page():
    long = "DataError: ../data/published/figures/ha-noi.csv, dòng 12: " + "x" * 300
    code = "attainment = targets.attainment(report)\n" + "y" * 200
    return render_failure("ha-noi/2022H1", "seeds", "headline", 7, code, long, ["z" * 300], "vi")


@pytest.fixture(params=["report", "index", "failure"])
def address(request, sample, tmp_path):
    """The address of a page on disk."""
    html = (
        render_page(sample)
        if request.param == "report"
        else request.getfixturevalue(f"{request.param}_page")
    )
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def open_page(browser):
    """Opens a page at a width; whatever it asks for beyond itself is refused and noted."""
    contexts = []

    def opened(address, width):
        asked = []
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)

        def answer(route):
            if route.request.url == address:
                route.continue_()
            else:
                asked.append(route.request.url)
                route.abort()

        context.route("**/*", answer)
        page = context.new_page()
        page.goto(address)
        return page, asked

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_needs_nothing_but_itself(address, width, open_page):
    page, asked = open_page(address, width)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith("data:")] == []
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways_and_letters_are_big_enough(address, width, open_page):
    page, _ = open_page(address, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    smallest = page.evaluate(
        """Math.min(...[...document.querySelectorAll('body *:not(svg *)')]
           .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
           .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest >= 15


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_barrier(address, width, open_page):
    page, _ = open_page(address, width)
    page.evaluate(AXE)
    found = page.evaluate(f"axe.run(document, {{runOnly: {{type: 'tag', values: {RULES}}}}})")
    told = [(v["id"], v["help"], v["nodes"][0]["target"]) for v in found["violations"]]
    assert told == []


def test_the_keyboard_reaches_the_content_first_and_wide_tables_scroll(sample, open_page, tmp_path):
    """On a narrow window; a phone shows rows as cards, so that nothing hides at the side."""
    path = tmp_path / "page.html"
    path.write_text(render_page(sample), encoding="utf-8")
    phone, _ = open_page(path.as_uri(), 375)
    hidden = "[...document.querySelectorAll('.cards')].map(e => e.scrollWidth - e.clientWidth)"
    assert max(phone.evaluate(hidden)) <= 0
    page, _ = open_page(path.as_uri(), 650)
    # Letters half as large again, as a reader may set them.
    page.evaluate("document.documentElement.style.fontSize = '150%'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    region = page.locator("[role=region]", has=page.locator("#table-units"))
    region.focus()
    # The page forbids scripts, the waiting ones of playwright too: an event tells of the scrolling.
    page.evaluate(
        """() => { window.scrolled = new Promise(done => {
            document.activeElement.addEventListener("scroll", done, {once: true});
            setTimeout(done, 20000);
        }) }"""
    )
    page.keyboard.press("ArrowRight")
    assert page.evaluate("window.scrolled.then(() => document.activeElement.scrollLeft)") > 0


def test_the_page_prints_on_a4(address, open_page):
    page, _ = open_page(address, 1280)
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert sizes
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {A4_POINTS}
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "Trang" in text
    assert "@page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm;" in page.content()


def test_the_page_survives_dark_mode_and_forced_colours(address, browser):
    """Text in the colours the reader forces, drawings on their own white paper."""
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    look = page.evaluate(
        """[...document.querySelectorAll('svg')].map(e => getComputedStyle(e).forcedColorAdjust)"""
    )
    assert set(look) <= {"none"}
    context.close()


@pytest.fixture(scope="module")
def paper(sample, browser):
    """The lines of each page of the report on A4, without running title, foot and page number."""
    page = browser.new_page()
    page.set_content(render_page(sample))
    foot = unicodedata.normalize("NFC", page.inner_text("footer p"))
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    # By place: what is painted last, as captions are, need not stand last.
    leaves = [leaf.extract_text(extraction_mode="layout") for leaf in reader.pages]
    texts = [unicodedata.normalize("NFC", text) for text in leaves]
    assert all("Trang" in text for text in texts)
    lines = [[" ".join(line.split()) for line in text.splitlines()] for text in texts]
    return [
        [line for line in leaf if line and "Trang" not in line and line not in foot]
        for leaf in lines
    ]


def test_sixty_rows_take_at_most_two_pages_each_with_the_head_of_the_table(paper):
    """Who holds the second page in hand must know what its columns mean."""
    rows = [[line for line in leaf if "Công đoàn ngành" in line] for leaf in paper]
    with_rows = [leaf for leaf, found in zip(paper, rows, strict=True) if found]
    assert sum(map(len, rows)) == 60
    assert len(with_rows) <= 2
    assert all("tiêu đạt Ghi chú" in " ".join(leaf) for leaf in with_rows)


def test_no_heading_or_caption_stands_alone_at_the_end_of_a_page(sample, paper):
    soup = BeautifulSoup(render_page(sample), "html.parser")
    openings = {
        unicodedata.normalize("NFC", " ".join(found.get_text(" ").split()))
        for found in soup.main.find_all(["h2", "h3", "caption"])
    }
    assert [leaf[-1] for leaf in paper if leaf and leaf[-1] in openings] == []


def test_the_sample_is_what_an_office_sends_and_stays_below_200_kb(sample):
    """Six figures and five tables, one of 60 rows; mail gateways and phones take it."""
    html = render_page(sample)
    soup = BeautifulSoup(html, "html.parser")
    figures = soup.find_all("figure")
    assert (len(figures), len(list(sample.tables()))) == (6, 4)
    assert len(soup.find_all("table", class_="data")) >= 5
    texts = [f.img["alt"] if f.img else f.svg["aria-label"] for f in figures]
    assert len(set(texts)) == len(texts)
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert len(html.encode()) <= 200_000


def test_letters_and_marks_inside_figures_can_be_told_from_the_paper(sample):
    """Contrast 4,5 to 1 for letters; 3 to 1 for what is drawn, but for the grid (WCAG 2.2)."""
    soup = BeautifulSoup(render_page(sample), "html.parser")
    for drawing in soup.select("figure svg"):
        for text in drawing.find_all("text"):
            colour = re.search(r"fill:\s*(#[0-9a-f]{6})", text.get("style", ""))
            assert contrast(colour[1] if colour else "#000000") >= 4.5
    assert min(map(contrast, (INK, AXIS))) >= 4.5
    assert min(map(contrast, PALETTE)) >= 3


def contrast(colour):
    """Of a colour against white paper."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)
