"""The server of a build: a process that has imported everything and does nothing but fork.

`Server` starts it as a kernel is started: the same interpreter, flags, path and environment, so
that what a cell sees in a fork is what it would see in a kernel. The server of Python's own
`multiprocessing` gives neither: it hands on the path and the main module of whoever builds, stands
in its process group, where Ctrl-C reaches it, tells a cell that uses `multiprocessing` itself that
it is nobody's main process (and would serve that cell's workers too), cannot be ended, and leaves
its folder when the build is killed.

It must stay a process of one thread without data: what a forked lock of another thread guards can
never be reached again, and what one report read must not be seen by the next.
"""

import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
import traceback
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from doanvien.batch.making.processes import adopt_orphans, end_children
from doanvien.reference.this_process import die_with_parent, threads, why_no_forks

READY = "ready"

# As the kernel spec of ipykernel has it.
_AS_A_KERNEL = ("-Xfrozen_modules=off", "-m")


class CannotFork(Exception):
    """There is no server, or it must not fork; the text says why."""


class Server:
    """The server while it runs, as its starter sees it; `served` once it was ready to fork.

    Starting it, and `fork`, raise CannotFork.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        if why_no_forks():
            raise CannotFork(why_no_forks())
        self._door, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, *_AS_A_KERNEL, __name__, str(os.getpid())],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=environment,
                # Ctrl-C is for the process that was asked to build.
                start_new_session=True,
            )
        self.served = False

    def fork(self, environment: dict[str, str]) -> Connection:
        """A process that makes reports: it takes tasks and gives outcomes until it is left."""
        ours, theirs = Pipe()
        try:
            with theirs:
                self._wait_ready()
                socket.send_fds(self._door, [b"."], [theirs.fileno()])
            ours.send((os.getcwd(), environment))
        except OSError as error:
            raise CannotFork(f"the server has ended: {error}") from error
        return ours

    def close(self) -> None:
        """End it and all that it forked."""
        self._door.close()
        if not self.served:
            self._process.kill()
        self._process.wait()

    def _wait_ready(self) -> None:
        if not self.served:
            said = self._door.recv(1000).decode()
            self.served = said == READY
            if not self.served:
                raise CannotFork(said or "the server did not start")


def main() -> None:
    """Import, say how it went, serve until the starter ends."""
    die_with_parent(int(sys.argv[1]))
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder that this was started in, put there by `python -m`
    door = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    from doanvien.batch.making.preload import preload

    preload()
    if threads() > 1:
        door.sendall(f"{threads()} threads run where one is wanted".encode())
        return
    door.sendall(READY.encode())
    # What is there stays out of the collector's way, or every child copies all of it.
    gc.collect()
    gc.freeze()
    # From here on the end of the starter is seen at the door, and is the end of everything.
    die_with_parent(None)
    adopt_orphans()
    _serve(door)
    end_children()


def _serve(door: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, _reap)
    server = os.getpid()
    while True:
        message, descriptors, _, _ = socket.recv_fds(door, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            door.close()
            _run(Connection(descriptors[0]), server)
        os.close(descriptors[0])


def _reap(*_: object) -> None:
    """Nobody asks how a child ended, but what it took counts as taken by the build."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _run(connection: Connection, server: int) -> NoReturn:
    """In a child: make reports and end, without the clean-up that belongs to the server."""
    from doanvien.batch.making.run import make_reports

    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        die_with_parent(server)
        adopt_orphans()
        # A process of a chapter that outlives this one must not look as if this one lived.
        os.register_at_fork(after_in_child=connection.close)
        with contextlib.suppress(EOFError, OSError):
            _become(*connection.recv())
            make_reports(connection)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _become(folder: str, environment: dict[str, Any]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)


if __name__ == "__main__":
    main()
