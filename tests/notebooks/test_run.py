"""Every notebook as an analyst and papermill run it; a failure is a traceback in JupyterLab."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from papermill.exceptions import strip_color
from tests.reports import walk

from doanvien.export.reading.chapters import read_document
from doanvien.present.shown.nothing import is_nothing

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CHAPTERS = sorted((*NOTEBOOKS.glob("*.ipynb"), *NOTEBOOKS.glob("examples/*.ipynb")))
OVERVIEW = NOTEBOOKS / "national_overview.ipynb"
# Hà Nội, first half of 2022, as its federation published it; the overview of 2024.
HA_NOI = {
    "province": "ha-noi",
    "period": "2022H1",
    "as_of": "2022-07-08",
    "data": "../data/published",
}
COUNTRY = {"province": "toan-quoc", "period": "2024", "data": "../data/published"}
# What each says with its defaults, on the example.
SAYS = {
    "headline": "đạt 75,7% chỉ tiêu LĐLĐ tỉnh giao năm 2026",
    "membership_growth": "kết nạp mới 1.357 − giảm 727 = thực tăng 630 đoàn viên",
    "target_attainment": "Đã qua 74,8% thời gian",
    "campaign_waves": "chiếm 57,4% của 1.357 trong quý III/2026",
    "sources_and_checks": "khớp",
    "national_overview": "22 trong 34 tỉnh, thành phố chưa có số liệu của kỳ báo cáo",
    "daily_rate": "Cao nhất là 25,1 đoàn viên một ngày",
    "compare_provinces": "",
    "new_chapter": "",
}
EXPECTED = {
    "headline": "51% chỉ tiêu LĐLĐ thành phố giao năm 2022",
    "membership_growth": "24.396",
    "target_attainment": "47.855 trở lên",
    "campaign_waves": "8.307, chiếm 34,05% của 24.396 từ 01/01/2022 đến 08/7/2022",
    "sources_and_checks": "✓ khớp",
    "national_overview": "46 trong 63 tỉnh, thành phố chưa có số liệu của kỳ báo cáo",
    "daily_rate": "Cao nhất là 129,1 đoàn viên một ngày",
    "compare_provinces": "",
    "new_chapter": "",
}


def run(path: Path, folder: Path, cwd: Path | None = None, **parameters: Any) -> NotebookNode:
    return papermill.execute_notebook(
        str(path),
        str(folder / path.name),
        parameters=parameters,
        cwd=str(cwd or path.parent),
        progress_bar=False,
    )


RUN_ALL = """\
import sys
from pathlib import Path
import papermill
from doanvien.batch.making.preload import preload
preload()
for path in map(Path, sys.argv[2:]):
    made = str(Path(sys.argv[1]) / path.name)
    try:
        papermill.execute_notebook(
            str(path), made, engine_name="doanvien", cwd=str(path.parent), progress_bar=False
        )
    except papermill.PapermillExecutionError:
        pass  # the notebook that was written holds the error
"""


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all notebooks, run as they are: each in a process of its own, forked from one
    that has imported everything, as in a batch."""
    folder = tmp_path_factory.mktemp("untouched")
    single = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-c", RUN_ALL, folder, *CHAPTERS], check=True, env=single)
    return folder


def shown(notebook: NotebookNode) -> str:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.output_type == "error"]
    return "\n".join(str(output.get("data", {}).get("text/html", "")) for output in outputs)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_notebook_runs_untouched_and_its_defaults_fill_it(path, untouched):
    """What an analyst opens first: no warning, and hardly a cell with nothing to show."""
    executed = nbformat.read(untouched / path.name, as_version=4)
    page = shown(executed)
    assert page
    assert SAYS[path.stem] in page
    assert streams(executed) == []
    shows = [
        cell
        for cell in executed.cells
        if cell.cell_type == "code" and "show_" in cell.source and "import" not in cell.source
    ]
    filled = [
        cell for cell in shows if any(not is_nothing(o.get("metadata", {})) for o in cell.outputs)
    ]
    assert len(filled) >= 0.8 * len(shows), path.stem


def streams(notebook: NotebookNode) -> list[NotebookNode]:
    """What was printed and warned of."""
    return [o for cell in notebook.cells for o in cell.get("outputs", ()) if "text" in o]


