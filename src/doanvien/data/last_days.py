"""On which days the figures of each place end: all that many questions to a data set need of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from doanvien.data.layout import figures_name
from doanvien.data.load import load_table


class LastDays(NamedTuple):
    """How many figures end on each day, as it is written; ``sound``: the file could be read, and
    its form has no mistake."""

    figures: Mapping[str, int]
    sound: bool


def last_days(folder: Path, slug: str) -> LastDays:
    """The days of a place's file of figures, which is read once in a process, and again when it was
    written since."""
    name = figures_name(slug)
    try:
        now = os.stat(folder / name)
    except OSError:
        return LastDays({}, sound=False)
    return _as_of(folder, name, now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino)


@cache
def _as_of(folder: Path, name: str, *_written: int) -> LastDays:
    table = load_table(folder, name)
    return LastDays(Counter(table.column("period_end")), not table.problems)
