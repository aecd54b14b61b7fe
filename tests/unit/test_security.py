"""What somebody writes into a cell, a name or a file to do harm. If these fail, it is done."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy

import openpyxl
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook, new_output

from doanvien.batch.plan import plan_batch
from doanvien.batch.project import Project
from doanvien.batch.request.problems import BatchError
from doanvien.batch.request.read import read_batch
from doanvien.data.reading.located_yaml import YamlSyntaxError, read_located_yaml
from doanvien.export.excel.workbook import render_workbook
from doanvien.export.pages.page import render_page
from doanvien.export.reading.chapters import read_document
from doanvien.mail.people.addresses import parse_mailbox
from doanvien.mail.writing.message import Envelope, compose
from doanvien.mail.writing.story import story_of
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.tables.frames import table_from_frame

IMG = "<img src=x onerror=alert(1)>"
FORMULAS = ['=HYPERLINK("http://evil.example","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1"]


def report(*units):
    """A report with a table whose first column holds the names of units."""
    frame = pd.DataFrame({"unit": list(units), "n": range(len(units))})
    table = table_from_frame(frame, f"Kết quả {units[0]}", name="units")
    output = new_output("display_data", data=table.bundle())
    cell = new_code_cell("show()", execution_count=1, outputs=[output])
    return read_document([new_notebook(cells=[cell])], ["chapter"])


@pytest.mark.parametrize("name", [IMG, FORMULAS[0], "../../x", "Hai\r\ndòng"])
def test_a_unit_is_text_on_the_page_in_the_workbook_and_in_a_mail(name):
    """Nothing runs, is asked for or is loaded, whatever an enterprise calls itself."""
    cover = Cover(
        title=f"Báo cáo {name}",
        federation=name,
        place=name,
        province="ha-noi",
        period="2022H1",
        period_label=name,
        cutoff=date(2022, 6, 30),
        language="vi",
        status="published",
        dataset_title=name,
    )
    document = replace(report(name), cover=cover)
    shown = " ".join(name.split())
    soup = BeautifulSoup(render_page(document), "html.parser")
    assert soup.find_all(["img", "script"]) == []
    assert " ".join(soup.tbody.th.get_text().split()) == shown
    assert [a["href"] for a in soup.find_all("a") if not a["href"].startswith("#")] == []
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(document)))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert shown in [" ".join(str(value).split()) for value in cells]

    story = story_of(document)
    mail = compose(story, "0" * 32, [], Envelope(parse_mailbox("a@b.vn"), ()))
    read = message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert shown in read["Subject"]
    assert read["Bcc"] is None
    body = BeautifulSoup(read.get_body(("html",)).get_content(), "html.parser")
    assert body.find_all(["img", "a", "script"]) == []
    assert shown in " ".join(body.get_text().split())


def test_a_unit_named_like_a_formula_stays_text_in_excel():
    made = render_workbook(report(*FORMULAS))
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    shown = {cell.value: cell.quotePrefix for cell in cells if cell.value in FORMULAS}
    assert all(quoted for value, quoted in shown.items() if value[0] in "=+-@")
    assert FORMULAS[0] in shown
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        sheets = b"".join(archive.read(n) for n in archive.namelist() if "worksheets/" in n)
        links = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".rels"))
    assert b"<f>" not in sheets
    assert b"evil.example" not in links


@pytest.mark.parametrize(
    "place", ["../ha-noi", "ha-noi/../../x", "/etc/passwd", "..\\..\\x", "ha-noi\x00"]
)
def test_a_province_cannot_lead_out_of_its_folder(tiny, place):
    """As province, in a list and in the name of a batch."""
    project = Project(tiny.root)
    for text in (
        f"reports: [{{province: '{place}', period: 2022H1}}]\n",
        f"provinces: ['{place}']\nperiod: 2022H1\n",
    ):
        try:
            jobs = plan_batch(read_batch(tiny.batch(text), project), project).jobs
        except BatchError:
            continue
        # Read as the name it holds; its files stay where those of any province are.
        for file in (jobs[0].page, jobs[0].workbook, jobs[0].data / "figures"):
            assert ".." not in file.parts
            assert file.resolve().is_relative_to(tiny.root)


@pytest.mark.parametrize(
    "text",
    [
        "title: !!python/object/apply:os.system ['touch hacked']\n",
        "title: !!python/name:os.system\n",
        "!!python/object/new:os.system [touch hacked]\n",
    ],
)
def test_yaml_with_tags_runs_nothing(tiny, text, monkeypatch):
    monkeypatch.chdir(tiny.root)
    with pytest.raises((BatchError, YamlSyntaxError)):
        read_batch(tiny.write("params/evil.yaml", text), Project(tiny.root))
    assert not (tiny.root / "hacked").exists()


def test_yaml_that_multiplies_itself_is_refused_or_stays_small(tiny):
    """A thousand million laughs: anchors that repeat anchors."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    file = tiny.write("params/laughs.yaml", "\n".join(lines) + "\n")
    with pytest.raises(YamlSyntaxError, match="alias"):
        read_located_yaml(file)


def test_yaml_of_lists_in_lists_is_refused_and_does_not_crash(tiny):
    file = tiny.write("params/deep.yaml", "reports: " + "[" * 5000 + "]" * 5000 + "\n")
    with pytest.raises(YamlSyntaxError, match="inside each other"):
        read_located_yaml(file)


@pytest.mark.parametrize(
    "line",
    [
        "title: !!python/object/apply:os.system ['touch hacked']",
        "title: !!python/name:os.system x",
        "title: &a Thử",
        "title: [" + "[" * 5000 + "]" * 5001,
        "a0: &a0 [x, x]\na1: &a1 [*a0, *a0]\na2: [*a1, *a1]",
    ],
    ids=["call", "name", "anchor", "deep", "laughs"],
)
def test_a_description_with_more_than_texts_is_refused_in_its_line(data_set, line, monkeypatch):
    """Nothing is run or multiplied, and whoever wrote it is told where."""
    monkeypatch.chdir(data_set.folder)
    data_set.write("dataset.yaml", f"status: simulated\n{line}\n")
    (problem,) = data_set.problems()
    told = problem.removeprefix("dataset.yaml, row 2: ")
    assert told.startswith(("only keys with texts may stand here", "too many lists stand inside"))
    assert not (data_set.folder / "hacked").exists()


def test_a_csv_of_a_million_columns_is_refused_at_its_head(data_set):
    """It must be told by one line, not by a million, and not fill the memory."""
    columns = 1_000_000
    head = ",".join(f"c{n}" for n in range(columns))
    data_set.write("figures/ha-noi.csv", head + "\n" + "," * (columns - 1) + "\n")
    problems = data_set.problems()
    assert 0 < len(problems) < 50
    assert max(map(len, problems)) < 2_000
    assert any("ha-noi.csv" in problem for problem in problems)
