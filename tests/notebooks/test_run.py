"""Every notebook as an analyst and papermill run it; a failure is a traceback in JupyterLab."""

from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CHAPTERS = sorted(NOTEBOOKS.glob("*.ipynb"))
# What each notebook must say of Hà Nội, first half of 2022, with its defaults.
EXPECTED = {
    "headline": "50,98% chỉ tiêu LĐLĐ thành phố giao năm 2022",
    "membership_growth": "24.396",
    "target_attainment": "thời gian đã qua 51,78%: sát tiến độ",
    "campaign_waves": "chiếm 34,05% của 24.396 trong cả kỳ",
    "sources_and_checks": "✓ khớp",
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


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_notebook_follows_its_parameters(path, tmp_path):
    """Another province, period and language: the result follows."""
    executed = run(path, tmp_path, province="lao-cai", period="2017H1", as_of=None, language="en")
    page = shown(executed)
    assert "Lào Cai provincial Federation of Labour" in page
    assert "first half of 2017" in page
    assert "Hà Nội" not in page


def test_wrong_parameters_give_one_sentence_each(tmp_path):
    """A typing error in the parameters cell names the remedy, not the library's insides."""
    with pytest.raises(papermill.PapermillExecutionError) as failure:
        run(NOTEBOOKS / "headline.ipynb", tmp_path, province="lao cay", period="2022Q5")
    assert "lao-cai" in failure.value.evalue
    assert "2022Q5" in failure.value.evalue
    kept = nbformat.read(tmp_path / "headline.ipynb", as_version=4)
    assert any(o.output_type == "error" for c in kept.cells for o in c.get("outputs", ()))
