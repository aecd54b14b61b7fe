"""What a build has finished so far, a line for each report.

The manifest of a thousand reports is not written a thousand times: during a build every finished
report adds one line here, at the end the manifest takes them all. A build that was killed leaves
its journal behind, and the next one goes on from it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from doanvien.batch.record.manifest import ReportRecord

_LINE = TypeAdapter(tuple[str, ReportRecord])


def read_journal(file: Path) -> Iterator[tuple[str, ReportRecord]]:
    """Report ids and records in the order in which they were finished.

    A last line that was cut off by the end of the process counts as not written.
    """
    with contextlib.suppress(FileNotFoundError):
        for line in file.read_bytes().splitlines():
            with contextlib.suppress(ValidationError):
                yield _LINE.validate_json(line)


def add_to_journal(file: Path, report: str, record: ReportRecord) -> None:
    """Add a line; it is on the disk when this returns."""
    with file.open("ab") as journal:
        journal.write(_LINE.dump_json((report, record)) + b"\n")
        journal.flush()
        os.fsync(journal.fileno())
