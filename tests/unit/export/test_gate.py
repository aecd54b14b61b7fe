"""The last look at a page. If these fail, readers meet NaN and {count}; or good text is refused."""

import pytest

from doanvien.export.gate import find_fault
from doanvien.export.sanitise import prepare_tables, sanitise


@pytest.mark.parametrize(
    "html",
    [
        "<p>Kết nạp {count} đoàn viên</p>",
        "<p>{}</p>",
        "<p>%(count)s</p>",
        "<td>nan</td>",
        "<td>-inf</td>",
        "<td>NaT</td>",
        "<td>None</td>",
        "<p>Đạt: True</p>",
        '<svg aria-label="Từ nan đến 3"></svg>',
        '<img src="data:image/png;base64,x" alt="{alt}">',
    ],
)
def test_what_a_reader_should_never_meet_is_found(html):
    assert "would reach the reader" in find_fault(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Nhiệm vụ gian nan, vấn đề nan giải</p>",
        "<td>Công ty TH True Milk</td>",
        "<p>None of the provinces published it.</p>",
        "<p>Nangrong, Infra, Nonesuch</p>",
        "<p>Đặt <code>as_of = None</code> để lấy ngày cuối kỳ</p>",
        '<a href="https://congdoan.vn">nguồn</a>',
        '<use href="#m1" style="clip-path: url(#p1)"></use>',
    ],
)
def test_good_text_passes(html):
    assert find_fault(html) == ""


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
    ],
)
def test_what_runs_or_loads_is_found(html, said):
    assert said in find_fault(html)


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
