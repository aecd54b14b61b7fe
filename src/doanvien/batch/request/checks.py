"""Find everything wrong with a batch and its data set before anything is built."""

from dataclasses import dataclass
from pathlib import Path

from doanvien.batch.plan import plan_batch
from doanvien.batch.project import Project
from doanvien.batch.request.chapters import chapter_problems
from doanvien.batch.request.problems import BatchError, ParameterProblem
from doanvien.batch.request.read import data_folder, read_batch
from doanvien.data.dataset import check_dataset
from doanvien.data.problems import DataError, Problem
from doanvien.reference.languages import MESSAGES_IN


@dataclass(frozen=True)
class BatchCheck:
    """What was found; `reports` counts those of a batch that is right, `data` is its folder."""

    problems: tuple[ParameterProblem | Problem, ...]
    reports: int = 0
    data: str = ""


def check_batch(file: Path, project: Project) -> BatchCheck:
    """Check a batch file and all of its data set, the one even where the other is wrong."""
    problems: list[ParameterProblem | Problem] = []
    reports = 0
    try:
        jobs = plan_batch(read_batch(file, project), project).jobs
        reports = len(jobs)
        chapters = dict.fromkeys(path for job in jobs for path in job.notebooks)
        problems += [
            ParameterProblem(project.show(path), one.said(MESSAGES_IN))
            for path in chapters
            for one in chapter_problems(path)
        ]
    except (BatchError, DataError) as error:
        problems += error.problems
    data = data_folder(file, project)
    if data is not None:
        problems += check_dataset(data)
    shown = project.show(data) if data else ""
    return BatchCheck(tuple(dict.fromkeys(problems)), reports, shown)
