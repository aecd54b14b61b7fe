"""A kernel that is started for one chapter, as papermill starts it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from papermill.engines import NBClientEngine, NotebookExecutionManager
from traitlets import default
from traitlets.config import Config

from doanvien.batch.making.processes import nothing_outlives
from doanvien.batch.making.shell import ARGUMENTS

PYTHON = "python3"

# A kernel starts in a second. What hangs must not hold up the batch for ever.
SECONDS_TO_START = 120

# The longest path of a socket is about 104 bytes; the kernel adds a name of its own.
_LONGEST_SOCKET_FOLDER = 80


class _OwnPython(KernelSpecManager):
    """Python is always the one that runs this: a user's `python3` may be another one."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        if kernel_name == PYTHON:
            return KernelSpec(**get_kernel_dict())
        return super().get_kernel_spec(kernel_name)


class OwnKernelManager(AsyncKernelManager):
    """Manages one kernel of a report."""

    @default("kernel_spec_manager")
    def _own_python(self) -> KernelSpecManager:
        return _OwnPython(parent=self)


def run_in_kernel(manager: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:
    """Run a notebook in a kernel of its own. What it started is killed when it has ended."""
    with tempfile.TemporaryDirectory(prefix="k") as folder, nothing_outlives():
        NBClientEngine.execute_managed_notebook(
            manager,
            kernel_name,
            start_timeout=SECONDS_TO_START,
            record_timing=False,
            kernel_manager_class=OwnKernelManager,
            # It has nothing to lose: what it showed has been received.
            shutdown_kernel="immediate",
            # A profile of the user's own would run its start-up files in the report.
            extra_arguments=[f"--ipython-dir={folder}", *ARGUMENTS],
            config=_connection(folder),
            **options,
        )


def _connection(folder: str) -> Config:
    """Sockets in a folder of our own where the system has them: nobody else can listen in, and no
    two kernels that start at the same moment take the same port."""
    config = Config()
    if os.name == "posix" and len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER:
        config.OwnKernelManager.transport = "ipc"
        config.OwnKernelManager.connection_file = str(Path(folder) / "kernel.json")
    return config
