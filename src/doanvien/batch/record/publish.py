"""Put a finished report into place, or the page that says why there is none."""

import contextlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from doanvien.batch.making.outcome import MadeFile, ReportOutcome
from doanvien.batch.plan import ReportJob
from doanvien.batch.record.manifest import Failure, advised, write_atomically
from doanvien.export.pages.failure import render_failure


def publish(outcome: ReportOutcome, job: ReportJob) -> ReportOutcome:
    """Move the files of a report into place, each in one step, the page last.

    The outcome that comes back is a failure if that cannot be done, and then the former files are
    all there again: a workbook that is open in Excel leaves the former report whole. A build that
    is killed between two files leaves new ones beside old ones; the report is then stale, is not
    mailed, and the next build makes it again. After a failure the page that tells of it is beside
    the report; it goes away with the next success.
    """
    if outcome.failure is None:
        try:
            _put_into_place(outcome.files)
            job.failure_page.unlink(missing_ok=True)
            return outcome
        except OSError as error:
            outcome = replace(outcome, files=(), failure=_refused(error))
    assert outcome.failure is not None
    try:
        page = render_failure(
            job.id,
            # The folder of a batch has its name, each report a folder in it.
            job.folder.parent.name,
            outcome.failure.notebook,
            outcome.failure.cell or 0,
            outcome.failure.source,
            outcome.failure.told(job.scope.language),
            outcome.failure.lines,
            job.scope.language,
        )
        write_atomically(job.failure_page, page.encode())
    except OSError:
        # A disk that is full for the report may be full for this too; the failure is told anyway.
        with contextlib.suppress(OSError):
            job.failure_page.unlink(missing_ok=True)
    return outcome


def _put_into_place(files: Sequence[MadeFile]) -> None:
    """All of them or, when this raises, none of them."""
    kept: dict[Path, Path | None] = {}
    try:
        for file in files:
            file.place.parent.mkdir(parents=True, exist_ok=True)
            kept[file.place] = _kept(file)
            os.replace(file.made, file.place)
    except OSError:
        for place, former in kept.items():
            with contextlib.suppress(OSError):
                if former is None:
                    place.unlink(missing_ok=True)
                else:
                    os.replace(former, place)
        raise


def _kept(file: MadeFile) -> Path | None:
    """The former file under a second name beside the new one; None where there is none."""
    if not file.place.exists():
        return None
    former = file.made.with_name(f"{file.made.name}.former")
    try:
        os.link(file.place, former)  # a second name costs nothing, but not every disk has them
    except OSError:
        shutil.copy2(file.place, former)
    return former


def _refused(error: OSError) -> Failure:
    where = f" ({Path(error.filename).name})" if isinstance(error.filename, str) else ""
    return Failure(advised(f"{type(error).__name__}: {error.strerror}{where}", error))
