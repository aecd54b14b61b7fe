"""Build the reports of a batch that are not fresh, and keep the record and the index page."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from doanvien.batch.cluster.problems import require_dask
from doanvien.batch.making.crew import Crew
from doanvien.batch.making.outcome import SECONDS_A_CELL, ReportOutcome, ReportTask
from doanvien.batch.making.runner import RunReports, run_reports
from doanvien.batch.making.sources import read_sources
from doanvien.batch.plan import BatchPlan, ReportJob, select_jobs, with_links
from doanvien.batch.record.index_page import write_index
from doanvien.batch.record.publish import publish
from doanvien.batch.record.record import BatchRecord
from doanvien.batch.record.workspace import Workspace
from doanvien.data.dataset import read_dataset_info
from doanvien.reference.sentences import Sentence, sentence


@dataclass(frozen=True)
class BuildOptions:
    """Which reports of a batch to build, and how.

    `only` holds report ids (all if empty), `limit` takes the first so many, `force` builds fresh
    ones too, `fail_fast` starts no report after a failure, `workers` is how many run at a time,
    `timeout` how many seconds one cell may take. `scheduler` is that of a cluster, whose workers
    make the reports instead of processes of this machine.
    """

    only: tuple[str, ...] = ()
    limit: int | None = None
    force: bool = False
    fail_fast: bool = False
    workers: int = 1
    timeout: int = SECONDS_A_CELL
    scheduler: str = ""


class Listener(Protocol):
    """Is told what happens while it happens."""

    def planned(self, count: int) -> None: ...

    def fresh(self, job: ReportJob) -> None: ...

    def started(self, job: ReportJob) -> None: ...

    def finished(self, outcome: ReportOutcome) -> None: ...

    def noted(self, told: Sentence) -> None: ...


@dataclass(frozen=True)
class BuildResult:
    """How many reports were found fresh, and what came of those that were run.

    `problems` are lines about the batch as a whole: its record or its index could not be written.
    `indexed` is false where the index page is not there or is of an earlier build.
    """

    fresh: int
    outcomes: tuple[ReportOutcome, ...]
    problems: tuple[Sentence, ...] = ()
    indexed: bool = True

    @property
    def failed(self) -> tuple[ReportOutcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.failure)


def build(plan: BatchPlan, options: BuildOptions, listener: Listener) -> BuildResult:
    """Build what is not fresh. Each report is on record when it is made, the index page comes last.

    A report that fails stops neither the others nor takes away its former files. Raises BatchError
    for unknown ids and where the batch is being built already, DataError where the data set has no
    valid description, all before anything is built; ClusterError where no cluster makes reports, or
    no longer.
    """
    selected = with_links(select_jobs(plan, options.only, options.limit))
    read_dataset_info(plan.batch.data)
    with Workspace(plan) as workspace:
        return _Build(plan, options, listener, workspace).run(selected)


class _Build:
    """One build, while it holds the lock of its batch."""

    def __init__(
        self, plan: BatchPlan, options: BuildOptions, listener: Listener, workspace: Workspace
    ) -> None:
        self.plan = plan
        self.options = options
        self.listener = listener
        self.workspace = workspace
        self.record = BatchRecord(plan)
        self.outcomes: list[ReportOutcome] = []
        self.problems: dict[Sentence, None] = {}

    def run(self, selected: Sequence[ReportJob]) -> BuildResult:
        wanted = [job for job in selected if self.options.force or not self._is_fresh(job)]
        self.listener.planned(len(selected))
        ids = {job.id for job in wanted}
        for job in selected:
            if job.id not in ids:
                self.listener.fresh(job)
        try:
            self.workspace.open()
            if wanted:
                self._make(wanted)
        except OSError as error:
            self._note(error)
        finally:
            # After Ctrl-C too: the page and the files beside it must agree.
            self.workspace.indexed = self._index()
        fresh, indexed = len(selected) - len(wanted), self.workspace.indexed
        return BuildResult(fresh, tuple(self.outcomes), tuple(self.problems), indexed)

    def _is_fresh(self, job: ReportJob) -> bool:
        return self.record.state(job).name == "fresh"

    def _make(self, wanted: Sequence[ReportJob]) -> None:
        jobs = {job.id: job for job in wanted}
        with self._makers() as make:
            for made in make(self._tasks(wanted)):
                job = jobs[made.id]
                outcome = publish(made, job)
                self.outcomes.append(outcome)
                try:
                    self.record.add(outcome, job)
                except OSError as error:
                    self._note(error)
                self.listener.finished(outcome)

    @contextmanager
    def _makers(self) -> Iterator[RunReports]:
        """Whoever makes the reports; only this process, which holds the lock, publishes them."""
        if not self.options.scheduler:
            with Crew(self.listener.noted) as crew:
                yield partial(run_reports, crew=crew, at_a_time=self.options.workers)
            return
        require_dask()
        from doanvien.batch.cluster.run import AHEAD, Cluster

        # After a failure none is to start that only waits for its turn.
        ahead = 1 if self.options.fail_fast else AHEAD
        with Cluster(self.options.scheduler, self.listener.noted, ahead) as cluster:
            yield cluster.run

    def _tasks(self, wanted: Sequence[ReportJob]) -> Iterator[ReportTask]:
        """Taken one by one, each when it can be started."""
        temporary = self.workspace.new_temporary()
        sources = read_sources(wanted)
        # What takes longest begins first: an overview at the end would keep one processor busy.
        for job in sorted(wanted, key=lambda job: job.members is None):
            if self.options.fail_fast and any(outcome.failure for outcome in self.outcomes):
                return
            self.record.begin(job)
            self.listener.started(job)
            chapters = tuple(sources[notebook] for notebook in job.notebooks)
            place = self.workspace.new_place()
            yield ReportTask(job, place, chapters, temporary, self.options.timeout)

    def _index(self) -> bool:
        """Write the index page; whether it is there. Reports are on record and stay, whatever it
        is that keeps the page from being written."""
        try:
            write_index(self.plan, self.record)
        except Exception as error:
            reason = _without_folders(error) or type(error).__name__
            told = sentence(
                "The index page could not be written: {reason}. Build again.", reason=reason
            )
            self.problems[told] = None
            return False
        return True

    def _note(self, error: OSError) -> None:
        told = sentence(
            "The record of the batch could not be written: {reason}. Build again.",
            reason=error.strerror or type(error).__name__,
        )
        self.problems[told] = None


def _without_folders(error: Exception) -> str:
    """An error on one line; of a file its name, without the folders of this machine."""
    if isinstance(error, OSError) and error.strerror:
        file = error.filename2 or error.filename
        name = Path(os.fsdecode(file)).name if isinstance(file, str | bytes) else ""
        return f"{name}: {error.strerror}" if name else error.strerror
    return " ".join(str(error).split())
