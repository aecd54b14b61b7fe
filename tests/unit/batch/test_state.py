"""A report that should be built again must not pass for fresh, nor a fresh one be built again."""

import dataclasses
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from doanvien.batch.making.outcome import MadeFile, ReportOutcome
from doanvien.batch.plan import BatchPlan, plan_batch
from doanvien.batch.project import Project
from doanvien.batch.record.inputs import digest, file_digest
from doanvien.batch.record.manifest import (
    SCHEMA_VERSION,
    Failure,
    Manifest,
    read_manifest,
    write_manifest,
)
from doanvien.batch.record.record import BatchRecord
from doanvien.batch.record.state import ReportState
from doanvien.batch.request.read import read_batch
from doanvien.present.shown.tiles import Tile

REPORTS = "provinces: [ha-noi]\nperiod: 2022H1\n"


def plan(tiny: Any, reports: str = REPORTS) -> BatchPlan:
    project = Project(tiny.root)
    return plan_batch(read_batch(tiny.batch(reports), project), project)


def outcome(two: BatchPlan, **changes: Any) -> ReportOutcome:
    job = two.jobs[0]
    files = (*map(job.executed, job.notebooks), job.workbook, job.page)
    two.work.mkdir(parents=True, exist_ok=True)
    made = ReportOutcome(
        job.id,
        started="2022-07-09T08:00:00+00:00",
        seconds=1.0,
        files=tuple(MadeFile(file, file, digest(file.name.encode())) for file in files),
        tiles=(Tile("Kết nạp mới", "24.396"),),
    )
    return dataclasses.replace(made, **changes)


@pytest.fixture
def built(tiny: Any) -> Any:
    """The project after its one report was built."""
    two = plan(tiny)
    made = outcome(two)
    for file in made.files:
        file.place.parent.mkdir(parents=True, exist_ok=True)
        file.place.write_bytes(file.place.name.encode())
    add(two, made)
    return tiny


def add(two: BatchPlan, made: ReportOutcome) -> None:
    record = BatchRecord(two)
    record.add(made, two.jobs[0])
    record.save()


def state(tiny: Any) -> ReportState:
    return BatchRecord(plan(tiny)).states()[0]


def test_a_report_never_built_is_missing(tiny):
    assert state(tiny) == ReportState("missing", "not built yet")


def test_a_report_just_built_is_fresh(built):
    assert state(built) == ReportState("fresh")


def test_new_dates_of_the_same_files_change_nothing(built):
    for file in built.root.rglob("*"):
        os.utime(file, (0, 0))
    assert state(built).name == "fresh"


CHANGES: dict[str, Callable[[Any], object]] = {
    "notebook chapter": lambda tiny: tiny.notebook("chapter", "print(period)"),
    "data figures/ha-noi.csv": lambda tiny: tiny.figures(
        "ha-noi", ",,members_new,2022-01-01,2022-05-31,1129,exact,s1,"
    ),
    "data dataset.yaml": lambda tiny: tiny.write(
        "data/tiny/dataset.yaml",
        "title: Số liệu\nstatus: published\nterms: không\nowner: thử\nupdated: 2022-07-31\n",
    ),
    "versions of libraries": lambda tiny: tiny.write("constraints.txt", "pandas==0.1\n"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_input_makes_a_report_stale_and_is_named(built, name):
    CHANGES[name](built)
    assert state(built) == ReportState("stale", f"changed: {name}")


def test_other_parameters_make_a_report_stale(built):
    two = plan(built, REPORTS + "as_of: 2022-05-31\n")
    assert BatchRecord(two).states()[0] == ReportState("stale", "changed: parameters")


def test_figures_of_another_province_leave_a_report_fresh(built):
    built.figures("lao-cai", ",,members_new,2022-01-01,2022-05-31,1,exact,s1,")
    assert state(built).name == "fresh"


def test_a_changed_workbook_is_not_taken_for_the_one_that_was_built(built):
    job = plan(built).jobs[0]
    job.workbook.write_bytes(b"someone typed into it")
    found = state(built)
    assert found.name == "stale"
    assert "ha-noi_2022H1.xlsx" in found.why


def test_a_removed_page_makes_the_report_missing(built):
    plan(built).jobs[0].page.unlink()
    assert state(built).name == "missing"


def test_a_failure_stays_until_it_is_built_and_keeps_the_record_of_the_former_report(built):
    two = plan(built)
    failure = Failure("ValueError: no figures", "chapter", 3, "read_province(...)")
    add(two, outcome(two, files=(), tiles=(), failure=failure))
    assert state(built) == ReportState(
        "failed", "notebooks/chapter.ipynb, cell 3 (read_province(...)): ValueError: no figures"
    )
    kept = read_manifest(two.manifest, "two").reports["ha-noi/2022H1"]
    assert kept.tiles == (Tile("Kết nạp mới", "24.396"),)
    assert len(kept.outputs) == 3


def test_a_chapter_taken_out_of_the_batch_does_not_stay_beside_the_new_report(built):
    two = plan(built)
    left_over, *files = outcome(two).files
    add(two, outcome(two, files=tuple(files)))
    assert not left_over.place.exists()
    assert all(file.place.exists() for file in files)


def test_the_record_of_a_report_outlives_a_batch_that_leaves_it_out(built):
    two = plan(built, "provinces: [lao-cai]\nperiod: 2022H1\n")
    two.work.mkdir(exist_ok=True)
    add(two, ReportOutcome("lao-cai/2022H1", "", 0.0, failure=Failure("no")))
    assert set(read_manifest(two.manifest, "two").reports) == {"ha-noi/2022H1", "lao-cai/2022H1"}


@pytest.mark.parametrize("text", ["", "{}", '{"schema_version": 0, "batch": "two", "reports": {}}'])
def test_a_manifest_that_cannot_be_read_costs_a_build_and_nothing_else(tmp_path, text):
    file = tmp_path / "manifest.json"
    file.write_text(text)
    assert read_manifest(file, "two") == Manifest(SCHEMA_VERSION, "two", {})


def test_a_manifest_reads_as_it_was_written(built, tmp_path: Path):
    manifest = BatchRecord(plan(built)).manifest
    write_manifest(tmp_path / "copy.json", manifest)
    assert read_manifest(tmp_path / "copy.json", "two") == manifest


def test_what_a_killed_build_had_finished_is_known_before_the_manifest_is_written(tiny):
    two = plan(tiny)
    made = outcome(two)
    for file in made.files:
        file.place.parent.mkdir(parents=True, exist_ok=True)
        file.place.write_bytes(file.place.name.encode())
    BatchRecord(two).add(made, two.jobs[0])
    with two.journal.open("ab") as journal:
        journal.write(b'["lao-cai/2022H1", {"state": "bui')  # cut off while it was written
    assert not two.manifest.exists()
    assert state(tiny) == ReportState("fresh")


def test_an_input_that_changed_during_the_run_leaves_the_report_stale(built):
    two = plan(built)
    record = BatchRecord(two)
    built.notebook("chapter", "print('edited while it ran')")
    record.add(outcome(two), two.jobs[0])
    assert state(built) == ReportState("stale", "changed: notebook chapter")


def test_a_file_that_cannot_be_read_does_not_stop_the_list(tiny, monkeypatch):
    def refuse(path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert file_digest(tiny.root / "data/tiny/dataset.yaml") == "unreadable: Input/output error"
