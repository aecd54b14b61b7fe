"""The log of what was sent, after a full disk, an editor, a crash. If these fail, a damaged line
stops all mail, or somebody gets a report a second time."""

import bz2
import errno
import os
import random
import resource
import signal
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.mail.errors import MailError
from doanvien.mail.sending.sent_lines import Entry, read_entries, write_entry
from doanvien.mail.sending.sent_log import SentLog, open_log

KEY, OTHER = "a" * 32, "b" * 32
AN, BINH = "an@congdoan.vn", "binh@congdoan.vn"


def entry(to=AN, step="sent", key=KEY, said=""):
    return Entry("ha-noi/2022H1", key, to, step, "2026-01-01T00:00:00+00:00", said)


def log_of(tmp_path, content):
    file = tmp_path / "sent.jsonl"
    file.write_bytes(content)
    return SentLog(file)


def step(log, to=AN, key=KEY):
    return log.step("ha-noi/2022H1", key, to)


BOTH = write_entry(entry()) + write_entry(entry(BINH, said="250 đã nhận"))


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + BOTH,
        b"\xef\xbb\xbf" + BOTH.replace(b"\n", b"\r\n"),
        BOTH.rstrip(),
        BOTH.replace("đã".encode(), b"\xe3\xa3"),
        BOTH.decode().encode("utf-16"),
        BOTH.decode().encode("utf-16-le"),
        BOTH.decode().encode("utf-32"),
        b"\0\0\xfe\xff" + BOTH.decode().encode("utf-32-be"),
        b"\n\n" + BOTH.replace(b"\n", b"", 1),
        b"\0" * 512 + BOTH,
    ],
    ids=[
        "mark",
        "notepad",
        "no end",
        "cp1258",
        "utf-16",
        "no mark",
        "utf-32",
        "utf-32-be",
        "joined",
        "crash",
    ],
)
def test_what_an_editor_made_of_it_is_still_read(tmp_path, content):
    log = log_of(tmp_path, content)
    assert (step(log), step(log, BINH)) == ("sent", "sent")
    log.add("ha-noi/2022H1", OTHER, AN, "sending")
    again = SentLog(tmp_path / "sent.jsonl")
    assert (step(again), step(again, BINH), step(again, key=OTHER)) == ("sent", "sent", "sending")
    assert again.notes == ()


def test_a_line_that_cannot_be_read_holds_back_whom_it_names_and_nobody_else(tmp_path):
    half = write_entry(entry()).partition(b'"step"')[0]
    log = log_of(tmp_path, half + b"\n" + write_entry(entry(BINH)))
    assert (step(log), step(log, BINH)) == ("unreadable", "sent")
    assert step(log, key=OTHER) is None  # the line names another report
    assert dict(log.notes[0].values)["lines"] == "1"
    again = SentLog(tmp_path / "sent.jsonl")
    assert (step(again), again.notes) == ("unreadable", ())
    again.add("ha-noi/2022H1", KEY, AN, "sent")
    assert step(SentLog(tmp_path / "sent.jsonl")) == "sent"


@given(st.binary(max_size=300), st.integers(0, len(BOTH)))
def test_no_damage_stops_the_mail_or_hides_what_is_whole(noise, at):
    cut = BOTH.rfind(b"\n", 0, at) + 1
    read = read_entries(BOTH[:cut] + noise.replace(b"\n", b"") + b"\n" + BOTH[cut:])
    told = {(found.to, found.step) for found in read.entries}
    assert told >= {(AN, "sent"), (BINH, "sent")}
    assert read_entries(b"".join(map(write_entry, read.entries))).whole


@pytest.mark.parametrize("content", [b"[]\n", b"null\n", b'{"report": 1}\n', b"[" * 100_000])
def test_what_is_json_and_no_entry_is_kept_as_it_is(content):
    (kept,) = read_entries(content).entries
    assert (kept.step, kept.said) == ("unreadable", content.decode().strip())


def test_two_senders_are_one_after_the_other(tmp_path):
    """Two at once would both find that nobody has got anything."""
    file = tmp_path / "params" / "sent.jsonl"
    code = (
        "import sys, pathlib\n"
        "from doanvien.mail.sending.sent_log import open_log\n"
        "with open_log(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(MailError, match="being sent already"), open_log(file):
        pass
    holder.kill()
    holder.communicate()
    with open_log(file) as log:
        assert step(log) is None


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="limits of files are POSIX")
def test_a_disk_without_room_leaves_whole_lines(tmp_path):
    log = log_of(tmp_path, BOTH)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(BOTH) + 10, hard))
        with pytest.raises(MailError, match=os.strerror(errno.EFBIG) + "|No space"):
            log.add("ha-noi/2022H1", OTHER, AN, "sending")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert (tmp_path / "sent.jsonl").read_bytes() == BOTH
    assert step(log, key=OTHER) is None


@pytest.mark.parametrize(
    "content",
    [
        bz2.compress(BOTH),
        random.Random(1).randbytes(300),
        write_entry(entry()).decode().encode("cp037"),
        b"version https://git-lfs.github.com/spec/v1\noid sha256:aa\n",
    ],
    ids=["packed", "noise", "another alphabet", "pointer"],
)
def test_a_log_of_which_nothing_can_be_read_sends_nothing(tmp_path, content):
    """It is not an empty one: everybody in it would get every report again."""
    with pytest.raises(MailError, match=r"Nothing in sent\.jsonl can be read"):
        log_of(tmp_path, content)
    assert (tmp_path / "sent.jsonl").read_bytes() == content


@pytest.mark.parametrize("size", range(1, 60, 7))
def test_a_first_entry_that_was_cut_short_stops_nothing(tmp_path, size):
    """What was not on record whole was not sent."""
    log = log_of(tmp_path, BOTH[:size])
    assert step(log) is None
    assert SentLog(tmp_path / "sent.jsonl").notes == ()


def test_a_log_that_is_kept_elsewhere_stays_there(tmp_path):
    """Two checkouts may share one log through a link, and its lock with it."""
    shared, link = tmp_path / "shared.jsonl", tmp_path / "params" / "sent.jsonl"
    shared.write_bytes(b"\xef\xbb\xbf" + BOTH)
    link.parent.mkdir()
    link.symlink_to(shared)
    with open_log(link) as log:
        log.add("ha-noi/2022H1", OTHER, AN, "sent")
        with pytest.raises(MailError, match="being sent already"), open_log(shared):
            pass
    assert link.is_symlink()
    assert step(SentLog(shared), key=OTHER) == "sent"


def test_a_folder_in_its_place_is_one_sentence(tmp_path):
    (tmp_path / "sent.jsonl").mkdir()
    with pytest.raises(MailError, match=r"sent\.jsonl cannot be read or written: Is a directory"):
        SentLog(tmp_path / "sent.jsonl")
