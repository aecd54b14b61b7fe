"""The processes that make reports: forked, a fresh one for each, where the system allows it; else
started ones that make one report after the other.

Forked processes and their kernels come from one server that has imported everything. `COLD` in the
environment turns that off, as a CI job may want.
"""

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from doanvien.batch.making.outcome import ReportTask
from doanvien.batch.making.warm.child import Task, die_with_parent
from doanvien.batch.making.warm.forks import CannotFork, ForkServer, ask, why_no_forks

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
    for unwanted in ("MPLBACKEND", "JPY_PARENT_PID"):
        seen.pop(unwanted, None)
    return seen


class Crew:
    """Starts a process for a report, and takes it back.

    `sockets` makes private folders with short paths; `tell` hears why processes start cold.
    """

    def __init__(self, sockets: Callable[[], Path], tell: Callable[[str], None]) -> None:
        self._sockets = sockets
        self._tell = tell
        self._servers: list[ForkServer] = []
        self._idle: list[_Started] = []
        self._busy: dict[Connection, _Started] = {}
        self._cold = False
        self.renew()

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        """End every process, whatever it is doing."""
        for worker in (*self._idle, *self._busy.values()):
            worker.end()
        for server in self._servers:
            server.close()

    def renew(self) -> None:
        """From now on processes know the package as it is now; those that run are left alone."""
        for worker in self._idle:
            worker.end()
        self._idle.clear()
        if self._cold:
            return
        try:
            if os.environ.get(COLD) == "cold":
                raise CannotFork(f"{COLD} says so")
            if why_no_forks():
                raise CannotFork(why_no_forks())
            self._servers.append(ForkServer(self._sockets(), environment()))
        except CannotFork as refusal:
            self._go_cold(refusal)

    def start(self, task: ReportTask) -> Connection:
        """Make a report. Its messages are ("done", outcome), and ("exit", code) without it."""
        if not self._cold:
            try:
                self._servers[-1].wait_ready()
                address = self._servers[-1].address
                warm = replace(task, kernels=replace(task.kernels, server=address))
                return ask(address, Task(_make_one, (warm,), os.getcwd(), environment(), True))
            except CannotFork as refusal:
                self._go_cold(refusal)
        worker = self._idle.pop() if self._idle else _Started()
        worker.connection.send(task)
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

    def _go_cold(self, refusal: CannotFork) -> None:
        self._cold = True
        self._tell(f"Kernels start cold: {refusal}.")


class _Started:
    """A process that makes one report after the other."""

    def __init__(self) -> None:
        # A new process knows nothing of this one's threads, on every system alike.
        fresh = multiprocessing.get_context("spawn")
        self.connection, theirs = fresh.Pipe()
        self.process: BaseProcess = fresh.Process(target=_make_many, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()

    def end(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()


def _make_one(task: ReportTask, connection: Connection) -> None:
    from doanvien.batch.making.run import run_report

    connection.send(("done", run_report(task)))


def _make_many(connection: Connection) -> None:
    # Ctrl-C reaches every process; the one that was asked decides what becomes of the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    os.environ.clear()
    os.environ.update(environment())
    with contextlib.suppress(EOFError):
        while True:
            _make_one(connection.recv(), connection)
