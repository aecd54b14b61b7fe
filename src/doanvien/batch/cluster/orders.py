"""What travels between a build and a worker: a report that is wanted, and what came of it.

No path of one machine is in it: a worker has the project in a folder of its own, perhaps under
another system, and sends the files themselves. Packed, because a report is words to nine tenths.
"""

import pickle
import zlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from doanvien.batch.cluster.parcel import PROJECT, place_of_data
from doanvien.batch.making.outcome import MadeFile, ReportOutcome, ReportTask
from doanvien.batch.making.sources import ChapterSource
from doanvien.batch.plan import ReportJob
from doanvien.batch.project import Project
from doanvien.batch.record.inputs import digest
from doanvien.reference.languages import Language
from doanvien.reference.scope import ReportScope
from doanvien.reference.sentences import Sentence


@dataclass(frozen=True)
class Order:
    """A report to make: a `ReportTask` whose paths start from the parcel's folder (`notebooks`,
    `data`) and from the report's own (`executed`)."""

    scope: ReportScope
    members: tuple[ReportScope, ...] | None
    languages: tuple[Language, ...]
    beside: tuple[Language, ...] | None
    public: bool
    data: str
    notebooks: tuple[str, ...]
    executed: str
    chapters: tuple[ChapterSource, ...]
    timeout: int


@dataclass(frozen=True)
class Answer:
    """What came of an order: the outcome, whose files are here with their contents, by their paths
    in the report's folder. `notes` are for whoever runs the batch."""

    outcome: ReportOutcome
    files: tuple[tuple[str, bytes], ...]
    notes: tuple[Sentence, ...] = ()


def order_of(task: ReportTask) -> Order:
    """What a worker is told of a task."""
    job = task.job
    return Order(
        job.scope,
        job.members,
        job.languages,
        job.beside,
        job.public,
        place_of_data(job.data, job.project),
        tuple(notebook.relative_to(job.project.root).as_posix() for notebook in job.notebooks),
        job.executed_folder.relative_to(job.folder).as_posix(),
        task.chapters,
        task.timeout,
    )


def task_of(order: Order, parcel: Path, own: Path) -> ReportTask:
    """The task of a worker that has the parcel in a folder, and one of its `own` for the report."""
    root, report = parcel / PROJECT, own / "report"
    job = ReportJob(
        Project(root),
        order.scope,
        parcel / order.data,
        tuple(root / notebook for notebook in order.notebooks),
        report,
        report / order.executed,
        members=order.members,
        public=order.public,
        languages=order.languages,
        beside=order.beside,
    )
    return ReportTask(job, own / "made", order.chapters, own, order.timeout)


def answer_of(outcome: ReportOutcome, task: ReportTask, notes: tuple[Sentence, ...]) -> Answer:
    """What a worker answers, with the files that it has made."""
    files = tuple(
        (_inside(file.place, task.job.folder), file.made.read_bytes()) for file in outcome.files
    )
    return Answer(replace(outcome, files=()), files, notes)


def outcome_of(answer: Answer, task: ReportTask) -> ReportOutcome:
    """The outcome as if the task had been done here: its files are in the task's folder.

    Raises OSError where they cannot be written.
    """
    # Not its parents: if they are gone, so is the build that this belongs to.
    task.folder.mkdir()
    made = []
    for number, (path, content) in enumerate(answer.files):
        file = task.folder / str(number)
        file.write_bytes(content)
        made.append(MadeFile(task.job.folder / path, file, digest(content)))
    return replace(answer.outcome, files=tuple(made))


def pack(thing: Order | Answer) -> bytes:
    return zlib.compress(pickle.dumps(thing), 1)


def unpack(packed: bytes) -> Any:
    """What was packed, by a process that may be trusted."""
    return pickle.loads(zlib.decompress(packed))


def _inside(path: PurePath, folder: PurePath) -> str:
    return path.relative_to(folder).as_posix()
