"""Run one chapter of a report under papermill."""

import logging
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError, strip_color
from traitlets.config import Config

from doanvien.batch.clean import clean_notebook, hide_folders, take_warnings
from doanvien.batch.manifest import Failure
from doanvien.batch.plan import ReportJob

# A chapter takes seconds. What hangs must not hold up the batch for ever.
SECONDS_TO_START = 120
SECONDS_A_CELL = 600

# The longest path of a socket is about 104 bytes; the kernel adds a name of its own.
_LONGEST_SOCKET_FOLDER = 80

_LINE_IN_CELL = re.compile(r"Cell In\[\d+\], line (\d+)")

# What papermill logs of a failure is in ChapterFailed too; with a handler of our own it does not
# reach stderr a second time.
logging.getLogger("papermill").addHandler(logging.NullHandler())


class ChapterFailed(Exception):
    """A notebook did not run to its end."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True)
class Chapter:
    """An executed notebook without times, random ids and folders of this machine.

    `warnings` is what it wrote to stderr, a line each: it is for whoever runs the batch, not for
    the reader of the report.
    """

    name: str
    notebook: NotebookNode
    warnings: tuple[str, ...]


def execute_chapter(source: Path, job: ReportJob) -> Chapter:
    """Run a notebook with the job's parameters. Raises ChapterFailed."""
    try:
        original = nbformat.read(source, as_version=4)
    except Exception as error:  # nbformat raises whatever the broken file made it stumble over
        raise ChapterFailed(Failure(f"This is not a notebook: {error}", source.stem)) from error
    if not _indices(original, "parameters"):
        raise ChapterFailed(Failure("No cell is tagged `parameters`.", source.stem))
    executed = _execute(original, source.stem, job)
    for index, cell in enumerate(executed.cells):
        # papermill takes a notebook that leaves by sys.exit() for a finished one.
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            raise _failed("The notebook ended before this cell.", source.stem, original, index)
    warnings = take_warnings(executed, job)
    clean_notebook(executed, source, job)
    return Chapter(source.stem, executed, warnings)


def _execute(original: NotebookNode, name: str, job: ReportJob) -> NotebookNode:
    with tempfile.TemporaryDirectory(prefix="doanvien-") as folder:
        progress = Path(folder) / "progress.ipynb"
        try:
            return papermill.execute_notebook(
                original,
                progress,
                parameters=job.parameters(),
                cwd=job.project.notebooks,
                progress_bar=False,
                start_timeout=SECONDS_TO_START,
                execution_timeout=SECONDS_A_CELL,
                record_timing=False,
                coalesce_streams=True,
                extra_arguments=[
                    # A profile of the user's own would run its start-up files inside the report.
                    f"--ipython-dir={folder}",
                    # A kernel that is being closed complains of it on stderr.
                    "--log-level=CRITICAL",
                ],
                config=_connection(folder),
            )
        except PapermillExecutionError as error:
            last = _last_line(error.evalue)
            said = f"{error.ename}: {last}" if last else error.ename
            line = _line_in_cell("\n".join(error.traceback))
            raise _failed(
                hide_folders(said, job), name, original, error.cell_index, line
            ) from error
        except Exception as error:  # a kernel that hangs, dies or does not start
            said = _first_line(str(error)) or type(error).__name__
            raise _failed(hide_folders(said, job), name, original, _last_begun(progress)) from error


def _connection(folder: str) -> Config:
    """Sockets in a folder of our own where the system has them: nobody else can listen in."""
    config = Config()
    if os.name == "posix" and len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER:
        config.KernelManager.transport = "ipc"
        config.KernelManager.connection_file = str(Path(folder) / "kernel.json")
    return config


def _last_begun(progress: Path) -> int | None:
    """Index of the last cell that papermill had begun when it last saved the notebook."""
    if not progress.is_file():
        return None
    cells = nbformat.read(progress, as_version=4).cells
    begun = [at for at, cell in enumerate(cells) if cell.metadata.papermill.get("start_time")]
    return begun[-1] if begun else None


def _failed(
    said: str, name: str, original: NotebookNode, index: int | None, line: int = 0
) -> ChapterFailed:
    """`index` counts the cells of the executed notebook; a person counts those of the original.

    `line` is the line of the cell that failed, 0 where it is not known.
    """
    if index is None:
        return ChapterFailed(Failure(said, name))
    if (
        not _indices(original, "injected-parameters")
        and index > _indices(original, "parameters")[0]
    ):
        index -= 1
    source = original.cells[index].source
    code = "\n".join(source.splitlines()[line - 1 :]) if line else source
    return ChapterFailed(Failure(said, name, index + 1, _first_line(code)))


def _line_in_cell(traceback: str) -> int:
    """The line of the cell that IPython's traceback points at; 0 where it points at none."""
    found = _LINE_IN_CELL.search(strip_color(traceback))
    return int(found[1]) if found else 0


def _indices(notebook: NotebookNode, tag: str) -> list[int]:
    return [at for at, cell in enumerate(notebook.cells) if tag in cell.metadata.get("tags", [])]


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def _last_line(text: str) -> str:
    return _first_line("\n".join(reversed(text.splitlines())))
