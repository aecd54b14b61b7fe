"""The record of a batch while it is read, and while reports are added to it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from doanvien.batch.making.outcome import ReportOutcome
from doanvien.batch.plan import BatchPlan, ReportJob
from doanvien.batch.record.commit import commit_of
from doanvien.batch.record.inputs import Inputs, key_of, stamp, versions
from doanvien.batch.record.manifest import ReportRecord, read_record, write_record
from doanvien.batch.record.state import ReportState, report_state


class BatchRecord:
    """What is known of a batch's reports, and the states that follow.

    The inputs of a report that is built are its data at its start, and notebooks and library at the
    start of the build; data that change while it runs count as changed. Nothing is kept in memory
    but what the reports share: a batch may have any number of them.
    """

    def __init__(self, plan: BatchPlan) -> None:
        self.plan = plan
        self._begun = Inputs(plan.project)
        self._running: dict[str, Inputs] = {}

    def of(self, job: ReportJob) -> ReportRecord | None:
        """The record of a report, if there is one."""
        return read_record(self.plan.record(job))

    def known(self, job: ReportJob) -> tuple[ReportRecord | None, ReportState]:
        """The record of a report, if there is one, and whether it has to be built, and why."""
        record = self.of(job)
        inputs = self._begun.of(job, record)
        return record, report_state(job, record, inputs, self.plan.folder)

    def state(self, job: ReportJob) -> ReportState:
        """Whether a report has to be built, and why."""
        return self.known(job)[1]

    def states(self) -> Iterator[ReportState]:
        """The states of all reports of the plan, in its order."""
        return map(self.state, self.plan.jobs)

    def begin(self, job: ReportJob) -> None:
        """Take the data of a report as they are now."""
        self._running[job.id] = Inputs(self.plan.project, self._begun)
        self._running[job.id].data_of(job)

    def add(self, outcome: ReportOutcome, job: ReportJob) -> None:
        """Record what came of a report; after a failure the former report stays on record.

        Raises OSError where it cannot be written.
        """
        former, begun = self.of(job), self._running.pop(job.id, self._begun)
        if outcome.failure is None:
            record = self._built(outcome, job, begun)
        else:
            record = replace(
                former or ReportRecord("failed", "", 0.0),
                state="failed",
                started=outcome.started,
                seconds=outcome.seconds,
                warnings=outcome.warnings,
                failure=outcome.failure,
            )
        write_record(self.plan.record(job), record)
        if outcome.failure is None:
            self._remove_left_over(former, record)

    @cached_property
    def _commit(self) -> str:
        return commit_of(self.plan.project.root)

    @cached_property
    def _versions(self) -> dict[str, str]:
        return versions()

    def _built(self, outcome: ReportOutcome, job: ReportJob, begun: Inputs) -> ReportRecord:
        now = Inputs(self.plan.project, begun)
        found = now.data_of(job)
        inputs = self._begun.code_of(job) | {
            name: digest for name, digest in begun.data_of(job).items() if found.get(name) == digest
        }
        places = {
            file.place.relative_to(self.plan.folder).as_posix(): file for file in outcome.files
        }
        stamps = {path: stamp(file.place) for path, file in places.items()}
        return ReportRecord(
            state="built",
            started=outcome.started,
            seconds=outcome.seconds,
            warnings=outcome.warnings,
            parameters=job.asked(),
            key=key_of(inputs),
            inputs=inputs,
            whole=begun.whole(job) if begun.whole(job) == now.whole(job) else "",
            outputs={path: file.digest for path, file in places.items()},
            stamps={path: found for path, found in stamps.items() if found},
            tiles=outcome.tiles,
            checks=outcome.checks,
            versions=self._versions,
            commit=self._commit,
            timings=outcome.timings,
            kernels=outcome.kernels,
        )

    def _remove_left_over(self, former: ReportRecord | None, record: ReportRecord) -> None:
        """A chapter that was taken out of the batch must not stay beside the new report."""
        folder = self.plan.folder.resolve()
        for path in former.outputs if former else ():
            file = self.plan.folder / path
            if path not in record.outputs and file.resolve().is_relative_to(folder):
                file.unlink(missing_ok=True)
