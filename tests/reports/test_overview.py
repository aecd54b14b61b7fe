"""The national overview of a real batch, read back beside the reports of its provinces.

When this fails, the overview shows a federation another number than the federation's own report.
"""

import csv
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from typer.testing import CliRunner

from doanvien.cli import app
from doanvien.present.words.formats import format_count, format_percent

ROOT = Path(__file__).parents[2]
# Result and TLĐ's target. Hà Nội closes on 8 July: the figure to 30 June must not come back.
RESULTS = {"ha-noi": (24396, 47855), "lao-cai": (1128, 1500), "da-nang": (2610, 2819)}
NAMES = {"ha-noi": "Hà Nội", "lao-cai": "Lào Cai", "da-nang": "Đà Nẵng"}
BATCH = """\
title: Ba địa phương
data: data/tiny
notebooks: [target_attainment]
provinces: all
period: 2022H1
overrides:
  ha-noi: {as_of: 2022-07-08}
overview: national_overview
"""
TARGETS = (
    "province,territory,unit,indicator,period_start,period_end,low,high,rule,assigned_by,"
    "source,note"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a batch of three provinces and its overview, built as a user does."""
    root = tmp_path_factory.mktemp("overview")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    data = root / "data" / "tiny"
    shutil.copytree(ROOT / "data" / "published", data)
    shutil.rmtree(data / "figures")
    (data / "figures").mkdir()
    for name in ("campaigns.csv", "percentages.csv"):
        header = (data / name).read_text(encoding="utf-8").splitlines()[0]
        (data / name).write_text(header + "\n", encoding="utf-8")
    (data / "dataset.yaml").write_text(
        "title: Số liệu thử\nstatus: simulated\nterms: không\nowner: thử\nupdated: 2026-11-21\n",
        encoding="utf-8",
    )
    header = "province,territory,unit,indicator,period_start,period_end,value,qualifier,source,note"
    for slug, (value, _) in RESULTS.items():
        row = f"{slug},,,members_new,2022-01-01,2022-06-30,{value},exact,s001,"
        rows = [row]
        if slug == "ha-noi":
            rows = [row.replace(str(value), "20000"), row.replace("06-30", "07-08")]
        text = "\n".join([header, *rows])
        (data / "figures" / f"{slug}.csv").write_text(text + "\n", encoding="utf-8")
    targets = [
        f"{slug},,,members_new,2022-01-01,2022-12-31,{low},,point,tld,s001,"
        for slug, (_, low) in RESULTS.items()
    ]
    (data / "targets.csv").write_text("\n".join([TARGETS, *targets]) + "\n", encoding="utf-8")
    (root / "params").mkdir()
    batch = root / "params" / "three.yaml"
    batch.write_text(BATCH, encoding="utf-8")
    result = CliRunner().invoke(app, ["build", str(batch), "--jobs", "2"])
    assert result.exit_code == 0, result.output
    return root / "output" / "three"


def rows_of(page: Path, table: str) -> dict[str, dict[str, str]]:
    """A table of a page: its first column → title → cell."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    found = soup.find(id=f"table-{table}")
    titles = [cell.get_text() for cell in found.thead.find_all("th")]
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in found.tbody("tr")]
    return {row[0]: dict(zip(titles, row, strict=True)) for row in rows}


