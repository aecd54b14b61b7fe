"""The record of a batch while it is read, and while reports are added to it."""

from dataclasses import replace
from functools import cached_property

from doanvien.batch.making.outcome import ReportOutcome
from doanvien.batch.plan import BatchPlan, ReportJob
from doanvien.batch.record.commit import commit_of
from doanvien.batch.record.inputs import Inputs, key_of, versions
from doanvien.batch.record.journal import add_to_journal, read_journal
from doanvien.batch.record.manifest import Manifest, ReportRecord, read_manifest, write_manifest
from doanvien.batch.record.state import ReportState, report_state


class BatchRecord:
    """What is known of a batch's reports, and the states that follow.

    Read from the manifest, and from the journal of a build that runs or was killed. The inputs of
    a report that is built are its data at its start, and notebooks and library at the start of the
    build; one that changes meanwhile counts as changed.
    """

    def __init__(self, plan: BatchPlan) -> None:
        inputs = Inputs(plan.project)
        self.plan = plan
        self.inputs = {job.id: inputs.of(job) for job in plan.jobs}
        self._saved = read_manifest(plan.manifest, plan.batch.name)
        found = dict(read_journal(plan.journal))
        self.manifest = replace(self._saved, reports={**self._saved.reports, **found})

    def state(self, job: ReportJob) -> ReportState:
        """Whether a report has to be built, and why."""
        record = self.manifest.reports.get(job.id)
        return report_state(job, record, self.inputs[job.id], self.plan.folder)

    def states(self) -> list[ReportState]:
        """The states of all reports of the plan, in its order."""
        return [self.state(job) for job in self.plan.jobs]

    def begin(self, job: ReportJob) -> None:
        """Take the data of a report as they are now."""
        now, known = Inputs(self.plan.project).of(job), self.inputs[job.id]
        self.inputs[job.id] = {
            name: digest if name.startswith("data ") else known.get(name, "")
            for name, digest in now.items()
        }

    def add(self, outcome: ReportOutcome, job: ReportJob) -> None:
        """Record what came of a report; after a failure the former report stays on record.

        Raises OSError where the journal cannot be written; the report is known all the same.
        """
        former = self.manifest.reports.get(outcome.id)
        if outcome.failure is None:
            record = self._built(outcome, job)
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
        add_to_journal(self.plan.journal, outcome.id, record)

    def save(self) -> None:
        """Write the manifest, if anything was added to it. Raises OSError."""
        if self.manifest != self._saved:
            write_manifest(self.plan.manifest, _in_order(self.manifest, self.plan))
            self._saved = self.manifest

    @cached_property
    def _commit(self) -> str:
        return commit_of(self.plan.project.root)

    def _built(self, outcome: ReportOutcome, job: ReportJob) -> ReportRecord:
        now = Inputs(self.plan.project).of(job)
        inputs = {
            name: digest for name, digest in self.inputs[job.id].items() if now.get(name) == digest
        }
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
                file.place.relative_to(folder).as_posix(): file.digest for file in outcome.files
            },
            tiles=outcome.tiles,
            checks=outcome.checks,
            versions=versions(),
            commit=self._commit,
            timings=outcome.timings,
            kernels=outcome.kernels,
        )

    def _remove_left_over(self, former: ReportRecord | None, record: ReportRecord) -> None:
        """A chapter that was taken out of the batch must not stay beside the new report."""
        for path in former.outputs if former else ():
            file = self.plan.folder / path
            if path not in record.outputs and file.resolve().is_relative_to(self.plan.folder):
                file.unlink(missing_ok=True)


def _in_order(manifest: Manifest, plan: BatchPlan) -> Manifest:
    """The reports of the plan in its order, then those that it does not have any more.

    In which order they were finished says nothing, and would make every manifest another one.
    """
    ids = [job.id for job in plan.jobs]
    known = [*ids, *(id_ for id_ in manifest.reports if id_ not in set(ids))]
    return replace(
        manifest, reports={id_: manifest.reports[id_] for id_ in known if id_ in manifest.reports}
    )
