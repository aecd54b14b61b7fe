"""Builds in processes of their own, and builds in the process of the tests, which share the server
that reports are forked from."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.batch.started import Builds, running
from typer.testing import CliRunner, Result

from doanvien.batch import build as building
from doanvien.batch.making.crew import COLD, Crew
from doanvien.cli import app


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
    with running(tiny.root) as builds:
        yield builds
