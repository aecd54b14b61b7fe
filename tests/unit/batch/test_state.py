"""A report that should be built again must not pass for fresh, nor a fresh one be built again."""

import dataclasses
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from doanvien.batch.making.outcome import MadeFile, ReportOutcome
from doanvien.batch.plan import BatchPlan, plan_batch
from doanvien.batch.project import Project
from doanvien.batch.record.inputs import digest, file_digest
from doanvien.batch.record.manifest import Failure, read_record, write_record
from doanvien.batch.record.record import BatchRecord
from doanvien.batch.record.state import ReportState
from doanvien.batch.request.read import read_batch
from doanvien.present.shown.tiles import Tile
from doanvien.reference.languages import MESSAGES_IN, NOTEBOOKS_IN
from doanvien.reference.sentences import Sentence, sentence

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
    record.begin(two.jobs[0])
    record.add(made, two.jobs[0])


def state(tiny: Any) -> ReportState:
    return next(BatchRecord(plan(tiny)).states())


def test_a_report_never_built_is_missing(tiny):
    assert state(tiny) == ReportState("missing", sentence("not built yet"))


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
        "title: Số liệu\nstatus: published\nterms: không\nowner: thử\nupdated: 2026-11-21\n",
    ),
    "versions of libraries": lambda tiny: tiny.write("constraints.txt", "pandas==0.1\n"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_input_makes_a_report_stale_and_is_named(built, name):
    CHANGES[name](built)
    assert state(built) == ReportState("stale", sentence("changed: {names}", names=f"{name}"))


def test_other_parameters_make_a_report_stale(built):
    two = plan(built, REPORTS + "as_of: 2022-05-31\n")
    assert next(BatchRecord(two).states()) == ReportState(
        "stale", sentence("changed: {names}", names="parameters")
    )


def test_figures_of_another_province_leave_a_report_fresh(built):
    built.figures("lao-cai", ",,members_new,2022-01-01,2022-05-31,1,exact,s1,")
    assert state(built).name == "fresh"


def test_a_changed_workbook_is_not_taken_for_the_one_that_was_built(built):
    job = plan(built).jobs[0]
    job.workbook.write_bytes(b"someone typed into it")
    found = state(built)
    assert found.name == "stale"
    assert found.why
    assert "ha-noi_2022H1.xlsx" in found.why.said(MESSAGES_IN)


def test_a_removed_page_makes_the_report_missing(built):
    plan(built).jobs[0].page.unlink()
    assert state(built).name == "missing"


def test_a_failure_stays_until_it_is_built_and_keeps_the_record_of_the_former_report(built):
    two = plan(built)
    failure = Failure("ValueError: no figures", "chapter", 3, "read_province(...)")
    add(two, outcome(two, files=(), tiles=(), failure=failure))
    assert state(built) == ReportState("failed", failure)
    told = "notebooks/chapter.ipynb, ô 3 (read_province(...)): ValueError: no figures"
    assert failure.said(NOTEBOOKS_IN) == told
    kept = read_record(two.record(two.jobs[0]))
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
    kept = {file.name for file in two.manifest.iterdir()}
    assert kept == {"ha-noi_2022H1.json", "lao-cai_2022H1.json"}


def test_a_failure_is_read_from_its_record_in_every_language_whatever_became_of_it(built):
    """A sentence of another version, or one that was spoilt, stops neither `list` nor `build`."""
    two = plan(built)
    told = sentence("A cell timed out: it ran for more than {seconds} seconds.", seconds=9)
    for error, said in (
        (told, "Một ô chạy quá thời hạn: hơn 9 giây."),
        (Sentence("None knows this {sentence}."), "None knows this {sentence}."),
        (Sentence("A cell timed out: it ran for more than {seconds} seconds."), None),
    ):
        add(two, outcome(two, files=(), tiles=(), failure=Failure(error)))
        kept = read_record(two.record(two.jobs[0]))
        assert kept.failure.said(NOTEBOOKS_IN) == (said or error.text)


@pytest.mark.parametrize("text", ["", "{}", '{"state": "built"', '{"schema_version": 0}'])
def test_a_record_that_cannot_be_read_costs_a_build_and_nothing_else(built, text):
    two = plan(built)
    two.record(two.jobs[0]).write_text(text)
    assert state(built) == ReportState("stale", sentence("no record of how it was built"))


def test_a_record_reads_as_it_was_written(built, tmp_path: Path):
    two = plan(built)
    record = BatchRecord(two).of(two.jobs[0])
    assert record is not None
    write_record(tmp_path / "copy.json", record)
    assert read_record(tmp_path / "copy.json") == record


def test_a_copied_batch_is_decided_by_its_contents(built, tmp_path_factory):
    """The copy of a folder has other dates and numbers on the disk, and the same reports."""
    folder = plan(built).folder
    copy = shutil.copytree(folder, tmp_path_factory.mktemp("copy") / "two")
    shutil.rmtree(folder)
    shutil.copytree(copy, folder, copy_function=shutil.copyfile)
    assert state(built) == ReportState("fresh")


def test_a_file_of_the_same_size_and_date_is_read_if_it_is_another_one(built):
    job = plan(built).jobs[0]
    former = job.workbook.stat()
    other = job.workbook.with_suffix(".new")
    other.write_bytes(b"x" * former.st_size)
    os.utime(other, ns=(former.st_mtime_ns, former.st_mtime_ns))
    other.replace(job.workbook)
    assert state(built).name == "stale"


def test_data_that_changed_during_the_run_leave_the_report_stale(built):
    two = plan(built)
    record = BatchRecord(two)
    record.begin(two.jobs[0])
    built.figures("ha-noi", ",,members_new,2022-01-01,2022-05-31,7,exact,s1,")
    record.add(outcome(two), two.jobs[0])
    assert state(built) == ReportState(
        "stale", sentence("changed: {names}", names="data figures/ha-noi.csv")
    )


def test_a_notebook_edited_during_the_run_counts_as_it_was_when_the_build_began(built):
    two = plan(built)
    record = BatchRecord(two)
    assert record.state(two.jobs[0]).name == "fresh"  # what a build asks first
    record.begin(two.jobs[0])
    text = (built.root / "notebooks/chapter.ipynb").read_bytes()
    built.notebook("chapter", "print('edited while it ran')")
    record.add(outcome(two), two.jobs[0])
    assert state(built) == ReportState(
        "stale", sentence("changed: {names}", names="notebook chapter")
    )
    (built.root / "notebooks/chapter.ipynb").write_bytes(text)
    assert state(built).name == "fresh"


def test_a_file_that_cannot_be_read_does_not_stop_the_list(tiny, monkeypatch):
    def refuse(path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert file_digest(tiny.root / "data/tiny/dataset.yaml") == "unreadable: Input/output error"
