"""Intakes at once, and killed ones. If these fail, the figures of an office are lost, or
half of them are in a data set.

KILLS says how often a second part is killed at any moment (3); a long run by hand: KILLS=100.
"""

import csv
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.batch.started import COMMAND

from doanvien.data import mistakes_in

KILLS = int(os.environ.get("KILLS", "3"))
SEED = int(os.environ.get("SEED", "1"))
PLACES = {"ha-tinh": "HÀ TĨNH", "nghe-an": "NGHỆ AN"}
FORKS = """\
import contextlib, os, sys
from doanvien.cli import app
from doanvien.intake.record import commit
real, told = os.replace, os.dup(1)
os.dup2(2, 1)
with contextlib.suppress(SystemExit):
    app(["intake", "first", *sys.argv[3:]])  # changes nothing, and has imported everything
for line in sys.stdin:
    left = int(line)
    def replace(*places):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
        real(*places)
    if os.fork() == 0:
        commit.os.replace = replace
        app()
    os.write(told, b"%d\\n" % os.waitstatus_to_exitcode(os.wait()[1]))
"""
"""For each number that it is told: an intake that dies before so many files have been replaced."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals")


class Office:
    """A project with forms of two provinces in two folders."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("notebooks", "params", "output", "first", "second"):
            (root / name).mkdir(parents=True)
        for slug, name in PLACES.items():
            for folder, unit in (("first", "Huyện A"), ("second", "Huyện B")):
                text = (
                    f"LIÊN ĐOÀN LAO ĐỘNG TỈNH {name}\nBÁO CÁO ĐOÀN VIÊN QUÝ I NĂM 2025\n"
                    "(Số liệu tính đến ngày 31/3/2025)\nSTT;Đơn vị;Kết nạp mới;Giảm\n"
                    f"1;{unit};20;10\n2;{unit} khác;30;5\n"
                )
                (root / folder / f"{slug}.csv").write_text(text, encoding="utf-8")

    def start(self, folder: str, command: list[str] = COMMAND) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*command, "intake", folder, "--into", "data/mine", "--received", "2025-04-07"],
            cwd=self.root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def rows(self) -> set[tuple[str, ...]]:
        """What the data set holds, without the ids of sources."""
        found = set()
        for path in (self.root / "data/mine/figures").glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    key = (row["province"], row["unit"], row["indicator"], row["value"])
                    assert key not in found, f"{key} twice"
                    found.add(key)
        return found

    def demand_whole(self) -> None:
        """What a report reads has no mistakes, whenever it reads."""
        data = self.root / "data/mine"
        if (data / "dataset.yaml").exists():
            assert [str(one) for one in mistakes_in(data)] == []


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "project")


def ended(process: subprocess.Popen[str]) -> int:
    out, err = process.communicate(timeout=120)
    assert process.returncode in (0, -9), out + err
    assert "Traceback" not in err
    return process.returncode


EVERYTHING = {
    (slug, name, code, value)
    for slug in PLACES
    for unit in ("Huyện A", "Huyện B")
    for name, values in ((unit, ("20", "10")), (f"{unit} khác", ("30", "5")))
    for code, value in zip(("members_new", "members_lost"), values, strict=True)
}
FIRST = {row for row in EVERYTHING if row[1].startswith("Huyện A")}


def test_two_intakes_at_once_lose_no_row(office):
    both = [office.start(folder) for folder in ("first", "second")]
    assert [ended(one) for one in both] == [0, 0]
    assert office.rows() == EVERYTHING
    office.demand_whole()


def test_an_intake_that_dies_while_files_are_replaced_is_finished_by_the_next(office):
    assert ended(office.start("first")) == 0
    start = office.root.parent / "start"
    shutil.copytree(office.root / "data", start)
    forks = office.start("second", [sys.executable, "-c", FORKS])

    def intake(dies_after: int) -> int:
        print(dies_after, file=forks.stdin, flush=True)
        return int(forks.stdout.readline())

    for left in range(20):
        shutil.rmtree(office.root / "data")
        shutil.copytree(start, office.root / "data")
        died = intake(left)
        office.demand_whole()
        if died == 0:
            assert left > len(PLACES)  # every replacement was tried
            break
        assert died == -9
        assert office.rows() >= FIRST
        assert intake(99) == 0
        assert office.rows() == EVERYTHING
        office.demand_whole()
    else:
        pytest.fail("it never ended")
    assert ended(forks) == 0


def test_no_kill_at_any_moment_costs_a_row(office: Any):
    random = Random(SEED)
    begun = time.monotonic()
    assert ended(office.start("first")) == 0
    long = time.monotonic() - begun
    for _ in range(KILLS):
        process = office.start("second")
        time.sleep(random.uniform(0, long))
        process.kill()
        ended(process)
        office.demand_whole()
        assert office.rows() >= FIRST
    assert ended(office.start("second")) == 0
    assert office.rows() == EVERYTHING
