"""The crew of a worker: several threads have reports made, each waits for its own."""

import threading
from multiprocessing.connection import Connection

from doanvien.batch.making.crew import Crew
from doanvien.batch.making.outcome import ReportTask
from doanvien.reference.sentences import Sentence


class SharedCrew:
    """A `Crew` that starts when it is wanted and stands until the worker ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._crew: Crew | None = None
        self._mine = threading.local()
        self._notes: list[Sentence] = []

    def make_ready(self) -> None:
        """Start it, if it has not started."""
        with self._lock:
            self._standing()

    def start(self, task: ReportTask) -> Connection:
        with self._lock:
            self._mine.crew = self._standing()
            return self._mine.crew.start(task)

    def release(self, connection: Connection, keep: bool) -> None:
        """To the crew that it is of, which may have ended."""
        with self._lock:
            self._mine.crew.release(connection, keep)

    def give_up(self) -> None:
        """End every process of the crew that makes this thread's report, if it still stands.

        A report of it that somebody else still wants is made once more, by a new crew.
        """
        with self._lock:
            if self._mine.crew is self._crew:
                self._end()

    def end(self) -> None:
        """End every process."""
        with self._lock:
            self._end()

    def notes(self) -> tuple[Sentence, ...]:
        """What has not been told yet."""
        with self._lock:
            told, self._notes = tuple(self._notes), []
        return told

    def _standing(self) -> Crew:
        if self._crew is None:
            self._crew = Crew(self._notes.append).__enter__()
        return self._crew

    def _end(self) -> None:
        crew, self._crew = self._crew, None
        if crew is not None:
            crew.__exit__()
