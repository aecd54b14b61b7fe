"""Work in two halves at once: one here, one in a process that is forked for it."""

from __future__ import annotations

import os
import pickle
import signal
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TypeVar

from doanvien.reference.this_process import die_with_parent, threads, why_no_forks

Part = TypeVar("Part")
Result = TypeVar("Result")


def in_two(
    work: Callable[[Sequence[Part]], Result], here: Sequence[Part], there: Sequence[Part]
) -> tuple[Result, Result]:
    """What ``work`` makes of ``here`` and of ``there``, each alone; the second can be pickled.

    The second is made in a forked process meanwhile. If it fails or warns there, it is made here
    afterwards, and tells whoever asked.
    """
    with _forked(work, there) as answer:
        first = work(here)
        told = answer()
    return first, pickle.loads(told) if told else work(there)


def can_be_two() -> bool:
    """Whether this process can be forked, running no threads, and there is a second processor."""
    return not why_no_forks() and len(os.sched_getaffinity(0)) > 1 and threads() == 1


@contextmanager
def _forked(
    work: Callable[[Sequence[Part]], Result], parts: Sequence[Part]
) -> Iterator[Callable[[], bytes]]:
    """A process that works; what it tells at its end, nothing if it could not. It ends here."""
    parent = os.getpid()
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # the system has no room for one more
        os.close(reading)
        os.close(writing)
        yield bytes
        return
    if not child:
        _tell(writing, work, parts, parent)
    os.close(writing)
    running = True

    def answer() -> bytes:
        nonlocal running
        said = told.read()
        _, status = os.waitpid(child, 0)
        running = False
        return b"" if status else said

    try:
        with open(reading, "rb") as told:
            yield answer
    finally:
        if running:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _tell(
    writing: int, work: Callable[[Sequence[Part]], Result], parts: Sequence[Part], parent: int
) -> None:
    """Work, tell, and end: nothing else of this process is there to be run or written twice."""
    with suppress(BaseException), warnings.catch_warnings():
        warnings.simplefilter("error")
        die_with_parent(parent)
        told = pickle.dumps(work(parts), pickle.HIGHEST_PROTOCOL)
        with open(writing, "wb") as pipe:
            pipe.write(told)
        os._exit(0)
    os._exit(1)
