"""Start the fork server and ask it for processes."""

import contextlib
import os
import signal
import subprocess
import sys
from multiprocessing.connection import Client, Connection
from pathlib import Path

from doanvien.batch.making.warm.child import Task
from doanvien.batch.making.warm.server import READY, SOCKET

# As the kernel spec of ipykernel has it, for the sake of its debugger.
_AS_A_KERNEL = ("-Xfrozen_modules=off",)

SECONDS_TO_BEGIN = 60

UNAVAILABLE = "this system cannot fork"


class CannotFork(Exception):
    """There is no fork server, or it must not fork; the text says why."""


def why_no_forks() -> str:
    """Why processes cannot be forked here; "" where they can."""
    if sys.platform in ("win32", "darwin") or not hasattr(os, "fork"):
        return UNAVAILABLE
    return ""


class ForkServer:
    """The server while it runs. Closing it ends it and all that it forked.

    `folder` must be there, private and of a short path; the server removes it. Raises CannotFork.
    """

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        reason = why_no_forks()
        if reason:
            raise CannotFork(reason)
        self.address = str(folder / SOCKET)
        self.process = subprocess.Popen(
            [sys.executable, *_AS_A_KERNEL, "-m", "doanvien.batch.making.warm.server", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            # Ctrl-C is for the process that was asked to build.
            start_new_session=True,
        )
        self._ready = False

    def wait_ready(self) -> None:
        """Until everything is imported. Raises CannotFork."""
        if self._ready:
            return
        assert self.process.stdout is not None
        said = self.process.stdout.readline().decode().strip()
        self._ready = said == READY
        if not self._ready:
            self.close()
            raise CannotFork(said or f"the fork server ended ({self.process.returncode})")

    def close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def ask(address: str, task: Task) -> Connection:
    """A child of the server at `address`; its messages come through the connection.

    They are ("pid", n) first, then whatever the task sends, then ("exit", code). Closing the
    connection kills the child. Raises CannotFork.
    """
    try:
        connection = Client(address, "AF_UNIX")
        connection.send(task)
    except OSError as error:
        raise CannotFork(f"the fork server does not answer: {error}") from error
    return connection


class ForkedProcess:
    """A forked child in the form of a `subprocess.Popen`, as jupyter_client wants it.

    It is there once the task has sent its first message, or has ended. Whoever connects to a socket
    earlier than that is made to wait a tenth of a second by ZeroMQ.
    """

    stdin = stdout = stderr = None

    def __init__(self, address: str, task: Task) -> None:
        self.returncode: int | None = None
        self._connection = ask(address, task)
        try:
            kind, self.pid = self._connection.recv()
        except (EOFError, OSError) as error:
            raise CannotFork("the forked process ended at once") from error
        assert kind == "pid"
        self._end(SECONDS_TO_BEGIN)

    def poll(self) -> int | None:
        return self._end(0)

    def wait(self, timeout: float | None = None) -> int:
        code = self._end(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("forked process", timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def _end(self, timeout: float | None) -> int | None:
        if self.returncode is None and self._connection.poll(timeout):
            try:
                kind, content = self._connection.recv()
            except (EOFError, OSError):
                kind, content = "exit", -signal.SIGKILL  # the server is gone and took it along
            if kind == "exit":
                self.returncode = content
                self._connection.close()
        return self.returncode
