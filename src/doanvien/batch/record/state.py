"""Whether a report has to be built: missing, fresh, stale or failed, and why."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from doanvien.batch.plan import ReportJob
from doanvien.batch.record.inputs import file_digest, stamp
from doanvien.batch.record.manifest import ReportRecord
from doanvien.reference.sentences import Told, sentence

FEW = 3
"""Names of what has changed that are told; of more, how many."""

StateName = Literal["missing", "fresh", "stale", "failed"]


@dataclass(frozen=True)
class ReportState:
    """`why` is a short reason for a person; None for a fresh report."""

    name: StateName
    why: Told | None = None


def report_state(
    job: ReportJob, record: ReportRecord | None, inputs: dict[str, str], folder: Path
) -> ReportState:
    """The state of a report, from its record, its inputs now and its files in the batch's folder.

    A failed report stays failed until it is built: what failed need not be in the inputs.
    """
    if record is not None and record.failure is not None:
        return ReportState("failed", record.failure)
    if not os.path.isfile(job.page):
        return ReportState("missing", sentence("not built yet"))
    if record is None:
        return ReportState("stale", sentence("no record of how it was built"))
    touched = [path for path in record.outputs if not _untouched(path, record, folder)]
    if touched:
        told = sentence("changed or removed since it was built: {names}", names=_few(touched))
        return ReportState("stale", told)
    names = [*inputs, *(name for name in record.inputs if name not in inputs)]
    changed = [name for name in names if inputs.get(name) != record.inputs.get(name)]
    if changed:
        return ReportState("stale", sentence("changed: {names}", names=_few(changed)))
    return ReportState("fresh")


def _untouched(path: str, record: ReportRecord, folder: Path) -> bool:
    """By its stamp, as git does; a copied file has another one, and is read."""
    file = f"{folder}{os.sep}{path}"
    now = stamp(file)
    if now is not None and now == record.stamps.get(path):
        return True
    return now is not None and file_digest(Path(file)) == record.outputs[path]


def _few(names: list[str]) -> str:
    rest = f" (+{len(names) - FEW})" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + rest
