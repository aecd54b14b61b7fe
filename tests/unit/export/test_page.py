"""Executed notebooks as one page, without a kernel. If these fail, a report shows something half
made, leaves something out, or cannot be sent."""

import re
from datetime import date

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.figure import Figure as Drawing
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from doanvien.export.excel.workbook import WorkbookExporter, render_workbook
from doanvien.export.pages.html import PageExporter
from doanvien.export.pages.page import render_page
from doanvien.export.reading.chapters import read_document
from doanvien.export.reading.errors import ExportError
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.figures.figure import Figure
from doanvien.present.shown.sentences import Sentences
from doanvien.present.shown.tables.frames import table_from_frame
from doanvien.present.shown.tiles import Tile, Tiles

WRITTEN = (
    "Kết quả {2025}",
    "theo {quý II} và {count}",
    "None",
    "NaN",
    "-inf",
    "Hội True nói",
    "%(x)s",
    "<NA>",
    r"$\frac{a}{b}$",
)
PIXEL = "R0lGODlhAQABAAAAACwAAAAAAQABAAA="


def cover(**changes):
    given = {
        "title": "Phát triển đoàn viên",
        "federation": "Liên đoàn Lao động thành phố Hà Nội",
        "place": "thành phố Hà Nội",
        "province": "ha-noi",
        "period": "2022H1",
        "period_label": "6 tháng đầu năm 2022",
        "cutoff": date(2022, 7, 8),
        "language": "vi",
        "status": "published",
        "dataset_title": "Số liệu đã công bố",
    }
    return Cover(**{**given, **changes})


def table(name="t", caption="Kết quả", **columns):
    return table_from_frame(pd.DataFrame(columns or {"n": [1]}), caption, name=name)


def figure(name="f"):
    drawing = Drawing()
    axes = drawing.subplots()
    axes.plot([1, 2], [3, 4], marker="o")
    return Figure(name, "Diễn biến", "Đường đi lên từ 3 đến 4 trong hai kỳ.", drawing)


def shows(data, kind="display_data", code="show()"):
    """A code cell whose output is `data`, or what a table, figure … puts there."""
    data = data if isinstance(data, dict) else data.bundle()
    return new_code_cell(code, execution_count=1, outputs=[new_output(kind, data=data)])


def text(source, *tags):
    return new_markdown_cell(source, metadata={"tags": list(tags)})


def notebook(*cells):
    made = [text(cell) if isinstance(cell, str) else cell for cell in cells]
    return new_notebook(cells=made)


def page(*cells, name="chapter", language=None):
    return render_page(read_document([notebook(*cells)], [name], language))


def seen(html):
    """What a reader sees of the main part."""
    main = BeautifulSoup(html, "html.parser").main
    return " ".join(main.get_text(" ").split())


