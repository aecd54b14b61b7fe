"""The index page of a batch. If these fail, a failed report goes unnoticed or cannot be found."""

import pytest
from bs4 import BeautifulSoup

from doanvien.export.pages.index import Failure, IndexRow, Link, render_index
from doanvien.export.pages.index_groups import group_of, render_groups
from doanvien.present.shown.tiles import Tile
from doanvien.reference.text.raw import RawValue

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


def lines(soup):
    """The rows of reports, without the headings of the groups."""
    return soup.select("tbody tr:not(.group)")


def test_every_report_is_one_line_with_its_result_and_its_files():
    rows = lines(page(row(place="Hà Nội"), row("lao-cai")))
    assert len(rows) == 2
    assert [link["href"] for link in rows[1].find_all("a")] == [
        "lao-cai/lao-cai_2022H1.html",
        "lao-cai/lao-cai_2022H1.xlsx",
    ]
    told = [" ".join(cell.get_text(" ").split()) for cell in rows[0].find_all(["th", "td"])]
    assert told[:4] == ["Hà Nội", "1.000", "–", "Đạt"]


def judged(slug, tone, share, verdict="Chậm tiến độ"):
    against = f"{share} chỉ tiêu giao: 9"
    tile = Tile("Đoàn viên kết nạp mới", "1.200", against, verdict, "▼", tone, share=share)
    return row(slug, tiles=(tile,), place=slug)


def test_what_needs_something_stands_first_then_the_worst_verdict_and_share():
    """A leader of 34 provinces looks at the first lines; they are those to call."""
    soup = page(
        judged("tot", "good", "90%", "Đúng tiến độ"),
        judged("cham", "near", "60%"),
        row("moi", tiles=(), place="moi"),
        judged("nguy", "behind", "50,5%", "Nguy cơ không đạt"),
        judged("giam", "behind", "giảm", "Nguy cơ không đạt"),
        judged("cham-hon", "near", "7,5%"),
        row("loi", "failed", place="loi"),
        row("toan-quoc", place="toan-quoc", whole=True),
    )
    names = [line.th.get_text() for line in lines(soup)]
    assert names == ["loi", "toan-quoc", "giam", "nguy", "cham-hon", "cham", "moi", "tot"]
    headings = [" ".join(head.get_text().split()) for head in soup.select(".group")]
    assert headings[:3] == ["✗ Cần xử lý (1)", "Tổng quan (1)", "▼ Nguy cơ không đạt (2)"]
    targets = [link["href"][1:] for link in soup.nav.find_all("a")]
    assert all(soup.find(id=target) for target in targets)
    assert soup.find(id=targets[3]).select("tr:not(.group)")[0]["id"] == "cham-hon-2022h1"


def test_of_two_targets_the_one_that_is_furthest_away_is_told():
    near, good = judged("a", "near", "41,8%"), judged("b", "good", "75,2%", "Đúng tiến độ")
    (line,) = lines(page(row(tiles=(*good.tiles, *near.tiles))))
    assert [cell.get_text().strip() for cell in line.find_all("td")][1:3] == [
        *("41,8%", "▼ Chậm tiến độ"),
    ]


def test_results_of_one_kind_are_added_up():
    soup = page(judged("a", "near", "60%"), judged("b", "good", "90%", "Đạt"))
    assert "Đoàn viên kết nạp mới, cộng 2 nơi: 2.400" in soup.header.get_text()
    assert soup.find(class_="total")
    assert page(judged("a", "near", "60%"), row("b")).find(class_="total") is None


def test_the_data_of_an_overview_are_linked():
    links = page(row(csv="toan-quoc/toan-quoc_2022H1.csv")).tbody.find_all("a")
    assert [link["href"].rpartition(".")[2] for link in links] == ["html", "xlsx", "csv"]


def test_the_summary_counts_the_states():
    rows = [row(), row(), FAILED, row(state="missing", html="", xlsx="", tiles=())]
    told = page(*rows).header.get_text()
    assert "Đã lập 2/4 báo cáo; 1 chưa lập và 1 bị lỗi" in told
    assert "Đã lập 2/2 báo cáo ·" in page(row(), row("lao-cai")).header.get_text()


def test_a_failure_is_named_with_notebook_cell_and_last_line():
    (line, _) = lines(page(row(), FAILED))
    assert "headline, ô 7" in line.get_text()
    assert line.code.get_text() == "DataError: <row 12> '1,128' {value}"
    assert "bị lỗi" in line.get_text()


def test_former_files_of_a_failed_report_are_called_so():
    assert "bản trước" in page(FAILED).tbody.get_text()
    assert "bản trước" not in page(row()).tbody.get_text()


def test_simulated_figures_are_marked():
    soup = page(row(status="simulated"))
    assert "SỐ LIỆU MÔ PHỎNG" in soup.find(class_="simulated").get_text()


def test_an_empty_batch_and_english_work():
    assert "0/0 reports built" in page(language="en").header.get_text()


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
        group_of("Huế", "hue/index.html", [row()]),
        group_of("Lào Cai", "lao-cai/index.html", rows),
    ]
    soup = BeautifulSoup(render_groups("Thử", groups, [FAILED], "published"), "html.parser")
    assert "Đã lập 4/5 báo cáo; 1 bị lỗi" in soup.header.get_text()
    assert [link["href"] for link in soup.tbody("a")] == ["lao-cai/index.html", "hue/index.html"]
    assert [cell.get_text() for cell in soup.tbody("td")] == ["3/4; 1 bị lỗi", "1/1"]
    assert "headline, ô 7" in soup.find(class_="failures").get_text()
    assert "Còn" not in soup.find(class_="failures").get_text()


def test_the_index_leads_to_who_has_reported():
    told = "quý I/2025: 3 trên 4 đơn vị đã nộp"
    soup = page(row(), links=[Link("reporting_2025Q1.html", told)])
    assert soup.find("a", href="reporting_2025Q1.html").get_text() == told
    groups = [group_of("LĐLĐ <1>", "a/index.html", [row()])]
    links = [Link("reporting_2025Q1.html", told)]
    assert told in render_groups("Thử", groups, [], "published", links=links)