def caption_of(page: Path, table: str) -> str:
    """What a table of a page finds, without its number."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    caption = soup.find(id=f"table-{table}-caption").get_text()
    return re.sub(r"^Bảng \d+\. ", "", caption)


def sheet_rows(book: Path, title: str) -> list[dict[str, object]]:
    """The rows of the table whose caption holds `title`, by column title."""
    for sheet in load_workbook(book).worksheets:
        for (cell,) in sheet.iter_rows(max_col=1):
            if not re.match(rf"Bảng \d+\. .*{re.escape(title)}", str(cell.value)):
                continue
            below = [range_boundaries(table.ref) for table in sheet.tables.values()]
            _, first, last_column, last = min(
                (bounds for bounds in below if bounds[1] > cell.row), key=lambda bounds: bounds[1]
            )
            titles, *rows = sheet.iter_rows(
                min_row=first, max_row=last, max_col=last_column, values_only=True
            )
            return [dict(zip(titles, row, strict=True)) for row in rows]
    raise AssertionError(f"no table {title!r}")


def csv_rows(built: Path) -> list[dict[str, str]]:
    file = built / "toan-quoc" / "toan-quoc_2022H1.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("slug", RESULTS)
def test_a_province_reads_the_same_number_everywhere(built, slug):
    """Page, workbook and CSV of the overview say what the province's own page and workbook say."""
    value, low = RESULTS[slug]
    share = value / low
    page = built / slug / f"{slug}_2022H1.html"
    own = rows_of(page, "targets")["Đoàn viên kết nạp mới"]
    ours = rows_of(built / "toan-quoc" / "toan-quoc_2022H1.html", "ranking-members")[NAMES[slug]]
    assert own["Tỷ lệ đạt"] == ours["Tỷ lệ đạt"] == format_percent(share, "vi", 1)
    assert own["Kết quả"] == ours["Kết quả"] == format_count(value, "vi")
    assert f"số liệu đến ngày {ours['Tính đến ngày']}" in page.read_text(encoding="utf-8")
    assert own["Đánh giá"] == ours["Đánh giá"]

    cells, *_ = sheet_rows(page.with_suffix(".xlsx"), caption_of(page, "targets"))
    ranking = caption_of(built / "toan-quoc" / "toan-quoc_2022H1.html", "ranking-members")
    ranked = {
        row["Tỉnh/thành phố"]: row
        for row in sheet_rows(built / "toan-quoc" / "toan-quoc_2022H1.xlsx", ranking)
        if row["Thứ hạng"]
    }[NAMES[slug]]
    for title in ("Tỷ lệ đạt", "Kết quả", "Chỉ tiêu giao"):
        assert cells[title] == ranked[title]

    (line,) = [
        row for row in csv_rows(built) if row["province"] == slug and row["assigned_by"] == "tld"
    ]
    assert float(line["value"]) == cells["Kết quả"] == value
    assert float(line["of_base"]) == cells["Tỷ lệ đạt"] == pytest.approx(share)
    assert float(line["low"]) == low
    assert line["period_end"] == ranked["Tính đến ngày"].date().isoformat()


def test_the_totals_add_up_what_the_provinces_report(built):
    page = built / "toan-quoc" / "toan-quoc_2022H1.html"
    value, low = (sum(column) for column in zip(*RESULTS.values(), strict=True))
    row = rows_of(page, "target-sums")["Đoàn viên kết nạp mới"]
    assert row["Kết quả"] == format_count(value, "vi")
    assert row["Chỉ tiêu giao"] == format_count(low, "vi")
    assert row["Tỷ lệ đạt"] == format_percent(value / low, "vi", 1)
    text = page.read_text(encoding="utf-8")
    assert "60 trong 63 tỉnh, thành phố chưa có số liệu" in text
    assert "từ 30/6/2022 đến 08/7/2022" in text, "the two closing days are told"


def test_the_workbook_holds_the_rows_of_the_csv(built):
    rows = sheet_rows(built / "toan-quoc" / "toan-quoc_2022H1.xlsx", "dưới dạng dữ liệu")
    titles = ("Tỉnh/thành phố", "Chỉ tiêu thống kê", "Số lượng")
    told = [tuple(row[title] for title in titles) for row in rows]
    lines = [(row["province"], row["indicator"], float(row["value"])) for row in csv_rows(built)]
    assert told == lines
    assert {row["status"] for row in csv_rows(built)} == {"simulated"}


def test_the_index_leads_to_page_workbook_and_data(built):
    soup = BeautifulSoup((built / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = [a["href"] for a in soup.find_all("a") if a["href"].startswith("toan-quoc/")]
    assert [link.rpartition(".")[2] for link in links] == ["html", "xlsx", "csv"]
    assert all((built / link).is_file() for link in links)


def test_the_map_stands_only_where_there_is_something_on_it(built):
    """Three of 63 provinces: sixty blank squares would say nothing."""
    page = (built / "toan-quoc" / "toan-quoc_2022H1.html").read_text(encoding="utf-8")
    assert "Bản đồ ô vuông" not in page
