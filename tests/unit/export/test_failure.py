"""The page of a report that failed. If these fail, who runs the batch does not know what to do."""

from bs4 import BeautifulSoup

from doanvien.export.pages.failure import render_failure

DATA = "DataError: ../data/published/figures/ha-noi.csv, dòng 12: giá trị '1,128x' không phải số."


def page(notebook="headline", cell=7, error=DATA, lines=(), language="vi"):
    html = render_failure("ha-noi/2022H1", "seeds", notebook, cell, "x = 1", error, lines, language)
    return BeautifulSoup(html, "html.parser")


def commands(soup):
    return [code.get_text() for code in soup.ol.find_all("code")]


def test_a_wrong_figure_is_corrected_checked_and_built_again():
    soup = page()
    assert soup.h1.get_text() == "Không lập được báo cáo ha-noi/2022H1"
    assert commands(soup) == [
        *("doanvien check seeds", "doanvien build seeds --only ha-noi/2022H1"),
    ]
    assert soup.pre.get_text() == DATA.removeprefix("DataError: ")
    assert "Error" not in soup.get_text()


def test_a_wrong_cell_is_opened_in_jupyterlab():
    soup = page(error="ZeroDivisionError: division by zero", lines=["a", "b"])
    assert "Mở notebooks/headline.ipynb trong JupyterLab, chạy đến ô 7" in soup.ol.get_text()
    assert "Ô 7 của sổ tay headline bị dừng vì lỗi." in soup.get_text()
    assert soup.pre.get_text() == "ZeroDivisionError: division by zero"
    assert soup.find_all("pre")[-1].get_text() == "a\nb"


def test_a_failure_outside_any_notebook_is_built_again():
    soup = page(notebook="", cell=0, error="MemoryError: ")
    assert commands(soup) == ["doanvien build seeds --only ha-noi/2022H1"]
    assert "How to go on" in page(language="en").get_text()