class TestWhatIsKept:
    def test_text_cells_of_the_other_language_are_left_out(self):
        cells = [
            text("Xin chào", "lang-vi"),
            text("Hello", "lang-en"),
            text("42", "parameters"),
        ]
        assert "Hello" not in seen(page(*cells, language="vi"))
        assert "Xin chào" not in seen(page(*cells, language="en"))
        assert "42" in seen(page(*cells, language="en"))

    def test_the_language_is_the_covers_unless_told(self):
        cells = [shows(cover(language="en")), text("Hello", "lang-en"), text("Chào", "lang-vi")]
        html = page(*cells)
        assert '<html lang="en">' in html
        assert "Hello" in html
        assert "Chào" not in html

    def test_without_cover_the_language_is_papermills(self):
        made = notebook(text("Hello", "lang-en"))
        made.metadata["papermill"] = {"parameters": {"language": "en"}}
        assert read_document([made], ["x"]).language == "en"

    def test_code_prints_warnings_and_plain_values_are_left_out(self):
        cell = new_code_cell("secret = 1", execution_count=1)
        cell.outputs = [
            new_output("stream", name="stdout", text="printed"),
            new_output("stream", name="stderr", text="warned"),
            new_output("execute_result", data={"text/plain": "24396"}),
        ]
        html = page("# Đề mục", cell)
        for hidden in ("secret", "printed", "warned", "24396"):
            assert hidden not in html

    def test_what_an_analyst_showed_in_their_own_way_is_kept_and_described(self):
        html = page(
            shows({"text/html": "<table><tr><td>a</td></tr></table>", "text/plain": "a"}),
            shows({"text/markdown": "**đậm**"}),
            shows({"image/png": PIXEL, "text/plain": "<Figure>"}),
        )
        assert "<strong>đậm</strong>" in html
        assert BeautifulSoup(html, "html.parser").main.img["alt"].startswith("Hình do người")
        assert BeautifulSoup(html, "html.parser").find(class_="table-wrap").table

    def test_a_pandas_table_with_its_own_data_payload_is_not_taken_for_ours(self):
        mime = "application/vnd.dataresource+json"
        document = read_document(
            [notebook(shows({mime: {"data": []}, "text/html": "<p>x</p>"}))], ["c"]
        )
        assert list(document.tables()) == []

    def test_a_section_whose_code_had_nothing_to_show_is_left_out(self):
        """A report with three figures has no headings over nothing."""
        silent = new_code_cell("for t in tables: show_table(t)", execution_count=2)
        html = page("# Một", shows(table()), "## Theo đơn vị\n\nSố của từng đơn vị.", silent)
        assert "đơn vị" not in html

    def test_what_an_analyst_wrote_beside_silent_code_stays(self):
        silent = new_code_cell("n = 1", execution_count=2)
        assert "cách tính" in page("# Một", shows(table()), "## Ghi chú\n\nVề cách tính.", silent)

    def test_all_chapters_follow_in_order_under_the_first_cover(self):
        chapters = [
            notebook(shows(cover()), "# Một", shows(Tiles((Tile("Đoàn viên", "24.396"),)))),
            notebook(shows(cover(title="Khác")), "# Hai"),
        ]
        document = read_document(chapters, ["one", "two"])
        soup = BeautifulSoup(render_page(document), "html.parser")
        assert [h.get_text() for h in soup.find_all("h1")] == ["Phát triển đoàn viên"]
        assert soup.h1["id"] == "one", "the first page has the title of the report above it"
        assert [h.get_text() for h in soup.main.find_all("h2")] == ["Phụ lục"]
        assert [s.get_text() for s in soup.main.find_all("summary")] == ["Hai"]
        assert [tile.value for tile in document.headline] == ["24.396"]

    def test_a_caveat_of_two_chapters_is_told_once(self):
        """Each chapter tells it, for an analyst may open one alone; a report tells it once."""

        def caveats(*texts):
            cell = shows(Sentences("caveat", texts))
            cell.source = "show_text(caveats)"
            return cell

        chapters = [
            notebook(shows(cover()), "# Tóm tắt", caveats("Chốt ngày 08/7.", "Chưa trừ số giảm.")),
            notebook("# Hai", shows(table()), "## Lưu ý", caveats("Chốt ngày 08/7.")),
            notebook("# Ba", caveats("Chưa trừ số giảm.", "Chưa rõ.")),
        ]
        html = render_page(read_document(chapters, ["one", "two", "three"]))
        assert [seen(html).count(t) for t in ("Chốt ngày", "Chưa trừ", "Chưa rõ.")] == [1, 1, 1]
        assert "Lưu ý" not in [h.get_text() for h in BeautifulSoup(html, "html.parser")("h3")]


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("cell", "said"),
        [
            (
                shows(Sentences("lead", ("Đạt {share}.",)), code="show_text('Đạt {share}.')"),
                "{share}",
            ),
            (shows({"text/html": "<p>{n:.2f}</p>"}, code="HTML('<p>{n:.2f}</p>')"), "{n:.2f}"),
            (shows({"text/html": "<table><tr><td>NaN</td></tr></table>"}), "'NaN'"),
        ],
    )
    def test_nothing_half_made_reaches_a_reader(self, cell, said):
        with pytest.raises(ExportError) as caught:
            page("# Đề mục", cell)
        assert said in str(caught.value)
        assert (caught.value.chapter, caught.value.cell) == ("chapter", 2)

    @pytest.mark.parametrize("written", WRITTEN)
    def test_what_people_wrote_is_carried_wherever_it_stands(self, written):
        """A note, a unit, a title: else one cell of a province's data stops its report."""
        html = page(
            shows(cover(title=written, federation=written)),
            f"# Đề mục\n\n    {written}",
            shows(table(caption=written, x=[written])),
            shows(Sentences("caveat", (written,))),
            shows(Tiles((Tile(written, "1.128", against=written),))),
        )
        assert BeautifulSoup(html, "html.parser").get_text().count(written.strip()) >= 6

    @pytest.mark.parametrize("letter", ["\ufffe", "\x0b", "\x00", "\ud800"])
    def test_letters_that_no_file_can_hold_are_left_out(self, letter):
        """XML forbids them: one in a unit's name, and there was no workbook."""
        bad = f"Huyện{letter} A"
        cells = (
            shows(cover(title=bad, federation=bad)),
            shows(table(caption=bad, x=[bad])),
            shows(Tiles((Tile(bad, "1.128", against=bad),))),
            shows(Sentences("caveat", (bad,))),
            f"# {bad}",
        )
        document = read_document([notebook(*cells)], ["c"])
        assert letter not in render_page(document).encode().decode()
        assert render_workbook(document)

    def test_a_failed_cell_is_named_with_its_last_line(self):
        cell = new_code_cell("x", execution_count=3)
        cell.outputs = [new_output("error", ename="KeyError", evalue="'value'", traceback=[])]
        with pytest.raises(ExportError, match=r"chapter, cell 2: .*KeyError: 'value'"):
            page("# Đề mục", cell)

    def test_a_notebook_that_was_not_run_is_not_an_empty_report(self):
        with pytest.raises(ExportError, match="was not run"):
            page("# Đề mục", new_code_cell("show()"))

    def test_a_damaged_output_is_named(self):
        bundle = table().bundle()
        del bundle["application/vnd.dataresource+json"]["title"]
        with pytest.raises(ExportError, match=r"cell 1: .*'title'"):
            page(shows(bundle))

    @pytest.mark.parametrize(
        "change", [{"cutoff": date(2022, 5, 31)}, {"status": "simulated"}, {"period": "2022"}]
    )
    def test_chapters_of_different_reports_are_not_mixed(self, change):
        chapters = [notebook(shows(cover())), notebook(shows(cover(**change)))]
        with pytest.raises(ExportError, match=f"two: its cover says {next(iter(change))}"):
            read_document(chapters, ["one", "two"])


