"""The mails of a report, read back as a mail program would. If these fail, a head of department
opens an empty frame, a clipped text, or a draft that Outlook does not lay out."""

import email
import io
import re
from copy import copy
from dataclasses import replace
from email import policy

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from doanvien.export.excel.workbook import render_workbook
from doanvien.export.pages.page import render_page
from doanvien.export.reading.document import Part
from doanvien.export.reading.gate import find_fault
from doanvien.mail.errors import TooLarge
from doanvien.mail.people.addresses import parse_mailbox
from doanvien.mail.writing.attachments import fewer
from doanvien.mail.writing.body import html_body, plain_body
from doanvien.mail.writing.message import (
    MOST_HTML,
    MOST_MESSAGE,
    Envelope,
    File,
    compose,
    report_key,
)
from doanvien.mail.writing.pdf import page_pdfs
from doanvien.mail.writing.story import MOST_WORDS, story_of, tile_line
from doanvien.present.shown.sentences import Sentences
from doanvien.present.shown.tiles import Tile

ENVELOPE = Envelope(
    parse_mailbox("Ban Tổ chức <bao-cao@congdoan.vn>"),
    (parse_mailbox("Nguyễn Văn An <an@congdoan.vn>"), parse_mailbox("b@congdoan.vn")),
    parse_mailbox("van-phong@congdoan.vn"),
)
REPORT = "ha-noi/2022H1"
EVIL = "<img src=x onerror=alert(1)>\"'&"


@pytest.fixture(scope="session")
def story(sample):
    return story_of(sample)


@pytest.fixture(scope="session")
def files(sample):
    page = render_page(sample)
    files = [
        File("Ha Noi.xlsx", render_workbook(sample), "workbook"),
        File("Ha Noi.html", page.encode(), "page"),
    ]
    printed = page_pdfs(page)
    if printed is None:
        return files
    assert printed.first is not None
    first = File("Ha Noi.pdf", printed.first, "first page")
    return [first, File("Ha Noi - day du.pdf", printed.whole, "report"), *files]


@pytest.fixture(scope="session")
def key(files):
    return report_key(REPORT, [(file.name, file.content) for file in files[-2:]])


@pytest.fixture(scope="session")
def raw(story, key, files):
    return compose(story, key, files, ENVELOPE).as_bytes()


@pytest.fixture(scope="session")
def mail(raw):
    return email.message_from_bytes(raw, policy=policy.default)


@pytest.fixture(scope="session")
def html(mail):
    return mail.get_body(("html",)).get_content()


def test_the_headers_say_who_what_and_when(mail):
    assert [str(a) for a in mail["To"].addresses] == [
        "Nguyễn Văn An <an@congdoan.vn>",
        "b@congdoan.vn",
    ]
    assert mail["From"].addresses[0].display_name == "Ban Tổ chức"
    assert mail["Reply-To"] == "van-phong@congdoan.vn"
    assert mail["Subject"] == "Hà Nội, 6 tháng đầu năm 2022: số liệu đến 08/7/2022 (mô phỏng)"
    assert mail["Date"].datetime.isoformat() == "2022-07-08T08:00:00+07:00"
    assert re.fullmatch(r"<[0-9a-f]{32}@congdoan\.vn>", mail["Message-ID"])
    assert mail["X-Unsent"] == "1"  # Outlook opens it for editing
    assert mail["Content-Language"] == "vi"
    assert mail.defects == []


def test_the_parts_stand_as_mail_programs_expect_them(mail, files):
    """What is read first is attached first; Outlook lists the attachments in this order."""
    shape = [part.get_content_type() for part in mail.walk()]
    attached = [part.get_filename() for part in mail.iter_attachments()]
    assert shape[:4] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html"),
    ]
    assert attached == [file.name for file in files]
    sent = [part.get_payload(decode=True) for part in mail.iter_attachments()]
    assert sent == [file.content for file in files]


def test_the_story_is_told_in_full_as_html_and_in_plain_text(mail, html, story):
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup(["style", "title"]):
        hidden.decompose()
    seen = " ".join(soup.get_text(" ").split())
    plain = " ".join(mail.get_body(("plain",)).get_content().split())
    told = [
        *story.lead,
        *(part for tile in story.tiles for part in (tile.label, tile.value, tile.against)),
        *(tile.verdict for tile in story.tiles),
        *story.actions,
        *story.caveats,
        "bảng số liệu (Excel)",
        "SỐ LIỆU MÔ PHỎNG",
        "Liên đoàn Lao động thành phố Hà Nội",
        "Kính gửi các đồng chí",
    ]
    assert story.tiles
    assert story.caveats
    assert [text for text in told if text not in seen] == []
    assert [text for text in told if text not in plain] == []


