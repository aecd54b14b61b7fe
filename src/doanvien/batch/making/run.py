"""Make one report: run its chapters, export them, write the files into a private folder.

`run_report` is all that a crew has done, in whichever process: it never raises for a report that
fails, and everything it takes and gives can be pickled. Putting the files into place is left to
the process that holds the lock of the batch (`publish`).
"""

import contextlib
import os
import tempfile
import time
import traceback
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import nbformat

from doanvien.batch.making.clean import hide_folders
from doanvien.batch.making.execute import LAST_LINES, Chapter, ChapterFailed, execute_chapter
from doanvien.batch.making.outcome import MadeFile, ReportOutcome, ReportTask
from doanvien.batch.plan import ReportJob
from doanvien.batch.record.inputs import digest
from doanvien.batch.record.manifest import Failure, advised
from doanvien.export.excel.tidy_csv import render_csv
from doanvien.export.excel.workbook import render_workbook
from doanvien.export.pages.page import render_page
from doanvien.export.pages.versions import Version
from doanvien.export.reading.chapters import read_document
from doanvien.export.reading.errors import ExportError
from doanvien.present.opening import read_ahead
from doanvien.present.shown.tiles import Tile


def make_reports(connection: Connection) -> None:
    """Make the reports that are asked for, each in turn, until nobody asks; raises EOFError then.

    No cell runs in this process: what a chapter does is over with the chapter's own.
    """
    while True:
        connection.send(run_report(connection.recv()))


def run_report(task: ReportTask) -> ReportOutcome:
    """Make a report; what is in the task's folder afterwards counts only if it did not fail."""
    started, clock = datetime.now(UTC), time.perf_counter()
    # What a killed process leaves behind goes with the folder; what it starts does as it does.
    os.environ["TMPDIR"] = tempfile.tempdir = str(task.temporary)
    try:
        made, failure = _make(task), None
    except ChapterFailed as error:
        made, failure = _Made(), error.failure
    except Exception as error:  # whatever it is, the other reports are still wanted
        made, failure = _Made(), unexpected(error, task.job)
    return ReportOutcome(
        task.job.id,
        started.isoformat(timespec="seconds"),
        round(time.perf_counter() - clock, 2),
        made.files,
        made.tiles,
        made.checks,
        made.warnings,
        made.timings,
        made.kernels,
        failure,
    )


def unexpected(error: Exception, job: ReportJob) -> Failure:
    """What the program itself stumbled over, in words for whoever runs the batch."""
    said = " ".join(f"{type(error).__name__}: {error}".split())
    told = "".join(traceback.format_exception(error)).splitlines()[-LAST_LINES:]
    lines = tuple(hide_folders(line, job) for line in told)
    return Failure(advised(hide_folders(said, job), error), lines=lines)


@dataclass(frozen=True)
class _Made:
    files: tuple[MadeFile, ...] = ()
    tiles: tuple[Tile, ...] = ()
    checks: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)
    kernels: str = ""


def _make(task: ReportTask) -> _Made:
    job = task.job
    with contextlib.chdir(job.project.notebooks), _read_once(task):
        chapters = [execute_chapter(source, task) for source in task.chapters]
    clock = time.perf_counter()
    try:
        document = read_document(
            [chapter.notebook for chapter in chapters],
            [chapter.name for chapter in chapters],
            job.scope.language,
        )
        versions = [Version(other.scope.language, other.page.name) for other in job.linked]
        page, workbook = render_page(document, versions), render_workbook(document)
        data = render_csv(document)
    except ExportError as error:
        raise ChapterFailed(_export_failure(error, chapters)) from error
    contents = {
        job.executed(notebook): nbformat.writes(chapter.notebook).encode() + b"\n"
        for notebook, chapter in zip(job.notebooks, chapters, strict=True)
    }
    contents |= {job.data_file: data} if data is not None else {}
    # The page last: who sees it finds the rest.
    contents |= {job.workbook: workbook, job.page: page.encode()}
    files = _write(contents, task.folder)
    warnings = dict.fromkeys(line for chapter in chapters for line in chapter.warnings)
    timings = {chapter.name: round(chapter.seconds, 3) for chapter in chapters}
    timings["(export)"] = round(time.perf_counter() - clock, 3)
    checks, kernels = document.checks, _kernels(chapters)
    return _Made(files, document.headline, checks, tuple(warnings), timings, kernels)


def _read_once(task: ReportTask) -> AbstractContextManager[None]:
    """The figures are read once, for all the chapters that are forked."""
    if task.cold:
        return contextlib.nullcontext()
    folder = Path(task.job.parameters()["data"])
    return read_ahead(folder, task.job.scope, public=task.job.public)


def _kernels(chapters: list[Chapter]) -> str:
    cold = [chapter.name for chapter in chapters if chapter.cold]
    if not cold:
        return "warm"
    return "cold" if len(cold) == len(chapters) else f"cold: {', '.join(cold)}"


def _write(contents: dict[Path, bytes], folder: Path) -> tuple[MadeFile, ...]:
    # Not its parents: if they are gone, so is the build that this belongs to.
    folder.mkdir()
    made = []
    for number, (place, content) in enumerate(contents.items()):
        file = folder / str(number)
        file.write_bytes(content)
        made.append(MadeFile(place, file, digest(content)))
    return tuple(made)


def _export_failure(error: ExportError, chapters: list[Chapter]) -> Failure:
    """The exporter counts the cells of the executed notebook, of which papermill injected one."""
    cell = error.cell
    source = ""
    if cell is not None:
        cells = next(
            chapter for chapter in chapters if chapter.name == error.chapter
        ).notebook.cells
        source = cells[cell - 1].source
        cell -= sum("injected-parameters" in c.metadata.get("tags", []) for c in cells[: cell - 1])
    code = next((line for line in source.splitlines() if line.strip()), "")
    return Failure(error.told, error.chapter, cell, code, source)
