"""The fork server: a process that has imported everything and does nothing but fork.

Started by `forks.ForkServer` as `python -m doanvien.batch.making.warm.server FOLDER`. It says on
stdout whether it is ready, listens in FOLDER, and for every connection forks one child that does
what the connection asks. It ends with its starter, whose pipe is its stdin, and takes everything
with it: the children, and FOLDER. A child is killed as soon as whoever asked for it hangs up. It
must stay a process of one thread without data: what a forked lock of another thread guards can
never be reached again, and what one report read must not be seen by the next.
"""

import contextlib
import gc
import os
import selectors
import shutil
import signal
import sys
import threading
import time
from multiprocessing.connection import Connection, Listener
from pathlib import Path

from doanvien.batch.making.warm.child import Task, run_child
from doanvien.batch.making.warm.preload import preload

SOCKET = "fork"
READY = "ready"


def main() -> None:
    """Import, say how it went, serve until the starter ends."""
    folder = Path(sys.argv[1])
    # The folder that this was started in, put there by `python -m`; a cold kernel removes it too.
    del sys.path[0]
    preload()
    refusal = _why_not()
    with contextlib.closing(Listener(str(folder / SOCKET), "AF_UNIX", backlog=64)) as listener:
        print(refusal or READY, flush=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if not refusal:
            # What is there stays out of the collector's way, or every child copies all of it.
            gc.collect()
            gc.freeze()
            _Server(listener).serve()
    shutil.rmtree(folder, ignore_errors=True)


def _why_not() -> str:
    """Why this process must not fork; "" if it may."""
    patience = time.monotonic() + 2
    while (threads := _threads()) > 1:
        if time.monotonic() > patience:
            return f"{threads} threads run where one is wanted"
        time.sleep(0.05)
    zmq = sys.modules.get("zmq")
    if zmq is not None and zmq.Context._instance is not None:
        return "a messaging context is open"
    return ""


def _threads() -> int:
    """Threads of this process, those of C libraries included where the system tells."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


class _Server:
    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.children: dict[int, Connection] = {}
        self.selector = selectors.DefaultSelector()
        self.wake, wakener = os.pipe()
        os.set_blocking(wakener, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wakener, warn_on_full_buffer=False)
        # multiprocessing keeps the socket to itself, where a selector has to look at it.
        self.door = listener._listener._socket.fileno()  # type: ignore[attr-defined]
        for descriptor in (0, self.wake, self.door):
            self.selector.register(descriptor, selectors.EVENT_READ)

    def serve(self) -> None:
        while True:
            for key, _ in self.selector.select():
                if key.fd == 0:
                    self._end()
                    return
                if key.fd == self.wake:
                    os.read(self.wake, 4096)
                elif key.fd == self.door:
                    self._fork(self.listener.accept())
                elif key.data in self.children:
                    _kill(key.data)
                    # Its end is told to nobody, but it is reaped as any other.
                    self.selector.unregister(self.children[key.data])
                    self.children[key.data].close()
            self._reap()

    def _fork(self, connection: Connection) -> None:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            connection.close()
            return
        assert isinstance(task, Task)
        pid = os.fork()
        if pid == 0:
            self._leave()
            run_child(task, connection)
        self.children[pid] = connection
        self.selector.register(connection, selectors.EVENT_READ, pid)

    def _leave(self) -> None:
        """In a child: nothing of the server's stays open, or nobody sees that it closed it."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.selector.close()
        for descriptor in (self.door, self.wake):
            os.close(descriptor)
        for connection in self.children.values():
            if not connection.closed:
                connection.close()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def _reap(self) -> None:
        while self.children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            connection = self.children.pop(pid)
            if not connection.closed:
                self.selector.unregister(connection)
                with contextlib.suppress(OSError):
                    connection.send(("exit", os.waitstatus_to_exitcode(status)))
                connection.close()

    def _end(self) -> None:
        for pid in self.children:
            _kill(pid)
        for pid in self.children:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _kill(pid: int) -> None:
    """A child and whatever it started; it may not have made its own group yet."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
