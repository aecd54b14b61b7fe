"""Reports made by the workers of a cluster, which are killed, come late, or are not the same.

If these fail, a second machine makes other reports than the first, or loses some, or goes on with
reports that nobody wants.
"""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.batch.machines import Machines, machines, until
from tests.batch.started import Builds, alive, running
from typer.testing import CliRunner, Result

from doanvien.batch.cluster import connect, problems, run
from doanvien.batch.making.crew import COLD
from doanvien.batch.record.inputs import digest
from doanvien.cli import app

SRC = Path(__file__).parents[2] / "src"
REFERENCE = Path(__file__).parents[2] / "data" / "reference"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals")

SIX = ("ha-noi", "lao-cai", "ha-tinh", "nghe-an", "hue", "lai-chau")
BATCH = f"provinces: [{', '.join(SIX)}]\nperiod: 2022H1\n"
CHAPTER = """\
import sys
from pathlib import Path
import pandas as pd
from doanvien.notebook import show_table
show_table(pd.DataFrame({"n": [len(province)]}), "Kết quả", name="results")
print(sorted(path.name for path in Path(data).rglob("*.csv")), Path.cwd().name)
print("cảnh báo", file=sys.stderr)
if province == "hue":
    raise ValueError(f"no figures in {data}")
"""
# Says in a folder of the test that it runs, and of some provinces waits until it may go on.
WAIT = """\
import os, time, uuid
from pathlib import Path
marks = Path(%r)
mark = marks / f"{province}-{uuid.uuid4().hex}"
mark.with_suffix(".new").write_text(f"{os.getpid()} {os.environ.get('TMPDIR')}")
mark.with_suffix(".new").rename(mark)
while province in %r and not (marks / "go").exists():
    time.sleep(0.05)
"""
READ = """\
print((Path(data) / "figures/lai-chau.csv").read_text(encoding="utf-8").split(",")[-4])
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Machines]:
    """A scheduler and two workers, one under a nanny, as a worker of Dask is unless one asks for
    something else: it may start no process by `multiprocessing`."""
    with machines() as cluster:
        cluster.scheduler()
        cluster.worker()
        cluster.worker("--no-nanny")
        cluster.wait_for(2)
        yield cluster


@pytest.fixture
def project(tiny: Any) -> Any:
    tiny.batch(BATCH)
    tiny.notebook("chapter", CHAPTER)
    for slug in SIX:
        tiny.figures(slug, ",,members_new,2022-01-01,2022-05-31,1128,exact,s1,")
    return tiny


@pytest.fixture
def on(project: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`doanvien build two` by a scheduler."""
    monkeypatch.chdir(project.root)
    return lambda address, *options: CliRunner().invoke(
        app, ["build", "two", "--scheduler", address, *options]
    )


@pytest.fixture
def waiting(project: Any, tmp_path: Path) -> Path:
    """One report waits until there is a file "go" in this folder, where each says that it runs."""
    marks = tmp_path / "marks"
    marks.mkdir()
    project.notebook("chapter", WAIT % (str(marks), "lao-cai"), CHAPTER.partition("if province")[0])
    return marks


@pytest.fixture
def builds(project: Any) -> Iterator[Builds]:
    with running(project.root) as builds:
        yield builds


def output(project: Any) -> dict[str, bytes]:
    folder = project.root / "output" / "two"
    files = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    return {name: path.read_bytes() for name, path in files.items() if "manifest/" not in name}


def mark(marks: Path) -> tuple[int, str]:
    """The process of the report that waits, and the folder of its worker."""
    pid, temporary = until(lambda: runs_of("lao-cai", marks))[0].read_text().split()
    return int(pid), temporary


def runs_of(province: str, marks: Path) -> list[Path]:
    return [mark for mark in marks.glob(f"{province}-*") if not mark.suffix]


def built(told: str) -> list[str]:
    """The reports that were told as made, sorted."""
    return sorted(
        line.split()[1].partition("/")[0] for line in told.splitlines() if ": built" in line
    )


def test_a_cluster_makes_the_reports_of_this_machine(project, on, build, cluster, records):
    """Pages, workbooks, notebooks, warnings and failures: nobody can tell who made them."""
    here = build("--force", jobs=2)
    made, known = output(project), records(project.root / "output/two")
    shutil.rmtree(project.root / "output/two")
    there = on(cluster.address)
    assert there.exit_code == here.exit_code == 1
    assert there.stderr == here.stderr
    assert sorted(there.stdout.splitlines()[-1:]) == sorted(here.stdout.splitlines()[-1:])
    assert output(project) == made
    untimed = ("started", "seconds", "timings", "stamps")
    for report, record in records(project.root / "output/two").items():
        for name in untimed:
            record.pop(name), known[report].pop(name)
        assert record == known[report]
    assert "fresh already 5" in on(cluster.address).stdout


def test_a_data_set_outside_the_project_is_sent_too(project, on, build, cluster, tmp_path_factory):
    outside = tmp_path_factory.mktemp("elsewhere") / "mine"
    shutil.move(project.root / "data/tiny", outside)
    head = f"title: Hai\ndata: {outside}\nnotebooks: [chapter]\n"
    project.batch("provinces: [ha-noi]\nperiod: 2022H1\n", head=head)
    assert build().exit_code == 0
    made = output(project)
    assert on(cluster.address, "--force").exit_code == 0
    assert output(project) == made


