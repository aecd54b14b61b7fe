"""Files that cannot be read or written, odd names. If these fail, a user meets a traceback."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from doanvien.batch.request.file_names import unfit
from doanvien.cli import app
from doanvien.cli.language import language_of_terminal
from doanvien.cli.mistakes import in_words
from doanvien.reference.languages import Language

EN, VI = Language("en"), Language("vi")


@pytest.fixture
def run(tiny: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the command in the tiny project; it must not raise, and say one line and status 2."""
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    monkeypatch.chdir(tiny.root)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def invoke(*arguments: str) -> str:
        result: Result = CliRunner().invoke(app, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1), result.output
        return result.stderr

    return invoke


@pytest.mark.parametrize("command", ["build", "list"])
@pytest.mark.parametrize("put", ["manifest/ha-noi_2022H1.json", "../two"])
def test_something_else_where_the_record_belongs_is_named(run, tiny, command, put):
    place = tiny.root / "output/two" / put
    if put == "../two":
        place.resolve().write_text("")
        told = run("build", "two")
    else:
        place.mkdir(parents=True)
        told = run(command, "two")
    assert told.startswith("output/two")
    assert "Move it away" in told


def test_an_output_that_leads_nowhere_is_named(run, tiny):
    (tiny.root / "output").rmdir()
    (tiny.root / "output").symlink_to(tiny.root / "gone")
    assert run("build", "two").startswith("output")


def test_a_folder_that_may_not_be_read_is_not_taken_for_a_running_build(run, tiny, monkeypatch):
    def refuse(path: object, *_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr("doanvien.batch.record.lock.os.open", refuse)
    assert run("build", "two").startswith("output/two may not be read or written.")


def test_recipients_that_may_not_be_read_are_named(run, tiny, monkeypatch):
    file = tiny.write("params/recipients.yaml", "from: a@b.vn\n")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == file:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Path, "read_text", lambda path, **_: refuse(path).decode())
    assert "recipients.yaml" in run("mail", "two")


@pytest.mark.parametrize("name", ["x" * 300, "a\ud800b", "..", "../../etc/passwd", "con"])
def test_a_name_of_no_batch_is_one_line(run, name):
    assert run("build", name)


@pytest.mark.parametrize("name", ["..yaml", "...yaml", "con.yaml", "LPT1.yaml", "nul.2024.yaml"])
def test_a_batch_whose_folder_could_not_be_is_refused(run, tiny, name):
    """Its folder would be output/ itself, the project, or a printer."""
    (tiny.root / "params" / name).write_bytes((tiny.root / "params/two.yaml").read_bytes())
    assert "A folder of output/ gets the name of the batch" in run("build", f"params/{name}")
    assert [path.name for path in (tiny.root / "output").iterdir()] == []


@pytest.mark.parametrize("name", ["aux", "Com3", "../chapter", "a" * 101])
def test_a_chapter_whose_copy_could_not_be_is_refused(run, tiny, name):
    if "/" not in name:
        tiny.notebook(name, "print(1)")
    text = (tiny.root / "params/two.yaml").read_text(encoding="utf-8")
    tiny.write("params/two.yaml", text.replace("[chapter]", f"[{name}]"))
    assert "params/two.yaml, line 3" in run("build", "two")


@pytest.mark.parametrize("name", ["seeds", "quý II.2026", "a..b", "console", "com10", "Đợt 1"])
def test_other_names_are_fine(name):
    assert unfit(name) is None


def shared(number: int) -> OSError:
    error = PermissionError(errno.EACCES, "being used by another process", "x/ha-noi.csv")
    error.winerror = number  # as Windows says it
    return error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (shared(32), "ha-noi.csv is open in another program, in Excel perhaps."),
        (OSError(errno.EROFS, "", "a.csv"), "a.csv lies on a disk that cannot be written to."),
        (OSError(errno.ENOSPC, "", "a.csv"), "The disk is full."),
        (OSError(errno.EISDIR, "", "a.csv"), "a.csv is a folder"),
        (OSError(errno.ENOTDIR, "", "a.csv"), "a.csv stands where a folder is expected."),
        (OSError(errno.ENOENT, "", "a.csv"), "a.csv is not there."),
        (OSError(errno.ENAMETOOLONG, "", "x" * 300), "The name xxx"),
        (OSError(errno.ELOOP, "", "a"), "a is a link that leads to itself."),
        (OSError(errno.EIO, "Input/output error", "/far/a"), "a cannot be read or written: Input"),
        (OSError(errno.EIO, "Input/output error"), "A file cannot be read or written: Input"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_the_system_refuses_is_said_with_what_to_do(error, told):
    assert told in in_words(error, EN)
    assert in_words(error, VI) != in_words(error, EN)
    assert "/far" not in in_words(error, EN)


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize("delay", [0.3, 0.6, 0.9])
def test_a_build_that_is_ended_while_it_starts_says_one_line_at_most(tiny, delay):
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    process = subprocess.Popen(
        [sys.executable, "-c", "from doanvien.cli import app; app()", "build", "two"],
        cwd=tiny.root,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM)
    told = process.communicate(timeout=60)[1]
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "vi_VN.UTF-8"}, VI),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "vi:en"}, VI),
        ({"LANG": "vi_VN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, EN),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C.UTF-8"}, EN),
        ({}, EN),
    ],
)
def test_the_terminal_says_in_which_language_one_is_spoken_to(monkeypatch, variables, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_terminal() == language


STOPPED = """\
import os, signal, sys
class Stop:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Stop())
from doanvien.cli import app
app(sys.argv[2:])
"""


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize(
    ("module", "command"),
    [("typer", "list"), ("doanvien.cli.status", "list"), ("numpy", "list"), ("pandas", "build")],
)
def test_ctrl_c_while_modules_are_read_says_one_line_at_most(tiny, module, command):
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    ended = subprocess.run(
        [sys.executable, "-c", STOPPED, module, command, "two"],
        cwd=tiny.root,
        capture_output=True,
        text=True,
    )
    assert ended.returncode in (-signal.SIGINT, 130)
    assert ended.stderr.count("\n") <= 1, ended.stderr


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["mail", "two", "--yes"], "--yes và --resend chỉ quy định cách gửi. Hãy thêm --send."),
        (["mail", "two"], "Chưa có params/recipients.yaml. Hãy sao chép "),
        (["build", "two", "--jobs", "2", "--scheduler", "local:2"], "--jobs chỉ dùng cho một máy"),
    ],
)
def test_what_cannot_be_done_is_told_as_the_terminal_speaks(tiny, monkeypatch, typed, told):
    monkeypatch.chdir(tiny.root)
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    tiny.batch("provinces: [ha-noi]\nperiod: 2022H1\n")
    result = CliRunner().invoke(app, typed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told)
