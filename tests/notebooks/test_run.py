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
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from papermill.exceptions import strip_color

from doanvien.export.chapters import read_document

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CHAPTERS = sorted((*NOTEBOOKS.glob("*.ipynb"), *NOTEBOOKS.glob("examples/*.ipynb")))
OVERVIEW = NOTEBOOKS / "national_overview.ipynb"
# What each notebook must say with its defaults: Hà Nội, first half of 2022; the overview, 2024.
EXPECTED = {
    "headline": "50,98% chỉ tiêu LĐLĐ thành phố giao năm 2022",
    "membership_growth": "24.396",
    "target_attainment": "thời gian đã qua 51,78%: đúng tiến độ",
    "campaign_waves": "chiếm 34,05% của 24.396 trong cả kỳ",
    "sources_and_checks": "✓ khớp",
    "national_overview": "49 trong 63 tỉnh, thành phố chưa có số liệu của kỳ báo cáo",
    "daily_rate": "Mức bình quân cao nhất là 129,9 đoàn viên một ngày",
}


def run(path: Path, folder: Path, cwd: Path | None = None, **parameters: Any) -> NotebookNode:
    return papermill.execute_notebook(
        str(path),
        str(folder / path.name),
        parameters=parameters,
        cwd=str(cwd or path.parent),
        progress_bar=False,
    )


def shown(notebook: NotebookNode) -> str:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.output_type == "error"]
    return "\n".join(str(output.get("data", {}).get("text/html", "")) for output in outputs)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_notebook_runs_untouched(path, tmp_path):
    """With its defaults each notebook answers its question on real figures, without a warning."""
    executed = run(path, tmp_path)
    assert EXPECTED[path.stem] in shown(executed)
    streams = [o for cell in executed.cells for o in cell.get("outputs", ()) if "text" in o]
    assert streams == []


@pytest.mark.parametrize(
    "path", [path for path in CHAPTERS if path != OVERVIEW], ids=lambda path: path.stem
)
def test_a_notebook_follows_its_parameters(path, tmp_path):
    """Another province, period and language: the result follows."""
    executed = run(path, tmp_path, province="lao-cai", period="2017H1", as_of=None, language="en")
    page = shown(executed)
    assert "Lào Cai provincial Federation of Labour" in page
    assert "first half of 2017" in page
    assert "Hà Nội" not in page


def test_the_overview_follows_its_parameters(tmp_path):
    """Only the provinces that are named, in another period and language."""
    executed = run(
        OVERVIEW,
        tmp_path,
        period="2025",
        as_of=None,
        language="en",
        provinces="hai-phong=2025-12-31 khanh-hoa",
    )
    page = shown(executed)
    assert "Khánh Hòa" in page
    assert "No figures for the period from 32 of 34 provinces" in page


def test_wrong_parameters_give_one_sentence_each(tmp_path):
    """A typing error in the parameters cell names the remedy, not the library's insides."""
    with pytest.raises(papermill.PapermillExecutionError) as failure:
        run(NOTEBOOKS / "headline.ipynb", tmp_path, province="lao cay", period="2022Q5")
    sentences = [
        "province: Không có tỉnh 'lao cay'. Ý bạn là 'lao-cai'?",
        "period: '2022Q5' không phải là một kỳ báo cáo. Hãy viết 2022 (cả năm), 2022H1 (6 tháng), "
        "2022Q2 (quý) hoặc 2022M05 (tháng). Ý bạn là '2022Q4'?",
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
    with pytest.raises(papermill.PapermillExecutionError) as failure:
        run(NOTEBOOKS / "headline.ipynb", tmp_path, cwd=elsewhere)
    told = failure.value.evalue
    assert f"Sổ tay đang chạy trong thư mục {elsewhere} nên đã tìm ở {tmp_path}/data" in told
    written = re.search('Hãy viết data = "(.*)"', told)
    executed = run(NOTEBOOKS / "headline.ipynb", tmp_path, cwd=elsewhere, data=written[1])
    assert EXPECTED["headline"] in shown(executed)


def test_jupyter_execute_needs_no_folder(tmp_path):
    """The command runs from anywhere, here from the home of nobody."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "jupyter", "execute", f"--output={tmp_path / 'done.ipynb'}"),
            *map(str, CHAPTERS[-1:]),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert EXPECTED[CHAPTERS[-1].stem] in shown(nbformat.read(tmp_path / "done.ipynb", 4))


RESULTS = {
    "report.growth": "24.396",
    "report.targets[0]": "24.396",
    "report.waves": "8.307",
    "report.printed": "✓ khớp",
    "report.wave_effects": "Lưu ý",
    "report": "24.396",
}


def test_a_result_displayed_alone_shows_its_tables(tmp_path):
    """An analyst who types a name sees tables, and what is seen is in page and workbook."""
    notebook = nbformat.read(NOTEBOOKS / "headline.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id in ("parameters", "open-report")]
    notebook.cells += [new_code_cell(last_line) for last_line in RESULTS]
    nbformat.write(notebook, tmp_path / "source.ipynb")
    executed = run(tmp_path / "source.ipynb", tmp_path, cwd=NOTEBOOKS)
    for cell in executed.cells[-len(RESULTS) :]:
        one = nbformat.v4.new_notebook(cells=[cell])
        assert RESULTS[cell.source] in shown(one), cell.source
        if cell.source not in ("report", "report.wave_effects"):
            (_, table), *_ = read_document([one], ["source"]).tables()
            assert table.rows.shape[0] > 1


def test_help_and_completion_tell_units_and_shapes():
    """Tab and `?` in a notebook, for somebody who does not know the library."""
    manager, kernel = start_new_kernel(cwd=str(NOTEBOOKS))
    try:
        kernel.execute_interactive(
            "from doanvien.present import open_report, show_table\n"
            "report = open_report('ha-noi', '2022H1', '2022-07-08', 'vi', '../data/published')",
            output_hook=lambda message: None,
        )
        offered = kernel.complete("report.", reply=True)["content"]["matches"]
        assert {"growth", "targets", "waves", "figures"} <= {n.split(".")[-1] for n in offered}
        for name, words in {
            "report": "typed frames",
            "report.growth": "fraction of",
            "report.targets": "1.45 is 145 %",
            "report.waves": "persons or unions a",
            "open_report": "``2022H1``",
            "show_table": "caption",
        }.items():
            told = kernel.inspect(name, reply=True)["content"]["data"]["text/plain"]
            assert words in told, name
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
    code = f"import sys, doanvien.present; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def errors(path: Path) -> list[NotebookNode]:
    cells = nbformat.read(path, as_version=4).cells
    return [o for cell in cells for o in cell.get("outputs", ()) if o.output_type == "error"]
