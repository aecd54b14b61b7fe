"""`doanvien mail`, as an officer runs it. If these fail, a draft goes to the wrong people, or mails
go out that nobody asked for."""

import email
import shutil
from dataclasses import replace
from email import policy
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from typer.testing import CliRunner

from doanvien.batch.project import Project
from doanvien.batch.request.problems import BatchError
from doanvien.cli import app
from doanvien.mail.errors import MailError
from doanvien.mail.people.recipients import read_recipients
from doanvien.mail.writing import attachments
from doanvien.mail.writing.pdf import Printed

REPORTS = """\
reports:
  - {province: ha-noi, period: 2022H1}
  - {province: lao-cai, period: 2022H1}
"""
RECIPIENTS = """\
from: Ban Tổ chức <bao-cao@congdoan.vn>
everyone: [An <an@congdoan.vn>]
reports:
  ha-noi: [binh@congdoan.vn, AN@congdoan.vn]
  lao-cai/2022H1: [chi@congdoan.vn]
server: {host: 127.0.0.1, port: 9, tls: none}
"""
COVER = """\
from datetime import date
import matplotlib.pyplot as plt
import pandas as pd
from doanvien.notebook import show_figure, show_table, show_text
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.display import show_cover
show_cover(Cover(title="Phát triển đoàn viên", federation=province, place=province,
    province=province, period=period, period_label=period, cutoff=date(2022, 6, 30),
    language=language, status="simulated", dataset_title="Số liệu thử"))
show_text("Kết nạp mới 1.128 đoàn viên.", role="lead")
show_table(pd.DataFrame({"unit": ["a"], "n": [1]}), "Kết quả", name="results")
drawing, axes = plt.subplots()
axes.plot([1, 2], [3, 4])
show_figure(drawing, "Diễn biến", "Một hình trống, chỉ để thử chú thích.", name="line")
"""


@pytest.fixture(scope="module")
def built_once(make_tiny, tmp_path_factory):
    project = make_tiny(tmp_path_factory.mktemp("built"))
    project.notebook("chapter", COVER)
    made = CliRunner().invoke(app, ["build", str(project.batch(REPORTS)), "--jobs", "1"])
    assert made.exit_code == 0, made.output
    project.write("params/recipients.yaml", RECIPIENTS)
    return project


@pytest.fixture
def built(built_once, tmp_path, monkeypatch):
    """A batch of two reports that are built; no PDF, so that it takes no time."""
    root = shutil.copytree(built_once.root, tmp_path / "project")
    monkeypatch.setattr(attachments, "page_pdfs", lambda html: None)
    return replace(built_once, root=root)


def run(project, *options):
    result = CliRunner().invoke(app, ["mail", str(project.root / "params/two.yaml"), *options])
    return result.exit_code, result.output


def draft(project, name):
    raw = (project.root / "output/two/mail" / f"{name}_2022H1.eml").read_bytes()
    return raw, email.message_from_bytes(raw, policy=policy.default)


def test_drafts_of_all_reports_with_their_recipients_and_the_same_bytes_again(built):
    code, said = run(built)
    assert code == 0, said
    assert "Drafts 2, without draft 0." in said
    assert "No PDF is attached" in said  # in the output of the command, not in the mail
    raw, mail = draft(built, "ha-noi")
    # "AN@" and "an@" are one mailbox.
    assert [a.addr_spec.lower() for a in mail["To"].addresses] == [
        *("binh@congdoan.vn", "an@congdoan.vn"),
    ]
    assert [part.get_filename() for part in mail.iter_attachments()] == [
        *("Ha Noi - 2022H1.html", "Ha Noi - 2022H1.xlsx"),
    ]
    assert "PDF" not in mail.get_body(("plain",)).get_content()
    assert [a.addr_spec for a in draft(built, "lao-cai")[1]["To"].addresses] == [
        *("chi@congdoan.vn", "an@congdoan.vn"),
    ]
    run(built)
    assert draft(built, "ha-noi")[0] == raw
    assert not (built.root / "params/sent.jsonl").exists()


