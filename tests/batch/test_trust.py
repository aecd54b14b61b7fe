"""What may go wrong in a night, done for real: kills, deaths, endless cells, a disk that is full.

A report that is there must stay there until a better one takes its place, and what is told about it
must be true; the other reports must be made whatever happens to one.
"""

import json
import os
import resource
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from doanvien.batch.making.processes import why_no_forks

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


def alive(folder: Path) -> list[str]:
    """Command lines of processes that were told to use a folder for temporary files."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"TMPDIR={folder}".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def assert_nothing_is_left(folder: Path) -> None:
    """Nobody waits for the processes of a build that was killed: they see it, and end."""
    patience = time.monotonic() + 20
    while (left := alive(folder)) and time.monotonic() < patience:
        time.sleep(0.1)
    assert left == [], "processes must not outlive their build"


def test_a_killed_build_goes_on_where_it_was_and_leaves_nothing_behind(project, builds):
    mark = project.root / "begun"
    first = in_lao_cai(f"mark = Path({str(mark)!r})")
    project.notebook(
        "chapter",
        f"{first}\n    if not mark.exists():\n        mark.touch()\n        time.sleep(300)",
        SHOW,
    )
    process = builds.start("build", "two", "--jobs", "1")
    builds.wait_for(mark, process)
    process.kill()
    process.communicate()
    assert_nothing_is_left(builds.temporary)
    listed = builds.run("list", "two").stdout.splitlines()
    assert [line.split()[1] for line in listed] == ["fresh", "missing"]

    again = builds.run("build", "two", "--jobs", "1")
    assert again.returncode == 0, again.stderr
    assert "ha-noi/2022H1: fresh" in again.stdout
    assert "lao-cai/2022H1: built" in again.stdout
    hidden = [path.name for path in (project.root / "output" / "two").rglob(".*")]
    assert (hidden, list(builds.temporary.iterdir())) == ([], [])


def test_builds_killed_at_any_moment_end_in_the_same_reports(project, builds):
    assert builds.run("build", "two").returncode == 0
    wanted = output(project)
    for delay in (0.6, 1.8, 2.6, 3.4):
        process = builds.start("build", "two", "--force", "--jobs", "2")
        time.sleep(delay)
        process.kill()
        process.communicate()
        for path, content in output(project).items():
            if not path.startswith("."):
                assert content == wanted[path], f"{path} is not whole"
    assert builds.run("build", "two").returncode == 0
    assert output(project) == wanted
    assert list(builds.temporary.iterdir()) == []


def test_the_second_of_two_builds_of_a_batch_refuses(project, builds):
    mark = project.root / "begun"
    project.notebook("chapter", f"{MEMORY}\nPath({str(mark)!r}).touch(); time.sleep(300)")
    process = builds.start("build", "two")
    builds.wait_for(mark, process)
    second = builds.run("build", "two")
    assert (second.returncode, second.stdout) == (2, "")
    assert second.stderr == (
        "two is being built already. Wait until that build has ended, or end it.\n"
    )
    assert process.poll() is None


@pytest.mark.parametrize("death", ["os._exit(3)", "os.kill(os.getpid(), 11)"])
def test_a_kernel_that_dies_is_tried_once_more_and_that_is_on_record(
    project, builds, death, records
):
    mark = project.root / "died"
    dies = in_lao_cai(
        f"mark = Path({str(mark)!r})",
        f"if not mark.exists(): mark.touch(); {death}",
    )
    project.notebook("chapter", dies, SHOW)
    result = builds.run("build", "two")
    assert result.returncode == 0, result.stderr
    assert records(project.root / "output/two")["lao-cai/2022H1"]["warnings"] == [
        "chapter: the kernel died and was started once more, cold."
    ]
    assert records(project.root / "output/two")["ha-noi/2022H1"]["warnings"] == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("raise ValueError('no figures')",), "ValueError: no figures"),
        (("os.kill(os.getpid(), 9)",), "Kernel died"),
        (("while True: pass",), "A cell timed out"),
        (
            ("import signal; signal.signal(2, signal.SIG_IGN)", "time.sleep(300)"),
            "A cell timed out",
        ),
    ],
)
def test_a_failure_costs_one_report_and_not_the_one_that_is_there(project, builds, lines, said):
    assert builds.run("build", "two").returncode == 0
    before = output(project)
    project.notebook("chapter", SHOW, in_lao_cai(*lines))
    result = builds.run("build", "two", "--timeout", "4")
    after = output(project)
    assert result.returncode == 1
    assert "ha-noi/2022H1: built" in result.stdout
    assert result.stderr.splitlines()[-1] == (
        "Run the failed reports again: doanvien build two --only lao-cai/2022H1"
    )
    for path, content in before.items():
        if path.startswith("lao-cai/"):
            assert after[path] == content
    page = after["lao-cai/lao-cai_2022H1_failed.html"].decode()
    assert said in page
    assert "notebooks/chapter.ipynb" in page
    assert lines[-1].split("(")[0] in page
    index = after["index.html"].decode()
    assert 'href="lao-cai/lao-cai_2022H1_failed.html"' in index
    assert 'href="lao-cai/lao-cai_2022H1.html"' in index
    assert alive(builds.temporary) == []


@forks
def test_a_report_process_that_is_killed_is_started_once_more(project, builds):
    """The system ends processes when memory runs out, and need not choose the one that grew."""
    mark = project.root / "died"
    kill = in_lao_cai(
        f"mark = Path({str(mark)!r})",
        "if not mark.exists(): mark.touch(); os.kill(os.getppid(), 9); time.sleep(60)",
    )
    project.notebook("chapter", kill, SHOW)
    result = builds.run("build", "two", "--jobs", "1")
    assert result.returncode == 0, result.stderr
    assert alive(builds.temporary) == []


@forks
def test_a_report_process_that_is_killed_again_costs_its_report_only(project, builds):
    project.notebook("chapter", in_lao_cai("os.kill(os.getppid(), 9)", "time.sleep(60)"), SHOW)
    result = builds.run("build", "two", "--jobs", "1")
    assert result.returncode == 1
    assert "lao-cai/2022H1 failed: The process that made the report ended twice" in result.stderr
    assert "ha-noi/2022H1: built" in result.stdout
    assert alive(builds.temporary) == []


KILL_THE_SERVER = (
    "report = Path(f'/proc/{os.getppid()}/stat').read_text()",
    "os.kill(int(report.rpartition(')')[2].split()[1]), 9); time.sleep(60)",
)


@forks
def test_a_server_that_is_killed_costs_no_report(project, builds, records):
    """The system may take it when memory runs out, being the largest process."""
    mark = project.root / "died"
    death = [f"mark = Path({str(mark)!r})", "if not mark.exists():", "    mark.touch()"]
    death += [f"    {line}" for line in KILL_THE_SERVER]
    project.notebook("chapter", "\n".join([MEMORY, *death]), SHOW)
    result = builds.run("build", "two", "--jobs", "2")
    assert (result.returncode, result.stderr) == (0, "")
    assert {record["kernels"] for record in records(project.root / "output/two").values()} == {
        "warm"
    }
    assert alive(builds.temporary) == []


@forks
@pytest.mark.parametrize("end", ["", "os._exit(1)", "1 / 0", "time.sleep(300)"])
def test_what_a_cell_started_ends_with_it(project, builds, end):
    """Programs in sessions of their own too: a quarter's batch must not fill the machine."""
    start = (
        "import subprocess",
        "subprocess.Popen(['sleep', '300'])",
        "subprocess.Popen(['setsid', 'sh', '-c', 'sleep 301 & sleep 302 &'])",
        "subprocess.Popen(['nohup', 'sleep', '303'], start_new_session=True)",
        "time.sleep(0.3)",
        end,
    )
    project.notebook("chapter", in_lao_cai(*start), SHOW)
    builds.run("build", "two", "--timeout", "3")
    assert alive(builds.temporary) == []


