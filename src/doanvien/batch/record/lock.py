"""One process at a time: a lock on a folder, which ends with the process that holds it."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What the systems answer where another process holds the lock."""


class Taken(Exception):
    """Another process holds the lock."""


def lock(folder: Path) -> int:
    """An open file that holds the lock on `folder` until it is closed, also by a kill.

    Raises `Taken`, and OSError where the folder cannot be opened or its disk knows no locks.
    """
    if sys.platform == "win32":
        # A folder cannot be opened there; the file in it stays.
        held = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT)
    else:
        # The folder itself: a file of its own would be left lying there.
        held = os.open(folder, os.O_RDONLY)
    try:
        _take(held)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.close(held)
        if error.errno in _TAKEN:
            raise Taken from error
        raise
    return held


def _take(held: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(held, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