def test_simulated_figures_are_marked_wherever_a_report_goes(built):
    """Page, every caption, every sheet, the mail in both forms: somebody may see one of them."""
    folder = built.root / "output/two/ha-noi"
    soup = BeautifulSoup((folder / "ha-noi_2022H1.html").read_text("utf-8"), "html.parser")
    assert "SỐ LIỆU MÔ PHỎNG" in soup.find(class_="simulated").get_text()
    captions = [found.get_text() for found in soup(["caption", "figcaption"])]
    assert len(captions) == 2
    assert all("(số liệu mô phỏng)" in caption for caption in captions)
    book = load_workbook(folder / "ha-noi_2022H1.xlsx")
    assert book.sheetnames == ["Tóm tắt", "Mục lục", "1 chapter", "Hình 1", "Dữ liệu", "Ghi chú"]
    for sheet in book:
        assert sheet.oddHeader.right.text == "SỐ LIỆU MÔ PHỎNG", sheet.title
        assert "SỐ LIỆU MÔ PHỎNG" in [cell.value for row in sheet["A1:B9"] for cell in row]
    run(built)
    _, mail = draft(built, "ha-noi")
    assert mail["Subject"].endswith(" (mô phỏng)")
    for kind in ("plain", "html"):
        assert "SỐ LIỆU MÔ PHỎNG" in mail.get_body((kind,)).get_content()


def test_what_does_not_fit_is_left_out_and_told(built, monkeypatch):
    """A mail with its first page arrives; a mail of two megabytes is held back."""
    printed = Printed(whole=bytes(1_000_000), first=b"%PDF")
    monkeypatch.setattr(attachments, "page_pdfs", lambda html: printed)
    code, said = run(built, "--only", "ha-noi/2022H1")
    assert code == 0, said
    assert "ha-noi/2022H1: too large a mail for many servers with " in said
    _, mail = draft(built, "ha-noi")
    assert [part.get_filename()[-4:] for part in mail.iter_attachments()] == [".pdf", "xlsx"]


def test_a_report_for_nobody_is_a_draft_without_recipient(built):
    built.write("params/recipients.yaml", "from: a@congdoan.vn\n")
    code, said = run(built)
    assert code == 0, said
    assert "ha-noi/2022H1: nobody is named as its recipient." in said
    assert draft(built, "ha-noi")[1]["To"] is None


def test_to_and_only_narrow_what_is_drafted(built):
    code, said = run(built, "--to", "Dung <dung@congdoan.vn>", "--only", "lao-cai/2022H1")
    assert code == 0, said
    assert [a.addr_spec for a in draft(built, "lao-cai")[1]["To"].addresses] == ["dung@congdoan.vn"]
    assert not (built.root / "output/two/mail/ha-noi_2022H1.eml").exists()


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--to", "x"], 2, "is not the address of one mailbox"),
        (["--only", "ha-noi/2021"], 2, "There is no report 'ha-noi/2021'"),
        (["--yes"], 2, "Add --send"),
        (["--send"], 2, "Nobody is there to confirm it. Add --yes"),
        (["--send", "--yes"], 2, "No connection to 127.0.0.1:9"),
    ],
)
def test_what_is_asked_wrongly_sends_nothing(built, options, code, told):
    result, said = run(built, *options)
    assert (result, told in said) == (code, True), said
    assert not (built.root / "params/sent.jsonl").exists()


def test_a_report_that_is_out_of_date_is_not_mailed(built):
    """Nobody should be sent figures that their sources no longer say."""
    built.figures("ha-noi", ",,members_new,2022-01-01,2022-05-31,999,exact,s1,")
    code, said = run(built)
    assert code == 1
    assert "ha-noi/2022H1 is not up to date" in said
    assert "doanvien build two --only ha-noi/2022H1" in said
    assert "Drafts 1, without draft 1." in said