class TestSafety:
    @pytest.mark.parametrize(
        "source",
        [
            "<script>alert(1)</script>",
            '<img src="https://example.org/x.png">',
            '<p onclick="alert(1)">a</p>',
            '<a href="javascript:alert(1)">a</a>',
            '<iframe src="https://example.org"></iframe>',
            '<style>@import "https://example.org/x.css";</style>',
            '<a href="data:text/html,x">a</a>',
        ],
    )
    def test_text_and_results_can_neither_run_code_nor_call_out(self, source):
        for cell in (text(source), shows({"text/html": source})):
            main = str(BeautifulSoup(page("# Đề mục", cell), "html.parser").main)
            assert not re.search(r"<script|onclick|javascript:|<iframe|@import|example|data:", main)

    def test_a_markdown_link_cannot_run_code(self):
        assert "javascript:" not in page("# Đề mục", text("[a](javascript:alert(1))"))

    def test_of_a_figure_only_what_draws_is_kept(self):
        bundle = figure().bundle()
        bundle["text/html"] = (
            bundle["text/html"]
            .replace("<svg", '<!--><img src=x onerror=alert(1)>--><svg onload="alert(1)"')
            .replace("</svg>", "<script>alert(1)</script><a href='https://example.org'>x</a></svg>")
        )
        shown = BeautifulSoup(page(shows(bundle)), "html.parser").main
        assert not re.search("alert|onload|onerror|example", str(shown.figure))
        assert shown.figure.svg.path

    @pytest.mark.parametrize(
        "change",
        [
            {"name": "a'b"},
            {"name": 1},
            {"caption": None, "name": None},
            [],
            "x",
        ],
    )
    def test_a_figure_with_a_payload_of_somebody_else_is_named(self, change):
        bundle = figure().bundle()
        mime = "application/vnd.doanvien.figure+json"
        bundle[mime] = {**bundle[mime], **change} if isinstance(change, dict) else change
        with pytest.raises(ExportError, match="cell 1: the output is damaged"):
            page(shows(bundle))

    def test_text_from_data_is_text_everywhere(self):
        evil = '"><script>alert(1)</script>'
        html = page(
            shows(cover(title=evil, federation=evil, dataset_title=evil)),
            f"# {evil}",
            shows(Tiles((Tile(evil, evil),))),
            shows(table(caption=evil, x=[evil])),
        )
        assert "<script" not in html
        assert BeautifulSoup(html, "html.parser").h1.get_text() == evil

    def test_a_title_cannot_end_the_stylesheet(self):
        html = page(shows(cover(federation='a"; } </style><b>')), "# x")
        assert html.count("</style>") == 1

    def test_the_page_forbids_itself_to_load_anything(self):
        policy = BeautifulSoup(page("# x"), "html.parser").find("meta", {"http-equiv": True})
        assert policy["content"].startswith("default-src 'none'")


