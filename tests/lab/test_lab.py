"""JupyterLab in a real browser. If these fail, an analyst who opens `make lab` cannot run a
notebook, change it, or carry the result away."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGE, BOOK = "Báo cáo HTML (doanvien)", "Excel (doanvien)"
# What each notebook says with its defaults.
SAYS = {
    "headline": "50,98% chỉ tiêu LĐLĐ thành phố giao năm 2022",
    "membership_growth": "24.396",
    "target_attainment": "thời gian đã qua 51,78%: đúng tiến độ",
    "campaign_waves": "chiếm 34,05% của 24.396 trong cả kỳ",
    "sources_and_checks": "khớp",
    "national_overview": "49 trong 63 tỉnh, thành phố chưa có số liệu của kỳ báo cáo",
    "examples/daily_rate": "Mức bình quân cao nhất là 129,9 đoàn viên một ngày",
}
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

    Outputs, counters and the kernel's own notes stay out of git, although they were saved.
    """
    file = f"{name}.ipynb"
    desk.open(file)
    desk.run_all()
    expect(desk.errors).to_have_count(0)
    expect(desk.notebook.locator(".jp-OutputArea-output", has_text=SAYS[name])).not_to_have_count(0)

    exported = desk.export(PAGE, tmp_path)
    page = desk.page.context.new_page()
    page.goto(exported.as_uri())
    expect(page.get_by_text(SAYS[name]).first).to_be_visible()
    expect(page.locator("h1")).to_contain_text("Phát triển đoàn viên công đoàn")

    # The export saved first.
    assert any(cell.get("outputs") for cell in desk.lab.saved(file).cells)
    desk.lab.git("add", f"notebooks/{file}")
    assert desk.lab.git("diff", "--cached", "--stat", "--no-ext-diff") == ""


@pytest.mark.parametrize("name", ["target_attainment", "examples/daily_rate"])
def test_the_menu_gives_what_the_batch_gives(desk, name, tmp_path):
    """An analyst and the batch send the same page and the same workbook, byte for byte."""
    batch = f"title: Một\ndata: data/published\nnotebooks: [{name}]\nreports:\n"
    batch += "  - {province: ha-noi, period: 2022H1, as_of: 2022-07-08}\n"
    (desk.lab.root / "params" / "one.yaml").write_text(batch, encoding="utf-8")
    command = [Path(sys.executable).parent / "doanvien", "build", "one"]
    building = subprocess.Popen(command, cwd=desk.lab.root)
    desk.open(f"{name}.ipynb")
    desk.run_all()
    page, book = desk.export(PAGE, tmp_path), desk.export(BOOK, tmp_path)
    assert building.wait() == 0
    built = desk.lab.root / "output" / "one" / "ha-noi" / "ha-noi_2022H1"
    assert page.read_bytes() == built.with_suffix(".html").read_bytes()
    assert book.read_bytes() == built.with_suffix(".xlsx").read_bytes()
    assert len(openpyxl.load_workbook(book).sheetnames) > 2


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
    expect(desk.errors).to_have_text("province: Không có tỉnh 'lao cay'. Ý bạn là 'lao-cai'?")


def test_an_export_of_a_notebook_that_was_not_run_says_so_in_words(desk):
    untouched = desk.lab.git("show", "HEAD:notebooks/headline.ipynb")
    (desk.lab.root / "notebooks" / "new.ipynb").write_text(untouched, encoding="utf-8")
    desk.open("new.ipynb")
    with desk.page.context.expect_page() as tab:
        desk.menu("File", "Save and Export Notebook As", PAGE)
    expect(tab.value.get_by_text("sổ tay chưa được chạy nên chưa có gì để xuất")).to_be_visible()


def test_the_start_page_is_read_and_the_interface_speaks_vietnamese(desk):
    """`make lab` opens the guide as a page, and Vietnamese can be chosen under Settings."""
    desk.open("README.md")
    guide = desk.page.locator(".jp-MarkdownViewer")
    expect(guide.get_by_role("heading", name="Các sổ tay phân tích")).to_be_visible()
    desk.menu("Settings", "Language", "Vietnamese (Vietnam) - Tiếng Việt (Việt Nam)")
    desk.page.locator(".jp-Dialog .jp-mod-accept").click()
    expect(desk.page.locator("#jp-MainMenu").get_by_text("Cài đặt")).to_be_visible()
