"""Run reports, so many at a time, and hand out what came of them."""

from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection, wait

from doanvien.batch.making.crew import Crew
from doanvien.batch.making.outcome import ReportOutcome, ReportTask
from doanvien.batch.record.manifest import Failure

DIED = "The process that made the report ended"


def run_reports(tasks: Iterator[ReportTask], crew: Crew, at_a_time: int) -> Iterator[ReportOutcome]:
    """The outcomes, as they come. A task is taken only when it can be started.

    A report whose process ends without an outcome is made once more. Whoever stops reading ends
    what is running; none of it has been put into place.
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
                outcome = _hear(connection)
                task = running.pop(connection)
                crew.release(connection, keep=outcome is not None)
                if outcome is None and not task.again:
                    again = replace(task, folder=task.folder.with_suffix(".again"), again=True)
                    running[crew.start(again)] = again
                else:
                    yield outcome or _died(task)
    finally:
        for connection in running:
            crew.release(connection, keep=False)


def _hear(connection: Connection) -> ReportOutcome | None:
    """The outcome of a report; None if its process has ended without one."""
    try:
        outcome = connection.recv()
    except (EOFError, OSError):
        return None
    assert isinstance(outcome, ReportOutcome)
    return outcome


def _died(task: ReportTask) -> ReportOutcome:
    said = f"{DIED} twice, for want of memory perhaps."
    return ReportOutcome(task.job.id, started="", seconds=0.0, failure=Failure(said))
