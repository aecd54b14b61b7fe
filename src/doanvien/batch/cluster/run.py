"""Have reports made by the workers of a cluster, and take back what came of them.

Dask sends a report to another worker when one dies. What Dask forgets, because its scheduler was
started anew or all the workers have gone that it might ask, is asked for again from here. A report
is taken back once: whatever arrives later belongs to nothing that is waited for.
"""

import queue
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from typing import Self

from distributed import Future, KilledWorker

from doanvien.batch.cluster.connect import Link
from doanvien.batch.cluster.members import Members
from doanvien.batch.cluster.orders import order_of, outcome_of, pack, unpack
from doanvien.batch.cluster.parcel import Packing
from doanvien.batch.cluster.problems import ClusterError, no_worker, not_packed, waiting
from doanvien.batch.cluster.worker import Unfit, make
from doanvien.batch.making.outcome import ReportOutcome, ReportTask
from doanvien.batch.making.run import unexpected
from doanvien.batch.record.inputs import key_of
from doanvien.batch.record.manifest import Failure
from doanvien.reference.sentences import Sentence, sentence

AHEAD = 2
"""Reports on their way for each that a worker can make at a time: it need not wait for the next."""

PATIENCE = 30
"""Seconds without a worker, or without a scheduler, after which a build ends."""

_SECONDS_TO_FETCH = 30
_PULSE = 0.5


@dataclass(frozen=True)
class _Sent:
    """A task on its way, and the workers that it was sent to one of."""

    task: ReportTask
    future: Future
    workers: frozenset[str]


class Cluster:
    """Has reports made by the workers of a scheduler, `ahead` for each that can be made at a time.

    `tell` hears which workers make no reports, and why. Making one, and entering, raise
    ClusterError.
    """

    def __init__(self, scheduler: str, tell: Callable[[Sentence], None], ahead: int) -> None:
        self._link = Link(scheduler)
        self._members = Members(self._link, tell)
        self._tell = tell
        self._ahead = ahead
        self._packing = Packing()
        self._out: dict[str, _Sent] = {}
        self._again: list[ReportTask] = []
        self._done: queue.SimpleQueue[str] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        self._link.__enter__()
        self._had_workers, self._waits = time.monotonic(), False
        return self

    def __exit__(self, *_: object) -> None:
        """What is being made is not wanted any more; its worker ends it."""
        self._link.__exit__()

    def run(self, tasks: Iterator[ReportTask]) -> Iterator[ReportOutcome]:
        """The outcomes, as they come. Raises ClusterError when there is nobody to make them."""
        while self._send_out(tasks) or self._out or self._again:
            self._keep_up()
            outcome = self._take()
            if outcome is not None:
                yield outcome

    def _send_out(self, tasks: Iterator[ReportTask]) -> bool:
        """Send as many as there is room for; whether there may be more."""
        while len(self._out) < max(1, self._ahead * sum(self._members.fit.values())):
            task = self._again.pop() if self._again else next(tasks, None)
            if task is None:
                return False
            if not self._send(task):
                self._again.append(task)
                return True
        return True

    def _send(self, task: ReportTask) -> bool:
        """Whether there was a worker to send it to."""
        try:
            parcel = self._packing.of(task.job)
        except OSError as error:
            raise not_packed(error) from error
        self._members.hand_out(parcel)
        fit = frozenset(self._members.fit)
        if not fit:
            return False
        key = f"report-{uuid.uuid4().hex}"
        asked = pack(order_of(task)), key_of(self._members.ours), parcel.digest
        try:
            future = self._link.client.submit(
                make, *asked, key=key, workers=sorted(fit), pure=False
            )
        except Exception:
            if self._link.stands:
                raise
            return False
        self._out[key] = _Sent(task, future, fit)
        future.add_done_callback(lambda _: self._done.put(key))
        return True

    def _keep_up(self) -> None:
        """See who is still there, and take back what nobody makes any more."""
        if self._link.stands:
            self._members.look()
        else:
            self._connect_again()
        for key, sent in list(self._out.items()):
            if sent.workers.isdisjoint(self._members.fit):
                self._again.append(self._out.pop(key).task)
        if self._members.fit:
            self._had_workers, self._waits = time.monotonic(), False
        elif self._out_of_patience():
            raise no_worker(self._link.scheduler, self._members.refused.values())
        elif not self._waits:
            self._waits = True
            self._tell(waiting(self._link.scheduler, PATIENCE))

    def _connect_again(self) -> None:
        """What was asked of the former scheduler is forgotten."""
        self._members.fit = {}
        try:
            self._link.renew()
        except ClusterError:
            if self._out_of_patience():
                raise

    def _out_of_patience(self) -> bool:
        return time.monotonic() - self._had_workers > PATIENCE

    def _take(self) -> ReportOutcome | None:
        """An outcome that has come, if one has."""
        try:
            key = self._done.get(timeout=_PULSE)
        except queue.Empty:
            return None
        sent = self._out.pop(key, None)
        return self._outcome(sent) if sent else None

    def _outcome(self, sent: _Sent) -> ReportOutcome | None:
        """What came of a task; None if it has to be done again."""
        task = sent.task
        try:
            answer = unpack(sent.future.result(timeout=_SECONDS_TO_FETCH))
            for note in answer.notes:
                self._tell(note)
            return outcome_of(answer, task)
        except CancelledError:
            self._again.append(task)
        except Unfit as error:
            self._members.forget(*error.args)
            self._again.append(task)
        except KilledWorker as error:
            told = sentence(
                "{count} workers ended while they made the report, for want of memory perhaps.",
                count=str(error.allowed_failures + 1),
            )
            return _failed(task, Failure(told))
        except Exception as error:  # a full disk, there or here; an answer that was lost on its way
            if task.again:
                return _failed(task, unexpected(error, task.job))
            self._again.append(replace(task, again=True))
        return None


def _failed(task: ReportTask, failure: Failure) -> ReportOutcome:
    return ReportOutcome(task.job.id, started="", seconds=0.0, failure=failure)
