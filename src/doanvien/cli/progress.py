"""What is seen of a build: a bar on a terminal, a line for each report everywhere."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from doanvien.batch.build import BuildResult
from doanvien.batch.outcome import ReportOutcome
from doanvien.batch.plan import BatchPlan, ReportJob


@contextmanager
def listener() -> Iterator["_Lines"]:
    """Hears of the reports while they are made and says so."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield _Bar(progress)


def tell_result(result: BuildResult, plan: BatchPlan) -> None:
    """The failures again, where they are not scrolled away, the count, and the index page last."""
    for outcome in result.failed:
        typer.echo(f"{outcome.id} failed: {outcome.failure}", err=True)
    built = len(result.outcomes) - len(result.failed)
    typer.echo(f"Built {built}, fresh already {result.fresh}, failed {len(result.failed)}.")
    typer.echo(from_here(plan.index))


class _Lines:
    """One line for each report."""

    def planned(self, count: int) -> None:
        self.count = count
        self.done = 0

    def fresh(self, job: ReportJob) -> None:
        self._tell(f"{job.id}: fresh")

    def finished(self, outcome: ReportOutcome) -> None:
        said = "failed" if outcome.failure else "built"
        self._tell(f"{outcome.id}: {said} in {outcome.seconds:.1f} s")
        for warning in outcome.warnings:
            self._write(f"  {warning}")

    def _tell(self, text: str) -> None:
        self.done += 1
        self._write(f"[{self.done}/{self.count}] {text}")

    def _write(self, text: str) -> None:
        typer.echo(text)


class _Bar(_Lines):
    """The lines above a bar that shows how far the batch is."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def planned(self, count: int) -> None:
        super().planned(count)
        self.task = self.progress.add_task("Reports", total=count)

    def _tell(self, text: str) -> None:
        super()._tell(text)
        self.progress.advance(self.task)

    def _write(self, text: str) -> None:
        self.progress.console.print(text, markup=False, highlight=False)


def from_here(path: Path) -> str:
    """The path as one would open it from here: short inside the folder, whole elsewhere."""
    here = Path(os.getcwd())
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
