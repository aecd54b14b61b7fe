"""What may go wrong in a night, done for real: kills, deaths, endless cells, a disk that is full.

A report that is there must stay there until a better one takes its place, and what is told about it
must be true; the other reports must be made whatever happens to one.
"""

import json
import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.batch.started import alive, running
from typer.testing import CliRunner

from doanvien.cli import app
from doanvien.reference.this_process import why_no_forks

forks = pytest.mark.skipif(bool(why_no_forks()), reason=why_no_forks())
pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals")

BATCH = "provinces: [ha-noi, lao-cai]\nperiod: 2022H1\n"
SHOW = 'from IPython.display import HTML\nHTML(f"<p>{province} {period}</p>")'
MEMORY = "import os, time\nfrom pathlib import Path"


@pytest.fixture
def project(tiny: Any) -> Any:
    tiny.batch(BATCH)
    tiny.notebook("chapter", SHOW)
    return tiny


def in_lao_cai(*lines: str) -> str:
    return "\n".join([MEMORY, 'if province == "lao-cai":', *(f"    {line}" for line in lines)])


def output(project: Any) -> dict[str, bytes]:
    """Path → contents of what was built, without what tells times."""
    folder = project.root / "output" / "two"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {name: content for name, content in files.items() if not name.startswith("manifest/")}


def assert_nothing_is_left(folder: Path) -> None:
    """Nobody waits for the processes of a build that was killed: they see it, and end."""
    patience = time.monotonic() + 20
    while (left := alive(folder)) and time.monotonic() < patience:
        time.sleep(0.1)
    assert left == [], "processes must not outlive their build"


@pytest.mark.parametrize("kernels", ["warm", "cold"])
def test_a_killed_build_goes_on_where_it_was_and_leaves_nothing_behind(project, builds, kernels):
    mark = project.root / "begun"
    first = in_lao_cai(f"mark = Path({str(mark)!r})")
    project.notebook(
        "chapter",
        f"{first}\n    if not mark.exists():\n        import subprocess\n"
        "        subprocess.Popen(['setsid', 'sleep', '300'])\n"
        "        mark.touch()\n        time.sleep(300)",
        SHOW,
    )
    process = builds.start("build", "two", "--jobs", "1", env={"DOANVIEN_KERNELS": kernels})
    builds.wait_for(mark, process)
    assert any("sleep" in line for line in alive(builds.temporary))
    process.kill()
    process.communicate()
    assert_nothing_is_left(builds.temporary)
    listed = CliRunner().invoke(app, ["list", str(project.root / "params/two.yaml")])
    assert [line.split()[1] for line in listed.stdout.splitlines()] == ["fresh", "missing"]

    again = builds.run("build", "two", "--jobs", "1")
    assert again.returncode == 0, again.stderr
    assert "ha-noi/2022H1: fresh" in again.stdout
    assert "lao-cai/2022H1: built" in again.stdout
    hidden = [path.name for path in (project.root / "output" / "two").rglob(".*")]
    assert (hidden, list(builds.temporary.iterdir())) == ([], [])


def test_the_second_of_two_builds_of_a_batch_refuses(project, build, builds):
    mark = project.root / "begun"
    project.notebook("chapter", f"{MEMORY}\nPath({str(mark)!r}).touch(); time.sleep(300)")
    process = builds.start("build", "two")
    builds.wait_for(mark, process)
    second = build()
    assert (second.exit_code, second.stdout) == (2, "")
    assert second.stderr == (
        "two is being built already. Wait until that build has ended, or end it.\n"
    )
    assert process.poll() is None


