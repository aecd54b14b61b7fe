"""What travels to a worker and back. If these fail, a report of another machine is made from other
figures, or its files go where nobody looks for them."""

import contextlib
import os
import shutil
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from doanvien.batch.cluster import kept, orders
from doanvien.batch.cluster.kept import Kept
from doanvien.batch.cluster.parcel import Packing, Parcel, holds, unpack
from doanvien.batch.making.outcome import MadeFile, ReportOutcome, ReportTask
from doanvien.batch.making.sources import read_sources
from doanvien.batch.plan import ReportJob, plan_batch
from doanvien.batch.project import Project
from doanvien.batch.request.read import read_batch


@pytest.fixture
def jobs(tiny: Any) -> tuple[ReportJob, ...]:
    """Two periods of one province: their chapters have folders of their own."""
    reports = [f"{{province: ha-noi, period: {period}}}" for period in ("2022H1", "2022Q2")]
    file = tiny.batch(f"reports: [{', '.join(reports)}]\n")
    project = Project(tiny.root)
    return plan_batch(read_batch(file, project), project).jobs


def task(job: ReportJob, folder: Path) -> ReportTask:
    sources = read_sources([job])
    chapters = tuple(sources[notebook] for notebook in job.notebooks)
    return ReportTask(job, folder / "place", chapters, folder, timeout=7)


def test_a_worker_gives_the_notebooks_the_same_parameters(jobs, tmp_path):
    """They stand in the executed notebook: another path of the data would be other bytes."""
    asked = task(jobs[1], tmp_path)
    order = orders.unpack(orders.pack(orders.order_of(asked)))
    there = orders.task_of(order, tmp_path / "parcel", tmp_path / "own")
    assert there.job.parameters() == asked.job.parameters()
    assert (there.job.id, there.chapters, there.timeout) == (asked.job.id, asked.chapters, 7)
    assert str(jobs[1].project.root) not in repr(order)


def test_a_worker_is_told_all_that_is_known_of_a_report(jobs, tmp_path):
    """What it is not told, that a report is for wide circulation say, it cannot heed."""
    public = replace(
        jobs[0], public=True, languages=("vi", "en"), members=(jobs[0].scope, jobs[1].scope)
    )
    order = orders.order_of(task(public, tmp_path))
    there = orders.task_of(order, tmp_path / "parcel", tmp_path / "own").job
    own = {"project", "data", "notebooks", "folder", "executed_folder"}
    for field in fields(ReportJob):
        if field.name not in own:
            assert getattr(there, field.name) == getattr(public, field.name)


def test_the_files_of_an_answer_go_where_the_task_wants_them(jobs, tmp_path):
    asked = task(jobs[1], tmp_path)
    there = orders.task_of(orders.order_of(asked), tmp_path / "parcel", tmp_path / "own")
    contents = {
        there.job.page: b"page",
        there.job.executed(there.job.notebooks[0]): b"notebook",
    }
    made = []
    for place, content in contents.items():
        file = tmp_path / content.decode()
        file.write_bytes(content)
        made.append(MadeFile(place, file, ""))
    outcome = ReportOutcome(asked.job.id, "", 1.0, tuple(made))
    answer = orders.unpack(orders.pack(orders.answer_of(outcome, there, ())))
    here = orders.outcome_of(answer, asked)
    assert {file.place: file.made.read_bytes() for file in here.files} == {
        jobs[1].page: b"page",
        jobs[1].executed(jobs[1].notebooks[0]): b"notebook",
    }
    assert all(file.made.parent == asked.folder and file.digest for file in here.files)


def test_a_parcel_is_packed_again_only_when_a_file_has_changed(jobs, tiny):
    packing = Packing()
    first = packing.of(jobs[0])
    assert packing.of(jobs[1]) is first
    assert Packing().of(jobs[0]) == first
    tiny.figures("ha-noi", ",,members_new,2022-01-01,2022-05-31,7,exact,s1,")
    assert packing.of(jobs[0]).digest != first.digest


def test_a_worker_has_the_files_of_a_parcel_or_none_of_them(jobs, tiny, tmp_path):
    """Half a data set, or one that somebody has touched, makes wrong reports without a word."""
    parcel = Packing().of(jobs[0])
    folder = tmp_path / "parcels" / parcel.digest
    assert not holds(folder, parcel.digest)
    unpack(parcel, folder)
    assert holds(folder, parcel.digest)
    figures = folder / "project/data/tiny/figures/ha-noi.csv"
    assert figures.read_bytes() == (tiny.root / "data/tiny/figures/ha-noi.csv").read_bytes()
    assert (folder / "project/notebooks/chapter.ipynb").is_file()
    assert not (folder / "project/params").exists()
    figures.write_text("touched", encoding="utf-8")
    assert not holds(folder, parcel.digest)
    unpack(parcel, folder)
    assert holds(folder, parcel.digest)
    with pytest.raises(OSError, match="not what was sent"):
        unpack(Parcel("another", parcel.content), tmp_path / "parcels/another")
    assert [path.name for path in folder.parent.iterdir()] == [parcel.digest]


def test_figures_in_a_linked_folder_are_sent_too(jobs, tiny, tmp_path):
    """Without them the worker makes reports of nothing; a link that leads back must not hang it."""
    figures = tiny.root / "data/tiny/figures"
    names = sorted(path.name for path in figures.iterdir())
    elsewhere = tmp_path / "elsewhere"
    shutil.move(figures, elsewhere)
    figures.symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(tiny.root / "data/tiny")
    parcel = Packing().of(jobs[0])
    unpack(parcel, tmp_path / "there")
    there = tmp_path / "there/project/data/tiny/figures"
    assert sorted(path.name for path in there.rglob("*")) == names != []


def test_a_worker_forgets_old_parcels_but_none_that_is_in_use(jobs, tiny, tmp_path):
    """A worker that stands for weeks would fill its disk; a report in the making needs its data."""
    parcels, folders = Kept(), []
    with contextlib.ExitStack() as stack:
        for number in range(kept.MOST + 2):
            tiny.figures("ha-noi", f",,members_new,2022-01-01,2022-05-31,{number},exact,s1,")
            parcel = Packing().of(jobs[0])
            folders.append(tmp_path / "parcels" / parcel.digest)
            assert not parcels.has(folders[-1])
            parcels.take(parcel, folders[-1])
            assert parcels.has(folders[-1])
            # The clock of a file system may be coarse.
            os.utime(folders[-1], (number, number))
            if number == 0:
                assert stack.enter_context(parcels.using(folders[0]))
        there = {path.name for path in (tmp_path / "parcels").iterdir()}
        assert there == {folder.name for folder in (folders[0], *folders[-kept.MOST :])}
    with parcels.using(tmp_path / "parcels/none") as is_there:
        assert not is_there
