"""The notebooks as files. When one of these fails, analysts meet outputs, code or paths in git."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from doanvien.reference.languages import NOTEBOOKS_IN, languages, text_cell

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted((*FOLDER.glob("*.ipynb"), *FOLDER.glob("examples/*.ipynb")))
PARAMETERS = ["province", "period", "as_of", "language", "data"]
# The overview is about several reports, and is told which.
MORE_PARAMETERS = {"national_overview": ["provinces"]}
CHAPTERS = {
    "headline",
    "membership_growth",
    "target_attainment",
    "campaign_waves",
    "sources_and_checks",
    "national_overview",
}

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def tags(cell: dict[str, Any]) -> list[str]:
    return cell["metadata"].get("tags", [])


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def code_cells(path: Path) -> list[dict[str, Any]]:
    return [cell for cell in read(path)["cells"] if cell["cell_type"] == "code"]


def test_the_chapters_of_a_report_are_there(path):
    assert {notebook.stem for notebook in NOTEBOOKS} >= CHAPTERS


def test_no_output_is_kept(path):
    """Outputs in git would show one province's figures to everybody, and spoil every diff."""
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code_cells(path))


def test_parameters_come_first_and_are_plain(path):
    """papermill and an analyst both look for one cell of scalars at the top."""
    tagged = [cell for cell in code_cells(path) if "parameters" in tags(cell)]
    assert tagged == code_cells(path)[:1]
    statements = ast.parse(source(tagged[0])).body
    wanted = PARAMETERS + MORE_PARAMETERS.get(path.stem, [])
    assert [ast.unparse(s.targets[0]) for s in statements if isinstance(s, ast.Assign)] == wanted
    assert all(isinstance(s, ast.Assign) and isinstance(s.value, ast.Constant) for s in statements)
    assert all("#" in line for line in source(tagged[0]).splitlines())


def test_a_notebook_tells_and_the_library_computes(path):
    """Functions, swallowed errors and muted warnings belong in no report."""
    cells = code_cells(path)
    assert len(cells) <= 25
    for cell in cells:
        assert len(source(cell).splitlines()) <= 6, source(cell)
        for node in ast.walk(ast.parse(source(cell))):
            assert not isinstance(node, ast.FunctionDef | ast.Lambda | ast.Try), source(cell)
        assert "filterwarnings" not in source(cell)
        if "parameters" not in tags(cell):
            texts = [n.value for n in ast.walk(ast.parse(source(cell))) if is_text(n)]
            assert not [text for text in texts if "/" in text], "no paths other than data"


@pytest.mark.parametrize("language", [code for code in languages() if code != NOTEBOOKS_IN])
def test_every_text_has_its_translation(path, language):
    """A text cell without it would stand in Vietnamese in a report of another language."""
    texts = [cell for cell in read(path)["cells"] if cell["cell_type"] == "markdown"]
    tagged = {f"lang-{code}" for code in languages()}
    shipped = [source(cell) for cell in texts if not tagged & set(tags(cell))]
    assert [text for text in shipped if text_cell(text, language) == text] == []


def test_each_heading_stands_once(path):
    """A heading twice, once in each language, is what a reader in JupyterLab stumbles over."""
    texts = [cell for cell in read(path)["cells"] if cell["cell_type"] == "markdown"]
    headings = [line for cell in texts for line in source(cell).splitlines() if line[:1] == "#"]
    assert len(set(headings)) == len(headings)
    without = [cell for cell in texts if not source(cell).startswith("#")]
    assert all("annex" in cell["metadata"].get("tags", ()) for cell in without)
    assert len(headings) == len(texts) - len(without)


def test_no_cell_loops_around_what_it_shows(path):
    """`show_table` takes what there is: a loop hides from an analyst what is shown."""
    for cell in code_cells(path):
        for node in ast.walk(ast.parse(source(cell))):
            if isinstance(node, ast.For | ast.While):
                assert "show_" not in ast.unparse(node)


def test_metadata_say_no_more_than_git_needs(path):
    """What JupyterLab notes of a kernel or a cell differs from machine to machine."""
    notebook = read(path)
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert notebook["metadata"]["language_info"] == {"name": "python"}
    assert {key for cell in notebook["cells"] for key in cell["metadata"]} <= {"tags"}


def test_cells_have_names_that_stay(path):
    """Random cell ids would make every diff unreadable."""
    names = [cell["id"] for cell in read(path)["cells"]]
    assert len(set(names)) == len(names)
    assert all((name == name.lower() and not name.isalnum()) or name.isalpha() for name in names)