def test_no_report_is_made_from_figures_that_its_record_does_not_name(
    project, waiting, builds, cluster, records
):
    """Figures that change while a build runs are in the reports that begin later, as on one
    machine; of those that began before it is known that they are old."""
    project.notebook("chapter", WAIT % (str(waiting), SIX), READ)
    process = builds.start("build", "two", "--scheduler", cluster.address)
    until(lambda: any(waiting.iterdir()))
    file = project.figures("lai-chau", ",,members_new,2022-01-01,2022-05-31,7,exact,s1,")
    (waiting / "go").touch()
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    assert built(out) == sorted(SIX)
    kept = records(project.root / "output/two")
    named = {
        report: record["inputs"].get(f"data figures/{file.name}") for report, record in kept.items()
    }
    assert {named.pop(f"{slug}/2022H1") for slug in SIX[:2]} == {None}
    for slug in SIX:
        made = (project.root / f"output/two/{slug}/notebooks/chapter.ipynb").read_text("utf-8")
        is_new = named.get(f"{slug}/2022H1") == digest(file.read_bytes())
        assert ('"7\\n"' in made, '"1128\\n"' in made) == (is_new, not is_new)
    assert named["lai-chau/2022H1"] == digest(file.read_bytes())


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_ends_leaves_no_report_running(waiting, builds, cluster, on, how):
    """Ctrl-C, or a machine that is switched off: its workers are free for others."""
    process = builds.start("build", "two", "--scheduler", cluster.address)
    pid, _ = mark(waiting)
    process.send_signal(how)
    _, err = process.communicate(timeout=240)
    assert process.returncode in (130, -signal.SIGKILL)
    assert "Traceback" not in err
    until(lambda: not Path(f"/proc/{pid}").exists())
    (waiting / "go").touch()
    again = on(cluster.address, "--limit", "2")
    assert (again.exit_code, again.stderr) == (0, "")
    left = list((builds.root / "output/two").glob(".work"))
    assert (left, alive(builds.temporary)) == ([], [])


def test_a_worker_with_another_library_makes_no_report_and_is_named(on, cluster, tmp_path, project):
    copy = tmp_path / "copy"
    shutil.copytree(SRC / "doanvien", copy / "src/doanvien")
    shutil.copytree(REFERENCE, copy / "data/reference")
    with (copy / "src/doanvien/notebook.py").open("a", encoding="utf-8") as changed:
        changed.write("\n# changed\n")
    other = cluster.worker("--no-nanny", "--name", "other", PYTHONPATH=str(copy / "src"))
    cluster.wait_for(3)
    result = on(cluster.address, "--only", "ha-noi/2022H1", "--force")
    other.kill()
    assert result.exit_code == 0
    assert "makes no reports, since it differs in the library's source (" in result.stderr
    assert "reference tables" not in result.stderr


def test_each_report_is_there_once_whatever_dies_or_comes_late(waiting, builds, project, build):
    """A worker is killed in mid-report, another comes late, the scheduler is started anew."""
    with machines() as cluster:
        scheduler = cluster.scheduler()
        cluster.worker("--no-nanny")
        cluster.worker()
        cluster.wait_for(2)
        process = builds.start("build", "two", "--scheduler", cluster.address)
        _, temporary = mark(waiting)
        killed = next(
            one for one in cluster.started if Path(temporary).is_relative_to(one.temporary)
        )
        killed.kill()
        until(lambda: len(runs_of("lao-cai", waiting)) == 2)
        cluster.worker("--no-nanny")
        cluster.wait_for(2)
        scheduler.kill()
        cluster.scheduler()
        cluster.worker("--no-nanny")
        until(lambda: len(runs_of("lao-cai", waiting)) == 3)
        (waiting / "go").touch()
        out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    assert built(out) == sorted(SIX)
    made = output(project)
    assert build("--force").exit_code == 0
    assert output(project) == made


def test_a_cluster_of_this_machine_needs_nothing_else(project, on):
    result = on("local:2", "--only", "ha-noi/2022H1", "--only", "lao-cai/2022H1")
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    assert built(result.stdout) == ["ha-noi", "lao-cai"]


def test_what_keeps_a_cluster_from_making_reports_is_one_sentence(on, cluster, monkeypatch):
    monkeypatch.setattr(connect, "SECONDS_TO_ANSWER", 1)
    monkeypatch.setattr(run, "PATIENCE", 1)
    nobody = on("tcp://127.0.0.1:9")
    assert nobody.exit_code == 2
    assert nobody.stderr.startswith("No scheduler answers at tcp://127.0.0.1:9 (")
    assert nobody.stderr.endswith("). Start it there: dask scheduler\n")
    wrong = on("somewhere")
    assert (wrong.exit_code, wrong.stderr) == (
        2,
        "'somewhere' is no scheduler. Write tcp://HOST:8786, or local:4 for this machine.\n",
    )
    monkeypatch.setattr(problems, "find_spec", lambda name: None)
    missing = on(cluster.address)
    assert missing.exit_code == 2
    assert missing.stderr.startswith("To build on a cluster, install Dask: pip install ")


def test_a_scheduler_without_workers_is_said_and_one_that_cannot_fork_will_do(on, monkeypatch):
    """A worker under a nanny may start no process by `multiprocessing`, not for kernels either."""
    with machines() as cluster:
        cluster.scheduler()
        cluster.wait_for(0)
        with monkeypatch.context() as patch:
            patch.setattr(run, "PATIENCE", 1)
            nobody = on(cluster.address)
        assert nobody.exit_code == 2
        assert nobody.stderr.splitlines()[-1] == (
            f"The scheduler {cluster.address} has no worker. Start one on each machine: "
            f"dask worker {cluster.address}"
        )
        cluster.worker(**{COLD: "cold"})
        cluster.wait_for(1)
        cold = on(cluster.address, "--only", "ha-noi/2022H1", "--only", "lao-cai/2022H1")
    assert cold.exit_code == 0, cold.stderr
    assert built(cold.stdout) == ["ha-noi", "lao-cai"]
    assert cold.stderr == f"Kernels start cold: {COLD} says so.\n"
