"""The parcels that a worker has: the newest, and those that reports are being made from."""

import contextlib
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from doanvien.batch.cluster.parcel import Parcel, holds, unpack

MOST = 3


class Kept:
    """Parcels in folders side by side, each called by its digest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._in_use: Counter[Path] = Counter()

    def has(self, folder: Path) -> bool:
        """Whether the parcel of that folder is there, and as it was."""
        with self._lock:
            return holds(folder, folder.name)

    def take(self, parcel: Parcel, folder: Path) -> None:
        """Unpack a parcel and forget old ones. Raises OSError where it cannot be written."""
        with self._lock:
            unpack(parcel, folder)
            newest_first = sorted(folder.parent.iterdir(), key=_received, reverse=True)
            for old in newest_first[MOST:]:
                if not self._in_use[old]:
                    shutil.rmtree(old, ignore_errors=True)

    @contextlib.contextmanager
    def using(self, folder: Path) -> Iterator[bool]:
        """Whether a parcel is there; until this ends it stays."""
        with self._lock:
            self._in_use[folder] += 1
        try:
            yield folder.is_dir()
        finally:
            with self._lock:
                self._in_use[folder] -= 1


def _received(folder: Path) -> int:
    return folder.stat().st_mtime_ns
