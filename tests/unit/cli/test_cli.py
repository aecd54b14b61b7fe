"""The command line says what is wrong in one line each, and its exit status can be relied on."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from doanvien.batch import build
from doanvien.batch.making.outcome import MadeFile, ReportOutcome, ReportTask
from doanvien.batch.plan import ReportJob
from doanvien.batch.record.inputs import digest
from doanvien.batch.record.manifest import Failure
from doanvien.cli import app


@pytest.fixture
def run(tiny: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the command in the tiny project, with a batch of its two provinces."""
    tiny.batch("provinces: all\nperiod: 2022H1\n")
    monkeypatch.chdir(tiny.root)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    return invoke


@pytest.fixture
def no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are made at once; that of Lào Cai fails."""

    def make(tasks: Iterator[ReportTask], **_: object) -> Iterator[ReportOutcome]:
        return (make_one(task.job) for task in tasks)

    def make_one(job: ReportJob) -> ReportOutcome:
        if job.scope.slug == "lao-cai":
            failure = Failure("ValueError: no figures", "chapter", 3, "print(province)")
            return ReportOutcome(job.id, "2022-07-09T08:00:00+00:00", 0.5, failure=failure)
        job.page.parent.mkdir(parents=True, exist_ok=True)
        job.page.write_text("page", encoding="utf-8")
        page = MadeFile(job.page, job.page, digest(b"page"))
        return ReportOutcome(job.id, "2022-07-09T08:00:00+00:00", 0.5, files=(page,))

    monkeypatch.setattr(build, "run_reports", make)
    monkeypatch.setenv("DOANVIEN_KERNELS", "cold")


def test_version_is_that_of_the_installed_package(run):
    assert run("--version").output == "doanvien 0.1.0\n"


def test_provinces_are_those_in_force_on_the_date(run):
    before = run("provinces", "--on", "2025-06-30").output.splitlines()
    after = run("provinces", "--on", "2025-07-01").output.splitlines()
    assert (len(before), len(after)) == (63, 34)
    assert before[0].split() == ["01", "ha-noi", "thành", "phố", "Hà", "Nội"]


def test_list_prints_the_ids_that_only_takes(run):
    result = run("list", "two")
    assert [line.split()[:2] for line in result.output.splitlines()] == [
        ["ha-noi/2022H1", "missing"],
        ["lao-cai/2022H1", "missing"],
    ]


def test_check_says_that_nothing_is_wrong(run):
    result = run("check", "two")
    assert (result.exit_code, result.output) == (
        0,
        "Nothing wrong: reports 2, data set data/tiny.\n",
    )


def test_check_names_file_row_and_column_of_every_wrong_cell_and_key(run, tiny):
    tiny.figures(
        "ha-noi",
        ',,members_new,2022-01-01,2022-05-31,"1,128",exact,s1,',
        ",,members_nw,2022-01-01,2022-05-31,5,exact,s1,",
    )
    tiny.batch("provinces: [hanoii]\nperiod: 2022H1\n")
    result = run("check", "two")
    lines = result.stderr.splitlines()
    assert result.exit_code == 1
    starts = [
        "params/two.yaml, line 4, key provinces #1: Unknown province 'hanoii'",
        "data/tiny/figures/ha-noi.csv, row 2, column value: '1,128'",
        "data/tiny/figures/ha-noi.csv, row 3, column indicator: 'members_nw'",
    ]
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "tow"), "There is no batch 'tow'. Did you mean 'two'?"),
        (("list", "tow"), "There is no batch 'tow'. Did you mean 'two'?"),
        (("check", "tow"), "There is no batch 'tow'. Did you mean 'two'?"),
        (
            ("build", "two", "--only", "ha-noi/2022"),
            "There is no report 'ha-noi/2022' in two. Did you mean 'ha-noi/2022H1'?",
        ),
    ],
)
def test_what_cannot_start_is_one_clear_line_and_status_2(run, arguments, message):
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (2, f"{message}\n")


@pytest.mark.parametrize(
    ("reports", "start"),
    [
        ("provinces: [hanoii]\nperiod: 2022H1\n", "key provinces #1: Unknown province 'hanoii'."),
        ("provinces: all\nperiod: Q2/2022\n", "key period: 'Q2/2022' is not a period."),
        ("provinces: all\nperiod: 2022H1\nperoid: 2022\n", "key peroid: There is no key 'peroid'."),
    ],
)
def test_a_wrong_parameter_is_one_clear_line_and_status_2(run, tiny, reports, start):
    tiny.batch(reports)
    result = run("build", "two")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert start in result.stderr


def test_a_data_set_without_a_valid_description_cannot_start(run, tiny):
    tiny.write("data/tiny/dataset.yaml", "title: x\nstatus: secret\n")
    result = run("build", "two")
    assert result.exit_code == 2
    assert all(line.startswith("data/tiny/dataset.yaml") for line in result.stderr.splitlines())
    assert "'secret'" in result.stderr


@pytest.mark.usefixtures("no_kernel")
def test_build_names_the_failure_and_prints_the_index_page_last(run):
    result = run("build", "two", "--jobs", "1")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "[1/2] ha-noi/2022H1: built in 0.5 s",
        "[2/2] lao-cai/2022H1: failed in 0.5 s",
        "Built 1, fresh already 0, failed 1.",
        "output/two/index.html",
    ]
    assert result.stderr.splitlines() == [
        "Kernels start cold: DOANVIEN_KERNELS says so.",
        "lao-cai/2022H1 failed: notebooks/chapter.ipynb, cell 3 (print(province)): "
        "ValueError: no figures",
        "Run the failed reports again: doanvien build two --only lao-cai/2022H1",
    ]


@pytest.mark.usefixtures("no_kernel")
def test_build_says_which_reports_were_fresh(run):
    run("build", "two", "--jobs", "1", "--only", "ha-noi/2022H1")
    result = run("build", "two", "--jobs", "1", "--limit", "1")
    assert result.exit_code == 0
    assert "[1/1] ha-noi/2022H1: fresh" in result.stdout
    assert "Built 0, fresh already 1, failed 0." in result.stdout


def test_ctrl_c_ends_with_one_line(run, monkeypatch):
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "run_reports", interrupt)
    monkeypatch.setenv("DOANVIEN_KERNELS", "cold")
    result = run("build", "two", "--jobs", "1")
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "Interrupted. What was finished is kept."
