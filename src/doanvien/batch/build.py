"""Build the reports of a batch that are not fresh, and keep the record and the index page."""

from dataclasses import dataclass
from typing import Protocol

from doanvien.batch.index_page import write_index
from doanvien.batch.outcome import ReportOutcome
from doanvien.batch.plan import BatchPlan, ReportJob, select_jobs
from doanvien.batch.record import BatchRecord
from doanvien.batch.runner import run_reports
from doanvien.data.dataset import read_dataset_info


@dataclass(frozen=True)
class BuildOptions:
    """Which reports of a batch to build, and how.

    `only` holds report ids (all if empty), `limit` takes the first so many, `force` builds fresh
    ones too, `fail_fast` starts no report after a failure, `workers` is how many run at a time.
    """

    only: tuple[str, ...] = ()
    limit: int | None = None
    force: bool = False
    fail_fast: bool = False
    workers: int = 1


class Listener(Protocol):
    """Is told what happens while it happens."""

    def planned(self, count: int) -> None: ...

    def fresh(self, job: ReportJob) -> None: ...

    def finished(self, outcome: ReportOutcome) -> None: ...


@dataclass(frozen=True)
class BuildResult:
    """How many reports were found fresh, and what came of those that were run."""

    fresh: int
    outcomes: tuple[ReportOutcome, ...]

    @property
    def failed(self) -> tuple[ReportOutcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.failure)


def build(plan: BatchPlan, options: BuildOptions, listener: Listener) -> BuildResult:
    """Build what is not fresh. The record is kept after every report, the index page at the end.

    A report that fails stops neither the others nor takes away its former files. Raises
    BatchError for unknown ids and DataError where the data set has no valid description, both
    before anything is built.
    """
    selected = select_jobs(plan, options.only, options.limit)
    read_dataset_info(plan.batch.data)
    record = BatchRecord(plan)
    wanted = [job for job in selected if options.force or record.state(job).name != "fresh"]
    listener.planned(len(selected))
    for job in selected:
        if job not in wanted:
            listener.fresh(job)
    outcomes = []
    try:
        for outcome in run_reports(wanted, options.workers):
            record.add(outcome)
            outcomes.append(outcome)
            listener.finished(outcome)
            if outcome.failure and options.fail_fast:
                break
    finally:
        # After Ctrl-C too: the page and the files beside it must agree.
        write_index(plan, record.manifest, record.states())
    return BuildResult(len(selected) - len(wanted), tuple(outcomes))