def told(path: Path, **parameters: str) -> str:
    """The pages' text of a notebook that runs in this process, from the notebooks' folder."""
    name = path.relative_to(NOTEBOOKS).with_suffix("").as_posix()
    bundles = walk.run(name, **parameters).bundles
    return "\n".join(str(bundle.get("text/html", "")) for bundle in bundles)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_notebook_answers_on_published_figures(path):
    """A handful of figures is what most federations publish; each chapter says what they give."""
    page = told(path, **(COUNTRY if path == OVERVIEW else HA_NOI))
    assert page
    assert EXPECTED[path.stem] in page


FOLLOWED = {
    "province": "lao-cai",
    "period": "2017H1",
    "language": "en",
    "data": "../data/published",
}


def assert_lao_cai(page: str) -> None:
    assert "Lào Cai provincial Federation of Labour" in page
    assert "first half of 2017" in page
    assert "Hà Nội" not in page


@pytest.mark.parametrize(
    "path", [path for path in CHAPTERS if path != OVERVIEW], ids=lambda path: path.stem
)
def test_a_notebook_follows_its_parameters(path):
    """Another province, period and language: the result follows."""
    assert_lao_cai(told(path, **FOLLOWED))


def test_papermill_puts_in_the_parameters(tmp_path):
    """In a kernel that is started cold, which has imported nothing yet."""
    executed = run(NOTEBOOKS / "membership_growth.ipynb", tmp_path, **FOLLOWED)
    assert_lao_cai(shown(executed))
    assert streams(executed) == []


def test_the_overview_follows_its_parameters():
    """Only the provinces that are named, in another period and language."""
    page = told(
        OVERVIEW,
        period="2025",
        language="en",
        data="../data/published",
        provinces="hai-phong=2025-12-31 khanh-hoa",
    )
    assert "Khánh Hòa" in page
    assert "Not part of this report, though they have figures: " in page


def test_wrong_parameters_give_one_sentence_each(tmp_path):
    """A typing error in the parameters cell names the remedy, not the library's insides."""
    with pytest.raises(papermill.PapermillExecutionError) as failure:
        run(NOTEBOOKS / "headline.ipynb", tmp_path, province="lao cay", period="2022Q5")
    sentences = [
        "province: Không có tỉnh 'lao cay'. Ý bạn là 'lao-cai'?",
        "period: '2022Q5' không phải là một kỳ báo cáo. Hãy viết 2022 (cả năm), 2022H1 (6 tháng), "
        "2022Q2 (quý), 2022M05 (tháng) hoặc 2022M01-09 (9 tháng đầu năm). Ý bạn là '2022Q4'?",
    ]
    assert failure.value.evalue.splitlines() == sentences
    (error,) = errors(tmp_path / "headline.ipynb")
    assert [strip_color(line) for line in error.traceback] == sentences


def test_an_english_report_speaks_english_of_wrong_parameters(tmp_path):
    with pytest.raises(papermill.PapermillExecutionError, match="Did you mean 'lao-cai'"):
        run(NOTEBOOKS / "headline.ipynb", tmp_path, province="lao cay", language="en")


