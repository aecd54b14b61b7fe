"""Reminders. If these fail, an office is reminded that has reported, twice, or unasked."""

import email
import socket
from email import policy

import pytest
from aiosmtpd.controller import Controller
from tests.builders import flow, write_data_set
from typer.testing import CliRunner

from doanvien.cli import app

RECIPIENTS = """\
from: Ban Tổ chức <bao-cao@congdoan.vn>
everyone: [giam-doc@congdoan.vn]
reminders:
  ha-tinh: [van-phong@hatinh.vn]
  ha-tinh/H. Can Lộc: [canloc@hatinh.vn]
server: {{host: 127.0.0.1, port: {port}, tls: none}}
"""
STATUS = ["status", "data/mine", "2025Q1", "--on", "2025-04-20", "--remind", "--language", "vi"]


class PostOffice:
    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        mail = email.message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append((envelope.rcpt_tos[0], mail["Subject"]))
        return "250 OK"


@pytest.fixture
def office():
    taken = PostOffice()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        taken.port = free.getsockname()[1]
    controller = Controller(taken, hostname="127.0.0.1", port=taken.port)
    controller.start()
    yield taken
    controller.stop()


@pytest.fixture
def project(tmp_path, monkeypatch, office):
    monkeypatch.chdir(tmp_path)
    for name in ("notebooks", "params", "output"):
        (tmp_path / name).mkdir()
    data = write_data_set(
        tmp_path / "data/mine", "ha-tinh", flow("members_new", "2025Q1", 5, unit="Huyện Đức Thọ")
    )
    (data / "units.csv").write_text(
        "province,territory,unit\n"
        "ha-tinh,,Huyện Đức Thọ\nha-tinh,,Huyện Can Lộc\nha-tinh,,Huyện Hương Sơn\n",
        encoding="utf-8",
    )
    (data / "calendar.csv").write_text(
        "province,unit,report,due\nha-tinh,*,quarter,10\n", encoding="utf-8"
    )
    (tmp_path / "params/recipients.yaml").write_text(
        RECIPIENTS.format(port=office.port), encoding="utf-8"
    )
    return tmp_path


def run(*more, code=0):
    result = CliRunner().invoke(app, [*STATUS, *more])
    assert result.exit_code == code, result.output
    return result.output


def test_a_draft_to_each_who_has_not_reported_and_to_nobody_else(project, office):
    run()
    drafts = sorted((project / "output/reminders/2025Q1").glob("*.eml"))
    assert [one.name for one in drafts] == [
        "ha-tinh_huyen-can-loc.eml",
        "ha-tinh_huyen-huong-son.eml",
    ]
    own, other = (
        email.message_from_bytes(one.read_bytes(), policy=policy.default) for one in drafts
    )
    assert (own["To"], other["To"]) == ("canloc@hatinh.vn", "van-phong@hatinh.vn")
    assert own["X-Unsent"] == "1"
    assert own["Subject"] == "Đề nghị nộp báo cáo quý I/2025: Huyện Can Lộc"
    text = own.get_content()
    assert "Đến ngày 20/4/2025 chưa nhận được báo cáo quý I/2025." in text
    assert "Hạn nộp là ngày 10/4/2025, nay đã quá hạn." in text
    assert office.taken == []


def test_the_same_day_gives_the_same_bytes(project):
    folder = project / "output/reminders/2025Q1"
    run()
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    run()
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_a_draft_to_one_who_has_reported_since_goes(project):
    run()
    (project / "data/mine/units.csv").write_text(
        "province,territory,unit\nha-tinh,,Huyện Đức Thọ\nha-tinh,,Huyện Can Lộc\n",
        encoding="utf-8",
    )
    run()
    assert len(list((project / "output/reminders/2025Q1").iterdir())) == 1


def test_nothing_is_sent_without_confirmation(project, office):
    assert "--yes" in run("--send", code=2)
    assert office.taken == []


def test_a_reminder_is_sent_once(project, office):
    run("--send", "--yes")
    run("--send", "--yes")
    assert sorted(to for to, _ in office.taken) == ["canloc@hatinh.vn", "van-phong@hatinh.vn"]


def test_an_unknown_province_under_reminders_is_said(project):
    file = project / "params/recipients.yaml"
    text = file.read_text(encoding="utf-8").replace("  ha-tinh: [", "  ha-tin: [")
    file.write_text(text, encoding="utf-8")
    assert "Không có tỉnh 'ha-tin'. Ý bạn là 'ha-tinh'?" in run(code=2)