class TestOutline:
    def test_levels_never_skip_and_ids_never_repeat(self):
        html = render_page(
            read_document(
                [notebook("# A", "#### B", "## A", "# A"), notebook("## C\n\n### D")],
                ["one", "one"],
            )
        )
        soup = BeautifulSoup(html, "html.parser")
        headings = [(h.name, h.get_text()) for h in soup.main.find_all(re.compile("^h[2-6]$"))]
        assert headings == [("h2", "B"), ("h2", "A"), ("h2", "A"), ("h2", "C"), ("h3", "D")]
        assert soup.h1.get_text() == "A"
        ids = [element["id"] for element in soup.find_all(id=True)]
        assert len(ids) == len(set(ids))

    def test_the_contents_lead_to_the_headings(self):
        html = page(shows(cover()), "# Một", "## Một chút", "# Hai")
        soup = BeautifulSoup(html, "html.parser")
        targets = {link["href"][1:]: link.get_text() for link in soup.nav.find_all("a")}
        assert list(targets.values()) == ["Một", "Một chút", "Hai"]
        assert [soup.find(id=key).get_text() for key in targets] == list(targets.values())

    def test_a_chapter_without_heading_gets_its_name(self):
        made = notebook(shows(cover()), shows(table()))
        made.metadata["title"] = "Bảng phụ"
        document = read_document([made], ["extra_tables"])
        assert BeautifulSoup(render_page(document), "html.parser").main.h2.get_text() == "Bảng phụ"

    def test_the_same_table_and_figure_twice_stay_two(self):
        html = page(shows(table()), shows(figure()), shows(table()), shows(figure()))
        soup = BeautifulSoup(html, "html.parser")
        ids = [element["id"] for element in soup.find_all(id=True)]
        assert len(ids) == len(set(ids))
        assert [c.get_text() for c in soup.find_all("caption")] == [
            "Bảng 1. Kết quả",
            "Bảng 2. Kết quả",
        ]
        pointed = re.findall(r'(?:href="#|url\(#)([^")]+)', html)
        assert pointed
        assert all(soup.find(id=key) for key in pointed)


def test_simulated_figures_are_marked_on_screen_and_on_every_printed_page():
    html = page(shows(cover(status="simulated")), "# x")
    soup = BeautifulSoup(html, "html.parser")
    assert "SỐ LIỆU MÔ PHỎNG" in soup.find(class_="simulated").get_text()
    assert '@top-right { content: "SỐ LIỆU MÔ PHỎNG"' in html
    assert "MÔ PHỎNG" not in page(shows(cover()), "# x")


def test_simulated_figures_are_marked_in_every_caption():
    """Tables and figures get copied without their page, those of an analyst too."""
    shown = [shows(table(caption="A & B")), shows(figure()), shows(table(caption="C (tỉnh cũ)"))]
    soup = BeautifulSoup(page(shows(cover(status="simulated")), *shown), "html.parser")
    captions = [found.get_text() for found in soup(["caption", "figcaption"])]
    assert captions == [
        "Bảng 1. A & B (số liệu mô phỏng)",
        "Hình 1. Diễn biến (số liệu mô phỏng)",
        "Bảng 2. C (tỉnh cũ) (số liệu mô phỏng)",
    ]
    assert "mô phỏng" not in seen(page(shows(cover()), *shown))


def test_the_same_notebooks_give_the_same_bytes():
    cells = [shows(cover()), "# Một", shows(table()), shows(figure())]
    assert page(*cells) == page(*cells)


@pytest.mark.parametrize(
    ("exporter", "start", "ending"),
    [(PageExporter, "<!DOCTYPE html>", ".html"), (WorkbookExporter, b"PK", ".xlsx")],
)
def test_jupyter_can_export_one_notebook(exporter, start, ending, tmp_path):
    """`jupyter nbconvert --to doanvien-html` and the menu of JupyterLab come this way."""
    path = tmp_path / "headline.ipynb"
    nbformat.write(notebook(shows(cover()), "# Một", shows(table())), path)
    output, resources = exporter().from_filename(str(path))
    assert output[: len(start)] == start
    assert resources["output_extension"] == ending


@pytest.mark.parametrize("exporter", [PageExporter, WorkbookExporter])
@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"cells": 1}', '{"nbformat": 4, "cells": [1]}', "\ud800", "x" * 10],
)
def test_a_corrupt_notebook_is_one_sentence(tmp_path, exporter, content):
    """`jupyter nbconvert` would show a traceback of thirty lines."""
    (tmp_path / "quý I.ipynb").write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(SystemExit, match="quý I: this cannot be read as a notebook"):
        exporter().from_filename(str(tmp_path / "quý I.ipynb"))
