"""The index pages of a batch, from its plan, its records and the states of its reports.

One page for a quarter of the country; a batch of more reports has a page for each province, which
only those of the batch's front page lead to.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from doanvien.batch.plan import BatchPlan, ReportJob
from doanvien.batch.record.manifest import Failure, write_atomically
from doanvien.batch.record.record import BatchRecord
from doanvien.batch.record.reporting import reporting_links
from doanvien.data.dataset import read_dataset_info
from doanvien.export.pages.index import Failure as ShownFailure
from doanvien.export.pages.index import IndexRow, render_index
from doanvien.export.pages.index_groups import Group, group_of, render_groups
from doanvien.export.pages.versions import Version
from doanvien.reference.calendar.days import write_day
from doanvien.reference.languages import Language
from doanvien.reference.provinces import place_on_either_map

MOST_ROWS = 200
"""Reports on one page."""
MOST_FAILURES = 100
"""Failures told on the front page; those of every province stand on its own."""


def write_index(plan: BatchPlan, record: BatchRecord) -> None:
    """Write the page with one row for every report of the plan, in its order; or, where these are
    too many, one page for each province, and a front page that leads to them."""
    status = read_dataset_info(plan.batch.data).status
    rows = _Rows(plan, record, status)
    links = reporting_links(plan)
    if len(plan.jobs) <= MOST_ROWS:
        shown = rows.of(plan.jobs, plan.folder)
        page = render_index(plan.batch.heading, shown, plan.batch.language, links=links)
        write_atomically(plan.index, page.encode())
        return
    groups: list[Group] = []
    failed: list[IndexRow] = []
    for slug, jobs in _by_province(plan).items():
        file = plan.folder / slug / "index.html"
        place = place_on_either_map(slug, jobs[0].scope.period.end)
        federation = place.federation(plan.batch.language)
        made = rows.of(jobs, file.parent)
        title = f"{plan.batch.heading} – {federation}"
        page = render_index(title, made, plan.batch.language, up="../index.html")
        write_atomically(file, page.encode())
        groups.append(group_of(federation, f"{slug}/index.html", made))
        failing = (row for row in made if row.failure)
        failed += islice(failing, MOST_FAILURES - len(failed))
    page = render_groups(plan.batch.heading, groups, failed, status, plan.batch.language, links)
    write_atomically(plan.index, page.encode())


def _by_province(plan: BatchPlan) -> dict[str, list[ReportJob]]:
    found: dict[str, list[ReportJob]] = {}
    for job in plan.jobs:
        found.setdefault(job.scope.slug, []).append(job)
    return found


class _Rows:
    """Makes the rows of index pages."""

    def __init__(self, plan: BatchPlan, record: BatchRecord, status: str) -> None:
        self._plan = plan
        self._record = record
        self._status = status

    def of(self, jobs: Sequence[ReportJob], start: Path) -> list[IndexRow]:
        """A row for each job, its links from the folder `start`."""
        return list(self._each(jobs, start))

    def _each(self, jobs: Sequence[ReportJob], start: Path) -> Iterator[IndexRow]:
        language: Language = self._plan.batch.language
        for job in jobs:
            record, state = self._record.known(job)
            if job.translates and state.name == "fresh":
                continue
            failure = record.failure if record else None
            html, xlsx, csv, failure_page = (
                path.relative_to(start).as_posix() if path.is_file() else ""
                for path in (job.page, job.workbook, job.data_file, job.failure_page)
            )
            place = place_on_either_map(job.scope.slug, job.scope.period.end)
            yield IndexRow(
                id=job.id,
                federation=place.federation(language),
                place=place.short_name(language),
                whole=job.members is not None,
                version=Version(job.scope.language, "").name if job.translates else "",
                versions=_versions(job, start),
                period_label=job.scope.period.label(language),
                cutoff_label=write_day(job.scope.cutoff, language),
                state=state.name,
                status=self._status,
                tiles=record.tiles if record and html and not job.translates else (),
                html=html,
                xlsx=xlsx,
                failure_page=failure_page if failure else "",
                csv=csv,
                failure=_shown(failure, language) if failure else None,
            )


def _versions(job: ReportJob, start: Path) -> tuple[Version, ...]:
    """The pages of the same report in further languages, where they are there."""
    return tuple(
        Version(other.scope.language, other.page.relative_to(start).as_posix())
        for other in job.others
        if other.translates and other.page.is_file()
    )


def _shown(failure: Failure, language: Language) -> ShownFailure:
    """A failure outside any notebook belongs to the program itself."""
    told = failure.told(language)
    return ShownFailure(failure.notebook or "doanvien", failure.cell or 0, told)
