"""What runs on a worker of a cluster: it says what it is, takes a parcel, makes reports.

A worker of Dask runs several threads, so nothing is forked from it and no cell runs in it: it has
a server of its own, as a build on one machine has, which ends with it, however it ends.
"""

import asyncio
import platform
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from distributed import Status, Worker, get_worker

from doanvien.batch.cluster.kept import Kept
from doanvien.batch.cluster.orders import answer_of, pack, task_of, unpack
from doanvien.batch.cluster.parcel import Parcel
from doanvien.batch.cluster.shared import SharedCrew
from doanvien.batch.making.runner import run_reports
from doanvien.batch.record.inputs import key_of, library, versions


def fingerprint() -> dict[str, str]:
    """Name → sha256 or version of all that a report is made with, besides notebooks and data."""
    return library() | versions()


STARTED_WITH = fingerprint()
"""What this process runs, whatever has been installed meanwhile."""

_AT_WORK = (Status.running, Status.paused, Status.closing_gracefully)

_crew = SharedCrew()
_parcels = Kept()


class Unfit(Exception):
    """The worker must not make the report: it has another library, or has not got the parcel."""


@dataclass(frozen=True)
class Greeting:
    """What a worker says of itself: what it was started with, whether that is still what is
    installed, and whether it has the parcel that it was asked about."""

    host: str
    started_with: dict[str, str]
    up_to_date: bool
    has: bool


async def greet(parcel: str, dask_worker: Worker) -> dict[str, Any]:
    """Asked of every worker before it gets a report; it gets ready meanwhile, beside its work.

    The `Greeting` comes as words and numbers: who asks may know another kind.
    """
    return asdict(await asyncio.to_thread(_greeting, _folder(dask_worker, parcel)))


async def receive(parcel: Parcel, dask_worker: Worker) -> None:
    """Take a parcel, beside the work of the worker. Raises OSError where it cannot be written."""
    await asyncio.to_thread(_parcels.take, parcel, _folder(dask_worker, parcel.digest))


def make(order: bytes, library: str, parcel: str) -> bytes:
    """Make a report in a folder of its own; the order and the answer are packed.

    Raises Unfit. If nobody wants the report any more, its processes are ended.
    """
    worker = get_worker()
    project = _folder(worker, parcel)
    with (
        _parcels.using(project) as is_there,
        tempfile.TemporaryDirectory(prefix="report-", dir=worker.local_directory) as own,
    ):
        if library != key_of(STARTED_WITH) or not is_there:
            raise Unfit(worker.address)
        task = task_of(unpack(order), project, Path(own))
        wanted = _wanted(worker)
        for outcome in run_reports(iter((task,)), _crew, 1, wanted):
            return pack(answer_of(outcome, task, _crew.notes()))
        _crew.give_up()
        raise Unfit(worker.address)


def leave() -> None:
    """End what a worker has started, where it was a part of this process."""
    _crew.end()


def _greeting(folder: Path) -> Greeting:
    up_to_date = fingerprint() == STARTED_WITH
    if up_to_date:
        _crew.make_ready()
    return Greeting(platform.node(), STARTED_WITH, up_to_date, _parcels.has(folder))


def _folder(worker: Worker, parcel: str) -> Path:
    return Path(worker.local_directory) / "parcels" / parcel


def _wanted(worker: Worker) -> Callable[[], bool]:
    """Whether the report that this thread makes is still wanted: who asked for it is there, and the
    worker belongs to the cluster. Dask itself lets run what runs."""
    key = worker.get_current_task()

    def wanted() -> bool:
        task = worker.state.tasks.get(key)
        return task is not None and task.state == "executing" and worker.status in _AT_WORK

    return wanted
