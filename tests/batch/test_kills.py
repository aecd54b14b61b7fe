"""Builds and senders that are killed at any moment, many times. If these fail, the machine that
runs out of power costs a report, or somebody gets one twice.

KILLS says how often each of them (2); a long run by hand:
KILLS=120 python -m pytest tests/batch/test_kills.py
"""

import asyncio
import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP
from typer.testing import CliRunner

from doanvien.batch import build as building
from doanvien.batch.record.record import BatchRecord
from doanvien.cli import app

KILLS = int(os.environ.get("KILLS", "2"))
SEED = int(os.environ.get("SEED", "1"))

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals")

BATCH = "provinces: [ha-noi, lao-cai]\nperiod: 2022H1\n"
CHAPTER = """\
from datetime import date
from pathlib import Path
import pandas as pd
from doanvien.notebook import show_table
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.display import show_cover
show_cover(Cover(title="Thử", federation=province, place=province, province=province,
    period=period, period_label=period, cutoff=date(2022, 6, 30), language=language,
    status="simulated", dataset_title="Số liệu thử"))
Path("../begun").touch()
show_table(pd.DataFrame({"n": [%d]}), "Kết quả", name="results")
"""


@pytest.fixture
def project(tiny: Any) -> Any:
    tiny.batch(BATCH)
    tiny.notebook("chapter", CHAPTER % 1)
    return tiny


def files(project: Any) -> dict[str, bytes]:
    """Everything that a reader may open; index and records apart, which follow the reports."""
    folder = project.root / "output" / "two"
    found = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path for path in found}
    return {
        name: path.read_bytes()
        for name, path in names.items()
        if "/" in name and not name.startswith((".", "manifest/"))
    }


def states() -> dict[str, str]:
    listed = CliRunner().invoke(app, ["list", "two"])
    assert listed.exit_code == 0, listed.stderr
    return {line.split()[0]: line.split()[1] for line in listed.stdout.splitlines()}


def test_no_kill_of_a_build_costs_a_report_or_leaves_half_of_one(project, build, builds, records):
    """Every other kill waits until a chapter runs: it hits what is made, put into place and put on
    record in the second after that. The others come at any moment."""
    versions = []
    for number in (2, 1):
        project.notebook("chapter", CHAPTER % number)
        assert build().exit_code == 0
        versions.append(files(project))
    random = Random(SEED)
    for kill in range(KILLS):
        project.notebook("chapter", CHAPTER % (1 + (kill + 1) % 2))
        current = versions[kill % 2]
        mark = project.root / "begun"
        mark.unlink(missing_ok=True)
        process = builds.start("build", "two", "--force", "--jobs", "2")
        if kill % 2:
            builds.wait_for(mark, process)
            time.sleep(random.uniform(0, 1))
        else:
            time.sleep(random.uniform(0.3, 4))
        process.kill()
        process.communicate()
        now = files(project)
        assert set(now) == set(current)
        for name, content in now.items():
            assert content in (version[name] for version in versions), f"{name} is not whole"
        assert len(records(project.root / "output/two")) == 2
        for report, state in states().items():
            own = report.partition("/")[0]
            if state == "fresh":
                assert all(now[name] == current[name] for name in now if name.startswith(own))
    assert builds.run("build", "two").returncode == 0
    assert files(project) == versions[(KILLS - 1) % 2]
    left = [path.name for path in (project.root / "output/two").rglob(".*")]
    assert (left, list(builds.temporary.iterdir())) == ([], [])


class Office:
    """Takes its time over each mail, so that a kill finds one on its way."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(0.05)
        name = b"ha-noi" if b"Ha Noi - " in envelope.content else b"lao-cai"
        self.taken.append((envelope.rcpt_tos[0], name.decode()))
        return "250 OK"


@pytest.fixture
def office(project: Any, build: Any) -> Iterator[Office]:
    """A server that takes mails for twelve people, two reports each, which are built."""
    taker, loop = Office(), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> asyncio.Server:
        return await loop.create_server(lambda: SMTP(taker, loop=loop), "127.0.0.1")

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(10)
    port = server.sockets[0].getsockname()[1]
    people = "\n".join(f"  - n{number}@congdoan.vn" for number in range(12))
    project.write(
        "params/recipients.yaml",
        f"from: bao-cao@congdoan.vn\neveryone:\n{people}\n"
        f"server: {{host: 127.0.0.1, port: {port}, tls: none}}\n",
    )
    assert build().exit_code == 0
    yield taker
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


SEND = ("mail", "two", "--send", "--yes")


def test_two_senders_at_once_send_each_mail_once(office, builds):
    both = [builds.start(*SEND) for _ in range(2)]
    told = [process.communicate(timeout=240) for process in both]
    assert {process.returncode for process in both} <= {0, 2}, told
    assert Counter(office.taken).most_common(1)[0][1] == 1
    assert len(office.taken) == 24


def test_no_kill_of_a_sender_sends_a_mail_twice_or_forgets_one(project, office, builds):
    """A mail that was on its way counts as unsure, and every other one arrives."""
    random = Random(SEED)
    for _ in range(KILLS):
        before, process = len(office.taken), builds.start(*SEND)
        while process.poll() is None and len(office.taken) == before:
            time.sleep(0.01)
        time.sleep(random.uniform(0, 0.2))
        process.kill()
        process.communicate()
        if process.returncode != -9:
            break
    last = builds.run(*SEND)
    assert "Traceback" not in last.stderr
    assert max(Counter(office.taken).values()) == 1
    log = (project.root / "params/sent.jsonl").read_text(encoding="utf-8").splitlines()
    steps = {(entry["to"], entry["report"]): entry["step"] for entry in map(json.loads, log)}
    unsure = [mail for mail, step in steps.items() if step == "sending"]
    assert len(steps) == 24, (last.stdout, last.stderr)
    assert last.returncode == (1 if unsure else 0)
    assert len(office.taken) >= 24 - len(unsure)


def test_two_builds_at_once_make_each_report_once(project, builds, records):
    both = [builds.start("build", "two") for _ in range(2)]
    told = [process.communicate(timeout=240) for process in both]
    assert sorted(process.returncode for process in both) in ([0, 0], [0, 2]), told
    made = [line for out, _ in told for line in out.splitlines() if ": built" in line]
    assert len(made) == 2
    assert {record["state"] for record in records(project.root / "output/two").values()} == {
        "built"
    }


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_a_kill_leaves_behind_is_told(project, build, monkeypatch):
    """The index page may be older than the reports until a build has written it, also where the
    next one is interrupted before it comes to that."""
    assert build().exit_code == 0
    (Path(project.root) / "output/two/.work").mkdir()
    assert "index page may be older" in CliRunner().invoke(app, ["list", "two"]).stderr
    with monkeypatch.context() as patch:
        patch.setattr(BatchRecord, "state", interrupted)
        assert build().exit_code == 130
    assert "index page may be older" in CliRunner().invoke(app, ["list", "two"]).stderr
    with monkeypatch.context() as patch:
        patch.setattr(building, "write_index", interrupted)
        assert build().exit_code == 130
    assert "index page may be older" in CliRunner().invoke(app, ["list", "two"]).stderr
    assert build().exit_code == 0
    assert CliRunner().invoke(app, ["list", "two"]).stderr == ""
