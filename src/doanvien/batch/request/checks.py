"""Find everything wrong with a batch and its data set before anything is built."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from doanvien.batch.plan import plan_batch
from doanvien.batch.project import Project
from doanvien.batch.request.chapters import chapter_problems
from doanvien.batch.request.problems import BatchError, ParameterProblem
from doanvien.batch.request.read import Batch, data_folder, read_batch
from doanvien.data.dataset import check_dataset, provinces_with_figures, speaks_of
from doanvien.data.problems import DataError, Problem
from doanvien.reference.provinces import place_on_either_map
from doanvien.reference.scope import ReportScope
from doanvien.reference.sentences import Sentences, sentence

AnyProblem = ParameterProblem | Problem


@dataclass(frozen=True)
class BatchCheck:
    """What was found; `reports` counts those of a batch that is right, `data` is its folder.

    `problems` stop a build, or a report of it; `doubts` are questions about what is possible.
    """

    problems: tuple[AnyProblem, ...]
    doubts: tuple[AnyProblem, ...] = ()
    reports: int = 0
    data: str = ""


def check_batch(file: Path, project: Project) -> BatchCheck:
    """Check a batch file and all of its data set, the one even where the other is wrong."""
    found: list[AnyProblem] = []
    doubts: list[AnyProblem] = []
    reports = 0
    try:
        batch = read_batch(file, project)
        jobs = plan_batch(batch, project).jobs
        reports = len(jobs)
        chapters = dict.fromkeys(path for job in jobs for path in job.notebooks)
        found += [
            ParameterProblem(project.show(path), (one,))
            for path in chapters
            for one in chapter_problems(path)
        ]
        found += _silent_reports(batch, project.show(file))
        doubts += _gone_provinces(batch, project.show(file))
    except (BatchError, DataError) as error:
        found += error.problems
    data = data_folder(file, project)
    if data is not None:
        for problem in check_dataset(data):
            (found if problem.severity == "mistake" else doubts).append(problem)
    shown = project.show(data) if data else ""
    return BatchCheck(tuple(dict.fromkeys(found)), tuple(doubts), reports, shown)


def _silent_reports(batch: Batch, file: str) -> Iterator[ParameterProblem]:
    """Reports on places that the data set says nothing of."""
    for scope in batch.reports:
        if not speaks_of(batch.data, scope.slug):
            yield ParameterProblem(
                file,
                (
                    sentence(
                        "The data set has no figures for the report {report}. Leave it out, or "
                        "add the figures.",
                        report=f"{scope.slug}/{scope.period.code}",
                    ),
                    *_successor(scope),
                ),
            )


def _gone_provinces(batch: Batch, file: str) -> Iterator[ParameterProblem]:
    """Reports on a former province in a period of which nothing is known about it."""
    for scope in batch.reports:
        successor = _successor(scope)
        if successor and speaks_of(batch.data, scope.slug):
            known = provinces_with_figures(batch.data, scope.period, scope.cutoff)
            if scope.slug not in known:
                yield ParameterProblem(
                    file,
                    (
                        sentence(
                            "The report {report} has no figure of its period.",
                            report=f"{scope.slug}/{scope.period.code}",
                        ),
                        *successor,
                    ),
                )


def _successor(scope: ReportScope) -> Sentences:
    """A sentence about a province that is gone at the end of the period; else nothing."""
    place = place_on_either_map(scope.slug, scope.period.end)
    if place.existed_on(scope.period.end) or place.successor is None:
        return ()
    return (
        sentence(
            "{place} is now part of {successor}.", place=place.slug, successor=place.successor
        ),
    )
