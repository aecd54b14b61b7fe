"""The processes that make reports: forked, a fresh one for each, where the system allows it; else
started ones that make one report after the other.

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
from typing import Self

from doanvien.batch.making.outcome import ReportTask
from doanvien.batch.making.processes import die_with_parent
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
    """Starts a process for a report, and takes it back. `tell` hears why processes start cold."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._server: Server | None = None
        self._idle: list[_Started] = []
        self._busy: dict[Connection, _Started] = {}
        self._cold = ""
        if os.environ.get(COLD) == "cold":
            self._go_cold(f"{COLD} says so")
        else:
            self._renew()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End every process, whatever it is doing."""
        for worker in (*self._idle, *self._busy.values()):
            worker.end()
        if self._server is not None:
            self._server.close()

    def start(self, task: ReportTask) -> Connection:
        """Make a report; the connection gives its outcome, or ends without one."""
        for _ in range(2):
            if self._server is not None:
                try:
                    return self._server.start(task, environment())
                except CannotFork as refusal:
                    self._renew(refusal)
        worker = self._idle.pop() if self._idle else _Started()
        worker.connection.send(replace(task, cold=self._cold))
        self._busy[worker.connection] = worker
        return worker.connection

    def release(self, connection: Connection, keep: bool) -> None:
        """The process of a connection is not needed any more; `keep` if it may be used again."""
        worker = self._busy.pop(connection, None)
        if worker is None:
            connection.close()
        elif keep:
            self._idle.append(worker)
        else:
            worker.end()

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


class _Started:
    """A process that makes one report after the other."""

    def __init__(self) -> None:
        # A new process knows nothing of this one's threads, on every system alike.
        fresh = multiprocessing.get_context("spawn")
        self.connection, theirs = fresh.Pipe()
        self.process = fresh.Process(target=_make_many, args=(theirs, environment()), daemon=True)
        self.process.start()
        theirs.close()

    def end(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()


def _make_many(connection: Connection, seen: dict[str, str]) -> None:
    from doanvien.batch.making.run import run_report

    # Ctrl-C reaches every process; the one that was asked decides what becomes of the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    os.environ.clear()
    os.environ.update(seen)
    with contextlib.suppress(EOFError):
        while True:
            connection.send(run_report(connection.recv()))
