"""What a report is made from. When one of these fails, a report stays as it was though it would
change, or is built again for nothing.
"""

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest

from doanvien.batch.plan import ReportJob, plan_batch
from doanvien.batch.project import Project
from doanvien.batch.record.inputs import Inputs
from doanvien.batch.request.read import read_batch
from doanvien.reference.scope import report_scope

EXAMPLE = Path(__file__).parents[3] / "data" / "example"


@pytest.fixture
def job(tiny: Any, tmp_path: Path) -> ReportJob:
    """A report that has a forecast, on a data set that a test may change."""
    project = Project(tiny.root)
    batch = read_batch(tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n"), project)
    (made,) = plan_batch(batch, project).jobs
    data = tmp_path / "example"
    shutil.copytree(EXAMPLE, data)
    return dataclasses.replace(made, data=data, scope=report_scope("lao-cai", "2026Q3"))


def changed(job: ReportJob, slug: str, indicator: str) -> set[str]:
    """The inputs that a new figure of the running year changes."""
    before = Inputs(job.project).of(job)
    file = job.data / "figures" / f"{slug}.csv"
    lines = file.read_text("utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if f",,{indicator},2026-01-01" in line)
    cells = lines[at].split(",")
    lines[at] = ",".join([*cells[:6], str(int(cells[6]) + 1), *cells[7:]])
    file.write_text("\n".join(lines) + "\n", "utf-8")
    after = Inputs(job.project).of(job)
    return {name for name in after if after[name] != before.get(name)}


def test_what_another_province_counted_counts_where_years_are_foretold(job):
    assert changed(job, "hue", "members_new") == {"what all provinces counted"}


def test_the_whole_country_is_no_province(job):
    assert changed(job, "toan-quoc", "members_new") == set()


def test_other_provinces_do_not_count_when_the_year_is_over(job):
    over = dataclasses.replace(job, scope=report_scope("lao-cai", "2025"))
    assert "what all provinces counted" not in Inputs(job.project).of(over)
    assert changed(over, "hue", "members_new") == set()
