"""Builds as a user starts them: processes of their own, which can be killed."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-c", "from doanvien.cli import app; app()"]


def _hear_ctrl_c() -> None:
    """As in a terminal, also where the tests themselves run in the background and ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass
class Builds:
    """Runs `doanvien` in a folder, with a folder for temporary files that can be looked into."""

    root: Path
    temporary: Path
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[str]:
        environment = {**os.environ, "TMPDIR": str(self.temporary), **more.pop("env", {})}
        if os.name == "posix":
            more.setdefault("preexec_fn", _hear_ctrl_c)
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **more,
        )
        self.started.append(process)
        return process

    def run(self, *arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
        process = self.start(*arguments, **more)
        out, err = process.communicate(timeout=240)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def wait_for(self, mark: Path, process: subprocess.Popen[str]) -> None:
        """Until a notebook has made a file."""
        while not mark.exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)


@contextmanager
def running(root: Path) -> Iterator[Builds]:
    # Sockets need a short path, shorter than that of pytest's folders.
    with tempfile.TemporaryDirectory(prefix="t-") as temporary:
        builds = Builds(root, Path(temporary))
        yield builds
        for process in builds.started:
            process.kill()
            process.communicate()


def alive(folder: Path) -> list[str]:
    """Command lines of processes that were told to use a folder for temporary files."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"TMPDIR={folder}".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found
