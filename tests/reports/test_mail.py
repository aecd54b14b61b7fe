"""The mails of a report, read back as a mail program would. If these fail, a head of department
opens an empty frame, a clipped text, or a draft that Outlook does not lay out."""

import email
import re
from dataclasses import replace
from email import policy

import pytest
from bs4 import BeautifulSoup

from doanvien.export.gate import find_fault
from doanvien.export.page import render_page
from doanvien.export.workbook import render_workbook
from doanvien.mail.addresses import parse_mailbox
from doanvien.mail.body import Attached, html_body, plain_body
from doanvien.mail.errors import TooLarge
from doanvien.mail.message import MOST_HTML, MOST_MESSAGE, Envelope, File, compose, report_key
from doanvien.mail.pdf import page_pdf
from doanvien.mail.story import story_of
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
        File("ha-noi_2022H1.html", page.encode()),
        File("ha-noi_2022H1.xlsx", render_workbook(sample)),
    ]
    pdf = page_pdf(page)
    return ([File("ha-noi_2022H1.pdf", pdf)] if pdf else []) + files


@pytest.fixture(scope="session")
def raw(story, files):
    return compose(story, report_key(REPORT, files[-2:]), files, ENVELOPE).as_bytes()


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
    assert mail["Subject"] == (
        "[SỐ LIỆU MÔ PHỎNG] Kết quả phát triển đoàn viên, thành lập công đoàn cơ sở – "
        "Liên đoàn Lao động thành phố Hà Nội, số liệu đến 08/7/2022"
    )
    assert mail["Date"].datetime.isoformat() == "2022-07-08T08:00:00+07:00"
    assert re.fullmatch(r"<[0-9a-f]{32}@congdoan\.vn>", mail["Message-ID"])
    assert mail["X-Unsent"] == "1"  # Outlook opens it for editing
    assert mail["Content-Language"] == "vi"
    assert mail.defects == []


def test_the_parts_stand_as_mail_programs_expect_them(mail, files):
    """Outlook shows a picture outside `related` as one more attachment."""
    shape = [part.get_content_type() for part in mail.walk()]
    attached = [part.get_filename() for part in mail.iter_attachments()]
    assert shape[:7] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "multipart/related"),
        *("text/html", "image/png", "image/png"),
    ]
    assert attached == [file.name for file in files]
    sent = [part.get_payload(decode=True) for part in mail.iter_attachments()]
    assert sent == [file.content for file in files]


def test_two_charts_are_shown_by_their_cid(mail, html):
    pictures = {p["Content-ID"][1:-1]: p.get_content() for p in mail.walk() if p["Content-ID"]}
    shown = [img["src"] for img in BeautifulSoup(html, "html.parser").find_all("img")]
    assert len(shown) == 2
    assert shown == [f"cid:{cid}" for cid in pictures]
    assert all(png.startswith(b"\x89PNG") for png in pictures.values())