def test_a_kernel_that_starts_elsewhere_says_where_it_looked_and_what_to_write(tmp_path):
    """VS Code, a console or a copied notebook may run in any folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    notebook = nbformat.read(NOTEBOOKS / "headline.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"][:2]
    short = tmp_path / "short.ipynb"
    nbformat.write(notebook, short)
    with pytest.raises(papermill.PapermillExecutionError) as failure:
        run(short, elsewhere, cwd=elsewhere)
    said = failure.value.evalue
    assert f"Sổ tay đang chạy trong thư mục {elsewhere} nên đã tìm ở {tmp_path}/data" in said
    written = re.search('Hãy viết data = "(.*)"', said)
    executed = run(short, elsewhere, cwd=elsewhere, data=written[1])
    assert "Liên đoàn Lao động tỉnh Lào Cai" in shown(executed)


def test_jupyter_execute_needs_no_folder(tmp_path):
    """The command runs from anywhere, here from the home of nobody."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "jupyter", "execute", f"--output={tmp_path / 'done.ipynb'}"),
            str(NOTEBOOKS / "headline.ipynb"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Liên đoàn Lao động tỉnh Lào Cai" in shown(nbformat.read(tmp_path / "done.ipynb", 4))


ALONE = {
    "growth.flows(report)": "24.396",
    "targets.attainment(report).query('share < 0.5')": "40,8%",
    "waves.pace(report)": "268",
    "checks.printed(report)": "✓ khớp",
    "report.figures.head()": "Số liệu của bộ số liệu",
    "report": "24.396",
}
IMPORTS = "from doanvien.chapters import checks, growth, targets, waves"


def test_a_result_alone_in_a_cell_shows_as_its_table(tmp_path):
    """An analyst who types a name sees a table, and what is seen is in page and workbook."""
    notebook = nbformat.read(NOTEBOOKS / "headline.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"][:2]
    notebook.cells += [new_code_cell(IMPORTS), *map(new_code_cell, ALONE)]
    nbformat.write(notebook, tmp_path / "source.ipynb")
    executed = run(tmp_path / "source.ipynb", tmp_path, cwd=NOTEBOOKS, **HA_NOI)
    for cell in executed.cells[-len(ALONE) :]:
        one = nbformat.v4.new_notebook(cells=[cell])
        assert ALONE[cell.source] in shown(one), cell.source
        if cell.source != "report":
            (_, table), *_ = read_document([one], ["source"]).tables()
            assert table.rows.shape[0] > 0


def test_no_cell_runs_on_the_figures_of_the_province_before(tmp_path):
    """After a good run and a mistyped parameter, Lào Cai's error stood above Hà Nội's figures."""
    cells = [
        "from doanvien.chapters import targets\n"
        "from doanvien.notebook import open_report, show_table, show_text",
        "report = open_report('ha-noi', '2022H1', None, 'vi', '../data/published')\n"
        "frame = targets.attainment(report)",
        "report = open_report('lao cay', '2022H1', None, 'vi', '../data/published')",
        "show_text(targets.rule(report))",
        "show_table(frame)",
    ]
    notebook = nbformat.v4.new_notebook(cells=[new_code_cell(cell) for cell in cells])
    client = NotebookClient(
        notebook, allow_errors=True, resources={"metadata": {"path": str(NOTEBOOKS)}}
    )
    client.execute()
    for cell in notebook.cells[2:]:
        (output,) = cell.outputs
        assert output.output_type == "error", cell.source
    assert "Báo cáo này đã đóng" in notebook.cells[-1].outputs[0].evalue


def test_help_and_completion_tell_units_and_shapes():
    """Tab and `?` in a notebook, for somebody who does not know the library."""
    manager, kernel = start_new_kernel(cwd=str(NOTEBOOKS))
    try:
        kernel.execute_interactive(
            "from doanvien.notebook import open_report, show_table\n"
            "from doanvien.chapters import targets\n"
            "report = open_report('ha-noi', '2022H1', '2022-07-08', 'vi', '../data/published')",
            output_hook=lambda message: None,
        )
        offered = kernel.complete("report.", reply=True)["content"]["matches"]
        assert {"figures", "places", "elapsed"} <= {n.split(".")[-1] for n in offered}
        for name, words in {
            "report": "labelled",
            "targets.attainment": "never capped",
            "open_report": "``2022H1``",
            "show_table": "caption",
        }.items():
            helped = kernel.inspect(name, reply=True)["content"]["data"]["text/plain"]
            assert words in helped, name
    finally:
        kernel.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_change_in_the_library_counts_without_a_restart(tmp_path):
    """The kernels of `make lab` reload what was edited; those of the batch do not need to."""
    profile = tmp_path / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    config = NOTEBOOKS.parent / "src" / "doanvien" / "lab" / "ipython_kernel_config.py"
    shutil.copy(config, profile)
    module = tmp_path / "own_module.py"
    module.write_text("answer = 'before'\n", encoding="utf-8")
    own = {**os.environ, "IPYTHONDIR": str(tmp_path / "ipython")}
    manager, kernel = start_new_kernel(cwd=str(tmp_path), env=own)
    said = []

    def hear(message):
        said.append(message["content"].get("text", "").strip())

    try:
        ask = "import own_module\nprint(own_module.answer)"
        kernel.execute_interactive(ask, output_hook=hear)
        module.write_text("answer = 'after the edit'\n", encoding="utf-8")
        kernel.execute_interactive(ask, output_hook=hear)
    finally:
        kernel.stop_channels()
        manager.shutdown_kernel(now=True)
    assert [text for text in said if text] == ["before", "after the edit"]


def test_the_first_cell_waits_for_no_library_that_it_may_not_need():
    """matplotlib, seaborn and scipy are slow to import; most cells need none of them."""
    heavy = "{'matplotlib', 'seaborn', 'scipy', 'pydantic', 'openpyxl', 'nbconvert'}"
    code = f"import sys, doanvien.notebook; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def errors(path: Path) -> list[NotebookNode]:
    cells = nbformat.read(path, as_version=4).cells
    return [o for cell in cells for o in cell.get("outputs", ()) if o.output_type == "error"]
