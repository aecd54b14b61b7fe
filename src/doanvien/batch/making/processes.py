"""What ends with what: nothing that a report starts outlives it, whatever ends it (Linux)."""

import contextlib
import ctypes
import os
import select
import signal
import sys
import threading
from collections.abc import Collection, Iterator
from pathlib import Path

from doanvien.reference.this_process import prctl

# Of prctl(2).
_CHILD_SUBREAPER = 36
_WHETHER_CHILD_SUBREAPER = 37


@contextlib.contextmanager
def nothing_outlives() -> Iterator[None]:
    """Whatever is started inside is killed at the end, and all that descends from it, in sessions
    of their own too (Linux). What was there before stays."""
    others, adopting = children(), _adopts_orphans()
    adopt_orphans()
    try:
        yield
    finally:
        end_children(but=others)
        adopt_orphans(adopting)


def end_with(pipe: int) -> None:
    """End this process and all that descends from it when nobody can write into the pipe any more,
    whatever it is doing then (Linux)."""
    if sys.platform == "linux":
        adopt_orphans()
        threading.Thread(target=_watch, args=(os.dup(pipe),), daemon=True).start()


def _watch(pipe: int) -> None:
    hung_up = select.poll()
    hung_up.register(pipe, 0)
    hung_up.poll()
    end_children()
    os._exit(1)


def adopt_orphans(wanted: bool = True) -> None:
    """Whatever descends from this process becomes its child when those between them have ended, in
    sessions of their own too (Linux)."""
    if sys.platform == "linux":
        prctl(_CHILD_SUBREAPER, int(wanted))


def _adopts_orphans() -> bool:
    adopting = ctypes.c_int()
    if sys.platform == "linux":
        prctl(_WHETHER_CHILD_SUBREAPER, ctypes.byref(adopting))
    return bool(adopting)


def children() -> list[int]:
    """The processes that this one started or adopted, by their ids."""
    lists = Path("/proc/self/task").glob("*/children")
    return [int(pid) for file in lists for pid in file.read_text().split()]


def end_children(but: Collection[int] = ()) -> None:
    """Kill everything that descends from this process, which has adopted orphans, `but` some."""
    while killed := [pid for pid in children() if pid not in but and _kill(pid)]:
        for pid in killed:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _kill(pid: int) -> bool:
    """Whether it was there and could be killed."""
    try:
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return False
    return True
