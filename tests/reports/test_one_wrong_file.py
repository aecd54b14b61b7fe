"""A real batch of three provinces, two of which have a mistake in their data.

When this fails, one office's slip costs every federation its report and the country its overview,
or the overview keeps silent about who is left out.
"""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from doanvien.cli import app
from doanvien.reference.provinces import TERRITORY_CHANGE, find_province
from doanvien.simulate import simulate
from doanvien.simulate.invented.months import Month

ROOT = Path(__file__).parents[2]
BATCH = """\
title: Ba địa phương
data: data/three
notebooks: [sources_and_checks]
provinces: all
period: 2026Q3
overview: national_overview
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which Cao Bằng's target and a figure of Lai Châu are wrong; Hà Tĩnh is right."""
    root = tmp_path_factory.mktemp("wrong")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    places = [find_province(slug, TERRITORY_CHANGE) for slug in ("ha-tinh", "cao-bang", "lai-chau")]
    data = root / "data" / "three"
    simulate(data, 1, places, Month(2025, 1), Month(2026, 9))
    for name, start in (("targets.csv", "cao-bang,"), ("figures/lai-chau.csv", "lai-chau,")):
        text = (data / name).read_text(encoding="utf-8")
        wrong = re.sub(rf"^({start}.*?),\d+,", r"\1,1.5,", text, count=1, flags=re.MULTILINE)
        (data / name).write_text(wrong, encoding="utf-8")
    (root / "params").mkdir()
    (root / "params" / "three.yaml").write_text(BATCH, encoding="utf-8")
    result = CliRunner().invoke(app, ["build", str(root / "params" / "three.yaml")])
    assert result.exit_code == 1, result.output
    return root


def test_only_the_reports_with_a_mistake_fail(project, records):
    reports = records(project / "output/three")
    assert {id_.split("/")[0]: report["state"] for id_, report in reports.items()} == {
        "ha-tinh": "built",
        "cao-bang": "failed",
        "lai-chau": "failed",
        "toan-quoc": "built",
    }
    assert "targets.csv, dòng" in reports["cao-bang/2026Q3"]["failure"]["error"]
    assert "lai-chau.csv, dòng" in reports["lai-chau/2026Q3"]["failure"]["error"]


def test_the_check_names_every_mistake(project):
    result = CliRunner().invoke(app, ["check", str(project / "params" / "three.yaml")])
    assert result.exit_code == 1
    said = " ".join(result.output.split())
    assert len(re.findall(r"targets\.csv, row \d+", said)) == 1
    assert len(re.findall(r"lai-chau\.csv, row \d+", said)) == 1


def test_the_overview_names_who_could_not_be_read_and_marks_every_caption(project):
    page = project / "output/three/toan-quoc/toan-quoc_2026Q3.html"
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    text = soup.get_text(" ", strip=True)
    told = re.search(r"tệp số liệu có lỗi, không đọc được: ([^.]*)\.", text)
    assert told is not None
    assert sorted(told[1].split(" và ")) == ["Cao Bằng", "Lai Châu"]
    captions = [tag.get_text() for tag in soup.find_all(["caption", "figcaption"])]
    assert captions
    assert [caption for caption in captions if "số liệu mô phỏng" not in caption] == []


def test_the_manifest_counts_the_checks_of_the_figures(project, records):
    reports = records(project / "output/three")
    counted = reports["ha-tinh/2026Q3"]["checks"]
    page = project / "output/three/ha-tinh/ha-tinh_2026Q3.html"
    table = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").find(id="table-checks")
    numbers = [
        [int(cell.get_text().replace(".", "")) for cell in row("td")] for row in table.tbody("tr")
    ]
    assert counted == {"run": sum(n[-2] for n in numbers), "found": sum(n[-1] for n in numbers)}
    assert counted["run"] > 100
