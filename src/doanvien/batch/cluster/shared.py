"""The crew of a worker: several threads have reports made, each waits for its own."""

import threading
from multiprocessing.connection import Connection

from doanvien.batch.making.crew import Crew
from doanvien.batch.making.outcome import ReportTask


class SharedCrew:
    """A `Crew` that starts when it is wanted and stands until the worker ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._crew: Crew | None = None
        self._notes: list[str] = []

    def make_ready(self) -> None:
        """Start it, if it has not started."""
        with self._lock:
            self._standing()

    def start(self, task: ReportTask) -> Connection:
        with self._lock:
            return self._standing().start(task)

    def release(self, connection: Connection, keep: bool) -> None:
        with self._lock:
            if self._crew is not None:
                self._crew.release(connection, keep)
            else:
                connection.close()

    def end(self) -> None:
        """End every process. A report that somebody else still wants is made once more."""
        with self._lock:
            crew, self._crew = self._crew, None
            if crew is not None:
                crew.__exit__()

    def notes(self) -> tuple[str, ...]:
        """What has not been told yet."""
        with self._lock:
            told, self._notes = tuple(self._notes), []
        return told

    def _standing(self) -> Crew:
        if self._crew is None:
            self._crew = Crew(lambda text: self._notes.append(text))
        return self._crew
