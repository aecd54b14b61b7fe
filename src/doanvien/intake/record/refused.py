"""The files that were refused, for whoever asks who has reported."""

from __future__ import annotations

from collections.abc import Iterable

from doanvien.intake.record.rows import Row


def with_refused(rows: Iterable[Row], new: Iterable[Row], taken: Iterable[str]) -> list[Row]:
    """The list with each refused file once, without those that were taken in since."""
    found = {row["sha256"]: row for row in rows}
    for row in new:
        found.setdefault(row["sha256"], row)
    for checksum in taken:
        found.pop(checksum, None)
    return list(found.values())
