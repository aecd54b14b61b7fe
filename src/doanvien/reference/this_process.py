"""This process: how many threads it runs, and that it ends with the one that started it."""

import ctypes
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

_PARENT_DEATH_SIGNAL = 1  # of prctl(2)


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
        prctl(_PARENT_DEATH_SIGNAL, 0 if parent is None else signal.SIGKILL)
        if parent is not None and os.getppid() != parent:
            os._exit(1)


def prctl(option: int, argument: Any) -> None:
    """The system call of that name (Linux)."""
    ctypes.CDLL(None).prctl(option, argument)
