"""The processes that make reports, one after the other: forked where the system allows it, else
started.

Forked ones come from one server that has imported everything, and finishes the batch with the
library that it began with. `COLD` in the environment turns that off, as a CI job may want.
"""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Self

from doanvien.batch.making.outcome import ReportTask
from doanvien.batch.making.processes import end_with, nothing_outlives
from doanvien.batch.making.server import CannotFork, Server
from doanvien.reference.sentences import Sentence, sentence

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

    def __init__(self, tell: Callable[[Sentence], None]) -> None:
        self._tell = tell
        self._server: Server | None = None
        self._idle: list[Connection] = []
        self._started: dict[Connection, _Alone] = {}
        self._all = contextlib.ExitStack()
        self._cold = ""
        if os.environ.get(COLD) == "cold":
            self._go_cold(f"{COLD} says so")
        else:
            self._renew()

    def __enter__(self) -> Self:
        # What a killed server leaves behind comes to this process.
        self._all.enter_context(nothing_outlives())
        return self

    def __exit__(self, *_: object) -> None:
        """End every process, whatever it is doing."""
        for process in self._started.values():
            process.end()
        if self._server is not None:
            self._server.close()
        self._all.close()

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
            process.end()

    def _new(self) -> Connection:
        while self._server is not None:
            try:
                return self._server.fork(environment())
            except CannotFork as refusal:
                self._renew(refusal)
        process = _Alone()
        self._started[process.connection] = process
        return process.connection

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
        self._tell(sentence("Kernels start cold: {why}.", why=why))


def _send(connection: Connection, task: ReportTask) -> bool:
    """Whether there is still somebody to take it; if not, the connection has ended."""
    with contextlib.suppress(OSError):
        connection.send(task)
        return True
    return False


class _Alone:
    """A process that was started; `connection` takes tasks and gives outcomes, as that of a forked
    one does.

    Both go through its standard streams, which every system has. The processes of Python's
    `multiprocessing` would not do: a worker of Dask is one of them, and may start none.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            # Not the folder that this runs in: it may hold a module of any name.
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        self.connection, theirs = Pipe()
        threading.Thread(target=self._relay, args=(theirs,), daemon=True).start()

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()

    def _relay(self, theirs: Connection) -> None:
        taken, given = self._process.stdin, self._process.stdout
        assert taken
        assert given
        # Whichever side ends first, the other hears of it.
        with theirs, given, contextlib.suppress(EOFError, OSError, pickle.UnpicklingError), taken:
            while True:
                pickle.dump(theirs.recv(), taken)
                taken.flush()
                theirs.send(pickle.load(given))


def main() -> None:
    """In a process that was started: make reports until nobody asks."""
    # Ctrl-C reaches every process; the one that was asked decides what becomes of the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(0)
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    # What a kernel prints by itself must not get between the outcomes.
    os.dup2(nothing, 1)
    from doanvien.batch.making.run import run_report

    with contextlib.suppress(EOFError):
        while True:
            pickle.dump(run_report(pickle.load(asked)), told)
            told.flush()


if __name__ == "__main__":
    main()
