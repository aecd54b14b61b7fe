"""Forked and started kernels must not differ in anything that a reader, or an analyst who opens the
executed notebook, can see. Otherwise a report depends on the machine that happened to make it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from typer.testing import CliRunner

from doanvien.batch import build as building
from doanvien.batch.making.warm.forks import why_no_forks
from doanvien.cli import app

ROOT = Path(__file__).parents[2]
COLD = {"DOANVIEN_KERNELS": "cold"}

forks = pytest.mark.skipif(bool(why_no_forks()), reason=why_no_forks())

HABITS = (
    "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3]); plt.title('cuối ô')",
    "fig, ax = plt.subplots()\nax.bar(['a', 'b'], [1, 2])\nplt.show()\nprint('sau hình')",
    "import seaborn as sns, pandas as pd\nframe = pd.DataFrame({'x': [1, 2], 'y': [3, 4]})\n"
    "sns.lineplot(frame, x='x', y='y')",
    "frame",
    "{'b', 'a', 'c', province}",
    "import matplotlib\nprint(matplotlib.get_backend()); sorted(matplotlib.rcParams.items())",
    "import os, sys\nprint(os.path.basename(os.getcwd()), len(sys.argv), sys.path[0], __name__)",
    "!echo from a shell\n!echo wrong >&2",
    "import numpy as np\nnp.random.default_rng(1).normal(size=3), np.random.RandomState(2).rand()",
    "from IPython.display import display, Markdown\ndisplay(Markdown('*x*')); _ih[1], In[2]",
    "import logging; logging.warning('to stderr'); print(logging.getLogger().handlers)",
    "plt.get_fignums(), pd.options.display.max_rows",
    "%who_ls",
)


def output(folder: Path) -> dict[str, bytes]:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    del files["manifest.json"]
    return files


@forks
def test_the_real_reports_are_the_same_from_warm_and_cold_kernels(tmp_path, builds):
    project = tmp_path / "real"
    project.mkdir()
    for name in ("notebooks", "params", "data", "constraints.txt"):
        (project / name).symlink_to(ROOT / name)
    builds.root = project
    warm = builds.run("build", "seeds", "--jobs", "2")
    assert (warm.returncode, warm.stderr) == (0, "")
    folder = project / "output" / "seeds"
    from_warm = output(folder)
    cold = builds.run("build", "seeds", "--jobs", "2", "--force", env=COLD)
    assert (cold.returncode, cold.stderr) == (
        0,
        "Kernels start cold: DOANVIEN_KERNELS says so.\n",
    )
    from_cold = output(folder)
    assert [path for path in from_cold if from_cold[path] != from_warm.get(path)] == []
    assert len(from_warm) == 5 * (5 + 2) + 1


@forks
def test_whatever_an_analyst_writes_looks_the_same(tiny, builds):
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    tiny.notebook("chapter", *HABITS)
    notebooks = []
    for environment in ({}, COLD):
        result = builds.run("build", "two", "--force", env=environment)
        assert result.returncode == 0, result.stderr
        executed = tiny.root / "output" / "two" / "ha-noi" / "notebooks" / "chapter.ipynb"
        notebooks.append(executed.read_text(encoding="utf-8"))
    assert notebooks[0] == notebooks[1]
    assert notebooks[0].count('"image/png"') == 3


@forks
def test_a_chapter_sees_nothing_of_the_one_before_it(tiny, builds):
    tiny.batch(
        "provinces: [ha-noi]\nperiod: 2022H1\n",
        head="title: Hai\ndata: data/tiny\nnotebooks: [one, two]\n",
    )
    spoil = (
        "import os, pandas, matplotlib\nleft = 1\npandas.options.display.max_rows = 3\n"
        "matplotlib.rcParams['font.size'] = 99\npandas.left = 1\nos.environ['LEFT'] = '1'"
    )
    look = (
        "import os, pandas, matplotlib\nassert 'left' not in globals()\n"
        "assert pandas.options.display.max_rows == 60\nassert not hasattr(pandas, 'left')\n"
        "assert matplotlib.rcParams['font.size'] == 10\nassert 'LEFT' not in os.environ"
    )
    number = "import numpy, random\n(numpy.random.rand(), random.random())"
    tiny.notebook("one", spoil, number)
    tiny.notebook("two", look, number)
    result = builds.run("build", "two")
    assert result.returncode == 0, result.stderr
    drawn = [
        nbformat.read(tiny.root / f"output/two/ha-noi/notebooks/{name}.ipynb", 4).cells[-1].outputs
        for name in ("one", "two")
    ]
    first, second = (eval(outputs[0].data["text/plain"]) for outputs in drawn)
    assert first[0] != second[0], "numpy draws the same random numbers in two kernels"
    assert first[1] != second[1], "Python draws the same random numbers in two kernels"


@forks
@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (
            "import threading, time; threading.Thread(target=time.sleep, args=(9,)).start()",
            "2 threads run where one is wanted",
        ),
        ("import zmq; zmq.Context.instance()", "a messaging context is open"),
    ],
)
def test_a_process_that_must_not_fork_says_so(spoil, refusal):
    code = f"{spoil}\nfrom doanvien.batch.making.warm.server import _why_not; print(_why_not())"
    code += "\nimport os; os._exit(0)" if "zmq" not in spoil else ""
    ran = subprocess.run(
        [sys.executable, "-u", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # as the server is started
    )
    assert ran.stdout.strip() == refusal


@forks
def test_a_library_that_changes_during_a_build_is_loaded_anew(tiny, builds):
    """Else the rest of the batch would be made by code that is no longer there."""
    tiny.batch("provinces: [ha-noi, lao-cai]\nperiod: 2022H1\n")
    tiny.notebook(
        "chapter",
        "from pathlib import Path\n"
        "if province == 'ha-noi': Path('../constraints.txt').write_text('pandas==0.1')",
    )
    result = builds.run("build", "two", "--jobs", "1")
    assert result.returncode == 0, result.stderr
    assert result.stderr == "The library has changed: the next reports are made with it.\n"
    listed = builds.run("list", "two").stdout.splitlines()
    assert listed[0].split(maxsplit=2)[1:] == ["stale", "changed: versions of libraries"]
    assert listed[1].split()[1] == "fresh"


@forks
def test_the_provisioner_is_found_by_its_entry_point_and_papermill_sees_a_kernel(tmp_path):
    """An analyst's own papermill can use the warm kernels too."""
    code = f"""
import os, tempfile
from pathlib import Path
import papermill
from traitlets.config import Config
from doanvien.batch.crew import environment
from doanvien.batch.warm.forks import ForkServer
from doanvien.batch.warm.provisioner import ReportKernelManager
server = ForkServer(Path(tempfile.mkdtemp(prefix="dv-")), environment())
server.wait_ready()
config = Config()
config.ReportKernelManager.server = server.address
notebook = papermill.execute_notebook(
    {str(ROOT / "notebooks" / "headline.ipynb")!r}, {str(tmp_path / "out.ipynb")!r},
    cwd={str(ROOT / "notebooks")!r}, kernel_manager_class=ReportKernelManager, config=config,
    progress_bar=False)
server.close()
print(sum(cell.get("execution_count") is not None for cell in notebook.cells))
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ
    )
    assert int(ran.stdout) >= 5, ran.stderr


def test_nothing_is_started_when_nothing_has_changed(tiny: Any, monkeypatch):
    """The second run of a quarter's 34 reports takes a second, not a minute."""
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    monkeypatch.chdir(tiny.root)
    assert CliRunner().invoke(app, ["build", "two"]).exit_code == 0

    def refuse(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(building, "Crew", refuse)
    result = CliRunner().invoke(app, ["build", "two"])
    assert "Built 0, fresh already 1" in result.stdout
