"""What is seen of a build: a live bar on a terminal, a line for each report everywhere."""

import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from doanvien.batch.build import BuildResult
from doanvien.batch.making.outcome import ReportOutcome
from doanvien.batch.plan import BatchPlan, ReportJob
from doanvien.cli.mistakes import language_of_terminal
from doanvien.reference.sentences import Sentence


@contextmanager
def listener() -> Iterator["_Lines"]:
    """Hears of the reports while they are made and says so."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield _Bar(progress)


def tell_result(result: BuildResult, plan: BatchPlan, batch: str) -> None:
    """The failures again, where they are not scrolled away, the count, and the index page last.

    `batch` is how the user called the batch, for the command that runs the failed reports again.
    """
    for outcome in result.failed:
        typer.echo(f"{outcome.id} failed: {outcome.failure}", err=True)
    for problem in result.problems:
        typer.echo(problem, err=True)
    if result.failed:
        command = ["doanvien", "build", batch]
        for outcome in result.failed:
            command += ["--only", outcome.id]
        typer.echo(f"Run the failed reports again: {shlex.join(command)}", err=True)
    built = len(result.outcomes) - len(result.failed)
    typer.echo(f"Built {built}, fresh already {result.fresh}, failed {len(result.failed)}.")
    if result.indexed:
        typer.echo(from_here(plan.index))


class _Lines:
    """One line for each report."""

    def __init__(self) -> None:
        self.count = self.done = self.fresh_ones = self.failed = 0
        self.running: list[str] = []
        self.clock = time.monotonic()

    def planned(self, count: int) -> None:
        self.count = count

    def fresh(self, job: ReportJob) -> None:
        self.fresh_ones += 1
        self._tell(f"{job.id}: fresh")

    def started(self, job: ReportJob) -> None:
        if not self.running and self.done == self.fresh_ones:
            self.clock = time.monotonic()
        self.running.append(job.id)

    def finished(self, outcome: ReportOutcome) -> None:
        self.running.remove(outcome.id)
        self.failed += outcome.failure is not None
        said = "failed" if outcome.failure else "built"
        self._tell(f"{outcome.id}: {said} in {outcome.seconds:.1f} s")
        for warning in outcome.warnings:
            self._write(f"  {warning}")

    def noted(self, told: Sentence | str) -> None:
        """Something about the whole build: it does not belong to what was asked for."""
        typer.echo(_in_words(told), err=True)

    def left(self) -> str:
        """The time that the rest will take, from what was built so far."""
        made = self.done - self.fresh_ones
        if not made:
            return "time left unknown"
        seconds = (time.monotonic() - self.clock) / made * (self.count - self.done)
        return f"about {int(seconds // 60)}:{int(seconds % 60):02} left"

    def _tell(self, text: str) -> None:
        self.done += 1
        self._write(f"[{self.done}/{self.count}] {text}")

    def _write(self, text: str) -> None:
        typer.echo(text)


class _Bar(_Lines):
    """The lines above a bar that shows how far the batch is."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress
        self.task = progress.add_task("")

    def planned(self, count: int) -> None:
        super().planned(count)
        self.progress.update(self.task, total=count)

    def started(self, job: ReportJob) -> None:
        super().started(job)
        self._show()

    def finished(self, outcome: ReportOutcome) -> None:
        super().finished(outcome)
        self._show()

    def noted(self, told: Sentence | str) -> None:
        self._write(_in_words(told))

    def _show(self) -> None:
        said = f"failed {self.failed}, {self.left()}, running {' '.join(self.running) or 'none'}"
        self.progress.update(self.task, completed=self.done, description=said)

    def _tell(self, text: str) -> None:
        super()._tell(text)
        self.progress.update(self.task, completed=self.done)

    def _write(self, text: str) -> None:
        self.progress.console.print(text, markup=False, highlight=False)


def _in_words(told: Sentence | str) -> str:
    return told if isinstance(told, str) else told.said(language_of_terminal())


def from_here(path: Path) -> str:
    """The path as one would open it from here: short inside the folder, whole elsewhere."""
    here = Path(os.getcwd())
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
