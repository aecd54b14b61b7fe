"""The index page of a batch, from its plan, its record and the states of its reports."""

from collections.abc import Sequence

from doanvien.batch.plan import BatchPlan, ReportJob
from doanvien.batch.record.manifest import Failure, Manifest, write_atomically
from doanvien.batch.record.state import ReportState
from doanvien.data.dataset import read_dataset_info
from doanvien.export.index import Failure as ShownFailure
from doanvien.export.index import IndexRow, render_index
from doanvien.reference.days import write_day
from doanvien.reference.languages import Language
from doanvien.reference.provinces import place_on_either_map


def write_index(plan: BatchPlan, manifest: Manifest, states: Sequence[ReportState]) -> None:
    """Write the page with one row for every report of the plan, in its order."""
    status = read_dataset_info(plan.batch.data).status
    rows = [
        _row(plan, job, state, manifest, status)
        for job, state in zip(plan.jobs, states, strict=True)
    ]
    page = render_index(plan.batch.title, rows, plan.batch.language)
    write_atomically(plan.index, page.encode())


def _row(
    plan: BatchPlan, job: ReportJob, state: ReportState, manifest: Manifest, status: str
) -> IndexRow:
    language: Language = plan.batch.language
    record = manifest.reports.get(job.id)
    html, xlsx, csv, failure_page = (
        path.relative_to(plan.folder).as_posix() if path.is_file() else ""
        for path in (job.page, job.workbook, job.data_file, job.failure_page)
    )
    return IndexRow(
        id=job.id,
        federation=place_on_either_map(job.scope.slug, job.scope.period.end).federation(language),
        period_label=job.scope.period.label(language),
        cutoff_label=write_day(job.scope.cutoff, language),
        state=state.name,
        status=status,
        tiles=record.tiles if record and html else (),
        html=html,
        xlsx=xlsx,
        failure_page=failure_page if record and record.failure else "",
        csv=csv,
        failure=_shown(record.failure) if record and record.failure else None,
    )


def _shown(failure: Failure) -> ShownFailure:
    """A failure outside any notebook belongs to the program itself."""
    return ShownFailure(failure.notebook or "doanvien", failure.cell or 0, failure.error)
