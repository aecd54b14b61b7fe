"""What may stand in a mail: facts about mail programs, each checked on caniemail.com.

Only what Outlook on Windows (Word's engine), Outlook on the web, Gmail, Apple Mail and Yahoo all
understand may carry meaning. What Word's engine drops may stand where its loss changes nothing:
those rules say so. A new property needs its line here, with a reason.
"""

import re

import pytest
from bs4 import BeautifulSoup
from tinycss2 import parse_declaration_list, parse_stylesheet

from doanvien.mail.writing.body import html_body
from doanvien.mail.writing.story import story_of

ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "html head meta title style body table thead tbody tr th td p h1 h2 ul li strong br span",
    )
)

ATTRIBUTES = frozenset(
    re.findall(
        r"\w+",
        "lang charset name content role width align valign bgcolor border cellpadding cellspacing "
        "scope style class",
    )
)

NEVER_IN_CSS = re.compile(r"url\(|expression|var\(|calc\(|\b(flex|grid|inline-block)\b|[\d.]r?em\b")
"""Word's engine and Gmail drop these; em and rem come out in unlike sizes."""


def _pixels(tag, value):
    """Lengths in px, 0 or auto; Word's engine knows no negative ones."""
    return bool(re.fullmatch(r"((\d+px|0|auto)\s*){1,4}", value))


def _colour(tag, value):
    """Word's engine knows no rgba(), hsl() or colour of four or eight digits."""
    return bool(re.fullmatch(r"#[0-9a-f]{6}", value))


def _line(tag, value):
    return value == "0" or bool(re.fullmatch(r"\d+px solid #[0-9a-f]{6}", value))


def _decoration(tag, value):
    """Word's engine drops it; the width attribute or a table around it stands in its place."""
    return "sheet" in tag.get("class", [])


CSS = {
    "background-color": _colour,  # with bgcolor beside it where it carries the layout
    "border": _line,
    "border-top": _line,
    "border-bottom": _line,
    "border-collapse": lambda tag, value: tag.name == "table",
    "color": _colour,
    # The preview beside the subject; Word's engine hides it by its own property.
    "display": lambda tag, value: tag["class"] == ["preheader"] and value == "none",
    "mso-hide": lambda tag, value: tag["class"] == ["preheader"] and value == "all",
    "font-family": lambda tag, value: value.endswith("Arial, sans-serif"),
    "font-size": lambda tag, value: value.endswith("px") and int(value[:-2]) >= 16,
    "font-weight": lambda tag, value: value in ("bold", "normal"),
    "line-height": _pixels,
    "margin": _pixels,
    "max-width": _decoration,
    "padding": _pixels,  # on td, th and body Word's engine keeps it; on ul it has its own
    "padding-right": _pixels,
    "text-align": lambda tag, value: value in ("left", "right", "center"),
    "vertical-align": lambda tag, value: value in ("top", "bottom"),
    "white-space": lambda tag, value: value == "nowrap",
    "width": lambda tag, value: value == "100%",
}

SCREEN_CSS = frozenset({"background-color", "color", "padding-left", "padding-right"})
"""In @media, which Gmail drops for some accounts and Word's engine always: only adjusts."""


@pytest.fixture(scope="module")
def html(sample):
    return html_body(story_of(sample), ["báo cáo (PDF)"])


def test_every_element_and_attribute_is_one_that_mail_programs_know(html):
    soup = BeautifulSoup(html, "html.parser")
    unknown = {
        f"<{tag.name} {name}>" if tag.name in ELEMENTS else f"<{tag.name}>"
        for tag in soup.find_all(True)
        for name in (tag.attrs or {"": ""})
        if tag.name not in ELEMENTS or (name and name not in ATTRIBUTES)
    }
    assert unknown == set()
    assert "data:" not in html
    assert not re.search(r"<(svg|script|link|form|video|object|iframe)\b|javascript:", html, re.I)
    layout = [table for table in soup.find_all("table") if not table.find("thead", recursive=False)]
    assert {table.get("role") for table in layout} == {"presentation"}
    assert all(table.get("width") for table in soup.find_all("table"))
    headers = soup.find("table", class_="tiles").find_all("th")
    assert {header["scope"] for header in headers} == {"row", "col"}


def test_every_style_works_in_outlook_gmail_and_on_phones(html):
    """A property that Word's engine drops may decorate, but nothing may depend on it."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(style=True):
        for declaration in parse_declaration_list(tag["style"], skip_whitespace=True):
            value = "".join(token.serialize() for token in declaration.value).strip()
            assert declaration.name in CSS, f"{declaration.name} on <{tag.name}>"
            assert CSS[declaration.name](tag, value), f"{declaration.name}: {value} on <{tag.name}>"
            assert not NEVER_IN_CSS.search(value)
    for style in soup.find_all("style"):
        for rule in parse_stylesheet(style.string, skip_whitespace=True, skip_comments=True):
            assert rule.at_keyword == "media"  # everything else is inlined
            names = set(re.findall(r"([a-z-]+)\s*:[^;{}]*!important", str(style.string)))
            assert names <= SCREEN_CSS