def test_a_report_that_failed_or_was_never_built_is_not_mailed(built):
    """The one says why; neither keeps the others from being mailed."""
    built.notebook("chapter", COVER + "1 / 0\n")
    CliRunner().invoke(
        app, ["build", str(built.root / "params/two.yaml"), "--only", "ha-noi/2022H1"]
    )
    code, said = run(built, "--only", "ha-noi/2022H1")
    assert code == 1
    assert "ha-noi/2022H1 is not up to date" in said
    assert "ZeroDivisionError" in said
    assert "doanvien build two --only ha-noi/2022H1" in said
    built.batch(REPORTS + "  - {province: hue, period: 2022H1}\n")
    code, said = run(built, "--only", "hue/2022H1")
    assert (code, "is not up to date (not built yet)" in said) == (1, True), said


def test_a_report_in_a_further_language_goes_to_those_alone_who_are_named_for_it(tiny):
    """Else everybody gets the same figures twice."""
    tiny.write(
        "params/recipients.yaml",
        "from: a@congdoan.vn\neveryone: [all@congdoan.vn]\nreports:\n"
        "  ha-noi: [hanoi@congdoan.vn]\n  ha-noi/en: [english@congdoan.vn]\n"
        "  ha-noi/2022H1/en: [once@congdoan.vn]\n",
    )
    recipients = read_recipients(Project(tiny.root))

    def of(report):
        return {mailbox.address for mailbox in recipients.of(report)}

    assert of("ha-noi/2022H1") == {"all@congdoan.vn", "hanoi@congdoan.vn"}
    assert of("ha-noi/2022H1/en") == {"english@congdoan.vn", "once@congdoan.vn"}
    assert of("lao-cai/2022H1/en") == set()


def test_without_a_file_of_recipients_the_example_is_named(tiny):
    with pytest.raises(MailError, match=r"Copy params/recipients\.example\.yaml"):
        read_recipients(Project(tiny.root))
    tiny.batch(REPORTS)
    code, said = run(tiny, "--send", "--yes")
    assert (code, said.count("\n")) == (2, 1), said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("everyone: []\n", "key from: The key 'from' is missing."),
        ("from: a@b.vn\nevrione: []\n", "line 2, key evrione: There is no key 'evrione'. Did you"),
        ("from: a@b\n", "line 1, key from: 'a@b' is not the address of one mailbox."),
        ("from: a@b.vn\neveryone:\n  - c@d.vn\n  - x\n", "line 4, key everyone #2: 'x' is not"),
        ("from: a@b.vn\nreports: {ha-noy: []}\n", "key reports ha-noy: There is no province"),
        ("from: a@b.vn\nreports: {../ha-noi: []}\n", "key reports ../ha-noi: There is no province"),
        ("from: a@b.vn\nserver: {host: x.vn, tls: none}\n", "must be encrypted"),
        ("from: a@b.vn\nserver: {host: x.vn, password: y}\n", "There is no key 'password'"),
        ("from: a@b.vn\nfrom: c@d.vn\n", "stands twice"),
        ("from: !!python/object/apply:os.system [x]\n", "only keys with texts may stand here"),
        ('from: "a@b.vn\\nBcc: c@d.vn"\n', "line break"),
    ],
)
def test_a_wrong_file_of_recipients_is_told_with_line_and_key(tiny, text, told):
    tiny.write("params/recipients.yaml", text)
    with pytest.raises(BatchError) as caught:
        read_recipients(Project(tiny.root))
    assert told in str(caught.value)


def test_the_example_that_is_committed_can_be_used_as_it_is(tiny):
    example = Path(__file__).parents[2] / "params" / "recipients.example.yaml"
    text = example.read_text(encoding="utf-8")
    tiny.write("params/recipients.yaml", text)
    found = read_recipients(Project(tiny.root))
    assert [m.address for m in found.of("lao-cai/2017H1")] == [
        *("van-phong@laocai.example", "nguyen-van-an@congdoan.example"),
    ]


def test_of_many_wrong_names_a_few_are_told_and_the_rest_counted(tiny):
    names = "".join(f"  ha-noy{number}: []\n" for number in range(100))
    tiny.write("params/recipients.yaml", f"from: a@b.vn\nreports:\n{names}")
    with pytest.raises(BatchError) as caught:
        read_recipients(Project(tiny.root))
    assert len(caught.value.problems) == 6