def test_a_mail_is_read_in_a_minute_however_much_the_report_says(story, files, sample):
    """200 words, hidden ones too; what there is no room for is left out whole, the least first."""
    long = " ".join(["từ"] * 30)
    chapter = sample.chapters[0]
    parts = [Part(1, Sentences("action", tuple(f"{at} {long}" for at in range(9))))]
    parts += [Part(1, Sentences("caveat", (long,))), *chapter.parts]
    wordy = replace(sample, chapters=(replace(chapter, parts=tuple(parts)), *sample.chapters[1:]))
    told = story_of(wordy)
    assert len(told.actions) == 2
    lines = [*told.lead, *map(tile_line, told.tiles), *told.actions, *told.caveats]
    assert sum(len(line.split()) for line in lines) <= MOST_WORDS
    for body in (html_body(told, ["tệp (PDF)"] * 4), html_body(story, ["tệp (PDF)"] * 4)):
        soup = BeautifulSoup(body, "html.parser")
        soup.head.decompose()
        assert len(soup.get_text(" ").split()) <= 200


def test_what_a_phone_shows_under_the_subject_is_what_is_to_be_done(sample):
    chapter = sample.chapters[0]
    parts = (Part(1, Sentences("action", ("CĐCS: còn thiếu 444, cần 78 mỗi tháng.",))),)
    told = story_of(replace(sample, chapters=(*sample.chapters[1:], replace(chapter, parts=parts))))
    soup = BeautifulSoup(html_body(told, []), "html.parser")
    first = soup.body.find("p")
    assert first.get_text() == "CĐCS: còn thiếu 444, cần 78 mỗi tháng."
    assert "display: none" in first["style"]


def test_the_text_is_small_and_nothing_half_made_is_in_it(raw, mail, html):
    assert len(html.encode()) <= MOST_HTML == 40_000
    assert len(raw) <= MOST_MESSAGE == 1_000_000
    assert max(map(len, raw.split(b"\r\n"))) <= 80  # Excel's own name for its type is that long
    assert raw.isascii()
    text = BeautifulSoup(html, "html.parser").get_text(" ")
    assert find_fault(f"<p>{text}</p>") is None
    assert max(map(len, mail.get_body(("plain",)).get_content().splitlines())) <= 76


