"""Run one chapter of a report under papermill, by the engine that forks a process for it.

What `papermill.execute_notebook` does, step by step: it would write each notebook as text and read
it again before it runs, and write it once more when it has run, where nobody wants the text.
"""

import copy
import logging
import re
import time
from dataclasses import dataclass
from functools import lru_cache

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError, strip_color
from papermill.execute import raise_for_execution_errors, remove_error_markers
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from doanvien.batch.making.clean import clean_notebook, hide_folders, join_streams, take_warnings
from doanvien.batch.making.outcome import ReportTask
from doanvien.batch.making.sources import ChapterSource
from doanvien.batch.plan import ReportJob
from doanvien.batch.record.manifest import Failure
from doanvien.present.circulation import circulation
from doanvien.reference.sentences import Sentence, sentence

ENGINE = "doanvien"

LAST_LINES = 20

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
    the reader of the report. `seconds` is how long it ran, `cold` why it ran in a kernel that was
    started cold ("" if it did not).
    """

    name: str
    notebook: NotebookNode
    warnings: tuple[str, ...]
    seconds: float
    cold: str


def execute_chapter(source: ChapterSource, task: ReportTask) -> Chapter:
    """Run a notebook in the working folder, with the parameters of the task's job. Raises
    ChapterFailed."""
    clock = time.perf_counter()
    if source.problem:
        told = sentence("It cannot be read: {reason}.", reason=source.problem)
        raise ChapterFailed(Failure(told, source.name))
    try:
        original = _read(source.text)
    except Exception as error:  # nbformat raises whatever the broken file made it stumble over
        told = sentence("This is not a notebook: {reason}", reason=str(error))
        raise ChapterFailed(Failure(told, source.name)) from error
    if not _indices(original, "parameters"):
        raise ChapterFailed(Failure(sentence("No cell is tagged `parameters`."), source.name))
    run = _Run(original, source.name, task.job)
    executed = run.execute(task)
    for index, cell in enumerate(executed.cells):
        # papermill takes a notebook that leaves by sys.exit() for a finished one.
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            raise run.failed(sentence("The notebook ended before this cell."), index)
    join_streams(executed)
    cold = str(executed.metadata.papermill.get("cold", ""))
    said = (f"{source.name}: {cold}.",) if cold and cold != task.cold else ()
    warnings = said + take_warnings(executed, task.job)
    clean_notebook(executed, source.text, task.job)
    return Chapter(source.name, executed, warnings, time.perf_counter() - clock, cold)


@lru_cache
def _read(text: str) -> NotebookNode:
    """The notebook in the text, as papermill wants it; nobody may change it."""
    return load_notebook_node(nbformat.reads(text, as_version=4))


class _Run:
    """One notebook with the parameters of one report."""

    def __init__(self, original: NotebookNode, name: str, job: ReportJob) -> None:
        self.original = original
        self.name = name
        self.job = job
        self.begun: int | None = None

    def execute(self, task: ReportTask) -> NotebookNode:
        """The executed notebook. Raises ChapterFailed."""
        try:
            notebook = parameterize_notebook(
                copy.deepcopy(self.original), self.job.parameters(), engine_name=ENGINE
            )
            with circulation(public=self.job.public):
                executed = papermill_engines.execute_notebook_with_engine(
                    ENGINE,
                    remove_error_markers(notebook),
                    papermill_engines.nb_kernel_name(ENGINE, notebook),
                    progress_bar=False,
                    execution_timeout=task.timeout,
                    on_cell_execute=self._begin,
                    cold=task.cold,
                )
            raise_for_execution_errors(executed, None)
            return executed
        except PapermillExecutionError as error:
            raise self._raised(error) from error
        except CellTimeoutError as error:
            told = sentence(
                "A cell timed out: it ran for more than {seconds} seconds.", seconds=task.timeout
            )
            raise self.failed(told, self.begun) from error
        except DeadKernelError as error:
            raise self.failed(_first_line(str(error)), self.begun) from error
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
        self, said: Sentence | str, index: int | None, line: int = 0, lines: tuple[str, ...] = ()
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


def _indices(notebook: NotebookNode, tag: str) -> list[int]:
    return [at for at, cell in enumerate(notebook.cells) if tag in cell.metadata.get("tags", [])]


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def _last_line(text: str) -> str:
    return _first_line("\n".join(reversed(text.splitlines())))
