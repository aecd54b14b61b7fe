"""The last look at a page. If these fail, readers meet NaN and {count}; or good text is refused."""

from html import escape

import pytest

from doanvien.export.reading.gate import find_fault, find_half_made
from doanvien.export.reading.sanitise import prepare_tables, sanitise
from doanvien.reference.languages import MESSAGES_IN
from doanvien.reference.sentences import sentence


@pytest.mark.parametrize("printed", ["NaN", "NaT", "<NA>", "nan", "inf", "-inf"])
def test_what_pandas_prints_for_a_missing_value_is_found(printed):
    fault = find_half_made(f"<td>{escape(printed)}</td>", "show(df)")
    assert fault == sentence("a raw value, {text!r}, would reach the reader", text=printed)


@pytest.mark.parametrize("text", ["{count}", "{share:.2f}", "%(count)s"])
def test_a_placeholder_is_found_where_the_cell_forgot_to_fill_it(text):
    html = f"<p>Kết nạp {text} đoàn viên</p>"
    fault = find_half_made(html, f"HTML('<p>Kết nạp {text} đoàn viên</p>')")
    assert fault == sentence("an unfilled placeholder, {text!r}, would reach the reader", text=text)
    assert find_half_made(html, "HTML(note)") is None  # then it stands in the data


@pytest.mark.parametrize(
    "html",
    [
        "<p>Nhiệm vụ gian nan, Hội True nói, None, inf.</p>",
        "<p>Đặt <code>{as_of}</code>, nay là <code>NaN</code></p>",
        '<a href="https://congdoan.vn">nguồn</a>',
        '<use href="#m1" style="clip-path: url(#p1)"></use>',
    ],
)
def test_good_text_passes(html):
    assert (find_fault(html), find_half_made(html, "{as_of}")) == (None, None)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<script>x</script>", "<script>"),
        ("<p onclick='x'>a</p>", "run code"),
        ("<a href='javascript:x'>a</a>", "run code"),
        ("<img src='https://example.org/a.png'>", "from elsewhere"),
        ("<use href='https://example.org/a.svg#x'></use>", "from elsewhere"),
        ("<p style='background: url(https://example.org/a)'>a</p>", "from elsewhere"),
        ("<link rel='stylesheet' href='x.css'>", "<link>"),
        ("<meta http-equiv=refresh content='0;url=https://example.org'>", "<meta>"),
    ],
)
def test_what_runs_or_loads_is_found(html, said):
    fault = find_fault(html)
    assert fault
    assert said in fault.said(MESSAGES_IN)


def test_pandas_html_loses_its_style_and_keeps_its_cells():
    html = "<style scoped>.x {}</style><table border='1' class='dataframe'><td>1</td></table>"
    assert sanitise(html) == "<table><tbody><tr><td>1</td></tr></tbody></table>"


def test_an_analysts_table_can_be_scrolled_and_its_headers_have_a_scope():
    html = prepare_tables(
        "<table><thead><tr><th></th><th>n</th></tr></thead>"
        "<tbody><tr><th>a</th><td>1</td></tr></tbody></table>",
        "Bảng bổ sung",
        4,
    )
    assert 'aria-label="Bảng bổ sung 4"' in html
    assert '<th scope="col">n</th>' in html
    assert '<th scope="row">a</th>' in html
    assert "<td></td>" in html
