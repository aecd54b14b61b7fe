"""Builds as a user starts them, in processes of their own, which can be killed; and builds in the
process of the tests, which share the server that reports are forked from."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from doanvien.batch import build as building
from doanvien.batch.making.crew import COLD, Crew
from doanvien.cli import app

COMMAND = [sys.executable, "-c", "from doanvien.cli import app; app()"]


@dataclass
class Builds:
    """Runs `doanvien` in a folder, with a folder for temporary files that can be looked into."""

    root: Path
    temporary: Path
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[str]:
        environment = {**os.environ, "TMPDIR": str(self.temporary), **more.pop("env", {})}
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


class StandingCrew(Crew):
    """Waits for the next build: to start takes seconds, and what is built is not about that."""

    def _new(self) -> Any:
        # Under pytest a kernel does not read its descriptors.
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("PYTEST_CURRENT_TEST", raising=False)
            return super()._new()

    def __exit__(self, *_: object) -> None:
        """Folder and environment of the next build are other ones; a kernel has its own."""
        while self._idle and not self._cold:
            self.release(self._idle.pop(), keep=False)

    def end(self) -> None:
        super().__exit__()


@pytest.fixture(scope="session")
def crews() -> Iterator[Callable[[Callable[[str], None]], StandingCrew]]:
    """A crew that forks, and one that starts kernels where the environment says so."""
    standing: dict[bool, StandingCrew] = {}

    def crew(tell: Callable[[str], None]) -> StandingCrew:
        cold = os.environ.get(COLD) == "cold"
        if cold not in standing:
            standing[cold] = StandingCrew(tell)
        return standing[cold]

    yield crew
    for one in standing.values():
        one.end()


@pytest.fixture
def build(tiny: Any, crews: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`doanvien build two` in the tiny project, by a crew that is there already."""
    monkeypatch.chdir(tiny.root)
    monkeypatch.setattr(building, "Crew", crews)

    def run(*options: str, jobs: int = 1) -> Result:
        return CliRunner().invoke(app, ["build", "two", "--jobs", str(jobs), *options])

    return run


@pytest.fixture
def builds(tiny: Any) -> Iterator[Builds]:
    # Sockets need a short path, shorter than that of pytest's folders.
    with tempfile.TemporaryDirectory(prefix="t-") as temporary:
        running = Builds(tiny.root, Path(temporary))
        yield running
        for process in running.started:
            process.kill()
            process.communicate()
