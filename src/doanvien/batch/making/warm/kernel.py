"""An ordinary IPython kernel in a forked process."""

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from types import SimpleNamespace

_THE_CHOICE_OF_IPYTHON = "module://matplotlib_inline.backend_inline"


def run_kernel(command: list[str], connection: Connection) -> None:
    """Do what `command`, the command line of a cold kernel, would do; returns when it is closed.

    Its sockets are there when it says ("listening", None).
    """
    from ipykernel.kernelapp import IPKernelApp

    arguments = command[command.index("ipykernel_launcher") + 1 :]
    sys.argv = ["ipykernel_launcher", *arguments]
    # What the imports of the server set up is not there in a kernel that starts cold.
    logging.getLogger().handlers.clear()
    app = IPKernelApp.instance()
    with _modules_unseen():
        app.initialize(arguments)
    if os.environ.get("MPLBACKEND") == _THE_CHOICE_OF_IPYTHON:
        # pyplot is imported already, with a backend that shows nothing: every figure of a cell
        # that does not go through `show_figure` would be lost without a word.
        import matplotlib as mpl

        assert app.shell is not None
        app.shell.enable_matplotlib("inline")
        # The name it has in a cold kernel, where nobody but the environment chose it.
        mpl.rcParams["backend"] = _THE_CHOICE_OF_IPYTHON
    # A figure computes for long; the threads that send its messages need not wait 5 ms each time.
    sys.setswitchinterval(0.0005)
    connection.send(("listening", None))
    app.start()


@contextlib.contextmanager
def _modules_unseen() -> Iterator[None]:
    """Hide the modules from ipykernel, which lists their files for its debugger.

    Nobody debugs a report, and a look at each of 2,700 modules copies the memory pages that they
    lie in: a third of what it takes to initialise a forked kernel.
    """
    from ipykernel import ipkernel

    ipkernel.sys = SimpleNamespace(**{**vars(sys), "modules": {}})  # type: ignore[assignment]
    try:
        yield
    finally:
        ipkernel.sys = sys
