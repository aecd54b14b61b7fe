"""What a chapter prints: by Python, by C code, by programs that it starts.

A kernel lets a thread read the descriptors; here they lead into a file in memory, which is read
whenever what was printed so far is wanted. So no thread runs while a cell forks, and the order of
what is printed does not depend on when a thread gets its turn.
"""

import codecs
import io
import os
import threading
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from jupyter_client.session import Session, extract_header

_CHUNK = 1 << 16

Header = Mapping[str, Any]


class CellStream(io.TextIOBase):
    """Stands for `sys.stdout` or `sys.stderr`: what is written becomes messages of the session.

    As in a kernel it belongs to the cell that runs, and to the one that started an asynchronous
    task for what the task prints. A forked process writes into the descriptor, which is read here.
    """

    encoding = "UTF-8"
    errors = None
    closed = False

    def __init__(self, session: Session, name: str, descriptor: int) -> None:
        self.session = session
        self.name = name
        self._descriptor = descriptor
        self._outside = os.dup(descriptor)
        self._file = os.memfd_create(name)
        os.dup2(self._file, descriptor)
        self._read = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._process = os.getpid()
        self._lock = threading.RLock()
        self._written: dict[str, tuple[Header, io.StringIO]] = {}
        self._current: Header = {}
        self._of_task: ContextVar[Header] = ContextVar(name)

    def set_parent(self, parent: dict[str, Any]) -> None:
        """From now on the message `parent` is what runs."""
        self._current = extract_header(parent)
        self._of_task.set(self._current)

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self._process:
            data = text.encode(errors="replace")
            while data:
                data = data[os.write(self._descriptor, data) :]
            return len(text)
        with self._lock:
            self._take_descriptor()
            self._add(text, self._of_task.get(self._current))
        return len(text)

    def flush(self) -> None:
        if os.getpid() != self._process:
            return
        with self._lock:
            self._take_descriptor()
            written, self._written = self._written, {}
            for header, buffer in written.values():
                content = {"name": self.name, "text": buffer.getvalue()}
                self.session.send(None, "stream", content, parent=dict(header))

    def fileno(self) -> int:
        """Of what the descriptor was before, as in a kernel: not the notebook's."""
        return self._outside

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def _take_descriptor(self) -> None:
        while data := os.pread(self._file, _CHUNK, self._read):
            self._read += len(data)
            self._add(self._decoder.decode(data), self._current)

    def _add(self, text: str, header: Header) -> None:
        if text:
            key = str(header.get("msg_id"))
            self._written.setdefault(key, (header, io.StringIO()))[1].write(text)
