"""The record of a batch while it is read, and while reports are added to it."""

from dataclasses import replace

from doanvien.batch.inputs import Inputs, file_digest, key_of, versions
from doanvien.batch.manifest import ReportRecord, read_manifest, write_manifest
from doanvien.batch.outcome import ReportOutcome
from doanvien.batch.plan import BatchPlan, ReportJob
from doanvien.batch.state import ReportState, report_state


class BatchRecord:
    """What is known of a batch's reports, read from its manifest, and the states that follow.

    The inputs are those at the time of reading: what is edited while reports are made counts as
    changed afterwards. Every report that is added is written to the manifest at once.
    """

    def __init__(self, plan: BatchPlan) -> None:
        inputs = Inputs(plan.project)
        self.plan = plan
        self.inputs = {job.id: inputs.of(job) for job in plan.jobs}
        self.manifest = read_manifest(plan.manifest, plan.batch.name)

    def state(self, job: ReportJob) -> ReportState:
        """Whether a report has to be built, and why."""
        record = self.manifest.reports.get(job.id)
        return report_state(job, record, self.inputs[job.id], self.plan.folder)

    def states(self) -> list[ReportState]:
        """The states of all reports of the plan, in its order."""
        return [self.state(job) for job in self.plan.jobs]

    def add(self, outcome: ReportOutcome) -> None:
        """Record what came of a report; after a failure the former report stays on record."""
        former = self.manifest.reports.get(outcome.id)
        if outcome.failure is None:
            record = self._built(outcome)
            self._remove_left_over(former, record)
        else:
            record = replace(
                former or ReportRecord("failed", "", 0.0),
                state="failed",
                started=outcome.started,
                seconds=outcome.seconds,
                warnings=outcome.warnings,
                failure=outcome.failure,
            )
        self.manifest = replace(
            self.manifest, reports={**self.manifest.reports, outcome.id: record}
        )
        write_manifest(self.plan.manifest, self.manifest)

    def _built(self, outcome: ReportOutcome) -> ReportRecord:
        job = next(job for job in self.plan.jobs if job.id == outcome.id)
        inputs = self.inputs[outcome.id]
        folder = self.plan.folder
        return ReportRecord(
            state="built",
            started=outcome.started,
            seconds=outcome.seconds,
            warnings=outcome.warnings,
            parameters=job.parameters(),
            key=key_of(inputs),
            inputs=inputs,
            outputs={
                file.relative_to(folder).as_posix(): file_digest(file) for file in outcome.files
            },
            tiles=outcome.tiles,
            versions=versions(),
        )

    def _remove_left_over(self, former: ReportRecord | None, record: ReportRecord) -> None:
        """A chapter that was taken out of the batch must not stay beside the new report."""
        for path in former.outputs if former else ():
            file = self.plan.folder / path
            if path not in record.outputs and file.resolve().is_relative_to(self.plan.folder):
                file.unlink(missing_ok=True)
