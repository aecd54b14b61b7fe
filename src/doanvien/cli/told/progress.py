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
from doanvien.cli.language import language_of_terminal
from doanvien.reference.languages import translator
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
    language = language_of_terminal()
    t = translator(language)
    for outcome in result.failed:
        why = outcome.failure.said(language) if outcome.failure else ""
        typer.echo(t("{report} failed: {why}", report=outcome.id, why=why), err=True)
    for problem in result.problems:
        typer.echo(problem.said(language), err=True)
    if result.failed:
        command = ["doanvien", "build", batch]
        for outcome in result.failed:
            command += ["--only", outcome.id]
        told = t("Run the failed reports again: {command}", command=shlex.join(command))
        typer.echo(told, err=True)
    built = len(result.outcomes) - len(result.failed)
    told = t(
        "Built {built}, fresh already {fresh}, failed {failed}.",
        built=built,
        fresh=result.fresh,
        failed=len(result.failed),
    )
    typer.echo(told)
    if result.indexed:
        typer.echo(from_here(plan.index))


class _Lines:
    """One line for each report."""

    def __init__(self) -> None:
        self.count = self.done = self.fresh_ones = self.failed = 0
        self.running: list[str] = []
        self.clock = time.monotonic()
        self.t = translator(language_of_terminal())

    def planned(self, count: int) -> None:
        self.count = count

    def fresh(self, job: ReportJob) -> None:
        self.fresh_ones += 1
        self._tell(self.t("{report}: fresh", report=job.id))

    def started(self, job: ReportJob) -> None:
        if not self.running and self.done == self.fresh_ones:
            self.clock = time.monotonic()
        self.running.append(job.id)

    def finished(self, outcome: ReportOutcome) -> None:
        self.running.remove(outcome.id)
        self.failed += outcome.failure is not None
        about = {"report": outcome.id, "seconds": f"{outcome.seconds:.1f}"}
        self._tell(
            self.t("{report}: failed in {seconds} s", **about)
            if outcome.failure
            else self.t("{report}: built in {seconds} s", **about)
        )
        for warning in outcome.warnings:
            self._write(f"  {warning}")

    def noted(self, told: Sentence) -> None:
        """Something about the whole build: it does not belong to what was asked for."""
        typer.echo(told.said(language_of_terminal()), err=True)

    def left(self) -> str:
        """The time that the rest will take, from what was built so far."""
        made = self.done - self.fresh_ones
        if not made:
            return self.t("time left unknown")
        seconds = (time.monotonic() - self.clock) / made * (self.count - self.done)
        clock = f"{int(seconds // 60)}:{int(seconds % 60):02}"
        return self.t("about {clock} left", clock=clock)

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

    def noted(self, told: Sentence) -> None:
        self._write(told.said(language_of_terminal()))

    def _show(self) -> None:
        said = self.t(
            "failed {failed}, {left}, running: {reports}",
            failed=self.failed,
            left=self.left(),
            reports=" ".join(self.running) or "–",
        )
        self.progress.update(self.task, completed=self.done, description=said)

    def _tell(self, text: str) -> None:
        super()._tell(text)
        self.progress.update(self.task, completed=self.done)

    def _write(self, text: str) -> None:
        self.progress.console.print(text, markup=False, highlight=False)


def from_here(path: Path) -> str:
    """The path as one would open it from here: short inside the folder, whole elsewhere."""
    here = Path(os.getcwd())
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
