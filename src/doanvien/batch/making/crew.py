"""The processes that make reports, one after the other: forked where the system allows it, else
started.

Forked ones come from one server that has imported everything, and finishes the batch with the
library that it began with. `COLD` in the environment turns that off, as a CI job may want.
"""

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Self

from doanvien.batch.making.outcome import ReportTask
from doanvien.batch.making.processes import (
    adopt_orphans,
    children,
    die_with_parent,
    end_children,
)
from doanvien.batch.making.server import CannotFork, Server

COLD = "DOANVIEN_KERNELS"
"""The environment variable; "cold" starts every process anew."""


def environment() -> dict[str, str]:
    """What the processes of a build see: the same for forked and for started kernels."""
    seen = {
        **os.environ,
        # Two reports at a time want two processors, not two times all of them.
        "OPENBLAS_NUM_THREADS": "1",
        # The order of a set must not differ from one run to the next.
        "PYTHONHASHSEED": "0",
    }
    # A start-up file of the user's own would run in every report.
    for unwanted in ("MPLBACKEND", "JPY_PARENT_PID", "PYTHONSTARTUP"):
        seen.pop(unwanted, None)
    return seen


class Crew:
    """Has reports made. `tell` hears why processes start cold."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._server: Server | None = None
        self._idle: list[Connection] = []
        self._started: dict[Connection, BaseProcess] = {}
        self._cold = ""
        if os.environ.get(COLD) == "cold":
            self._go_cold(f"{COLD} says so")
        else:
            self._renew()

    def __enter__(self) -> Self:
        # What a killed server leaves behind comes to this process.
        self._others = children()
        adopt_orphans()
        return self

    def __exit__(self, *_: object) -> None:
        """End every process, whatever it is doing."""
        for process in self._started.values():
            _end(process)
        if self._server is not None:
            self._server.close()
        end_children(but=self._others)
        adopt_orphans(False)

    def start(self, task: ReportTask) -> Connection:
        """Make a report; the connection gives its outcome, or ends without one.

        One whose process died gets a new one: what took it may be about to take the idle ones too.
        """
        while self._idle and not task.again:
            if _send(self._idle[-1], replace(task, cold=self._cold)):
                return self._idle.pop()
            self.release(self._idle.pop(), keep=False)
        connection = self._new()
        _send(connection, replace(task, cold=self._cold))
        return connection

    def release(self, connection: Connection, keep: bool) -> None:
        """A report is made, or not wanted; `keep` if its process may make another one."""
        if keep:
            self._idle.append(connection)
            return
        connection.close()
        if process := self._started.pop(connection, None):
            _end(process)

    def _new(self) -> Connection:
        while self._server is not None:
            try:
                return self._server.fork(environment())
            except CannotFork as refusal:
                self._renew(refusal)
        # A new process knows nothing of this one's threads, on every system alike.
        fresh = multiprocessing.get_context("spawn")
        ours, theirs = fresh.Pipe()
        process = fresh.Process(target=_start, args=(theirs, environment()), daemon=True)
        process.start()
        theirs.close()
        self._started[ours] = process
        return ours

    def _renew(self, ended: CannotFork | None = None) -> None:
        """Start the server, once more if it served and has `ended`."""
        served = self._server is not None and self._server.served
        if self._server is not None:
            self._server.close()
            self._server = None
        if ended and not served:
            self._go_cold(str(ended))
            return
        try:
            self._server = Server(environment())
        except CannotFork as refusal:
            self._go_cold(str(refusal))

    def _go_cold(self, why: str) -> None:
        self._cold = why
        self._tell(f"Kernels start cold: {why}.")


def _send(connection: Connection, task: ReportTask) -> bool:
    """Whether there is still somebody to take it; if not, the connection has ended."""
    with contextlib.suppress(OSError):
        connection.send(task)
        return True
    return False


def _end(process: BaseProcess) -> None:
    process.terminate()
    process.join(5)
    if process.is_alive():
        process.kill()


def _start(connection: Connection, seen: dict[str, str]) -> None:
    from doanvien.batch.making.run import make_reports

    # Ctrl-C reaches every process; the one that was asked decides what becomes of the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    starter = multiprocessing.parent_process()
    die_with_parent(starter.pid if starter else None)
    os.environ.clear()
    os.environ.update(seen)
    with contextlib.suppress(EOFError):
        make_reports(connection)
