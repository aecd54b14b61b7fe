"""Real runs of small notebooks: a failure is local and named, what is there stays whole.

One broken province must not cost the other sixty-two their report, nor its readers the former one.
"""

import os
import re
import signal
import sys
import time
from itertools import cycle
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tests.batch.started import alive

from doanvien.export.pages.versions import without_versions

BATCH = "provinces: [ha-noi, lao-cai]\nperiod: 2022H1\n"
SHOW = 'from IPython.display import HTML\nHTML(f"<p>{province} {period}</p>")'
FAIL_IN_LAO_CAI = 'if province == "lao-cai":\n    raise ValueError("first line\\nno figures")'


@pytest.fixture(autouse=True)
def project(tiny: Any) -> None:
    """Two provinces, one notebook that shows its name."""
    tiny.batch(BATCH)
    tiny.notebook("chapter", SHOW)


def output(tiny: Any) -> dict[str, bytes]:
    """Path → contents of everything built but the manifest, which tells times."""
    folder = tiny.root / "output" / "two"
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: content for name, content in found.items() if not name.startswith("manifest/")}


@pytest.fixture
def manifest(records):
    """Reads the records of the batch "two" of a project."""
    return lambda tiny: records(tiny.root / "output" / "two")


def test_a_report_is_a_page_a_workbook_and_its_executed_notebooks(tiny, build):
    result = build()
    assert result.exit_code == 0
    assert set(output(tiny)) == {
        "index.html",
        "ha-noi/ha-noi_2022H1.html",
        "ha-noi/ha-noi_2022H1.xlsx",
        "ha-noi/notebooks/chapter.ipynb",
        "lao-cai/lao-cai_2022H1.html",
        "lao-cai/lao-cai_2022H1.xlsx",
        "lao-cai/notebooks/chapter.ipynb",
    }
    assert "<p>lao-cai 2022H1</p>" in output(tiny)["lao-cai/lao-cai_2022H1.html"].decode()


def test_a_report_in_two_languages_leads_from_one_to_the_other(tiny, build):
    """Who reads English finds it from the Vietnamese page, and the list has one line for both."""
    tiny.notebook("chapter", 'from IPython.display import HTML\nHTML(f"<p>{language}</p>")')
    tiny.batch("language: [vi, en]\nprovinces: [ha-noi]\nperiod: 2022H1\n")
    assert build().exit_code == 0
    made = {name: content.decode() for name, content in output(tiny).items() if "html" in name}
    vietnamese, english = made["ha-noi/ha-noi_2022H1.html"], made["ha-noi/ha-noi_2022H1_en.html"]
    assert "<p>vi</p>" in vietnamese
    assert "<p>en</p>" in english
    assert '<a href="ha-noi_2022H1_en.html" hreflang="en" lang="en">English</a>' in vietnamese
    assert '<a href="ha-noi_2022H1.html" hreflang="vi" lang="vi">Tiếng Việt</a>' in english
    assert "English" not in without_versions(vietnamese)
    assert "Đã lập 1/1 báo cáo" in made["index.html"]
    assert 'href="ha-noi/ha-noi_2022H1_en.html"' in made["index.html"]
    # Once the English report is no longer asked for, the other page must not lead to it.
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    assert build().exit_code == 0
    assert "hreflang" not in output(tiny)["ha-noi/ha-noi_2022H1.html"].decode()


def test_a_report_built_alone_leads_to_no_language_that_is_not_there(tiny, build):
    """Who follows the link of a page must not meet an error of the browser."""
    tiny.notebook("chapter", 'from IPython.display import HTML\nHTML(f"<p>{language}</p>")')
    tiny.batch("language: [vi, en]\nprovinces: [ha-noi]\nperiod: 2022H1\n")
    assert build("--only", "ha-noi/2022H1").exit_code == 0
    assert "hreflang" not in output(tiny)["ha-noi/ha-noi_2022H1.html"].decode()
    # The page that comes later is led to from both sides once the batch is built.
    assert build("--only", "ha-noi/2022H1/en").exit_code == 0
    assert 'hreflang="vi"' in output(tiny)["ha-noi/ha-noi_2022H1_en.html"].decode()
    assert "Built 1, fresh already 1" in build().output
    assert 'hreflang="en"' in output(tiny)["ha-noi/ha-noi_2022H1.html"].decode()
    assert "Built 0, fresh already 2" in build().output


