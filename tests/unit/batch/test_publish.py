"""Putting a report into place. If these fail, a workbook that is open in Excel leaves new figures
beside old ones, or an index page that cannot be written costs the reports."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from doanvien.batch.making.outcome import MadeFile, ReportOutcome
from doanvien.batch.plan import BatchPlan, ReportJob, plan_batch
from doanvien.batch.project import Project
from doanvien.batch.record.index_page import write_index
from doanvien.batch.record.manifest import Failure
from doanvien.batch.record.publish import publish
from doanvien.batch.record.record import BatchRecord
from doanvien.batch.request.read import read_batch
from doanvien.cli import app
from doanvien.reference.languages import MESSAGES_IN


@pytest.fixture
def two(tiny: Any) -> BatchPlan:
    project = Project(tiny.root)
    return plan_batch(read_batch(tiny.batch("provinces: all\nperiod: 2022H1\n"), project), project)


def made(job: ReportJob, folder: Path, text: str) -> ReportOutcome:
    """A report whose files hold `text`, in a private folder."""
    folder.mkdir()
    files = []
    for place in (job.executed(job.notebooks[0]), job.workbook, job.page):
        file = folder / place.name
        file.write_text(text)
        files.append(MadeFile(place, file, "d"))
    return ReportOutcome(job.id, "2022-07-09T08:00:00+00:00", 1.0, tuple(files))


def contents(job: ReportJob) -> set[str]:
    return {path.read_text() for path in (job.workbook, job.page, job.executed(job.notebooks[0]))}


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("held", ["xlsx", "html"])
def test_a_file_that_is_open_elsewhere_keeps_the_whole_former_report(
    two, tmp_path, monkeypatch, held, links
):
    job = two.jobs[0]
    assert publish(made(job, tmp_path / "1", "old"), job).failure is None
    replace = os.replace

    def refuse(source: Path, place: Path) -> None:
        if str(place).endswith(held) and not str(source).endswith(".former"):
            raise PermissionError(errno.EACCES, "Permission denied", str(place))
        replace(source, place)

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    with monkeypatch.context() as windows:
        windows.setattr(os, "replace", refuse)
        if not links:
            windows.setattr(os, "link", no_links)
        outcome = publish(made(job, tmp_path / "2", "new"), job)
    assert outcome.failure is not None
    assert f"ha-noi_2022H1.{held}). Close the file" in outcome.failure.said(MESSAGES_IN)
    assert contents(job) == {"old"}
    assert publish(made(job, tmp_path / "3", "new"), job).failure is None
    assert contents(job) == {"new"}


def test_a_first_report_that_cannot_be_put_into_place_leaves_nothing(two, tmp_path):
    job = two.jobs[0]
    job.page.mkdir(parents=True)
    assert publish(made(job, tmp_path / "1", "new"), job).failure is not None
    assert [path.name for path in job.folder.rglob("*") if path.is_file()] == [
        "ha-noi_2022H1_failed.html"
    ]


def test_an_index_that_cannot_be_written_leaves_the_reports_fresh(two, tmp_path, monkeypatch):
    """Every report was made: that must not be done again, nor hidden."""
    record = BatchRecord(two)
    for number, job in enumerate(two.jobs):
        record.begin(job)
        record.add(publish(made(job, tmp_path / str(number), "x"), job), job)
    monkeypatch.setattr("doanvien.batch.record.state.file_digest", lambda path: "d")
    monkeypatch.chdir(two.project.root)
    two.index.mkdir()
    result = CliRunner().invoke(app, ["build", "two"])
    assert result.exit_code == 1
    assert "The index page could not be written: index.html: " in result.stderr
    assert result.stdout.splitlines()[-1] == "Built 0, fresh already 2, failed 0."
    two.index.rmdir()
    result = CliRunner().invoke(app, ["build", "two"])
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "output/two/index.html")


def test_a_batch_of_very_many_reports_has_a_page_for_each_union(two, monkeypatch):
    monkeypatch.setattr("doanvien.batch.record.index_page.MOST_ROWS", 1)
    record = BatchRecord(two)
    failed = ReportOutcome(two.jobs[0].id, "", 0.0, failure=Failure("không có số liệu"))
    record.add(publish(failed, two.jobs[0]), two.jobs[0])
    write_index(two, record)
    front = two.index.read_text(encoding="utf-8")
    assert 'href="ha-noi/index.html"' in front
    assert "không có số liệu" in front
    own = (two.folder / "ha-noi/index.html").read_text(encoding="utf-8")
    assert 'href="../index.html"' in own
    assert 'href="ha-noi_2022H1_failed.html"' in own


def test_the_index_says_who_has_reported_where_there_is_a_calendar(two):
    record, calendar = BatchRecord(two), two.batch.data / "calendar.csv"
    calendar.write_text("province,unit,report,due\nha-noi,,half,10\n", encoding="utf-8")
    write_index(two, record)
    beside = two.folder / "reporting_2022H1.html"
    front = two.index.read_text(encoding="utf-8")
    assert 'href="reporting_2022H1.html"' in front
    assert "trên 1 đơn vị đã nộp" in front
    assert "Liên đoàn Lao động" in beside.read_text(encoding="utf-8")
    calendar.write_text("province,unit,report,due\nha-noi,,half,soon\n", encoding="utf-8")
    write_index(two, record)
    assert "reporting_" not in two.index.read_text(encoding="utf-8")
    assert not beside.exists()
