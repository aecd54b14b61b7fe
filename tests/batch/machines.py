"""A cluster as offices start it: scheduler and workers are processes that can be killed.

Each has a folder for temporary files, so that what it started can be found.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from distributed import Client
from tests.batch.started import alive

# A machine that does other things besides takes its time to start a process of Dask.
SECONDS = 240


@dataclass
class Machine:
    """A process of Dask, and its folder for temporary files."""

    process: subprocess.Popen[bytes]
    temporary: Path

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@dataclass
class Machines:
    """The scheduler of a cluster and its workers."""

    folder: Path
    address: str
    started: list[Machine] = field(default_factory=list)

    def scheduler(self) -> Machine:
        port = self.address.rpartition(":")[2]
        return self._start("scheduler", "--host", "127.0.0.1", "--port", port)

    def worker(self, *options: str, **environment: str) -> Machine:
        """A worker that makes one report at a time."""
        return self._start("worker", self.address, "--nthreads", "1", *options, **environment)

    def wait_for(self, workers: int) -> None:
        with Client(self.address, timeout=SECONDS, set_as_default=False) as client:
            if workers:
                client.wait_for_workers(workers, SECONDS)

    def _start(self, *command: str, **environment: str) -> Machine:
        temporary = Path(tempfile.mkdtemp(prefix="m-", dir=self.folder))
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *command, "--no-dashboard"],
            cwd=temporary,
            env={**os.environ, "TMPDIR": str(temporary), **environment},
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.started.append(Machine(process, temporary))
        return self.started[-1]


@contextmanager
def machines() -> Iterator[Machines]:
    """Nothing runs yet; whatever is started ends with the block."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="c-", ignore_cleanup_errors=True) as folder:
        cluster = Machines(Path(folder), f"tcp://127.0.0.1:{port}")
        yield cluster
        for machine in cluster.started:
            machine.kill()
        # Nothing is left of a machine, even of one that was never asked to end.
        until(lambda: not [line for one in cluster.started for line in alive(one.temporary)])


def until(true: Callable[[], Any]) -> Any:
    """What it says once it says something."""
    ends = time.monotonic() + SECONDS
    while not (said := true()):
        assert time.monotonic() < ends
        time.sleep(0.05)
    return said