# What goes wrong in which province: the lines of a cell, and how its report ends.
STARTS = (
    "import subprocess",
    "subprocess.Popen(['sleep', '300'])",
    "subprocess.Popen(['setsid', 'sh', '-c', 'sleep 301 & sleep 302 &'])",
    "subprocess.Popen(['nohup', 'sleep', '303'], start_new_session=True)",
    "time.sleep(0.3)",
)
"""Programs in sessions of their own too: a quarter's batch must not fill the machine."""
KILLED, CRASHED = "os._exit(3)", "os.kill(os.getpid(), 11)"
FORGIVEN = {
    "lao-cai": (f"if not mark.exists(): mark.touch(); {KILLED}",),
    "hue": (f"if not mark.exists(): mark.touch(); {CRASHED}",),
    "son-la": ("if not mark.exists(): mark.touch(); os.kill(os.getppid(), 9); time.sleep(60)",),
    "nghe-an": STARTS,
}
DIED_ONCE = "chapter: the kernel died and was started once more, cold."
FAILS = {
    "lang-son": (("raise ValueError('no figures')",), "ValueError: no figures"),
    "lai-chau": ((*STARTS, "1 / 0"), "ZeroDivisionError: division by zero"),
    "cao-bang": (("os.kill(os.getpid(), 9)",), "Kernel died"),
    "dien-bien": ((*STARTS, "os._exit(1)"), "Kernel died"),
    "ha-tinh": (("while True: pass",), "A cell timed out"),
    "quang-ninh": (
        ("import signal; signal.signal(2, signal.SIG_IGN)", "time.sleep(300)"),
        "A cell timed out",
    ),
    "thanh-hoa": ((*STARTS, "time.sleep(299)"), "A cell timed out"),
    "quang-tri": (
        ("os.kill(os.getppid(), 9)", "time.sleep(60)"),
        "The process that made the report ended twice",
    ),
}
ON_PAGE = {
    "A cell timed out": "Một ô chạy quá thời hạn",
    "The process that made the report ended twice": "Tiến trình lập báo cáo hai lần kết thúc",
}
"""What is said in the language of the report; what Python says stands as it is."""


@dataclass(frozen=True)
class Night:
    """A build in which a lot went wrong, and what was there `before` it and `after`."""

    result: Any
    before: dict[str, bytes]
    after: dict[str, bytes]
    left: list[str]
    records: dict[str, Any]


@pytest.fixture(scope="module")
def night(make_tiny: Any, records: Any, tmp_path_factory: pytest.TempPathFactory) -> Night:
    project = make_tiny(tmp_path_factory.mktemp("night"))
    places = ["ha-noi", *FORGIVEN, *FAILS]
    for slug in places:
        project.figures(slug, ",,members_new,2022-01-01,2022-05-31,1128,exact,s1,")
    project.batch(f"provinces: [{', '.join(places)}]\nperiod: 2022H1\n")
    project.notebook("chapter", SHOW)
    with running(project.root) as builds:
        assert builds.run("build", "two", "--jobs", "2").returncode == 0
        before = output(project)
        cell = [MEMORY, f"mark = Path({str(project.root)!r}) / f'died in {{province}}'"]
        for slug, lines in {
            **FORGIVEN,
            **{slug: lines for slug, (lines, _) in FAILS.items()},
        }.items():
            cell += [f"if province == {slug!r}:", *(f"    {line}" for line in lines)]
        project.notebook("chapter", SHOW, "\n".join(cell))
        result = builds.run("build", "two", "--jobs", "2", "--timeout", "6")
        left = alive(builds.temporary)
    return Night(result, before, output(project), left, records(project.root / "output/two"))


@forks
def test_nothing_of_a_bad_night_runs_on(night):
    """Whatever a cell started has ended with it, however that ended."""
    assert night.left == []


@forks
def test_a_failure_costs_one_report_and_no_other(night):
    states = {report.partition("/")[0]: record["state"] for report, record in night.records.items()}
    assert states == {
        **dict.fromkeys(("ha-noi", *FORGIVEN), "built"),
        **dict.fromkeys(FAILS, "failed"),
    }
    assert night.result.returncode == 1
    assert "ha-noi/2022H1: built" in night.result.stdout
    told, again = night.result.stderr.splitlines()[-1].split(" --only ", 1)
    assert told == "Run the failed reports again: doanvien build two"
    assert sorted(again.split(" --only ")) == sorted(f"{slug}/2022H1" for slug in FAILS)


@forks
@pytest.mark.parametrize("slug", FAILS)
def test_a_failure_is_named_and_leaves_the_report_that_is_there(night, slug):
    lines, said = FAILS[slug]
    mine = [path for path in night.before if path.startswith(f"{slug}/")]
    assert mine
    assert [path for path in mine if night.after[path] != night.before[path]] == []
    page = night.after[f"{slug}/{slug}_2022H1_failed.html"].decode()
    assert ON_PAGE.get(said, said) in page
    told = [line for line in night.result.stderr.splitlines() if line.startswith(f"{slug}/")]
    assert len(told) == 1
    assert told[0].startswith(f"{slug}/2022H1 failed: ")
    assert said in told[0]
    index = night.after["index.html"].decode()
    assert f'href="{slug}/{slug}_2022H1_failed.html"' in index
    assert f'href="{slug}/{slug}_2022H1.html"' in index
    # Of a process that ended nobody knows which cell it was at.
    if "process" not in said:
        assert "notebooks/chapter.ipynb" in page
        assert lines[-1].split("(")[0] in page


