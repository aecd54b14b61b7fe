"""What is seen of an intake: a bar on a terminal, each file with what came of it, one summary."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from doanvien.cli.told.progress import from_here
from doanvien.intake.outcome import Outcome
from doanvien.intake.questions import write_questions
from doanvien.intake.sent_back import write_copy
from doanvien.intake.told import headline, understanding
from doanvien.reference.languages import Language, translator


class Teller:
    """Tells of each file when it is done.

    ``understood``: also what was understood of it. ``copies`` and ``answers`` are the folders of
    marked copies and of questions.
    """

    def __init__(
        self,
        count: int,
        understood: bool,
        copies: Path,
        answers: Path,
        language: Language,
        dry_run: bool,
    ) -> None:
        self._understood, self._copies, self._language = understood, copies, language
        self._dry_run, self._answers = dry_run, answers
        self._progress: Progress | None = None
        if sys.stderr.isatty() and count > 1:
            columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._progress.add_task("", total=count)

    def __enter__(self) -> Teller:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress:
            self._progress.stop()

    def heard(self, outcome: Outcome) -> None:
        self._say(headline(outcome, self._language))
        if self._understood:
            for line in understanding(outcome, self._language):
                self._say(line)
        for finding in outcome.findings:
            bad = finding.level == "problem"
            self._say(f"  {finding.said(self._language)}", err=bad)
        if not self._dry_run and (file := write_questions(outcome, self._answers)):
            t = translator(self._language)
            self._say("  " + t("questions to answer: {file}", file=from_here(file)))
        if outcome.result == "refused" and not self._dry_run:
            copy = write_copy(outcome, self._copies, self._language)
            if copy:
                t = translator(self._language)
                self._say("  " + t("copy to send back: {file}", file=from_here(copy)))
        if self._progress:
            self._progress.advance(self._task)

    def sum_up(self, outcomes: Sequence[Outcome], into: Path) -> None:
        """The counts, and where the figures are; refused files again, where they are many."""
        t = translator(self._language)
        counts = Counter(outcome.result for outcome in outcomes)
        refused = [outcome for outcome in outcomes if outcome.result == "refused"]
        if len(outcomes) > 1 and refused:
            typer.echo(t("Refused:"), err=True)
            for outcome in refused:
                typer.echo(f"  {outcome.path.name}: {len(outcome.problems)}", err=True)
        typer.echo(
            t(
                "Taken {taken}, nothing new {unchanged}, refused {refused}; figures {figures}.",
                taken=counts["taken"],
                unchanged=counts["unchanged"],
                refused=counts["refused"],
                figures=sum(outcome.added for outcome in outcomes),
            )
        )
        if self._dry_run:
            typer.echo(t("Nothing was written."))
        elif counts["taken"]:
            typer.echo(from_here(into.absolute()))

    def _say(self, text: str, err: bool = False) -> None:
        if self._progress:
            self._progress.console.print(text, markup=False, highlight=False)
        else:
            typer.echo(text, err=err)
