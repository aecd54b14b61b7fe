"""The way to a cluster: to the scheduler of one that runs, or to one of this machine."""

import asyncio
import contextlib
import logging
import re
from typing import Self

from distributed import Client, LocalCluster, Security
from distributed.comm import connect

from doanvien.batch.cluster.problems import no_address, no_scheduler
from doanvien.batch.cluster.worker import leave

SECONDS_TO_ANSWER = 10

_HERE = re.compile(r"local:([1-9][0-9]{0,2})")
_THERE = re.compile(r"[a-z]+://\S+")


class Link:
    """A client of the cluster.

    `scheduler` is "tcp://HOST:8786" or "tls://HOST:8786", or "local:4" for four reports at a time
    on this machine. Making one, and entering, raise ClusterError.
    """

    def __init__(self, scheduler: str) -> None:
        self.scheduler = scheduler
        here = _HERE.fullmatch(scheduler)
        self._slots = int(here[1]) if here else 0
        self._cluster: LocalCluster | None = None
        if not here and not _THERE.fullmatch(scheduler):
            raise no_address(scheduler)

    def __enter__(self) -> Self:
        # What goes wrong is said by the build, once and in words.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        if self._slots:
            # One worker, whose reports share a server, and which Ctrl-C reaches as a part of this.
            self._cluster = LocalCluster(
                n_workers=1,
                threads_per_worker=self._slots,
                processes=False,
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
            )
        try:
            self.client = self._connect()
        except BaseException:
            self._end_cluster()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is wanted of the cluster any more."""
        self._close()
        self._end_cluster()

    @property
    def stands(self) -> bool:
        """Whether the scheduler is still the one that was asked, and remembers it."""
        return bool(self.client.status == "running")

    def renew(self) -> None:
        """Connect once more. Raises ClusterError."""
        self._close()
        self.client = self._connect()

    def _connect(self) -> Client:
        address = self._cluster.scheduler_address if self._cluster else self.scheduler
        try:
            # A client that cannot be made is not easily got rid of.
            asyncio.run(_reach(address))
            return Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
        except Exception as error:  # no such host, no such protocol, no certificate, no answer
            raise no_scheduler(self.scheduler, error) from error

    def _close(self) -> None:
        with contextlib.suppress(OSError, TimeoutError):
            self.client.close(timeout=SECONDS_TO_ANSWER)

    def _end_cluster(self) -> None:
        if self._cluster is not None:
            self._cluster.close()
            leave()


async def _reach(address: str) -> None:
    """Raises whatever keeps a scheduler from being reached."""
    certificates = Security().get_connection_args("client")
    comm = await connect(address, timeout=SECONDS_TO_ANSWER, **certificates)
    await comm.close()