def test_an_english_report_that_fails_has_a_line_of_its_own(tiny, build):
    tiny.notebook("chapter", SHOW, 'assert language == "vi", "no English"')
    tiny.batch("language: [vi, en]\nprovinces: [ha-noi]\nperiod: 2022H1\n")
    result = build()
    assert result.exit_code == 1
    index = output(tiny)["index.html"].decode()
    assert "Đã lập 1/2 báo cáo" in index
    assert "· English" in index


def test_one_failing_report_does_not_stop_the_others_and_is_named(tiny, build, manifest):
    tiny.notebook("chapter", SHOW, FAIL_IN_LAO_CAI)
    tiny.batch("provinces: [lao-cai, ha-noi]\nperiod: 2022H1\n")
    result = build()
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "lao-cai/2022H1 failed: notebooks/chapter.ipynb, cell 4 "
        '(raise ValueError("first line\\nno figures")): ValueError: no figures',
        "Run the failed reports again: doanvien build two --only lao-cai/2022H1",
    ]
    assert "ha-noi/ha-noi_2022H1.html" in output(tiny)
    mine = [path for path in output(tiny) if path.startswith("lao-cai/")]
    assert mine == ["lao-cai/lao-cai_2022H1_failed.html"]
    failure = manifest(tiny)["lao-cai/2022H1"]["failure"]
    assert failure.pop("lines")[-2:] == ["ValueError: first line", "no figures"]
    assert failure == {
        "error": "ValueError: no figures",
        "notebook": "chapter",
        "cell": 4,
        "code": 'raise ValueError("first line\\nno figures")',
        "source": FAIL_IN_LAO_CAI,
    }
    assert "ValueError: no figures" in output(tiny)["index.html"].decode()


def test_the_former_report_stays_when_the_new_one_fails(tiny, build, manifest):
    build()
    before = output(tiny)
    tiny.notebook("chapter", SHOW, "print(1 / 0)")
    assert build().exit_code == 1
    after = output(tiny)
    assert "bản cũ" in after["index.html"].decode() or "đã cũ" in after["index.html"].decode()
    assert before.pop("index.html") != after.pop("index.html")
    told = {path: page.decode() for path, page in after.items() if path not in before}
    assert set(told) == {f"{at}/{at}_2022H1_failed.html" for at in ("ha-noi", "lao-cai")}
    for page in told.values():
        for said in ("notebooks/chapter.ipynb", "print(1 / 0)", "ZeroDivisionError"):
            assert said in page
    assert {path: after[path] for path in before} == before
    tiny.notebook("chapter", SHOW)
    assert build().exit_code == 0
    assert {record["state"] for record in manifest(tiny).values()} == {"built"}
    assert not [path for path in output(tiny) if path.endswith("_failed.html")]


def test_fresh_reports_are_not_run_again_unless_forced(tiny, build, manifest):
    build()
    first = manifest(tiny)
    assert "Built 0, fresh already 2" in build().stdout
    assert manifest(tiny) == first
    assert "Built 2, fresh already 0" in build("--force").stdout


def test_a_changed_figure_builds_that_province_only(tiny, build):
    build()
    tiny.figures("lao-cai", ",,members_new,2022-01-01,2022-05-31,7,exact,s1,")
    result = build()
    assert "ha-noi/2022H1: fresh" in result.stdout
    assert "lao-cai/2022H1: built" in result.stdout


def test_the_same_inputs_give_the_same_bytes_however_many_run_at_a_time(tiny, build):
    tiny.notebook("chapter", SHOW, "import sys; print('out'); print('err', file=sys.stderr)")
    build()
    before = output(tiny)
    result = build("--force", jobs=2)
    assert result.exit_code == 0, result.stderr
    assert [path for path, content in output(tiny).items() if content != before[path]] == []