def test_the_story_is_told_in_full_without_pictures_and_in_plain_text(mail, html, story, files):
    """Outlook blocks pictures until somebody allows them."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup(["img", "style", "title"]):
        hidden.decompose()
    seen = " ".join(soup.get_text(" ").split())
    plain = " ".join(mail.get_body(("plain",)).get_content().split())
    told = [
        *story.lead,
        *(part for tile in story.tiles for part in (tile.label, tile.value, tile.against)),
        *(tile.verdict for tile in story.tiles),
        *story.attention,
        *(text for picture in story.pictures for text in (picture.caption, picture.alt)),
        *(file.name for file in files),
        "SỐ LIỆU MÔ PHỎNG",
        "Liên đoàn Lao động thành phố Hà Nội",
        "Kính gửi các đồng chí",
    ]
    assert [text for text in told if text not in seen] == []
    assert [text for text in told if text not in plain] == []


def test_the_text_is_small_and_nothing_half_made_is_in_it(raw, mail, html):
    assert len(html.encode()) <= MOST_HTML == 40_000
    assert len(raw) <= MOST_MESSAGE == 1_000_000
    assert max(map(len, raw.split(b"\r\n"))) <= 80  # Excel's own name for its type is that long
    assert raw.isascii()
    text = BeautifulSoup(html, "html.parser").get_text(" ")
    assert find_fault(f"<p>{text}</p>") == ""
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
def test_the_text_fits_a_phone_with_and_without_pictures(mail, html, browser, width):
    pictures = {p["Content-ID"][1:-1]: p for p in mail.walk() if p["Content-ID"]}
    shown = re.sub(
        r"cid:([^\"]+)",
        lambda cid: "data:image/png;base64," + "".join(pictures[cid[1]].get_payload().split()),
        html,
    )
    for body in (html, shown):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.set_content(body)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        sizes = page.evaluate(
            """[...document.querySelectorAll('p, li, th, strong')]
               .map(e => parseFloat(getComputedStyle(e).fontSize))"""
        )
        assert min(sizes) >= 16
        page.close()


def test_the_same_report_gives_the_same_bytes_and_other_figures_another_id(story, files, raw):
    key = report_key(REPORT, files[-2:])
    assert compose(story, key, files, ENVELOPE).as_bytes() == raw
    changed = [files[-2], replace(files[-1], content=files[-1].content + b"x")]
    assert report_key(REPORT, changed) != key


def test_a_mail_that_gateways_would_hold_back_is_not_made(story, files):
    large = [*files, File("x.pdf", bytes(MOST_MESSAGE))]
    with pytest.raises(TooLarge, match="bytes, 1000000 at most"):
        compose(story, "0" * 32, large, ENVELOPE)
    long = replace(story, lead=("x" * MOST_HTML,))
    with pytest.raises(TooLarge, match="40000 at most"):
        compose(long, "0" * 32, files, ENVELOPE)


def test_text_from_data_is_text_in_a_mail(story, files):
    told = replace(
        story,
        cover=replace(story.cover, federation=EVIL, title=EVIL, dataset_title=EVIL),
        lead=(EVIL,),
        tiles=(Tile(EVIL, EVIL, EVIL, EVIL, note=EVIL),),
        attention=(EVIL,),
        pictures=tuple(replace(p, caption=EVIL, alt=EVIL) for p in story.pictures),
    )
    body = html_body(told, [Attached("a.pdf", EVIL)], ["1@x", "2@x"])
    soup = BeautifulSoup(body, "html.parser")
    assert len(soup.find_all("img")) == 2
    assert soup.find_all(attrs={"onerror": True}) == []
    assert soup.h1.get_text() == EVIL
    assert EVIL in plain_body(told, [])


def test_a_report_without_pictures_or_tiles_is_told_all_the_same(story):
    bare = replace(story, tiles=(), pictures=(), attention=())
    body = html_body(bare, [Attached("a.xlsx", "các bảng")], [])
    assert "<img" not in body
    assert "Kết quả chính" not in body
    assert story.lead[0] in plain_body(bare, [])


def test_an_english_mail_is_english(story):
    english = replace(
        story, cover=replace(story.cover, language="en", status_label=""), tiles=story.tiles[:1]
    )
    text = plain_body(english, [])
    assert "Dear colleagues," in text
    assert "WHAT NEEDS ATTENTION" in text
    assert '<html lang="en">' in html_body(english, [], ["a", "b"])


@pytest.mark.pdf
def test_the_pdf_is_a4_tagged_searchable_and_always_the_same(sample):
    """Many gateways distrust an HTML attachment; on a phone a PDF opens at once."""
    import io

    from pypdf import PdfReader

    html = render_page(sample)
    made = page_pdf(html)
    if made is None:
        pytest.skip("WeasyPrint finds no pango")
    assert page_pdf(html) == made
    reader = PdfReader(io.BytesIO(made))
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {
        (595, 842)
    }
    text = " ".join(" ".join(p.extract_text() for p in reader.pages).split())
    assert "Liên đoàn Lao động thành phố Hà Nội" in text
    assert "SỐ LIỆU MÔ PHỎNG" in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712  a PDF boolean
    assert reader.trailer["/Root"]["/Lang"] == "vi"
    assert b"CreationDate" not in made


@pytest.mark.pdf
def test_a_pdf_loads_nothing_from_anywhere(tmp_path):
    if page_pdf("<p>x</p>") is None:
        pytest.skip("WeasyPrint finds no pango")
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    html = f'<img src="{secret.as_uri()}" alt="cách ly"><link rel="stylesheet" href="file:///x">'
    made = page_pdf(html)
    assert made
    assert b"/Image" not in made


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
