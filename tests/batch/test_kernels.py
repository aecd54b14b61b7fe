"""Forked chapters and started kernels must not differ in anything that a reader, or an analyst who
opens the executed notebook, can see. Else a report depends on the machine that made it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from typer.testing import CliRunner

from doanvien.batch import build as building
from doanvien.cli import app
from doanvien.reference.this_process import why_no_forks

ROOT = Path(__file__).parents[2]
HARD = Path(__file__).with_name("hard_cases.txt")
KERNELS = "DOANVIEN_KERNELS"

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


def executed(tiny: Any, name: str, folder: str = "ha-noi") -> nbformat.NotebookNode:
    return nbformat.read(tiny.root / f"output/two/{folder}/notebooks/{name}.ipynb", 4)


def manifest(tiny: Any) -> dict[str, Any]:
    """The records of the batch "two" of a project: report id → record as JSON."""
    files = sorted((tiny.root / "output" / "two" / "manifest").glob("*.json"))
    return {file.stem.replace("_", "/"): json.loads(file.read_text("utf-8")) for file in files}


def output(folder: Path) -> dict[str, bytes]:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {name: content for name, content in files.items() if not name.startswith("manifest/")}


def both_ways(tiny: Any, build: Any, names: Iterable[str] = ("chapter",)) -> list[Any]:
    """A report, made warm and cold: its executed notebooks, or why it failed."""
    tiny.batch(
        "provinces: [ha-noi]\nperiod: 2022H1\n",
        head=f"title: Hai\ndata: data/tiny\nnotebooks: [{', '.join(names)}]\n",
    )
    found = []
    for way in ("warm", "cold"):
        with pytest.MonkeyPatch.context() as patch:
            # A value that means nothing, so that both ways have the same variables.
            patch.setenv(KERNELS, way)
            # Under pytest a kernel does not read its descriptors.
            patch.delenv("PYTEST_CURRENT_TEST")
            build("--force", "--timeout", "300")
        record = manifest(tiny)["ha-noi/2022H1"]
        if not record["failure"]:
            assert record["kernels"] == way
        found.append(record["failure"] or {name: executed(tiny, name) for name in names})
    return found


@forks
def test_whatever_a_chapter_does_looks_the_same(tiny, build):
    """What analysts write; then the hard cases: prints from C and from programs, displays that
    change, tasks and threads that outlive their cell, figures left open, forks, whatever a cell
    asks about the process that it runs in; then a flood of output."""
    tiny.notebook("habits", *HABITS)
    tiny.notebook("hard", *HARD.read_text(encoding="utf-8").split("\n# %%\n"))
    flood = "print(('x' * 999 + '\\n') * 50_000, end='')"
    tiny.notebook("flood", flood, "print('y' * 1_000_000)")
    warm, cold = both_ways(tiny, build, ("habits", "hard", "flood"))
    assert "error" not in warm, warm
    assert "error" not in cold, cold
    for name, notebook in warm.items():
        assert [cell.get("outputs") for cell in notebook.cells] == [
            cell.get("outputs") for cell in cold[name].cells
        ], name
    assert warm == cold
    assert nbformat.writes(warm["habits"]).count('"image/png"') == 3
    assert len(warm["flood"].cells[-2].outputs[0].text) == 50_000_000


@forks
def test_a_cell_may_spread_its_work_over_processes(tiny, build):
    """They are the cell's own: none comes from the server of the build, and none outlives it."""
    pool = (
        "import multiprocessing\nfrom concurrent.futures import ProcessPoolExecutor\n"
        "ways = [multiprocessing.get_context(way) for way in ('fork', 'forkserver', 'spawn')]"
    )
    use = (
        "for way in ways:\n    with ProcessPoolExecutor(2, way) as pool:\n"
        "        print(list(pool.map(abs, [-1, -2])))"
    )
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    tiny.notebook("chapter", pool, use, "import os\nif not os.fork(): os._exit(0)")
    result = build("--timeout", "120")
    assert result.exit_code == 0, result.output
    assert manifest(tiny)["ha-noi/2022H1"]["kernels"] == "warm"
    assert executed(tiny, "chapter").cells[-2].outputs[0].text == "[1, 2]\n" * 3


@forks
@pytest.mark.parametrize(
    "code",
    [
        "def deep(): raise KeyError('x')\ndeep()",
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('chained') from e",
        "(",
        "%nothing",
        "await nothing()",
        "class Bad:\n    def _repr_html_(self): raise ValueError('bad')\nBad()",
        "input('?')",
        "import sys; sys.exit(3)",
        "import sys; sys.exit()",
        "import os; os._exit(0)",
        "raise KeyboardInterrupt",
        "import os, signal; os.kill(os.getpid(), signal.SIGINT); import time; time.sleep(9)",
    ],
)
def test_a_cell_fails_in_the_same_words(tiny, build, code):
    tiny.notebook("chapter", code, "print('further')")
    warm, cold = both_ways(tiny, build)
    assert "error" in cold
    if "input" in code:  # the frames of the function that stands for it are the kernel's own
        warm["lines"] = cold["lines"]
    assert warm == cold


