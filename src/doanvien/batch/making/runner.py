"""Run reports, so many at a time, and hand out what came of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from typing import Protocol

from doanvien.batch.making.outcome import ReportOutcome, ReportTask
from doanvien.batch.record.manifest import Failure
from doanvien.reference.sentences import sentence

RunReports = Callable[[Iterator[ReportTask]], Iterator[ReportOutcome]]
"""Whatever makes reports, and hands out what came of them as it comes: the processes of this
machine, or the workers of a cluster. A task is taken only when it can be started, or soon."""

PULSE = 0.5
"""Seconds between two questions whether the reports are still wanted."""


class Makers(Protocol):
    """Processes that make reports: `Crew`, or one that several threads share."""

    def start(self, task: ReportTask) -> Connection: ...

    def release(self, connection: Connection, keep: bool) -> None: ...


def run_reports(
    tasks: Iterator[ReportTask],
    crew: Makers,
    at_a_time: int,
    wanted: Callable[[], bool] | None = None,
) -> Iterator[ReportOutcome]:
    """The outcomes, as they come. A task is taken only when it can be started.

    A report whose process ends without an outcome is made once more. Whoever stops reading ends
    what is running; none of it has been put into place. So does `wanted`, where it is given, when
    it says no.
    """
    running: dict[Connection, ReportTask] = {}
    try:
        while True:
            while len(running) < at_a_time and (task := next(tasks, None)):
                running[crew.start(task)] = task
            if not running:
                return
            done = wait(list(running), PULSE if wanted else None)
            if wanted and not wanted():
                return
            for connection in done:
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
    told = sentence("The process that made the report ended twice, for want of memory perhaps.")
    return ReportOutcome(task.job.id, started="", seconds=0.0, failure=Failure(told))