@forks
def test_a_kernel_that_dies_is_tried_once_more_and_that_is_on_record(night):
    warned = {id_.partition("/")[0]: record["warnings"] for id_, record in night.records.items()}
    assert warned["lao-cai"] == warned["hue"] == [DIED_ONCE]
    assert warned["ha-noi"] == []


@forks
def test_a_report_process_that_is_killed_is_started_once_more(night):
    """The system ends processes when memory runs out, and need not choose the one that grew."""
    record = night.records["son-la/2022H1"]
    assert (record["state"], record["failure"]) == ("built", None)
    assert "lao-cai/2022H1: built" in night.result.stdout


KILL_THE_SERVER = (
    "report = Path(f'/proc/{os.getppid()}/stat').read_text()",
    "os.kill(int(report.rpartition(')')[2].split()[1]), 9); time.sleep(60)",
)


@forks
def test_a_server_that_is_killed_costs_no_report(project, builds, records):
    """The system may take it when memory runs out, being the largest process. What its chapters
    had started in sessions of their own ends with the build."""
    mark = project.root / "died"
    death = [f"mark = Path({str(mark)!r})", "if not mark.exists():", "    mark.touch()"]
    death += [f"    {line}" for line in (*STARTS, *KILL_THE_SERVER)]
    project.notebook("chapter", "\n".join([MEMORY, *death]), SHOW)
    result = builds.run("build", "two", "--jobs", "2")
    assert (result.returncode, result.stderr) == (0, "")
    assert {record["kernels"] for record in records(project.root / "output/two").values()} == {
        "warm"
    }
    assert alive(builds.temporary) == []


def test_a_full_disk_keeps_what_is_there(project, build, builds):
    """A limit on the size of files stands for the disk: writing ends with an error of the system's
    in the middle of a file."""
    assert build().exit_code == 0
    before = output(project)
    project.notebook("chapter", SHOW, in_lao_cai('print("x\\n" * 200_000)'))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    result = builds.run("build", "two", preexec_fn=limit)
    assert result.returncode == 1
    assert "lao-cai/2022H1 failed: OSError: [Errno 27] File too large" in result.stderr
    assert "ha-noi/2022H1: built" in result.stdout
    after = output(project)
    for path, content in before.items():
        if path.startswith("lao-cai/"):
            assert after[path] == content
    assert build().exit_code == 0


def test_a_data_file_that_cannot_be_read_costs_its_own_report_only(project, build):
    project.notebook(
        "chapter",
        "from doanvien.notebook import open_report\n"
        "report = open_report(province, period, as_of, language, data)",
        SHOW,
    )
    assert build().exit_code == 0
    before = output(project)
    figures = project.root / "data" / "tiny" / "figures" / "lao-cai.csv"
    figures.write_bytes(b"\xff\xfe\x00 not a table")
    result = build()
    assert result.exit_code == 1
    assert "ha-noi/2022H1: fresh" in result.stdout
    assert "lao-cai.csv" in result.stderr
    after = output(project)
    assert all(after[path] == before[path] for path in before if path.startswith("lao-cai/"))


def test_the_manifest_tells_how_to_make_it_again_and_nothing_about_the_machine(
    project, builds, records
):
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=project.root, check=True)
    warn = "import warnings; warnings.warn('an old function', FutureWarning)"
    project.notebook("chapter", SHOW, warn)
    secret = {"DOANVIEN_TEST_SECRET": "a-secret-value", "USER": "a-user-name"}
    assert builds.run("build", "two", env=secret).returncode == 0
    record = records(project.root / "output/two")["ha-noi/2022H1"]
    assert record["commit"].endswith("-dirty")
    assert record["kernels"] == "warm"
    assert record["warnings"] == ["FutureWarning: an old function"]
    assert set(record["timings"]) == {"chapter", "(export)"}
    assert record["versions"]["pandas"]
    assert record["parameters"]["province"] == "ha-noi"
    text = json.dumps(record, ensure_ascii=False)
    for leak in (str(project.root), str(builds.temporary), str(Path.home()) + os.sep):
        assert leak not in text
    assert not [value for value in secret.values() if value in text]
