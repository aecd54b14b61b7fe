"""Every notebook as an analyst and papermill run it; a failure is a traceback in JupyterLab."""

from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CHAPTERS = sorted(NOTEBOOKS.glob("*.ipynb"))
OVERVIEW = NOTEBOOKS / "national_overview.ipynb"
# What each notebook must say with its defaults: Hà Nội, first half of 2022; the overview, 2024.
EXPECTED = {
    "headline": "50,98% chỉ tiêu LĐLĐ thành phố giao năm 2022",
    "membership_growth": "24.396",
    "target_attainment": "thời gian đã qua 51,78%: sát tiến độ",
    "campaign_waves": "chiếm 34,05% của 24.396 trong cả kỳ",
    "sources_and_checks": "✓ khớp",
    "national_overview": "49 trong 63 tỉnh, thành phố chưa có số liệu của kỳ báo cáo",
}


def run(path: Path, folder: Path, **parameters: Any) -> NotebookNode:
    return papermill.execute_notebook(
        str(path),
        str(folder / path.name),
        parameters=parameters,
        cwd=str(NOTEBOOKS),
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
    assert "lao-cai" in failure.value.evalue
    assert "2022Q5" in failure.value.evalue
    kept = nbformat.read(tmp_path / "headline.ipynb", as_version=4)
    assert any(o.output_type == "error" for c in kept.cells for o in c.get("outputs", ()))
