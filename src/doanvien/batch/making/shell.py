"""A chapter's own process: an IPython shell as ipykernel sets it up, with a pipe for ZeroMQ.

It runs the cells that come through the pipe and answers with the messages of a kernel, so that
whoever reads them makes the same outputs of them.
"""

import asyncio
import builtins
import getpass
import logging
import os
import random
import signal
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

import comm
import ipykernel.zmqshell
import ipykernel_launcher
import matplotlib.pyplot as plt
import numpy as np
from ipykernel.compiler import XCachingCompiler
from IPython.core.error import StdinNotImplementedError
from IPython.core.profiledir import ProfileDir
from IPython.core.shellapp import InteractiveShellApp
from traitlets.config import Config

from doanvien.batch.making.streams import CellStream
from doanvien.batch.making.wire import NoKernel, Wire

INLINE = "module://matplotlib_inline.backend_inline"

# What a kernel is started with besides the name of its connection file.
ARGUMENTS = (
    "--HistoryManager.enabled=False",
    # A kernel that is being closed complains of it on stderr.
    "--log-level=CRITICAL",
    "--HistoryManager.hist_file=:memory:",
)


def run_chapter(connection: Connection, folder: Path) -> None:
    """Run the cells that come, each as (id of the request, code), until nobody sends any more.

    `folder` is empty, and private to this process: IPython keeps what it writes in it.
    """
    os.register_at_fork(after_in_child=connection.close)
    random.seed()
    np.random.seed()
    _Chapter(connection, folder).run()


class _Chapter:
    def __init__(self, connection: Connection, folder: Path) -> None:
        self.connection = connection
        self.wire = Wire(connection)
        kernel = NoKernel(self.wire)
        comm.create_comm = lambda *_, **__: kernel.needed("a channel to a front end")
        # What the imports of the server set up is not there in a kernel that starts cold.
        logging.getLogger().handlers.clear()
        tempfile.tempdir = None
        sys.argv = [ipykernel_launcher.__file__, "-f", "", f"--ipython-dir={folder}", *ARGUMENTS]
        os.environ |= {"JPY_PARENT_PID": str(os.getppid()), "PYDEVD_USE_FRAME_EVAL": "NO"}
        sys.stdout = self.stdout = CellStream(self.wire, "stdout", 1)
        sys.stderr = self.stderr = CellStream(self.wire, "stderr", 2)
        self.shell = self.wire.shell = _begin_shell(self.wire, folder, kernel)

    def run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        """A loop runs while cells run, as in a kernel: they can await, and start tasks."""
        while True:
            await _readable(self.connection)
            try:
                request, code = self.connection.recv()
            except EOFError:
                return
            parent = {"header": self.wire.msg_header("execute_request") | {"msg_id": request}}
            self.shell.set_parent(parent)
            content = {"code": code, "execution_count": self.shell.execution_count}
            self.wire.send(None, "execute_input", content, parent)
            failure = await self._execute(code)
            for stream in (sys.stdout, sys.stderr, self.stdout, self.stderr):
                if stream is not None:
                    stream.flush()
            self.wire.send(None, "execute_reply", failure, parent)

    async def _execute(self, code: str) -> dict[str, Any]:
        """Run a cell; what a kernel's reply says of its end."""
        shell = self.shell
        self.wire.begin_cell()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        asked = builtins.input, getpass.getpass
        builtins.input, getpass.getpass = _no_input, _no_password
        try:
            transformed, broken = code, None
            try:
                transformed = shell.transform_cell(code)
            except Exception:
                broken = sys.exc_info()
            about: dict[str, Any] = {
                "transformed_cell": transformed,
                "preprocessing_exc_tuple": broken,
            }
            if shell.should_run_async(code, **about):
                result = None
                try:
                    # A task of its own: what is printed after an `await` is still this cell's.
                    result = await asyncio.ensure_future(
                        shell.run_cell_async(code, store_history=True, **about)
                    )
                finally:
                    shell.events.trigger("post_execute")
                    shell.events.trigger("post_run_cell", result)
            else:
                result = shell.run_cell(code, store_history=True)
        finally:
            builtins.input, getpass.getpass = asked
        shell.payload_manager.clear_payload()
        if result.success and not self.wire.unshown:
            return {"status": "ok"}
        error = result.error_before_exec
        error = result.error_in_exec if error is None else error
        return {
            "status": "error",
            "traceback": self.wire.error.get("traceback", []),
            "ename": type(error).__name__,
            "evalue": str(error),
        }


class ZMQInteractiveShell(ipykernel.zmqshell.ZMQInteractiveShell):
    """The shell of a kernel without the kernel. Libraries look for it by its name."""

    def enable_gui(self, gui: Any = None) -> None:
        if gui is not None:
            self.kernel.needed(f"the event loop {gui!r}")


def prepare_shell() -> Any:
    """The one shell of this process, as a kernel has it before it knows folder and front end.

    The server has it ready, with pyplot imported; that what is forked need not make it anew.
    """
    if ZMQInteractiveShell.initialized():
        return ZMQInteractiveShell.instance()
    config = Config()
    config.HistoryManager.enabled = False
    shell: Any = ZMQInteractiveShell.instance(
        config=config,
        # Nothing is written there; a chapter has a folder of its own for it.
        ipython_dir=os.getcwd(),
        profile_dir=ProfileDir(),
        user_ns={},
        compiler_class=XCachingCompiler,
    )
    # pyplot would choose it when it is imported. It was, with a backend that shows nothing: every
    # figure of a cell that does not go through `show_figure` would be lost without a word.
    shell.enable_matplotlib("inline")
    # The name it has in a cold kernel, where nobody but the environment chose it.
    plt.rcParams["backend"] = INLINE
    shell.extension_manager.load_extension("storemagic")
    shell.user_ns_hidden.update(shell.user_ns)
    return shell


def _begin_shell(wire: Wire, folder: Path, kernel: NoKernel) -> Any:
    """The shell in the state in which a kernel has it before the first cell."""
    shell = prepare_shell()
    shell.kernel = kernel
    shell.ipython_dir = str(folder)
    shell.profile_dir = ProfileDir.create_profile_dir(str(folder / "profile_default"))
    shell.history_manager.dir_hist[:] = [os.getcwd()]
    shell.starting_dir = os.getcwd()
    for publisher in (shell.displayhook, shell.display_pub):
        publisher.session = wire
    shell.displayhook.topic = b"execute_result"
    shell.init_environment()
    os.environ["MPLBACKEND"] = INLINE
    InteractiveShellApp().init_path()
    return shell


async def _readable(connection: Connection) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(connection.fileno(), ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(connection.fileno())


def _no_input(prompt: object = "") -> NoReturn:
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )


def _no_password(prompt: str = "", stream: object = None, **_: object) -> NoReturn:
    raise StdinNotImplementedError(
        "getpass was called, but this frontend does not support input requests."
    )
