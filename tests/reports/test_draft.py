"""Figures that no office has approved: whoever gets the report must see that it is a draft."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from doanvien.export.reading.document import Document
from doanvien.mail.writing.subject import subject_of
from doanvien.present.first_line import cover_of
from doanvien.present.opening import read_report
from doanvien.reference.scope import report_scope
from reports.walk import run

EXAMPLE = Path(__file__).parents[2] / "data" / "example"


@pytest.fixture
def reported(tmp_path: Path) -> Path:
    """The example as figures that came in on forms."""
    folder = tmp_path / "mine"
    shutil.copytree(EXAMPLE, folder)
    info = folder / "dataset.yaml"
    told = info.read_text(encoding="utf-8").replace("status: simulated", "status: reported")
    info.write_text(told, encoding="utf-8")
    return folder


def approve(folder: Path, day: str) -> None:
    path = folder / "sources.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = dict.fromkeys([*rows[0], "file", "sheet", "sha256", "received_on", "approved_on"])
    names["approved_by"] = None
    for row in rows:
        row |= {"file": "bieu.xlsx", "sheet": "1", "sha256": "ab" * 32}
        row |= {"received_on": "2026-10-02", "approved_on": day}
        row["approved_by"] = "LĐLĐ tỉnh" if day else ""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(names), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def cover(folder: Path):
    return cover_of(read_report(folder, report_scope("lao-cai", "2026Q3", None, "vi")))


def test_a_report_of_figures_that_nobody_approved_is_a_draft(reported):
    approve(reported, "")
    draft = cover(reported)
    assert (draft.status, draft.status_label) == ("draft", "SỐ LIỆU CHƯA DUYỆT")
    assert subject_of(Document((), draft, "vi")).endswith("(chưa duyệt)")
    assert run("headline", data=reported).bundles


def test_approved_figures_and_those_of_other_data_sets_are_none(reported):
    assert cover(reported).status == "reported", "nothing came in on a form"
    approve(reported, date(2026, 10, 5).isoformat())
    assert cover(reported).status == "reported"
    assert cover(EXAMPLE).status == "simulated"