def test_no_output_tells_a_folder_a_time_or_a_user(tiny, build):
    """A report is mailed around; where and when it was made is nobody's business."""
    warn = "import warnings; warnings.warn('old', FutureWarning)"
    tiny.notebook("chapter", SHOW, warn, FAIL_IN_LAO_CAI)
    result = build()
    assert "  FutureWarning: old" in result.stdout.splitlines()
    for path, content in output(tiny).items():
        text = content.decode("utf-8", "replace")
        for leak in (str(tiny.root), str(Path.home()) + os.sep, sys.prefix, "ipykernel_"):
            assert leak not in text, path
        if path.endswith(".ipynb"):
            assert not re.search(r"\d\d:\d\d:\d\d|papermill\"|FutureWarning: ", text), path


def test_a_data_set_outside_the_project_is_read_but_its_folder_is_not_told(
    tiny, build, tmp_path_factory
):
    outside = tmp_path_factory.mktemp("share") / "union figures"
    (tiny.root / "data" / "tiny").rename(outside)
    tiny.notebook("chapter", 'open(f"{data}/dataset.yaml").close()', SHOW)
    tiny.batch(BATCH, head=f"title: Hai\ndata: {outside}\nnotebooks: [chapter]\n")
    assert build("--limit", "1").exit_code == 0
    executed = output(tiny)["ha-noi/notebooks/chapter.ipynb"].decode()
    assert r"data = \"union figures\"" in executed
    assert outside.parent.name not in executed


def test_fail_fast_starts_no_report_after_a_failure(tiny, build, manifest):
    tiny.notebook("chapter", "print(1 / 0)")
    result = build("--fail-fast")
    assert result.exit_code == 1
    assert list(manifest(tiny)) == ["ha-noi/2022H1"]


def test_limit_builds_the_first_reports_and_the_index_shows_the_others_as_missing(
    tiny, build, manifest
):
    assert build("--limit", "1").exit_code == 0
    assert list(manifest(tiny)) == ["ha-noi/2022H1"]
    assert "Lào Cai" in output(tiny)["index.html"].decode()


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        ("import sys; sys.exit()", "cell 5 (print(period)): The notebook ended before this cell."),
        ("import os; os._exit(1)", "cell 4 (import os; os._exit(1)): Kernel died"),
        (
            "import time; time.sleep(60)",
            "cell 4 (import time; time.sleep(60)): A cell timed out: it ran for more than 3 sec",
        ),
        ('HTML("<p>{total}</p>")', 'cell 4 (HTML("<p>{total}</p>")): an unfilled placeholder'),
        (
            'read_province(Path(data), report_scope(province, "2022Q5"))',
            'cell 4 (read_province(Path(data), report_scope(province, "2022Q5"))): '
            "ParameterError: period: '2022Q5' is not a period.",
        ),
    ],
)
def test_however_a_notebook_fails_its_cell_is_named(tiny, build, code, failure):
    imports = (
        "from pathlib import Path\nfrom IPython.display import HTML\n"
        "from doanvien.data.dataset import read_province\n"
        "from doanvien.reference.scope import report_scope\n"
    )
    tiny.notebook("chapter", imports, code, "print(period)")
    # A kernel that is started on a busy machine takes its time over the imports.
    limit = ("--timeout", "3") if "sleep" in code else ()
    result = build("--limit", "1", *limit)
    assert result.exit_code == 1
    start = f"ha-noi/2022H1 failed: notebooks/chapter.ipynb, {failure}"
    assert result.stderr.startswith(start)
    assert len(result.stderr.splitlines()) == 2


def test_a_notebook_without_parameters_is_not_run_with_those_of_another_report(tiny, build):
    tiny.notebook("chapter", SHOW, parameters="")
    result = build("--limit", "1")
    assert "notebooks/chapter.ipynb: No cell is tagged `parameters`." in result.stderr


