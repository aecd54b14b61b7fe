"""Put a finished report into place, or the page that says why there is none."""

import os
from dataclasses import replace

from doanvien.batch.making.outcome import ReportOutcome
from doanvien.batch.plan import ReportJob
from doanvien.batch.record.manifest import Failure, write_atomically
from doanvien.export.failure import render_failure


def publish(outcome: ReportOutcome, job: ReportJob) -> ReportOutcome:
    """Move the files of a report into place, each in one step, the page last.

    The outcome that comes back is a failure if that cannot be done. After a failure the page that
    tells of it is beside the report; it goes away with the next success.
    """
    if outcome.failure is None:
        try:
            for file in outcome.files:
                file.place.parent.mkdir(parents=True, exist_ok=True)
                os.replace(file.made, file.place)
            job.failure_page.unlink(missing_ok=True)
            return outcome
        except OSError as error:
            outcome = replace(outcome, files=(), failure=_refused(error))
    assert outcome.failure is not None
    try:
        page = render_failure(
            job.id,
            outcome.failure.notebook,
            outcome.failure.cell or 0,
            outcome.failure.source,
            outcome.failure.error,
            outcome.failure.lines,
            job.scope.language,
        )
        write_atomically(job.failure_page, page.encode())
    except OSError:
        # A disk that is full for the report may be full for this too; the failure is told anyway.
        job.failure_page.unlink(missing_ok=True)
    return outcome


def _refused(error: OSError) -> Failure:
    said = f"{type(error).__name__}: {error.strerror}"
    if isinstance(error, PermissionError):
        said += ". Close the file, if it is open, and build again."
    return Failure(said)
