"""What a forked child does before and after its task."""

import contextlib
import gc
import os
import random
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, NoReturn

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Task:
    """What a child is to do: call `function` with `arguments`, in a folder and an environment.

    `answers` says that the function is also given a connection to whoever asked.
    """

    function: Callable[..., object]
    arguments: tuple[Any, ...]
    folder: str
    environment: dict[str, str] = field(repr=False)
    answers: bool = False


def run_child(task: Task, connection: Connection) -> NoReturn:
    """Do the task and end the process, without the clean-up that belongs to the server."""
    status = 1
    try:
        _begin(task)
        connection.send(("pid", os.getpid()))
        given = (*task.arguments, connection) if task.answers else task.arguments
        task.function(*given)
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def die_with_parent() -> None:
    """End this process when its parent ends, however that ends (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _begin(task: Task) -> None:
    # A group of its own: a signal for it reaches what it starts, and nothing else.
    os.setsid()
    die_with_parent()
    os.environ.clear()
    os.environ.update(task.environment)
    os.chdir(task.folder)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    gc.enable()
