"""The private work folder of a build, inside the batch's folder, and the lock on the batch.

Reports are made in it and put into place by renaming, which needs the same disk. Nobody but the
holder of the lock touches it, so that whatever is found at the start is left over from a build that
was killed, and is cleared away.
"""

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from doanvien.batch.plan import BatchPlan
from doanvien.batch.record.manifest import WRITING
from doanvien.batch.request.problems import BatchError, ParameterProblem

_SOCKETS = "sockets"
_PREFIX = "dv-"


class Workspace:
    """Held from the beginning of a build to its end. Entering raises BatchError if it is taken."""

    def __init__(self, plan: BatchPlan) -> None:
        self._plan = plan
        self.folder = plan.work
        self._count = 0
        self._lock = -1

    def __enter__(self) -> "Workspace":
        self._plan.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(self._plan)
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
        os.close(self._lock)

    def clear(self) -> None:
        """Remove the work folder and what a killed build left beside it and elsewhere."""
        pointer = self.folder / _SOCKETS
        if pointer.is_file():
            for line in pointer.read_text(encoding="utf-8").splitlines():
                if Path(line).name.startswith(_PREFIX) and Path(line).is_absolute():
                    shutil.rmtree(line, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        for left_over in self._plan.folder.glob(f"**/{WRITING}*"):
            shutil.rmtree(left_over, ignore_errors=True)

    def open(self) -> None:
        """Make the work folder, under a name inside it that no killed build can know."""
        self.folder.mkdir(exist_ok=True)
        self._own = Path(tempfile.mkdtemp(dir=self.folder))

    def new_place(self) -> Path:
        """A folder that does not exist yet, for one report."""
        self._count += 1
        return self._own / str(self._count)

    def new_sockets(self) -> Path:
        """A folder for sockets; their paths may have about 100 bytes, so it has a short one."""
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        with (self.folder / _SOCKETS).open("a", encoding="utf-8") as pointer:
            pointer.write(f"{folder}\n")
        return folder


def _lock(plan: BatchPlan) -> int:
    """An open file that holds the lock until it is closed, also by the death of the process."""
    try:
        if sys.platform == "win32":
            import msvcrt

            held = os.open(plan.folder / ".lock", os.O_RDWR | os.O_CREAT)
            msvcrt.locking(held, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            # The folder itself: a file of its own would be left lying there.
            held = os.open(plan.folder, os.O_RDONLY)
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        with contextlib.suppress(OSError, UnboundLocalError):
            os.close(held)
        said = (
            f"{plan.batch.name} is being built already. Wait until that build has ended, or end it."
        )
        raise BatchError((ParameterProblem("", said),)) from error
    return held
