"""On which days the figures of each place end: all that many questions to a data set need of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from doanvien.data.kept import kept
from doanvien.data.layout import figures_name
from doanvien.data.load import load_table

WORTH_KEEPING = 5_000_000
"""Bytes of figures: fewer are read again in less time than their checksum takes."""


class LastDays(NamedTuple):
    """How many figures end on each day, as it is written; ``sound``: the file could be read, and
    its form has no mistake."""

    figures: Mapping[str, int]
    sound: bool


def last_days(folder: Path, slugs: Iterable[str]) -> Mapping[str, LastDays]:
    """The days of the files of figures of some places; read once in a process, and again when one
    was written since. What is known of many figures is kept (see ``kept``)."""
    return _as_of(folder, tuple((slug, _written(folder / figures_name(slug))) for slug in slugs))


def _written(file: Path) -> tuple[int, ...]:
    try:
        now = os.stat(file)
    except OSError:
        return ()
    return now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino


@cache
def _as_of(folder: Path, written: tuple[tuple[str, tuple[int, ...]], ...]) -> dict[str, LastDays]:
    slugs = [slug for slug, _ in written]

    def read() -> dict[str, LastDays]:
        return {slug: _read(folder, slug) for slug in slugs}

    if sum(state[0] for _, state in written if state) < WORTH_KEEPING:
        return read()
    files = [folder / figures_name(slug) for slug in slugs]
    return {slug: LastDays(*found) for slug, found in kept("last days", files, read).items()}


def _read(folder: Path, slug: str) -> LastDays:
    if not (folder / figures_name(slug)).exists():
        return LastDays({}, sound=False)
    table = load_table(folder, figures_name(slug))
    return LastDays(Counter(table.column("period_end")), not table.problems)