@forks
def test_a_chapter_sees_nothing_of_the_one_before_it(tiny, build):
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
    result = build()
    assert result.exit_code == 0, result.output
    drawn = [
        nbformat.read(tiny.root / f"output/two/ha-noi/notebooks/{name}.ipynb", 4).cells[-1].outputs
        for name in ("one", "two")
    ]
    first, second = (eval(outputs[0].data["text/plain"]) for outputs in drawn)
    assert first[0] != second[0], "numpy draws the same random numbers in two kernels"
    assert first[1] != second[1], "Python draws the same random numbers in two kernels"


@forks
def test_reports_do_not_depend_on_those_made_before_them(tiny, build):
    """One process makes many: what the first leaves behind must not be seen in the second."""
    chapters = ("%who_ls", "report = open_report(province, period, as_of, language, data)\nreport")
    tiny.notebook("chapter", "from doanvien.notebook import open_report", *chapters, *HABITS[2:6])
    tiny.batch("provinces: [ha-noi, lao-cai]\nperiod: 2022H1\n")
    assert build().exit_code == 0
    together = output(tiny.root / "output" / "two")
    for report in ("lao-cai/2022H1", "ha-noi/2022H1"):
        assert build("--force", "--only", report).exit_code == 0
    assert output(tiny.root / "output" / "two") == together


@forks
def test_what_a_chapter_does_to_its_figures_no_other_sees(tiny, build):
    open_report = (
        "from doanvien.notebook import open_report\n"
        "report = open_report(province, period, as_of, language, data)\n"
        "report.figures['value'].tolist()"
    )
    spoil = "report.read.figures['value'] = -1.0"
    tiny.notebook("one", open_report, spoil, open_report)
    tiny.notebook("two", open_report)
    head = "title: Hai\ndata: data/tiny\nnotebooks: [one, two]\n"
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n", head=head)
    assert build().exit_code == 0
    shown = [
        output.data["text/plain"]
        for name in ("one", "two")
        for cell in executed(tiny, name).cells
        for output in cell.get("outputs", ())
        if "value" in cell.source and output.output_type == "execute_result"
    ]
    assert shown == ["[1128.0]"] * 3


@forks
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import comm; comm.create_comm(target_name='x')", "it asked for a channel to a front end"),
        ("exit", "it asked for the kernel's io_loop"),
        ("get_ipython().kernel.get_parent()", "it asked for the kernel's get_parent"),
    ],
)
def test_what_needs_a_kernel_is_done_by_one_and_the_manifest_says_so(tiny, build, code, why):
    tiny.notebook("chapter", "print('before')", f"{code};")
    tiny.notebook("plain", "1")
    head = "title: Hai\ndata: data/tiny\nnotebooks: [plain, chapter]\n"
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n", head=head)
    result = build()
    assert result.exit_code == 0, result.output
    record = manifest(tiny)["ha-noi/2022H1"]
    assert record["kernels"] == "cold: chapter"
    assert record["warnings"] == [f"chapter: {why}."]
    assert [output.text for output in executed(tiny, "chapter").cells[3].outputs] == ["before\n"]


@forks
def test_a_notebook_for_another_kernel_gets_that_kernel(tiny, build, monkeypatch):
    file = tiny.notebook("chapter", "import os; print(os.environ['WHICH'])")
    notebook = nbformat.read(file, 4)
    notebook.metadata.kernelspec.name = "mine"
    nbformat.write(notebook, file)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "", "language": "python", "env": {"WHICH": "mine"}}
    folder = tiny.root / "jupyter" / "kernels" / "mine"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(spec))
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    monkeypatch.setenv("JUPYTER_PATH", str(tiny.root / "jupyter"))
    result = build()
    assert result.exit_code == 0, result.output
    assert manifest(tiny)["ha-noi/2022H1"]["kernels"] == "cold"
    assert [output.text for output in executed(tiny, "chapter").cells[-1].outputs] == ["mine\n"]


def test_a_build_ends_with_the_notebooks_and_the_library_that_it_began_with(tiny, build):
    """Two reports were built from a half-edited notebook without a word."""
    tiny.batch("provinces: [ha-noi, lao-cai]\nperiod: 2022H1\n")
    edit = "Path('chapter.ipynb').write_text('half of a note')"
    library = "Path('../constraints.txt').write_text('pandas==0.1')"
    tiny.notebook("chapter", f"from pathlib import Path\n{edit}\n{library}")
    result = build()
    assert result.exit_code == 0, result.output
    for line in CliRunner().invoke(app, ["list", "two"]).stdout.splitlines():
        _, state, why = line.split(maxsplit=2)
        assert (state, why) == ("stale", "changed: notebook chapter, versions of libraries")


@forks
def test_papermill_has_the_engine_by_its_name(tmp_path):
    """An analyst's own papermill runs a notebook as a batch does."""
    notebook = ROOT / "notebooks" / "headline.ipynb"
    made = tmp_path / "out.ipynb"
    papermill = Path(sys.executable).parent / "papermill"
    options = ["--engine", "doanvien", "--no-progress-bar", "--cwd", str(notebook.parent)]
    single = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([papermill, *options, notebook, made], check=True, env=single)
    ran = nbformat.read(made, 4)
    assert ran.metadata.papermill.get("cold") is None
    assert sum(cell.get("execution_count") is not None for cell in ran.cells) >= 5


def test_nothing_is_started_when_nothing_has_changed(tiny, build, monkeypatch):
    """The second run of a quarter's 34 reports takes a second, not a minute."""
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    assert build().exit_code == 0

    def refuse(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(building, "Crew", refuse)
    result = build()
    assert "Built 0, fresh already 1" in result.stdout
