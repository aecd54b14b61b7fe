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
from typing import Any

# Of prctl(2).
_PARENT_DEATH_SIGNAL = 1
_CHILD_SUBREAPER = 36
_WHETHER_CHILD_SUBREAPER = 37


def why_no_forks() -> str:
    """Why processes cannot be forked here; "" where they can."""
    return "" if sys.platform == "linux" else "this system cannot fork"


def threads() -> int:
    """Threads of this process, those of C libraries included where the system tells."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def die_with_parent(parent: int | None) -> None:
    """End this process when `parent`, which started it, ends, however that ends, or has ended
    already (Linux); None takes that back."""
    if sys.platform == "linux":
        _prctl(_PARENT_DEATH_SIGNAL, 0 if parent is None else signal.SIGKILL)
        if parent is not None and os.getppid() != parent:
            os._exit(1)


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
        _prctl(_CHILD_SUBREAPER, int(wanted))


def _adopts_orphans() -> bool:
    adopting = ctypes.c_int()
    if sys.platform == "linux":
        _prctl(_WHETHER_CHILD_SUBREAPER, ctypes.byref(adopting))
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


def _prctl(option: int, argument: Any) -> None:
    ctypes.CDLL(None).prctl(option, argument)
