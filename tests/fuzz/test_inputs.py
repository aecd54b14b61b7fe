"""Spoilt inputs of every kind, hundreds of them. If these fail, a user meets a traceback, waits
without a word, or the machine runs out of memory.

`make fuzz` runs more of them; COUNT and SEED choose how many and which.
"""

import resource
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest
from matplotlib.figure import Figure as Drawing
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from tests.fuzz.kinds import EACH, KINDS, SEED, arguments, command, prepare, restore

from doanvien.present.shown.cover import Cover
from doanvien.present.shown.figures.figure import Figure
from doanvien.present.shown.sentences import Sentences
from doanvien.present.shown.tables.table import Column, Table
from doanvien.present.shown.tiles import Tile, Tiles
from doanvien.reference.languages import NOTEBOOKS_IN

LONGEST, MOST_MEMORY = 5, 1024
"""Seconds for one input; MB for all of them."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs POSIX's timers")


class Hang(Exception):
    """An input took too long."""


@pytest.fixture(scope="module")
def projects(make_tiny: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project to spoil, and a copy of it to take from."""
    root = tmp_path_factory.mktemp("fuzz") / "project"
    root.mkdir()
    prepare(root, make_tiny(root), executed())
    return root, shutil.copytree(root, root.with_name("backup"))


@pytest.mark.parametrize("name", KINDS)
def test_whatever_a_file_holds_is_said_in_words(projects, monkeypatch, name):
    root, backup = projects
    kind = KINDS[name]
    monkeypatch.chdir(root)
    right = (backup / kind.file).read_bytes()
    kind.read(root)
    failures = []
    for number in range(EACH):
        spoilt = kind.change(right, Random(f"{SEED} {name} {number}"))
        (root / kind.file).write_bytes(spoilt)
        try:
            with at_most(LONGEST):
                kind.read(root)
        except Exception as error:
            kept = root.with_name(f"{name.replace('/', ' ')} {SEED} {number}")
            kept.write_bytes(spoilt)
            failures.append(f"{type(error).__name__}: {error}"[:200] + f" ({kept})")
    restore(root, backup)
    assert failures == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 < MOST_MEMORY


def test_whatever_somebody_types_is_answered(projects, monkeypatch):
    root, backup = projects
    monkeypatch.chdir(root)
    failures = []
    for number in range(EACH):
        typed = arguments(Random(f"{SEED} {number}"))
        try:
            with at_most(LONGEST):
                command(*typed)(root)
        except Exception as error:
            failures.append(f"{typed!r:.200}: {type(error).__name__}: {error}"[:400])
    restore(root, backup)
    assert failures == []


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Of the processor's time, so that a busy machine makes no input slow."""

    def stop(*_: object) -> None:
        raise Hang(f"more than {seconds} s")

    former = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def executed() -> dict[str, Any]:
    """An executed chapter that shows one of everything."""
    cover = Cover(
        title="Thử",
        federation="Liên đoàn Lao động thành phố Hà Nội",
        place="thành phố Hà Nội",
        province="ha-noi",
        period="2022H1",
        period_label="6 tháng đầu năm 2022",
        cutoff=date(2022, 6, 30),
        language=NOTEBOOKS_IN,
        status="simulated",
        dataset_title="Số liệu thử",
    )
    columns = (Column("unit", "Đơn vị"), Column("n", "Kết nạp", "count"))
    rows = pd.DataFrame({"unit": ["Huyện A", "Huyện B"], "n": [1128, None]})
    table = Table("t", "Kết quả", columns, rows)
    drawing = Drawing()
    drawing.subplots().plot([1, 2], [3, 4])
    figure = Figure("f", "Diễn biến", "Đường đi lên từ 3 đến 4 trong hai kỳ.", drawing)
    shown = (cover, Tiles((Tile("Kết nạp", "1.128"),)), Sentences("lead", ("Đạt.",)), table, figure)
    outputs = [new_output("display_data", data=content.bundle()) for content in shown]
    outputs.append(new_output("display_data", data={"text/html": "<table><td>1</td></table>"}))
    code = new_code_cell("show()", execution_count=1, outputs=outputs)
    return new_notebook(cells=[new_markdown_cell("# Đề mục\n\nLời."), code])
