"""The private work folder of a build, inside the batch's folder, and the lock on the batch.

Reports are made in it and put into place by renaming, which needs the same disk. Nobody but the
holder of the lock touches it, so that whatever is found at the start is left over from a build that
was killed, and is cleared away.
"""

import os
import shutil
import tempfile
from pathlib import Path

from doanvien.batch.plan import BatchPlan
from doanvien.batch.record.lock import Taken, lock
from doanvien.batch.record.manifest import WRITING
from doanvien.batch.request.problems import BatchError, ParameterProblem
from doanvien.reference.sentences import sentence

_TEMPORARY = "temporary"
_PREFIX = "dv-"


class Workspace:
    """Held from the beginning of a build to its end. Entering raises BatchError if it is taken.

    Where the index page was not `indexed` anew, the empty folder stays and says so.
    """

    def __init__(self, plan: BatchPlan) -> None:
        self._plan = plan
        self.folder = plan.work
        self._count = 0
        self._lock = -1
        self.indexed = False

    def __enter__(self) -> "Workspace":
        self._lock = _lock(self._plan)
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._clear()
            if self.indexed:
                shutil.rmtree(self.folder, ignore_errors=True)
        finally:
            os.close(self._lock)

    def open(self) -> None:
        """Make the work folder, and in it one under a name that no killed build can know.

        From now on whoever looks can see that the batch is being built, or was killed: what a
        killed build left in the folder and elsewhere goes, the folder itself stays to the end.
        """
        self._clear()
        self.folder.mkdir(exist_ok=True)
        self._own = Path(tempfile.mkdtemp(dir=self.folder))

    def _clear(self) -> None:
        pointer = self.folder / _TEMPORARY
        if pointer.is_file():
            for line in pointer.read_text(encoding="utf-8").splitlines():
                # Whoever wrote the file: nothing but what a build makes is removed.
                made = Path(line).name.startswith(_PREFIX)
                if made and Path(line).parent == Path(tempfile.gettempdir()):
                    shutil.rmtree(line, ignore_errors=True)
        for left_over in self.folder.glob("*"):
            if left_over.is_dir() and not left_over.is_symlink():
                shutil.rmtree(left_over, ignore_errors=True)
            else:
                left_over.unlink(missing_ok=True)
        for level in ("", "*/"):
            for left_over in self._plan.folder.glob(f"{level}{WRITING}*"):
                shutil.rmtree(left_over, ignore_errors=True)

    def new_place(self) -> Path:
        """A folder that does not exist yet, for one report."""
        self._count += 1
        return self._own / str(self._count)

    def new_temporary(self) -> Path:
        """A folder for sockets and for what else lasts no longer than the build. The path of a
        socket may have about 100 bytes, so it has a short one."""
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        with (self.folder / _TEMPORARY).open("a", encoding="utf-8") as pointer:
            pointer.write(f"{folder}\n")
        return folder


def is_open(plan: BatchPlan) -> bool:
    """Whether a build of the batch runs, or the last one was killed."""
    return plan.work.exists()


def _lock(plan: BatchPlan) -> int:
    """Raises BatchError if the batch is being built, OSError where its folder cannot be used."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    try:
        return lock(plan.folder)
    except Taken as error:
        told = sentence(
            "{batch} is being built already. Wait until that build has ended, or end it.",
            batch=plan.batch.name,
        )
        raise BatchError((ParameterProblem("", (told,)),)) from error
