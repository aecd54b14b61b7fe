"""Run one chapter of a report under papermill, in a kernel of its own."""

import logging
import os
import re
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError, strip_color
from traitlets.config import Config

from doanvien.batch.making.clean import clean_notebook, hide_folders, join_streams, take_warnings
from doanvien.batch.making.outcome import Kernels
from doanvien.batch.making.warm.provisioner import KernelDied, ReportKernelManager
from doanvien.batch.plan import ReportJob
from doanvien.batch.record.manifest import Failure

# A kernel starts in a second. What hangs must not hold up the batch for ever.
SECONDS_TO_START = 120

LAST_LINES = 20

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
    the reader of the report. `seconds` is how long it ran.
    """

    name: str
    notebook: NotebookNode
    warnings: tuple[str, ...]
    seconds: float


def execute_chapter(source: Path, job: ReportJob, kernels: Kernels) -> Chapter:
    """Run a notebook with the job's parameters. Raises ChapterFailed.

    If the kernel dies, the notebook is run once more in a cold one: what a forked process cannot
    do, or what was killed for want of memory, then still has a chance.
    """
    clock = time.perf_counter()
    try:
        original = nbformat.read(source, as_version=4)
    except Exception as error:  # nbformat raises whatever the broken file made it stumble over
        raise ChapterFailed(Failure(f"This is not a notebook: {error}", source.stem)) from error
    if not _indices(original, "parameters"):
        raise ChapterFailed(Failure("No cell is tagged `parameters`.", source.stem))
    run = _Run(original, source.stem, job)
    died: tuple[str, ...] = ()
    try:
        executed = run.execute(kernels)
    except (DeadKernelError, KernelDied):
        died = (f"{source.stem}: the kernel died and was started once more, cold.",)
        executed = run.execute_cold(kernels)
    for index, cell in enumerate(executed.cells):
        # papermill takes a notebook that leaves by sys.exit() for a finished one.
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            raise run.failed("The notebook ended before this cell.", index)
    join_streams(executed)
    warnings = died + take_warnings(executed, job)
    clean_notebook(executed, source, job)
    return Chapter(source.stem, executed, warnings, time.perf_counter() - clock)


class _Run:
    """One notebook with the parameters of one report."""

    def __init__(self, original: NotebookNode, name: str, job: ReportJob) -> None:
        self.original = original
        self.name = name
        self.job = job
        self.begun: int | None = None

    def execute_cold(self, kernels: Kernels) -> NotebookNode:
        try:
            return self.execute(replace(kernels, server=""))
        except (DeadKernelError, KernelDied) as error:
            raise self.failed(_first_line(str(error)), self.begun) from error

    def execute(self, kernels: Kernels) -> NotebookNode:
        """The executed notebook. Raises ChapterFailed, and DeadKernelError or KernelDied."""
        self.begun = None
        with tempfile.TemporaryDirectory(prefix="k", dir=kernels.sockets) as folder:
            try:
                return papermill.execute_notebook(
                    self.original,
                    # Nothing is written while it runs: the one write is that of the report.
                    None,
                    parameters=self.job.parameters(),
                    cwd=self.job.project.notebooks,
                    progress_bar=False,
                    start_timeout=SECONDS_TO_START,
                    execution_timeout=kernels.timeout,
                    record_timing=False,
                    kernel_manager_class=ReportKernelManager,
                    # It has nothing to lose: what it showed has been received.
                    shutdown_kernel="immediate",
                    on_cell_execute=self._begin,
                    extra_arguments=[
                        # A profile of the user's own would run its start-up files in the report.
                        f"--ipython-dir={folder}",
                        "--HistoryManager.enabled=False",
                        # A kernel that is being closed complains of it on stderr.
                        "--log-level=CRITICAL",
                    ],
                    config=_connection(folder, kernels.server),
                )
            except (DeadKernelError, KernelDied):
                raise
            except PapermillExecutionError as error:
                raise self._raised(error) from error
            except CellTimeoutError as error:
                said = f"A cell timed out: it ran for more than {kernels.timeout} seconds."
                raise self.failed(said, self.begun) from error
            except Exception as error:  # a kernel that does not start, a broken installation
                said = _first_line(str(error)) or type(error).__name__
                raise self.failed(hide_folders(said, self.job), self.begun) from error

    def _begin(self, cell: NotebookNode, cell_index: int) -> None:
        self.begun = cell_index

    def _raised(self, error: PapermillExecutionError) -> ChapterFailed:
        last = _last_line(error.evalue)
        said = f"{error.ename}: {last}" if last else error.ename
        told = hide_folders(strip_color("\n".join(error.traceback)), self.job)
        found = _LINE_IN_CELL.search(told)
        lines = tuple(told.splitlines()[-LAST_LINES:])
        line = int(found[1]) if found else 0
        return self.failed(hide_folders(said, self.job), error.cell_index, line, lines)

    def failed(
        self, said: str, index: int | None, line: int = 0, lines: tuple[str, ...] = ()
    ) -> ChapterFailed:
        """`index` counts the cells of the executed notebook; a person counts the original's.

        `line` is the line of the cell that failed, 0 where it is not known.
        """
        if index is None:
            return ChapterFailed(Failure(said, self.name, lines=lines))
        injected = not _indices(self.original, "injected-parameters")
        if injected and index > _indices(self.original, "parameters")[0]:
            index -= 1
        source = self.original.cells[index].source
        code = _first_line("\n".join(source.splitlines()[line - 1 :]) if line else source)
        return ChapterFailed(Failure(said, self.name, index + 1, code, source, lines))


def _connection(folder: str, server: str) -> Config:
    """Sockets in a folder of our own where the system has them: nobody else can listen in, and no
    two kernels that start at the same moment take the same port."""
    config = Config()
    config.ReportKernelManager.server = server
    if os.name == "posix" and len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER:
        config.ReportKernelManager.transport = "ipc"
        config.ReportKernelManager.connection_file = str(Path(folder) / "kernel.json")
    return config


def _indices(notebook: NotebookNode, tag: str) -> list[int]:
    return [at for at, cell in enumerate(notebook.cells) if tag in cell.metadata.get("tags", [])]


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def _last_line(text: str) -> str:
    return _first_line("\n".join(reversed(text.splitlines())))
