"""JupyterLab in a real browser. If these fail, an analyst who opens `make lab` cannot run a
notebook, change it, or carry the result away."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from papermill.exceptions import strip_color
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGE, BOOK = "Báo cáo HTML (doanvien)", "Excel (doanvien)"
# What some notebooks say with their defaults; tests/notebooks runs all of them, without a browser.
SAYS = {
    "target_attainment": "Đã qua 74,8% thời gian",
    "national_overview": "22 trong 34 tỉnh, thành phố chưa có số liệu của kỳ báo cáo",
    "examples/daily_rate": "Cao nhất là 25,1 đoàn viên một ngày",
}
# A chapter of many tables and charts, and an analyst's own one in its folder.
SAME_AS_THE_BATCH = ("target_attainment", "examples/daily_rate")
PARAMETERS = """\
province = "{province}"
period = "2017H1"
as_of = None
language = "vi"
data = "../data/published"
"""


@pytest.mark.parametrize("name", SAYS)
def test_a_notebook_runs_and_is_carried_away(desk, name, tmp_path):
    """Open, run all, export from the menu: the page opens and says what the notebook says.

    It is the page of the batch, byte for byte. Outputs, counters and the kernel's own notes stay
    out of git, although they were saved.
    """
    batch = build_alone(desk.lab, name) if name in SAME_AS_THE_BATCH else None
    file = f"{name}.ipynb"
    desk.open(file)
    desk.run_all()
    expect(desk.errors).to_have_count(0)
    expect(desk.notebook.locator(".jp-OutputArea-output", has_text=SAYS[name])).not_to_have_count(0)

    exported = desk.export(PAGE, tmp_path)
    page = desk.page.context.new_page()
    page.goto(exported.as_uri())
    expect(page.get_by_text(SAYS[name]).first).to_be_visible()
    expect(page.locator("h1")).to_contain_text("quý III/2026")
    page.close()

    # The export saved first.
    assert any(cell.get("outputs") for cell in desk.lab.saved(file).cells)
    desk.lab.git("add", f"notebooks/{file}")
    assert desk.lab.git("diff", "--cached", "--stat", "--no-ext-diff") == ""

    if batch:
        book = desk.export(BOOK, tmp_path)
        assert batch.wait() == 0
        built = desk.lab.root / "output" / "one" / "lao-cai" / "lao-cai_2026Q3"
        assert exported.read_bytes() == built.with_suffix(".html").read_bytes()
        assert book.read_bytes() == built.with_suffix(".xlsx").read_bytes()
        assert len(openpyxl.load_workbook(book).sheetnames) > 2


def build_alone(lab, name):
    """`doanvien build` of one notebook with its defaults, at work beside the browser."""
    batch = f"title: Một\ndata: data/example\nnotebooks: [{name}]\nreports:\n"
    batch += "  - {province: lao-cai, period: 2026Q3}\n"
    (lab.root / "params" / "one.yaml").write_text(batch, encoding="utf-8")
    command = [Path(sys.executable).parent / "doanvien", "build", "one"]
    return subprocess.Popen(command, cwd=lab.root)


def test_other_parameters_give_another_report_and_wrong_ones_a_sentence(desk):
    """The first thing an analyst does is change the province; the second, to mistype it."""
    desk.open("headline.ipynb")
    editor = desk.notebook.locator(".jp-CodeCell .cm-content").first
    outputs = desk.notebook

    editor.fill(PARAMETERS.format(province="lao-cai"))
    desk.run_all()
    expect(desk.errors).to_have_count(0)
    expect(outputs).to_contain_text("75,2%")
    expect(outputs).to_contain_text("Liên đoàn Lao động tỉnh Lào Cai")
    expect(outputs).to_contain_text("6 tháng đầu năm 2017")
    expect(outputs).not_to_contain_text("Hà Nội")

    editor.fill(PARAMETERS.format(province="lao cay"))
    desk.run_all()
    expect(desk.errors.first).to_have_text("province: Không có tỉnh 'lao cay'. Ý bạn là 'lao-cai'?")
    # A cell that reached a busy kernel too late to be called off says that the report is closed.
    assert all("Báo cáo này đã đóng" in text for text in desk.errors.all_inner_texts()[1:])

    # Who reviews it reads what was typed, and no output.
    desk.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    told = strip_color(desk.lab.git("diff", "notebooks/headline.ipynb"))
    assert '+province = "lao cay"' in told
    assert not [word for word in ("output", "execution_count", "metadata") if word in told]


def test_an_export_of_a_notebook_that_was_not_run_says_so_in_words(desk):
    untouched = desk.lab.git("show", "HEAD:notebooks/headline.ipynb")
    (desk.lab.root / "notebooks" / "new.ipynb").write_text(untouched, encoding="utf-8")
    desk.open("new.ipynb")
    with desk.page.context.expect_page() as tab:
        desk.menu("File", "Save and Export Notebook As", PAGE)
    expect(tab.value.get_by_text("sổ tay chưa được chạy nên chưa có gì để xuất")).to_be_visible()


def test_the_start_page_is_read_and_the_interface_speaks_vietnamese(desk, tmp_path):
    """`make lab` opens the guide as a page; Vietnamese can be chosen as the guide says, and the
    menu exports as before."""
    desk.open("README.md")
    guide = desk.page.locator(".jp-MarkdownViewer")
    expect(guide.get_by_role("heading", name="Các sổ tay phân tích")).to_be_visible()
    language = "Vietnamese (Vietnam) - Tiếng Việt (Việt Nam)"
    expect(guide.get_by_text(f"Settings → Language → {language}")).to_have_count(2)
    desk.menu("Settings", "Language", language)
    desk.page.locator(".jp-Dialog .jp-mod-accept").click()
    expect(desk.page.locator("#jp-MainMenu").get_by_text("Cài đặt")).to_be_visible()
    desk.page.goto("about:blank")  # the reload for the language would open the guide once more
    desk.open("national_overview.ipynb")  # as an earlier test saved it
    assert SAYS["national_overview"] in desk.export(PAGE, tmp_path, bar="Tệp").read_text("utf-8")
