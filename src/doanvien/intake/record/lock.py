"""One intake at a time for each data set: a second one waits until the first is done."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from doanvien.reference.sentences import SpokenError, sentence

PATIENCE = 60.0
"""Seconds that a second intake waits."""
_PAUSE = 0.1


class Busy(SpokenError):
    """Another intake has been writing into the data set for longer than one waits."""


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a data set; it ends with the process, however that ends. Raises Busy."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder.parent / f".{folder.name}.lock", os.O_RDWR | os.O_CREAT)
    try:
        _wait(handle, folder, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, folder: Path, until: float) -> None:
    while not _taken(handle):
        if time.monotonic() > until:
            raise Busy(
                sentence(
                    "Another intake is writing into {folder}. Try again when it is done.",
                    folder=folder.name,
                )
            )
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
