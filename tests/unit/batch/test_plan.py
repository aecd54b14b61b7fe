"""Where files go and what notebooks are given; an id that is mistyped must not build nothing."""

from typing import Any

import pytest

from doanvien.batch.plan import BatchPlan, plan_batch, select_jobs
from doanvien.batch.project import Project
from doanvien.batch.record.inputs import Inputs
from doanvien.batch.request.problems import BatchError
from doanvien.batch.request.read import read_batch


def plan(tiny: Any, reports: str, **head: str) -> BatchPlan:
    project = Project(tiny.root)
    return plan_batch(read_batch(tiny.batch(reports, **head), project), project)


def test_files_stand_where_the_readme_says(tiny):
    job = plan(tiny, "provinces: [ha-noi]\nperiod: 2022H1\n").jobs[0]
    output = tiny.root / "output" / "two"
    assert job.id == "ha-noi/2022H1"
    assert job.page == output / "ha-noi" / "ha-noi_2022H1.html"
    assert job.workbook == output / "ha-noi" / "ha-noi_2022H1.xlsx"
    chapter = job.notebooks[0]
    assert job.executed(chapter) == output / "ha-noi" / "notebooks" / "chapter.ipynb"


def test_a_report_in_two_languages_has_two_names_and_one_overview(tiny):
    """If names were alike, the English report would overwrite the Vietnamese one."""
    lines = "language: [vi, en]\noverview: chapter\nprovinces: [ha-noi, lao-cai]\nperiod: 2022H1\n"
    made = plan(tiny, lines)
    names = ["ha-noi/2022H1", "lao-cai/2022H1", "toan-quoc/2022H1"]
    assert [job.id for job in made.jobs] == [f"{one}{end}" for one in names for end in ("", "/en")]
    files = [
        file
        for job in made.jobs
        for file in (job.page, job.workbook, made.record(job), *map(job.executed, job.notebooks))
    ]
    assert len(set(files)) == len(files)
    vietnamese, english = made.jobs[:2]
    assert english.page.name == "ha-noi_2022H1_en.html"
    assert [job.page for job in vietnamese.others] == [english.page]
    assert [job.page for job in english.others] == [vietnamese.page]
    assert made.jobs[-1].parameters()["provinces"] == made.jobs[-2].parameters()["provinces"]
    assert made.jobs[-1].parameters()["provinces"].count("ha-noi") == 1


def test_two_periods_of_one_province_do_not_overwrite_each_other(tiny):
    jobs = plan(
        tiny,
        "reports:\n  - {province: ha-noi, period: 2022H1}\n  - {province: ha-noi, period: 2022}\n",
    ).jobs
    files = [file for job in jobs for file in (job.page, *map(job.executed, job.notebooks))]
    assert len(set(files)) == len(files)


def test_notebooks_are_given_no_folder_of_the_machine(tiny):
    job = plan(tiny, "provinces: [ha-noi]\nperiod: 2022H1\nas_of: 2022-05-31\n").jobs[0]
    assert job.parameters() == {
        "province": "ha-noi",
        "period": "2022H1",
        "as_of": "2022-05-31",
        "language": "vi",
        "data": "../data/tiny",
    }


def test_an_absolute_data_folder_is_given_to_notebooks_as_a_relative_one(tiny):
    head = f"title: Hai\ndata: {tiny.root / 'data' / 'tiny'}\nnotebooks: [chapter]\n"
    job = plan(tiny, "provinces: [ha-noi]\nperiod: 2022H1\n", head=head).jobs[0]
    assert job.parameters()["data"] == "../data/tiny"


def test_reports_for_wide_circulation_stand_beside_the_others_and_are_others(tiny):
    """The office's own report must not be replaced by the public one, nor sent instead of it."""
    project = Project(tiny.root)
    file = tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    batch = read_batch(file, project)
    own, public = plan_batch(batch, project), plan_batch(batch.for_circulation(), project)
    assert public.folder == own.folder.with_name("two-public")
    assert public.batch.heading.endswith("(bản phổ biến rộng)")
    (mine,), (theirs,) = own.jobs, public.jobs
    assert mine.parameters() == theirs.parameters(), "the notebooks have five parameters"
    assert theirs.asked() == {**mine.asked(), "public": "true"}
    keys = [Inputs(project).code_of(job)["parameters"] for job in (mine, theirs)]
    assert keys[0] != keys[1], "what one was made from is not what the other was made from"


def test_a_batch_file_may_say_that_it_is_for_wide_circulation(tiny):
    made = plan(tiny, "public: true\nprovinces: [ha-noi]\nperiod: 2022H1\n")
    assert made.folder.name == "two"
    assert made.jobs[0].public
    assert made.batch.for_circulation() is made.batch


def test_the_overview_comes_last_and_depends_on_all_of_the_data(tiny):
    jobs = plan(tiny, "overview: chapter\nprovinces: all\nperiod: 2022H1\n").jobs
    assert [job.id for job in jobs] == ["ha-noi/2022H1", "lao-cai/2022H1", "toan-quoc/2022H1"]
    assert [job.members is None for job in jobs] == [True, True, False]


def test_the_overview_is_told_the_provinces_and_their_own_cutoffs(tiny):
    """Read up to another day, the overview would show other numbers than the provinces' reports."""
    jobs = plan(
        tiny,
        "overview: chapter\nprovinces: all\nperiod: 2022H1\n"
        "overrides:\n  ha-noi: {as_of: 2022-07-08}\n",
    ).jobs
    assert jobs[-1].parameters()["provinces"] == "ha-noi=2022-07-08 lao-cai=2022-06-30"
    assert "provinces" not in jobs[0].parameters()


def test_only_and_limit_keep_the_order_of_the_batch(tiny):
    two = plan(tiny, "provinces: all\nperiod: 2022H1\n")
    chosen = select_jobs(two, ("lao-cai/2022H1", "ha-noi/2022H1"), None)
    assert [job.id for job in chosen] == ["ha-noi/2022H1", "lao-cai/2022H1"]
    assert [job.id for job in select_jobs(two, (), 1)] == ["ha-noi/2022H1"]


def test_every_unknown_id_is_named_with_the_nearest_one(tiny):
    two = plan(tiny, "provinces: all\nperiod: 2022H1\n")
    with pytest.raises(BatchError) as caught:
        select_jobs(two, ("ha-noi/2022H1", "ha-noi/2022Q1", "lao-cai"), None)
    assert [str(problem) for problem in caught.value.problems] == [
        "There is no report 'ha-noi/2022Q1' in two. Did you mean 'ha-noi/2022H1'?",
        "There is no report 'lao-cai' in two. Did you mean 'lao-cai/2022H1'?",
    ]
