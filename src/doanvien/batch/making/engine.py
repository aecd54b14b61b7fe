"""The papermill engine `doanvien`: a notebook's cells in a process forked from this one.

Registered at papermill's entry point, so that `papermill --engine doanvien` has it too, best with
OPENBLAS_NUM_THREADS=1: what runs several threads must not fork. Papermill loads this module while
it is imported itself; import papermill first.

What cannot be done as a kernel would do it is done by a kernel: the notebook runs once more from
its first cell, in one that is started cold, and `COLD` in its metadata says why.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from IPython.core.application import ENV_CONFIG_DIRS, SYSTEM_CONFIG_DIRS
from jupyter_client.session import json_unpacker
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager
from papermill.log import logger

from doanvien.batch.making.cold import PYTHON, run_in_kernel
from doanvien.batch.making.processes import nothing_outlives
from doanvien.batch.making.shell import run_chapter
from doanvien.reference.this_process import die_with_parent, threads, why_no_forks

COLD = "cold"
"""Of a notebook's papermill metadata: why it ran in a kernel that was started cold."""

DIED = "the kernel died and was started once more, cold"


class ForkEngine(Engine):
    """Runs a notebook in a forked process, and in a cold kernel where that must not or cannot be.

    An option besides those of papermill: `cold` says why not to fork at all. What the notebook
    started is killed when it has ended.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        cold: str = "",
        execution_timeout: int | None = None,
        on_cell_execute: Any = None,
        log_output: bool = False,
        **_: Any,
    ) -> None:
        options: dict[str, Any] = {"log_output": log_output, "on_cell_execute": on_cell_execute}
        why = cold or _why_cold(kernel_name)
        if not why:
            with tempfile.TemporaryDirectory(prefix="k") as folder:
                try:
                    _Client(nb_man, Path(folder), timeout=execution_timeout, **options).execute()
                    return
                except KernelNeeded as needed:
                    why = str(needed)
                except DeadKernelError:
                    why = DIED
            nb_man.notebook_start()
        nb_man.nb.metadata.papermill[COLD] = why
        options["execution_timeout"] = execution_timeout
        run_in_kernel(nb_man, kernel_name, **options)


class KernelNeeded(Exception):
    """The notebook asks for what only a kernel has; the text says what it did."""


def _why_cold(kernel_name: str) -> str:
    """Why a notebook must not be forked off here; "" if it may."""
    if why_no_forks():
        return why_no_forks()
    if kernel_name != PYTHON:
        return f"it asks for the kernel {kernel_name!r}"
    if threads() > 1:
        return f"{threads()} threads run where one is wanted"
    configured = (*ENV_CONFIG_DIRS, *SYSTEM_CONFIG_DIRS)
    if any(next(Path(folder).glob("*.py"), None) for folder in configured):
        return "IPython is configured on this system"
    return ""


class _Client(PapermillNotebookClient):
    """Walks the notebook as papermill's own client does; messages come through a pipe."""

    def __init__(self, manager: NotebookExecutionManager, folder: Path, **options: Any) -> None:
        super().__init__(manager, log=logger, record_timing=False, **options)
        self._folder = folder

    def execute(self, **_: Any) -> NotebookNode:
        self.reset_execution_trackers()
        with _forked(self._folder) as self._process:
            self.papermill_execute_cells()
        self.nb.metadata["language_info"] = IPythonKernel.language_info
        return self.nb

    def execute_cell(self, cell: NotebookNode, cell_index: int, *_: Any, **__: Any) -> NotebookNode:
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        tags = cell.metadata.get("tags", [])
        if self.skip_cells_with_tag in tags:
            return cell
        if self.on_cell_execute is not None:
            self.on_cell_execute(cell=cell, cell_index=cell_index)
        cell.outputs = []
        self.clear_before_next_output = False
        self.code_cells_executed += 1
        reply = self._run(cell, cell_index)
        if reply["status"] == "error" and "raises-exception" not in tags:
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell

    def _run(self, cell: NotebookNode, index: int) -> dict[str, Any]:
        """Run a cell and take what it shows; how it ended."""
        request = str(index)
        for message in self._process.run(request, cell.source, self.timeout):
            message["msg_type"] = kind = message["header"]["msg_type"]
            if kind == "kernel_needed":
                raise KernelNeeded(f"it asked for {message['content']['why']}")
            # What comes late from an earlier cell is lost, as it is with a kernel.
            if message["parent_header"].get("msg_id") != request:
                continue
            if kind == "execute_reply":
                reply: dict[str, Any] = message["content"]
                return reply
            self.process_message(message, cell, index)
        said, limit = "Cell execution timed out", self.timeout
        raise CellTimeoutError.error_from_timeout_and_cell(said, limit, cell)


@contextlib.contextmanager
def _forked(folder: Path) -> Iterator["_Process"]:
    """A process of its own for a notebook, killed at the end with all that it started."""
    ours, theirs = Pipe()
    with ours, nothing_outlives():
        report = os.getpid()
        if os.fork() == 0:
            try:
                # A group of its own: a signal that a cell sends to its group reaches no report.
                os.setsid()
                die_with_parent(report)
                ours.close()
                run_chapter(theirs, folder)
            finally:
                os._exit(1)
        theirs.close()
        yield _Process(ours)


class _Process:
    """The forked process of a notebook."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def run(self, request: str, code: str, timeout: float | None) -> Iterator[dict[str, Any]]:
        """The messages of a cell, until nobody asks for more, or for `timeout` seconds in all.

        Raises DeadKernelError when the process has ended.
        """
        ends = time.monotonic() + timeout if timeout else None
        with contextlib.suppress(OSError):
            self._connection.send((request, code))
        try:
            while self._connection.poll(None if ends is None else max(0, ends - time.monotonic())):
                yield json_unpacker(self._connection.recv_bytes())
        except (EOFError, OSError):
            raise DeadKernelError("Kernel died") from None
