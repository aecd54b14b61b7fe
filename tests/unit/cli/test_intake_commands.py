"""The commands for forms. If these fail, an officer with a form from the mail does not get on."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from doanvien.cli import app

ROWS = (
    ["LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ TĨNH"],
    ["BÁO CÁO TÌNH HÌNH ĐOÀN VIÊN QUÝ I NĂM 2025"],
    ["(Số liệu tính đến ngày 31/3/2025)"],
    ["STT", "Đơn vị", "Kết nạp mới", "Người liên hệ"],
    [1, "Huyện Hương Sơn", 20, "Nguyễn Văn A"],
    [2, "Huyện Đức Thọ", 30, "Trần Thị B"],
)


@pytest.fixture
def run(tiny: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tiny.root)
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    return invoke


def form(name: str = "form.xlsx", **cells: object) -> Path:
    book = Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    for ref, value in cells.items():
        book.worksheets[0][ref] = value
    path = Path(name)
    book.save(path)
    return path


def test_a_form_is_told_as_it_was_understood_in_the_language_of_the_terminal(run):
    result = run("intake", str(form()), "--into", "data/mine")
    assert result.exit_code == 0
    assert "C    Kết nạp mới → đoàn viên kết nạp mới (members_new), 01/01/2025–31/3/2025" in (
        result.output
    )
    assert "Sheet!D Người liên hệ: dữ liệu cá nhân" in result.output
    assert "Nguyễn Văn A" not in result.output
    assert Path("data/mine/figures/ha-tinh.csv").is_file()
    assert result.output.splitlines()[-2:] == [
        "data/mine",
        "Đã ghi params/mine.yaml. Lập các báo cáo đó bằng lệnh: doanvien build mine",
    ]
    batch = Path("params/mine.yaml")
    assert "{province: ha-tinh, period: 2025Q1, as_of: 2025-03-31}" in batch.read_text("utf-8")
    batch.write_text("mine", encoding="utf-8")
    run("intake", str(form("next.xlsx", C5=21)), "--into", "data/mine")
    assert batch.read_text("utf-8") == "mine"  # what somebody wrote stays


def test_forms_of_units_alone_are_no_reports_and_it_is_said(run):
    """Else whoever follows the steps builds a batch that is not there."""
    path = form(A1="CÔNG ĐOÀN KHU KINH TẾ VŨNG ÁNG")
    result = run("intake", str(path), "--province", "ha-tinh", "--into", "data/mine")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1].startswith("Chưa ghi params/mine.yaml vì chưa có biểu")
    assert not Path("params/mine.yaml").exists()


def test_the_batch_of_a_data_set_with_an_odd_name_names_that_data_set(run):
    """A "#" begins a comment in YAML."""
    run("intake", str(form()), "--into", "data/mine #2")
    batch = yaml.safe_load(Path("params/mine #2.yaml").read_text(encoding="utf-8"))
    assert batch["data"] == "data/mine #2"


def test_a_refused_form_ends_with_1_and_leaves_a_copy_to_send_back(run):
    result = run("intake", str(form(C5="1,128")), "--into", "data/mine", "--language", "en")
    assert result.exit_code == 1
    assert "Sheet!C5: '1,128' has a comma" in result.output
    assert Path("output/intake/form_can-sua.xlsx").is_file()
    assert not Path("data/mine").exists()


def test_a_dry_run_leaves_nothing_behind(run):
    before = sorted(Path().rglob("*"))
    path = form(C5="1,128")
    assert run("intake", str(path), "--dry-run", "--into", "data/mine").exit_code == 1
    left = {one for one in Path().rglob("*") if not one.name.endswith(".lock")}
    assert left == {*before, path}


def test_what_cannot_be_done_is_one_sentence_and_2(run):
    for arguments in (
        ("intake", "none.xlsx"),
        ("intake",),
        ("intake", str(form()), "--province", "nowhere"),
        ("intake", "--approve", "--by", "Nguyễn Văn A"),
        ("status", "data/none", "2025Q1"),
        ("form", "ha-tinh", "2025Q9"),
        ("new", "2026Q3", "--from", "none"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2, arguments
        assert "Traceback" not in result.output
        assert result.output.strip()


def test_approve_status_and_form_work_on_what_was_taken_in(run):
    run("intake", str(form()), "--into", "data/mine")
    office = "Ban Thường vụ LĐLĐ tỉnh Hà Tĩnh"
    approved = run("intake", "--approve", "form.xlsx", "--by", office, "--into", "data/mine")
    assert approved.output == "Số biểu đã duyệt: 1.\n"
    told = run("status", "data/mine", "2025Q1", "--html", "output/status.html")
    assert told.exit_code == 0
    assert "2 trên 2 đơn vị đã nộp" in told.output
    assert "đã duyệt" in Path("output/status.html").read_text("utf-8")
    written = run("form", "ha-tinh", "2025Q2", "--as-of", "2025-05-31")
    assert written.output == "Biểu có 2 đơn vị: output/forms/ha-tinh_2025Q2.xlsx\n"
    assert Path("output/forms/ha-tinh_2025Q2.xlsx").is_file()


def test_a_folder_of_forms_is_one_call_with_one_summary(run):
    folder = Path("mail")
    folder.mkdir()
    for number in range(7):
        form(f"mail/{number}.xlsx", B5=f"Huyện Hương Sơn {number}")
    form("mail/bad.xlsx", C5="-")
    result = run("intake", "mail", "--into", "data/mine", "--language", "en")
    assert result.exit_code == 1
    assert "Taken 7, nothing new 0, refused 1; figures 8." in result.output


def test_new_copies_a_batch_to_the_next_quarter_and_shows_what_differs(run, tiny):
    tiny.batch("# mine\nprovinces: all\nperiod: 2022Q2\nas_of: 2022-07-08\n")
    (batch,) = tiny.root.glob("params/*.yaml")
    result = run("new", "2022Q3", "--from", batch.stem, "--language", "en")
    assert result.exit_code == 0
    assert "+period: 2022Q3" in result.output
    assert "+as_of: 2022-10-08" in result.output
    assert "# mine" in Path("params/2022Q3.yaml").read_text("utf-8")
    again = run("new", "2022Q3", "--from", batch.stem, "--language", "en")
    assert again.exit_code == 2
