"""The workers of a cluster: which of them may make reports, and which may not and why."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Any

from distributed.comm import CommClosedError

from doanvien.batch.cluster.connect import Link
from doanvien.batch.cluster.parcel import Parcel
from doanvien.batch.cluster.problems import in_words
from doanvien.batch.cluster.worker import Greeting, fingerprint, greet, receive
from doanvien.reference.sentences import All, Sentence, sentence

SECONDS_BETWEEN_LOOKS = 1


class Members:
    """The workers that are there, each asked once what it is and sent the parcel it has not got.

    `fit` are the addresses of those that may make reports, with the reports that each makes at a
    time. `tell` hears of each that may not; it is asked again when it comes with another address.
    """

    def __init__(self, link: Link, tell: Callable[[Sentence], None]) -> None:
        self.ours = fingerprint()
        self.fit: dict[str, int] = {}
        self.refused: dict[str, Sentence] = {}
        self._link = link
        self._tell = tell
        self._parcel: Parcel | None = None
        self._next_look = 0.0

    def hand_out(self, parcel: Parcel) -> None:
        """From now on reports are made from this parcel, by those who have it."""
        if self._parcel is None or self._parcel.digest != parcel.digest:
            self._parcel = parcel
            self.fit = {}
            self._next_look = 0.0
        self.look()

    def look(self) -> None:
        """Find out, at most every second, who is there."""
        if self._parcel is None or time.monotonic() < self._next_look:
            return
        try:
            slots = dict(self._link.client.nthreads())
        except Exception:  # of any kind, from the depths of a connection that is being lost
            return
        self.refused = {worker: why for worker, why in self.refused.items() if worker in slots}
        new = [worker for worker in slots if worker not in {*self.fit, *self.refused}]
        fit = {*self.fit, *self._greet(new, self._parcel)}
        self.fit = {worker: slots[worker] for worker in slots if worker in fit}
        self._next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS

    def forget(self, worker: str) -> None:
        """It is not what it was: ask it again."""
        self.fit.pop(worker, None)
        self._next_look = 0.0

    def _greet(self, workers: Collection[str], parcel: Parcel) -> set[str]:
        """Those that are as this machine is, and have got the parcel now."""
        lacking, fit = [], set()
        for worker, greeting in self._of_each(workers, greet, parcel.digest).items():
            why = _refusal(worker, greeting, self.ours)
            if why is not None:
                self._refuse(worker, why)
            elif greeting["has"]:
                fit.add(worker)
            else:
                lacking.append(worker)
        for worker, failed in self._of_each(lacking, receive, parcel).items():
            if failed is None:
                fit.add(worker)
            else:
                self._refuse(worker, _not_sent(worker, failed))
        return fit

    def _refuse(self, worker: str, why: Sentence) -> None:
        self.refused[worker] = why
        self._tell(why)

    def _of_each(
        self, workers: Collection[str], function: Callable[..., Any], asked: object
    ) -> dict[str, Any]:
        """What each of the workers answers, a result or an exception; nothing of those that have
        gone meanwhile."""
        if not workers:
            return {}
        run = self._link.client.run
        try:
            answers = run(function, asked, workers=list(workers), on_error="return")
        except Exception:  # the scheduler has gone; who is there is found out again
            return {}
        return {
            worker: answer
            for worker, answer in answers.items()
            if not isinstance(answer, CommClosedError)
        }


def _refusal(
    worker: str, answer: dict[str, Any] | BaseException, ours: dict[str, str]
) -> Sentence | None:
    try:
        if isinstance(answer, BaseException):
            raise answer
        greeting = Greeting(**answer)
    except Exception as error:
        return sentence(
            "Worker {worker} makes no reports: it has no doanvien, or another one ({reason}).",
            worker=worker,
            reason=in_words(error),
        )
    theirs = greeting.started_with
    other = [name for name in ours if theirs.get(name) != ours[name]]
    if not other and greeting.up_to_date:
        return None
    if not other:
        return sentence(
            "Worker {worker} on {host} makes no reports, since doanvien was installed anew after "
            "it had started. Start it anew.",
            worker=worker,
            host=greeting.host,
        )
    return sentence(
        "Worker {worker} on {host} makes no reports, since it differs in {names}. Install the same "
        "as here, then start it anew.",
        worker=worker,
        host=greeting.host,
        names=All(_compared(name, theirs.get(name, "–"), ours[name]) for name in other),
    )


def _compared(name: str, theirs: str, ours: str) -> str:
    """Of versions which they are, of files the beginnings of their checksums."""
    return f"{name} ({theirs[:12]}, {ours[:12]})"


def _not_sent(worker: str, error: BaseException) -> Sentence:
    return sentence(
        "Worker {worker} makes no reports: the data set could not be sent ({reason}).",
        worker=worker,
        reason=in_words(error),
    )
