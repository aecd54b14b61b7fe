"""Vietnamese names in English pages. If these fail, a screen reader spells them in English."""

import pytest

from doanvien.export.pages.foreign import mark_vietnamese


def vi(name):
    return f'<span lang="vi">{name}</span>'


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("In Hà Nội, 34 unions", f"In {vi('Hà Nội')}, 34 unions"),
        ("An Giang and Gia Lai", f"{vi('An Giang')} and {vi('Gia Lai')}"),
        ("Hà Nội 12 new members", f"{vi('Hà Nội')} 12 new members"),
        ("Công đoàn các KCN Lào Cai: 254", f"{vi('Công đoàn các KCN Lào Cai')}: 254"),
        ("Tháng Công nhân 2026 (a wave)", f"{vi('Tháng Công nhân 2026')} (a wave)"),
        ("Workers in industrial parks", "Workers in industrial parks"),
    ],
)
def test_names_are_marked_and_english_is_not(text, marked):
    assert mark_vietnamese(f"<p>{text}</p>") == f"<p>{marked}</p>"


def test_what_is_no_prose_or_says_its_language_stays_as_it_is():
    """An element inside a drawing, a title or code would break it."""
    page = (
        "<title>Hà Nội</title><style>/* Hà Nội */</style><svg><g><text>Hà Nội</text></g></svg>"
        '<code>Hà Nội</code><a lang="vi">Tiếng Việt</a><img alt="Hà Nội">'
    )
    assert mark_vietnamese(page) == page