@forks
def test_a_killed_build_takes_along_what_its_cells_started(project, builds):
    mark = project.root / "begun"
    start = "import subprocess, os, time; subprocess.Popen(['setsid', 'sleep', '300'])"
    project.notebook(
        "chapter", f"{start}\nfrom pathlib import Path\nPath({str(mark)!r}).touch()\ntime.sleep(9)"
    )
    process = builds.start("build", "two")
    builds.wait_for(mark, process)
    process.kill()
    process.communicate()
    assert_nothing_is_left(builds.temporary)


def test_a_full_disk_keeps_what_is_there(project, builds):
    """A limit on the size of files stands for the disk: writing ends with an error of the system's
    in the middle of a file."""
    assert builds.run("build", "two").returncode == 0
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
    assert builds.run("build", "two").returncode == 0


def test_a_data_file_that_cannot_be_read_costs_its_own_report_only(project, builds):
    project.notebook(
        "chapter",
        "from doanvien.notebook import open_report\n"
        "report = open_report(province, period, as_of, language, data)",
        SHOW,
    )
    assert builds.run("build", "two").returncode == 0
    before = output(project)
    figures = project.root / "data" / "tiny" / "figures" / "lao-cai.csv"
    figures.write_bytes(b"\xff\xfe\x00 not a table")
    result = builds.run("build", "two")
    assert result.returncode == 1
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


def test_a_build_that_is_interrupted_leaves_no_process_and_no_folder(project, builds):
    mark = project.root / "begun"
    project.notebook("chapter", f"{MEMORY}\nPath({str(mark)!r}).touch(); time.sleep(300)")
    process = builds.start("build", "two")
    builds.wait_for(mark, process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "Interrupted. What was finished is kept.\n")
    assert (alive(builds.temporary), list(builds.temporary.iterdir())) == ([], [])
