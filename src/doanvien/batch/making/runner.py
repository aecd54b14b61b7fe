"""Run reports, so many at a time, and hand out what came of them."""

from collections.abc import Iterator
from multiprocessing.connection import Connection, wait

from doanvien.batch.making.crew import Crew
from doanvien.batch.making.outcome import ReportOutcome, ReportTask
from doanvien.batch.record.manifest import Failure


def run_reports(tasks: Iterator[ReportTask], crew: Crew, at_a_time: int) -> Iterator[ReportOutcome]:
    """The outcomes, as they come. A task is taken only when it can be started.

    Whoever stops reading ends what is running; none of it has been put into place.
    """
    running: dict[Connection, ReportTask] = {}
    try:
        while True:
            while len(running) < at_a_time and (task := next(tasks, None)):
                running[crew.start(task)] = task
            if not running:
                return
            for connection in wait(list(running)):
                assert isinstance(connection, Connection)
                outcome, alive = _hear(connection, running[connection])
                if outcome is not None:
                    del running[connection]
                    crew.release(connection, keep=alive)
                    yield outcome
    finally:
        for connection in running:
            crew.release(connection, keep=False)


def _hear(connection: Connection, task: ReportTask) -> tuple[ReportOutcome | None, bool]:
    """What a message says, if it says an outcome, and whether its process is still there."""
    try:
        kind, content = connection.recv()
    except (EOFError, OSError):
        kind, content = "exit", "without a word"
    if kind == "done":
        assert isinstance(content, ReportOutcome)
        return content, True
    if kind == "exit":
        said = f"The process that made the report ended ({content}), for want of memory perhaps."
        return ReportOutcome(task.job.id, started="", seconds=0.0, failure=Failure(said)), False
    return None, True
