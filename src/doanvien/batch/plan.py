"""Which reports a batch consists of, what each is made from, and where its files go."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from doanvien.batch.project import Project
from doanvien.batch.request.problems import BatchError, ParameterProblem, suggestion
from doanvien.batch.request.read import Batch
from doanvien.reference.calendar.cutoffs import write_cutoffs
from doanvien.reference.languages import Language
from doanvien.reference.scope import ReportScope
from doanvien.reference.sentences import sentence


@dataclass(frozen=True)
class ReportJob:
    """One report to make. Paths are absolute.

    `notebooks` are its chapters in order; they run in `notebooks_folder` of the project.
    `members` are the reports that an overview is over; it may read all of the data set, where any
    other report reads one province's files. None for a report that is no overview.
    `languages` are those that the report is made in, its own among them; in the first one it has
    the plain names.
    A `public` one is for wide circulation.
    `beside` are the languages that a build makes or finds, and None outside any build: a page leads
    to no other one.
    """

    project: Project
    scope: ReportScope
    data: Path
    notebooks: tuple[Path, ...]
    folder: Path
    executed_folder: Path
    members: tuple[ReportScope, ...] | None = None
    public: bool = False
    languages: tuple[Language, ...] = ()
    beside: tuple[Language, ...] | None = None

    @property
    def id(self) -> str:
        """What `list` prints and `--only` takes: "ha-noi/2022H1", "ha-noi/2022H1/en"."""
        return "/".join(self._parts)

    @property
    def translates(self) -> bool:
        """Whether the report stands under its plain name in another language."""
        return self.scope.language not in (self.languages or (self.scope.language,))[:1]

    @property
    def others(self) -> tuple[ReportJob, ...]:
        """The same report in its other languages."""
        return tuple(
            replace(self, scope=replace(self.scope, language=language))
            for language in self.languages
            if language != self.scope.language
        )

    @property
    def linked(self) -> tuple[ReportJob, ...]:
        """The other languages that its page leads to: those of its build, else what is there."""
        if self.beside is None:
            return tuple(other for other in self.others if other.tried)
        return tuple(other for other in self.others if other.scope.language in self.beside)

    @property
    def tried(self) -> bool:
        """Whether the report was made, or failed the last time."""
        return self.page.is_file() or self.failure_page.is_file()

    @property
    def page(self) -> Path:
        return self.folder / f"{self.stem}.html"

    @property
    def failure_page(self) -> Path:
        """Why the last attempt failed; there only after a failure."""
        return self.folder / f"{self.stem}_failed.html"

    @property
    def workbook(self) -> Path:
        return self.folder / f"{self.stem}.xlsx"

    @property
    def data_file(self) -> Path:
        """Where the rows go that a report shows as a file; most reports have none."""
        return self.folder / f"{self.stem}.csv"

    def executed(self, notebook: Path) -> Path:
        """Where the executed copy of a chapter goes."""
        own = self.scope.language if self.translates else ""
        return self.executed_folder / own / notebook.name

    def parameters(self) -> dict[str, str]:
        """What the notebooks are given: text only.

        The data set is named from the notebooks' folder, in which they run, so that no folder of
        this machine gets into a report.
        """
        own = {
            "province": self.scope.slug,
            "period": self.scope.period.code,
            "as_of": self.scope.cutoff.isoformat(),
            "language": self.scope.language,
            "data": _way(self.project.notebooks, self.data),
        }
        if self.members is None:
            return own
        return {**own, "provinces": write_cutoffs(self.members)}

    def asked(self) -> dict[str, str]:
        """All that was asked for: the parameters, and that the report is for wide circulation."""
        return self.parameters() | ({"public": "true"} if self.public else {})

    @property
    def stem(self) -> str:
        """How its files are called: "ha-noi_2022H1", "ha-noi_2022H1_en"."""
        return "_".join(self._parts)

    @property
    def _parts(self) -> tuple[str, ...]:
        plain = (self.scope.slug, self.scope.period.code)
        return (*plain, self.scope.language) if self.translates else plain


@dataclass(frozen=True)
class BatchPlan:
    """The reports of a batch in order, the overview last, and the files about all of them."""

    batch: Batch
    project: Project
    jobs: tuple[ReportJob, ...]

    @cached_property
    def folder(self) -> Path:
        return self.project.output / self.batch.name

    @cached_property
    def manifest(self) -> Path:
        """What is kept of the reports, a file for each."""
        return self.folder / "manifest"

    @property
    def index(self) -> Path:
        return self.folder / "index.html"

    def record(self, job: ReportJob) -> Path:
        """What is kept of one report."""
        return self.manifest / f"{job.stem}.json"

    @property
    def work(self) -> Path:
        """The private folder of a build; there only while one runs, or after one was killed."""
        return self.folder / ".work"


def plan_batch(batch: Batch, project: Project) -> BatchPlan:
    """The jobs of a batch. Nothing is read or written."""
    output = project.output / batch.name
    periods, languages = _sorted(batch.reports)
    jobs = []
    for scope in batch.reports:
        folder = output / scope.slug
        # Two periods of one province have chapters of the same name.
        own = scope.period.code if len(periods[scope.slug]) > 1 else ""
        jobs.append(
            ReportJob(
                project,
                scope,
                batch.data,
                batch.notebooks,
                folder,
                folder / "notebooks" / own,
                languages=languages[scope.slug, scope.period.code],
                public=batch.public,
            )
        )
    # An overview is over reports, whichever languages these are in.
    firsts = tuple(job.scope for job in jobs if not job.translates)
    for scope in batch.overview:
        assert batch.overview_notebook is not None
        folder = output / scope.slug
        jobs.append(
            ReportJob(
                project,
                scope,
                batch.data,
                (batch.overview_notebook,),
                folder,
                folder / "notebooks",
                members=firsts,
                languages=tuple(one.language for one in batch.overview),
                public=batch.public,
            )
        )
    return BatchPlan(batch, project, tuple(jobs))


def _sorted(
    scopes: Sequence[ReportScope],
) -> tuple[dict[str, set[str]], dict[tuple[str, str], tuple[Language, ...]]]:
    """The periods of each place, and the languages of each report."""
    periods: dict[str, set[str]] = defaultdict(set)
    languages: dict[tuple[str, str], tuple[Language, ...]] = defaultdict(tuple)
    for scope in scopes:
        periods[scope.slug].add(scope.period.code)
        languages[scope.slug, scope.period.code] += (scope.language,)
    return periods, languages


def with_links(jobs: Sequence[ReportJob]) -> tuple[ReportJob, ...]:
    """The jobs of one build: a page may lead to what is made beside it, or was made before."""
    made = {job.id for job in jobs}
    return tuple(
        replace(
            job,
            beside=tuple(
                other.scope.language for other in job.others if other.id in made or other.tried
            ),
        )
        for job in jobs
    )


def select_jobs(plan: BatchPlan, only: Sequence[str], limit: int | None) -> tuple[ReportJob, ...]:
    """The jobs whose id is in `only` (all of them if it is empty), at most `limit`, in plan order.

    Raises BatchError naming every id that the batch does not have.
    """
    ids = [job.id for job in plan.jobs]
    unknown = [
        ParameterProblem(
            "",
            (
                sentence("There is no report {id!r} in {batch}.", id=id_, batch=plan.batch.name),
                *suggestion(id_, ids),
            ),
        )
        for id_ in dict.fromkeys(only)
        if id_ not in ids
    ]
    if unknown:
        raise BatchError(unknown)
    return tuple(job for job in plan.jobs if not only or job.id in only)[:limit]


@cache
def _way(start: Path, folder: Path) -> str:
    """The path of a folder from another one, with "/" between its parts."""
    return Path(os.path.relpath(folder, start)).as_posix()
