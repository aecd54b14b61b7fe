"""Make one report: run its chapters, export them, put the files into place.

`run_report` is the one thing a runner calls, in whichever process: it never raises for a report
that fails, and everything it takes and gives can be pickled.
"""

import os
import tempfile
import time
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import nbformat

from doanvien.batch.clean import hide_folders
from doanvien.batch.execute import Chapter, ChapterFailed, execute_chapter
from doanvien.batch.manifest import Failure
from doanvien.batch.outcome import ReportOutcome
from doanvien.batch.plan import ReportJob
from doanvien.export.chapters import read_document
from doanvien.export.errors import ExportError
from doanvien.export.page import render_page
from doanvien.export.workbook import render_workbook
from doanvien.present.tiles import Tile


def run_report(job: ReportJob) -> ReportOutcome:
    """Make a report. Its files appear complete or not at all; of a failure nothing remains."""
    started, clock = datetime.now(UTC), time.perf_counter()
    try:
        made, failure = _make(job), None
    except ChapterFailed as error:
        made, failure = _Made(), error.failure
    except Exception as error:  # whatever it is, the other reports are still wanted
        made, failure = _Made(), _unexpected(error, job)
    return ReportOutcome(
        job.id,
        started.isoformat(timespec="seconds"),
        round(time.perf_counter() - clock, 2),
        made.files,
        made.tiles,
        made.warnings,
        failure,
    )


@dataclass(frozen=True)
class _Made:
    files: tuple[Path, ...] = ()
    tiles: tuple[Tile, ...] = ()
    warnings: tuple[str, ...] = ()


def _make(job: ReportJob) -> _Made:
    chapters = [execute_chapter(notebook, job) for notebook in job.notebooks]
    try:
        document = read_document(
            [chapter.notebook for chapter in chapters],
            [chapter.name for chapter in chapters],
            job.scope.language,
        )
        page, workbook = render_page(document), render_workbook(document)
    except ExportError as error:
        raise ChapterFailed(_export_failure(error, chapters)) from error
    contents = {
        job.executed(notebook): nbformat.writes(chapter.notebook).encode() + b"\n"
        for notebook, chapter in zip(job.notebooks, chapters, strict=True)
    }
    contents |= {job.workbook: workbook, job.page: page.encode()}
    _put_into_place(contents, job.folder.parent)
    warnings = dict.fromkeys(line for chapter in chapters for line in chapter.warnings)
    return _Made(tuple(contents), document.headline, tuple(warnings))


def _put_into_place(contents: dict[Path, bytes], folder: Path) -> None:
    """Write everything first, then move it, the page last: who sees the page finds the rest.

    `folder` is on the same disk as the places, so that moving a file is one step.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder) as aside:
        written = {Path(aside) / str(number): place for number, place in enumerate(contents)}
        for file, place in written.items():
            file.write_bytes(contents[place])
        for file, place in written.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, place)


def _export_failure(error: ExportError, chapters: list[Chapter]) -> Failure:
    """The exporter counts the cells of the executed notebook, of which papermill injected one."""
    cell = error.cell
    code = ""
    if cell is not None:
        cells = next(
            chapter for chapter in chapters if chapter.name == error.chapter
        ).notebook.cells
        code = next((line for line in cells[cell - 1].source.splitlines() if line.strip()), "")
        cell -= sum("injected-parameters" in c.metadata.get("tags", []) for c in cells[: cell - 1])
    return Failure(error.message, error.chapter, cell, code)


def _unexpected(error: Exception, job: ReportJob) -> Failure:
    said = f"{type(error).__name__}: {error}"
    if isinstance(error, PermissionError):
        said += ". Close the file, if it is open, and build again."
    else:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        said += f" ({frame.filename}, line {frame.lineno})"
    return Failure(hide_folders(" ".join(said.split()), job))
