"""The chapters of a batch, read before anything runs. If these fail, a batch of 34 reports finds
out report by report what one look at the notebook tells."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from doanvien.batch.project import find_batch
from doanvien.batch.record.inputs import reads_everything
from doanvien.batch.request.chapters import chapter_problems
from doanvien.batch.request.checks import check_batch

REPORTS = "reports:\n  - {province: ha-noi, period: 2022H1}\n"


def told(path):
    return " ".join(problem.said("vi") for problem in chapter_problems(path))


def test_a_chapter_that_runs_has_no_problem(tiny):
    assert chapter_problems(tiny.notebook("chapter", "show_table(frame)", "%time 1")) == ()


def test_a_missing_tag_is_found_before_34_reports_fail(tiny):
    path = tiny.notebook("untagged", "province = 'ha-noi'", parameters="")
    assert "chưa có thẻ 'parameters'" in told(path)


def test_a_missing_parameter_is_named(tiny):
    path = tiny.notebook("short", parameters='province = "ha-noi"\nperiod = "2022"\n')
    assert "còn thiếu as_of, language, data" in told(path)


def test_a_mistyped_function_is_answered_with_the_right_one(tiny):
    path = tiny.notebook("typo", "show_tabel(frame)")
    assert "không có hàm show_tabel" in told(path)
    assert "show_table" in told(path)


def test_a_file_that_is_no_notebook_is_a_sentence(tiny):
    path = tiny.write("notebooks/broken.ipynb", "{")
    assert "Không đọc được broken.ipynb" in told(path)


def test_a_notebook_that_may_not_be_read_is_not_called_broken(tiny):
    """Saving it in JupyterLab would not help."""
    (tiny.root / "notebooks/folder.ipynb").mkdir()
    assert "folder.ipynb: Is a directory" in told(tiny.root / "notebooks/folder.ipynb")


def test_check_says_what_is_wrong_with_a_chapter(tiny):
    tiny.notebook("chapter", "show_tabel(1)")
    project, file = find_batch(str(tiny.batch(REPORTS)), tiny.root)
    problems = check_batch(file, project).problems
    assert any("show_tabel" in str(problem) for problem in problems)


@pytest.mark.parametrize(
    ("code", "everything"),
    [
        ("open_data(data)", True),
        ("pd.read_csv(data + '/figures/hue.csv')", True),
        ("report.figures.query('x > 1')", False),
    ],
)
def test_a_chapter_that_reads_other_provinces_is_stale_when_they_change(tmp_path, code, everything):
    """It stayed "fresh" and kept the old figures of the other province on its page."""
    path = tmp_path / "own.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(code)]), path)
    assert reads_everything(path) is everything
