"""Approve forms that were taken in: their figures are a draft until an office has done so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from doanvien.intake.record.commit import commit, recover
from doanvien.intake.record.lock import locked
from doanvien.intake.record.rows import SOURCES_FILE
from doanvien.intake.record.sources import NotApproved, approved
from doanvien.intake.record.store import Store
from doanvien.reference.sentences import sentence


def approve_forms(folder: Path, which: Sequence[str], office: str, day: date) -> int:
    """Write who approved the forms named by file or id, all of them without a name.

    How many were approved that had not been. Raises NotApproved.
    """
    with locked(folder):
        recover(folder)
        store = Store(folder)
        if store.is_new:
            raise NotApproved(sentence("There is no data set in {folder}.", folder=folder.name))
        before = store.rows(SOURCES_FILE)
        after = approved(before, which, office, day)
        store.replace_sources(after)
        if files := store.files("", day):
            commit(folder, files)
    return sum(old != new for old, new in zip(before, after, strict=True))
