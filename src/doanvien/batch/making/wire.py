"""The messages of a chapter that runs without a kernel: through a pipe, packed as for ZeroMQ."""

import os
import threading
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from jupyter_client.session import Session, json_packer


class Wire(Session):
    """Sends messages through the pipe. Of the cell that runs it knows the last `error`, and whether
    that was `unshown`: the value with which the cell ended could not be formatted."""

    def __init__(self, connection: Connection, **more: Any) -> None:
        super().__init__(key=b"", **more)
        self._connection = connection
        self._sending = threading.RLock()
        self.shell: Any = None
        self.begin_cell()

    def begin_cell(self) -> None:
        """Forget the error of the cell before."""
        self.error: dict[str, Any] = {}
        self.unshown = False

    def send(
        self,
        stream: object,
        msg_or_type: dict[str, Any] | str,
        content: dict[str, Any] | None = None,
        parent: dict[str, Any] | None = None,
        *_: object,
        **__: object,
    ) -> None:
        message = msg_or_type
        if isinstance(message, str):
            message = self.msg(message, content, parent)
        if os.getpid() != self.pid:
            return  # from a process that a cell forked; a kernel drops it too
        if message["msg_type"] == "error":
            self.error = message["content"]
            # `msg` is what the shell is about to show.
            self.unshown = getattr(self.shell.displayhook, "msg", None) is not None
        packed = json_packer(message)
        with self._sending:
            self._connection.send_bytes(packed)


class NoKernel:
    """Stands for the kernel that the shell does not have. Who asks it for something needs one."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def needed(self, what: str) -> NoReturn:
        """Let the chapter be run once more, in a kernel."""
        self._wire.send(None, "kernel_needed", {"why": what})
        os._exit(0)

    def __getattr__(self, name: str) -> NoReturn:
        self.needed(f"the kernel's {name}")
