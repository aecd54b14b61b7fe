"""The index page of a batch. If these fail, a failed report goes unnoticed or cannot be found."""

import pytest
from bs4 import BeautifulSoup

from doanvien.export.index import Failure, IndexRow, render_index
from doanvien.export.index_groups import group_of, render_groups
from doanvien.present.shown.tiles import Tile
from doanvien.reference.raw import RawValue

TILES = tuple(Tile(f"Chỉ số {at}", f"{at}.000", verdict="Đạt", tone="good") for at in range(1, 7))


def row(slug="ha-noi", state="fresh", **more):
    given = {
        "id": f"{slug}/2022H1",
        "federation": "Liên đoàn Lao động thành phố Hà Nội",
        "period_label": "6 tháng đầu năm 2022",
        "cutoff_label": "08/7/2022",
        "html": f"{slug}/{slug}_2022H1.html",
        "xlsx": f"{slug}/{slug}_2022H1.xlsx",
        "tiles": TILES,
    }
    return IndexRow(**{**given, **more}, state=state)


FAILED = row(
    "lao-cai", "failed", failure=Failure("headline", 7, "DataError: <row 12> '1,128' {value}")
)


def page(*rows, **more):
    return BeautifulSoup(render_index("Năm liên đoàn", rows, **more), "html.parser")


def test_every_report_stands_in_a_row_with_its_files_and_headline():
    rows = page(row(), row("lao-cai")).tbody.find_all("tr")
    assert len(rows) == 2
    assert [link["href"] for link in rows[1].find_all("a")] == [
        "lao-cai/lao-cai_2022H1.html",
        "lao-cai/lao-cai_2022H1.xlsx",
    ]
    results = [item.get_text() for item in rows[0].find_all("li")]
    assert results[0] == "Chỉ số 1: 1.000 (Đạt)"
    assert len(results) == 4


def test_the_data_of_an_overview_are_linked():
    links = page(row(csv="toan-quoc/toan-quoc_2022H1.csv")).tbody.find_all("a")
    assert [link["href"].rpartition(".")[2] for link in links] == ["html", "xlsx", "csv"]


def test_the_summary_counts_the_states():
    rows = [row(), row(), FAILED, row(state="missing", html="", xlsx="", tiles=())]
    assert "4 báo cáo: 2 đã lập, 1 chưa lập và 1 bị lỗi" in page(*rows).header.get_text()


def test_a_failure_is_named_with_notebook_cell_and_last_line():
    soup = page(row(), FAILED)
    listed = soup.find(class_="failures").li
    assert "headline, ô 7" in listed.get_text()
    assert listed.code.get_text() == "DataError: <row 12> '1,128' {value}"
    assert "bị lỗi" in soup.find(id=listed.a["href"][1:]).get_text()


def test_former_files_of_a_failed_report_are_called_so():
    assert "bản trước" in page(FAILED).tbody.get_text()
    assert "bản trước" not in page(row()).tbody.get_text()


def test_simulated_figures_are_marked():
    soup = page(row(status="simulated"))
    assert soup.find(class_="simulated")
    assert soup.tbody.get_text().count("SỐ LIỆU MÔ PHỎNG") == 1


def test_an_empty_batch_and_english_work():
    assert "0 reports" in page(language="en").header.get_text()


def test_the_same_rows_give_the_same_text():
    assert render_index("Thử", [row(), FAILED]) == render_index("Thử", [row(), FAILED])


@pytest.mark.parametrize("title", ["Kết quả {2025}", "None", "NaN %(x)s", "</title><script>"])
def test_a_title_is_what_somebody_wrote(title):
    """It stood in every batch's way: all reports made, and no index."""
    soup = BeautifulSoup(render_index(title, [row()]), "html.parser")
    assert soup.h1.get_text() == title


def test_a_value_that_is_none_reaches_no_reader():
    with pytest.raises(RawValue):
        page(row(period_label=None))


def test_a_batch_of_very_many_reports_leads_to_a_page_for_each_union():
    rows = [FAILED, *(row("lao-cai") for _ in range(3))]
    groups = [
        group_of("Lào Cai", "lao-cai/index.html", rows),
        group_of("Huế", "hue/index.html", [row()]),
    ]
    soup = BeautifulSoup(render_groups("Thử", groups, [FAILED], "published"), "html.parser")
    assert "5 báo cáo: 4 đã lập và 1 bị lỗi" in soup.header.get_text()
    assert [link["href"] for link in soup.tbody("a")] == ["lao-cai/index.html", "hue/index.html"]
    assert "headline, ô 7" in soup.find(class_="failures").get_text()
    assert "Còn" not in soup.find(class_="failures").get_text()