def test_a_file_that_is_no_notebook_fails_its_reports_only(tiny, build):
    tiny.write("notebooks/chapter.ipynb", "not a notebook")
    result = build("--limit", "1")
    assert result.exit_code == 1
    assert "notebooks/chapter.ipynb: This is not a notebook" in result.stderr


def test_an_executed_chapter_opens_as_a_notebook_with_the_parameters_it_was_given(tiny, build):
    build("--limit", "1")
    executed = tiny.root / "output" / "two" / "ha-noi" / "notebooks" / "chapter.ipynb"
    notebook = nbformat.read(executed, as_version=4)
    nbformat.validate(notebook)
    injected = notebook.cells[2]
    assert injected.metadata.tags == ["injected-parameters"]
    assert 'as_of = "2022-06-30"' in injected.source


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize(
    ("jobs", "ask"),
    [("1", signal.SIGINT), ("2", signal.SIGTERM)],
    ids=("Ctrl-C", "shutdown"),
)
def test_an_interrupted_build_leaves_whole_files_and_nothing_else(tiny, build, builds, jobs, ask):
    """Asked as a terminal does, which asks all processes; the next test asks the build alone."""
    assert build().exit_code == 0
    before = output(tiny)
    mark = tiny.root / "begun"
    tiny.notebook(
        "chapter",
        SHOW.replace("{period}", "new"),
        f"from pathlib import Path; import time; Path({str(mark)!r}).touch(); time.sleep(300)",
    )
    process = builds.start("build", "two", "--jobs", jobs)
    builds.wait_for(mark, process)
    os.killpg(process.pid, ask)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "Interrupted. What was finished is kept.\n")
    assert (alive(builds.temporary), list(builds.temporary.iterdir())) == ([], [])
    after = output(tiny)
    assert set(after) == set(before)
    for path, content in after.items():
        if path.endswith(".html") and path != "index.html":
            assert content == before[path] or b"new</p>" in content


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_who_asks_a_build_to_end_again_and_again_is_told_once_and_all_is_cleared_away(tiny, builds):
    """What is cleared away, and the end of the process itself, are not interrupted once more."""
    mark = tiny.root / "begun"
    tiny.notebook(
        "chapter",
        SHOW,
        f"from pathlib import Path; import time; Path({str(mark)!r}).touch(); time.sleep(300)",
    )
    process = builds.start("build", "two", "--jobs", "2")
    builds.wait_for(mark, process)
    asked = cycle((signal.SIGINT, signal.SIGTERM))
    while process.poll() is None:
        process.send_signal(next(asked))
        time.sleep(0.002)
    _, said = process.communicate()
    assert (process.returncode, said) == (130, "Interrupted. What was finished is kept.\n")
    assert (alive(builds.temporary), list(builds.temporary.iterdir())) == ([], [])
    assert sorted(path.name for path in (tiny.root / "output/two").iterdir()) == ["index.html"]


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_what_a_cell_or_a_program_puts_aside_goes_with_the_build(tiny, builds):
    """Of a report that was killed twice too, and of a build that was killed with the next one."""
    mark = tiny.root / "begun"
    aside = "import os, subprocess, tempfile, time; tempfile.mkstemp(); subprocess.run(['mktemp'])"
    tiny.notebook("chapter", f"{aside}; os.kill(os.getppid(), 9); time.sleep(300)")
    assert builds.run("build", "two").returncode == 1
    assert list(builds.temporary.iterdir()) == []
    tiny.notebook("chapter", f"{aside}; open({str(mark)!r}, 'w'); time.sleep(300)")
    process = builds.start("build", "two")
    builds.wait_for(mark, process)
    process.kill()
    process.communicate()
    (left,) = builds.temporary.iterdir()
    assert len(list(left.glob("*"))) >= 2
    tiny.notebook("chapter", SHOW)
    assert builds.run("build", "two").returncode == 0
    assert list(builds.temporary.iterdir()) == []