@pytest.mark.browser
def test_the_text_can_be_read_in_light_and_in_dark(html, browser):
    """Contrast of every text with what is behind it: 4,5 to 1."""
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": 600, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        page.set_content(html)
        assert page.evaluate(CONTRASTS) == [], scheme
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [600, 375])
def test_the_text_fits_a_phone(html, browser, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(html)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.evaluate(
        """[...document.querySelectorAll('p, li, th, strong')]
           .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    )
    assert min(sizes) >= 16
    page.close()


def test_the_same_report_gives_the_same_bytes_and_other_figures_another_id(story, key, files, raw):
    assert compose(story, key, files, ENVELOPE).as_bytes() == raw
    made = [(file.name, file.content) for file in files[-2:]]
    changed = [made[0], (made[1][0], made[1][1] + b"x")]
    assert report_key(REPORT, changed) != key


def test_a_mail_that_gateways_would_hold_back_is_not_made(story, files):
    large = [*files, File("x.pdf", bytes(MOST_MESSAGE), "report")]
    with pytest.raises(TooLarge, match="bytes, 1000000 at most"):
        compose(story, "0" * 32, large, ENVELOPE)
    long = replace(story, lead=("x" * MOST_HTML,))
    with pytest.raises(TooLarge, match="40000 at most"):
        compose(long, "0" * 32, files, ENVELOPE)


def test_of_a_large_mail_the_page_is_left_out_first_and_the_first_page_never():
    printed = [File(f"{p}.pdf", b"", p) for p in ("first page", "report")]
    others = [File("x.xlsx", b"", "workbook"), File("x.html", b"", "page")]
    tried = [[file.purpose for file in kept] for kept in fewer((*printed, *others))]
    assert tried == [
        ["first page", "report", "workbook", "page"],
        ["first page", "report", "workbook"],
        ["first page", "workbook"],
    ]
    # Without what prints a PDF, the page is all there is to read.
    assert [len(kept) for kept in fewer(tuple(others))] == [2]


def test_text_from_data_is_text_in_a_mail(story):
    told = replace(
        story,
        cover=replace(story.cover, federation=EVIL, period_label=EVIL),
        place=EVIL,
        lead=(EVIL,),
        tiles=(Tile(EVIL, EVIL, EVIL, EVIL, note=EVIL),),
        actions=(EVIL,),
        caveats=(EVIL,),
    )
    soup = BeautifulSoup(html_body(told, [EVIL]), "html.parser")
    assert soup.find_all("img") == []
    assert soup.find_all(attrs={"onerror": True}) == []
    assert soup.h1.get_text() == f"{EVIL} · {EVIL}"
    assert EVIL in plain_body(told, [])


def test_a_report_without_tiles_is_told_all_the_same(story):
    bare = replace(story, tiles=(), actions=(), caveats=())
    body = html_body(bare, ["bảng số liệu (Excel)"])
    assert "<h2" not in body
    assert story.lead[0] in plain_body(bare, [])


def test_an_english_mail_is_english(story):
    english = replace(
        story, cover=replace(story.cover, language="en", status_label=""), tiles=story.tiles[:1]
    )
    text = plain_body(english, [])
    assert "Dear colleagues," in text
    assert "CAVEAT" in text
    assert '<html lang="en">' in html_body(english, [])


@pytest.mark.pdf
def test_the_pdf_is_a4_tagged_searchable_and_always_the_same(sample):
    """Many gateways distrust an HTML attachment; on a phone a PDF opens at once."""
    html = render_page(sample)
    printed = page_pdfs(html)
    if printed is None:
        pytest.skip("WeasyPrint finds no pango")
    assert page_pdfs(html) == printed
    reader = PdfReader(io.BytesIO(printed.whole))
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {
        (595, 842)
    }
    text = " ".join(" ".join(p.extract_text() for p in reader.pages).split())
    assert "Liên đoàn Lao động thành phố Hà Nội" in text
    assert "SỐ LIỆU MÔ PHỎNG" in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712  a PDF boolean
    assert reader.trailer["/Root"]["/Lang"] == "vi"
    assert b"CreationDate" not in printed.whole
    assert printed.first is not None
    first = PdfReader(io.BytesIO(printed.first))
    assert len(first.pages) == 1
    assert first.pages[0].extract_text() == reader.pages[0].extract_text()
    assert first.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712


@pytest.mark.pdf
def test_every_figure_of_a_pdf_can_be_heard(sample):
    """Drawings too: they stand in the page as SVG, whose text WeasyPrint takes from a title."""
    printed = page_pdfs(render_page(sample))
    if printed is None:
        pytest.skip("WeasyPrint finds no pango")
    reader = PdfReader(io.BytesIO(printed.whole))
    nodes = (reader.get_object(at) for at in range(1, reader.trailer["/Size"]))
    told = [
        node["/Alt"] for node in nodes if isinstance(node, dict) and node.get("/S") == "/Figure"
    ]
    assert len(told) == 6
    assert any("Hai cột ngang" in alt for alt in told)
    assert any("Đường daily" in alt for alt in told)


@pytest.mark.pdf
def test_a_table_twice_as_long_takes_twice_the_steps_to_style(sample, monkeypatch):
    """A rule that asks each cell about all of its table makes the mail of a large province take
    minutes: its table of units has thousands of rows."""
    if page_pdfs("<p>x</p>") is None:
        pytest.skip("WeasyPrint finds no pango")
    from cssselect2.tree import ElementWrapper

    walked = []
    real = ElementWrapper.iter_children
    monkeypatch.setattr(
        ElementWrapper, "iter_children", lambda self: walked.append(1) or real(self)
    )

    def steps(rows: int) -> int:
        page = BeautifulSoup(render_page(sample), "html.parser")
        row = page.select_one("table.data tbody tr")
        row.insert_after(*(copy(row) for _ in range(rows)))
        walked.clear()
        assert page_pdfs(str(page)) is not None
        return len(walked)

    assert steps(400) < 2.5 * steps(200)


@pytest.mark.pdf
def test_a_pdf_loads_nothing_from_anywhere(tmp_path):
    if page_pdfs("<p>x</p>") is None:
        pytest.skip("WeasyPrint finds no pango")
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    html = f'<img src="{secret.as_uri()}" alt="cách ly"><link rel="stylesheet" href="file:///x">'
    printed = page_pdfs(html)
    assert printed is not None
    assert printed.first is None  # one page is all there is
    assert b"/Image" not in printed.whole


def test_what_must_be_kept_for_dark_mode_and_phones_survives_the_inliner(html):
    """css-inline drops style elements unless it is told."""
    assert "@media (prefers-color-scheme: dark)" in html
    assert "<!--[if mso]><table" in html


CONTRASTS = """
(() => {
  const part = c => { c /= 255; return c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const a = light(rgb(getComputedStyle(e).color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push([e.tagName, e.textContent.slice(0, 40), ratio]);
  }
  return low;
})()
"""
