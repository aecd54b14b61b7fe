"""Run many reports: one after the other, or in a few processes at a time."""

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed

from doanvien.batch.manifest import Failure
from doanvien.batch.outcome import ReportOutcome
from doanvien.batch.plan import ReportJob


def run_reports(jobs: Sequence[ReportJob], workers: int) -> Iterator[ReportOutcome]:
    """The outcomes, as they come: with one worker in the order of the jobs.

    Whoever stops reading starts no further report; those already begun are finished.
    """
    if workers <= 1 or len(jobs) <= 1:
        yield from map(_run_report, jobs)
        return
    # A new process knows nothing of this one's threads, on every system alike.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(jobs)), fresh, _finish_what_is_begun) as pool:
        begun = {pool.submit(_run_report, job): job for job in jobs}
        try:
            for done in as_completed(begun):
                yield _outcome(done, begun[done])
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _run_report(job: ReportJob) -> ReportOutcome:
    # papermill and nbconvert take two seconds to import: not for a batch that is all fresh, and
    # not for the process that only waits for the others.
    from doanvien.batch.run import run_report

    return run_report(job)


def _finish_what_is_begun() -> None:
    """Ctrl-C reaches every process; the one that was asked decides, the others finish."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _outcome(done: Future[ReportOutcome], job: ReportJob) -> ReportOutcome:
    try:
        return done.result()
    except Exception as error:  # the process itself ended, for want of memory for example
        said = f"The process that made the report ended: {error}"
        return ReportOutcome(job.id, started="", seconds=0.0, failure=Failure(said))
