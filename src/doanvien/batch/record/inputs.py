"""What a report is made from, as checksums: the same inputs give the same report.

Decided by contents only. Dates of files say nothing: a checkout sets them anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from datetime import date
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import doanvien
from doanvien.batch.plan import ReportJob
from doanvien.batch.project import Project
from doanvien.batch.record.manifest import ReportRecord, Stamp
from doanvien.data.dataset import files_read
from doanvien.data.everywhere import SOURCES_FILE, Everywhere
from doanvien.data.layout import FIGURES_FOLDER
from doanvien.measures.targets.together import common_to_all
from doanvien.reference.files import reference_folder

# The libraries that compute, draw or write a part of a report.
LIBRARIES = (
    *("babel", "jinja2", "matplotlib", "nbclient", "nbconvert", "nbformat", "numpy", "openpyxl"),
    *("pandas", "papermill", "pillow", "scipy", "seaborn"),
)
COMMON = "what all provinces counted"
_OPENS = re.compile(r"\b(open_data|open_overview|read_\w+|open|Path|glob)\s*\(")
_NOT_SOURCE = frozenset({"__pycache__", ".ipynb_checkpoints"})


class Inputs:
    """Checksums of the inputs of a batch's reports at one moment; what reports share is read once.

    `earlier` are those of an earlier moment: what has not changed since is not read again.
    """

    def __init__(self, project: Project, earlier: Inputs | None = None) -> None:
        self._project = project
        self._seen: dict[Path, str] = {}
        self._digests: dict[Path, tuple[Stamp, str]] = earlier._digests if earlier else {}
        self._common: dict[tuple[str, date], dict[str, str]] = earlier._common if earlier else {}
        self._data: dict[tuple[Path, str], dict[str, str]] = {}
        self._opens: dict[Path, bool] = {}
        self._whole: dict[Path, str] = {}

    def of(self, job: ReportJob, record: ReportRecord | None = None) -> dict[str, str]:
        """Name → sha256 of everything that the report depends on, the names for people.

        `record` is the last one: what it knows of files that are still the same is not worked out
        again.
        """
        return self.code_of(job) | self.data_of(job, record)

    def code_of(self, job: ReportJob) -> dict[str, str]:
        """Of what a build has in memory once it has begun: parameters, notebooks, library."""
        # Which other languages a page leads to.
        linked = " ".join(other.scope.language for other in job.linked)
        also = {"languages": digest(linked.encode())} if linked else {}
        return also | {
            "parameters": digest(json.dumps(job.asked(), sort_keys=True).encode()),
            **{f"notebook {path.stem}": self._file(path) for path in job.notebooks},
            **self._shared,
        }

    def whole(self, job: ReportJob) -> str:
        """sha256 of all that the provinces of the data set counted, and of its sources."""
        if job.data not in self._whole:
            files = (job.data / SOURCES_FILE, *sorted((job.data / FIGURES_FOLDER).glob("*.csv")))
            listing = [(path.name, self._file(path)) for path in files]
            self._whole[job.data] = digest(json.dumps(listing).encode())
        return self._whole[job.data]

    def data_of(self, job: ReportJob, record: ReportRecord | None = None) -> dict[str, str]:
        """Of the files of the data set that the report may read."""
        all_of_it = job.members is not None or any(map(self._reads_everything, job.notebooks))
        which = job.data, "" if all_of_it else job.scope.slug
        if which not in self._data:
            files = (
                sorted(path for path in job.data.rglob("*") if path.is_file())
                if all_of_it
                else files_read(*which)
            )
            self._data[which] = {
                f"data {path.relative_to(job.data).as_posix()}": self._file(path) for path in files
            }
        return self._data[which] | self._of_all_provinces(job, record)

    def _reads_everything(self, notebook: Path) -> bool:
        if notebook not in self._opens:
            self._opens[notebook] = reads_everything(notebook)
        return self._opens[notebook]

    def _of_all_provinces(self, job: ReportJob, record: ReportRecord | None) -> dict[str, str]:
        """What a forecast takes from the other provinces; nothing where none can be made."""
        cutoff = job.scope.cutoff
        if job.members is not None or (cutoff.month, cutoff.day) == (12, 31):
            return {}
        if record is not None and record.whole == self.whole(job):
            return {name: found for name, found in record.inputs.items() if name == COMMON}
        which = self.whole(job), cutoff
        if which not in self._common:
            found = common_to_all(Everywhere(job.data, cutoff))
            plain = json.dumps(found, sort_keys=True).encode()
            self._common[which] = {COMMON: digest(plain)} if found else {}
        return self._common[which]

    @cached_property
    def _shared(self) -> dict[str, str]:
        constraints = self._file(self._project.root / "constraints.txt")
        return {
            **library(),
            "versions of libraries": digest(json.dumps([constraints, versions()]).encode()),
        }

    def _file(self, path: Path) -> str:
        if path not in self._seen:
            self._seen[path] = self._digest(path)
        return self._seen[path]

    def _digest(self, path: Path) -> str:
        now = stamp(path)
        if now is None:
            return file_digest(path)
        if self._digests.get(path, (None, ""))[0] != now:
            self._digests[path] = now, file_digest(path)
        return self._digests[path][1]


def reads_everything(notebook: Path) -> bool:
    """Whether a chapter may read more of the data set than its own province: it opens all of it, or
    files by itself. Then everything counts, so that no chapter keeps old figures of another."""
    try:
        return bool(_OPENS.search(notebook.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        return True


def key_of(inputs: dict[str, str]) -> str:
    """One sha256 over all inputs."""
    return digest(json.dumps(inputs, sort_keys=True).encode())


def stamp(file: str | Path) -> Stamp | None:
    """What changes when a file changes, known without reading it; None where there is no file."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def file_digest(path: Path) -> str:
    """sha256 of a file's contents; "" where there is no such file, words where it is unreadable."""
    try:
        return digest(path.read_bytes()) if path.is_file() else ""
    except OSError as error:
        return f"unreadable: {error.strerror}"


def library() -> dict[str, str]:
    """Name → sha256 of what every report is made with, whatever its project: this package."""
    return {
        "the library's source": _tree(Path(doanvien.__file__).parent),
        "reference tables": _tree(reference_folder()),
    }


def versions() -> dict[str, str]:
    """Versions of Python and of the installed libraries a report is made with."""
    found = {"python": ".".join(map(str, sys.version_info[:3]))}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _tree(folder: Path) -> str:
    """sha256 over the names and contents of a folder's files."""
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not _NOT_SOURCE.intersection(path.relative_to(folder).parts)
    )
    listing = [(path.relative_to(folder).as_posix(), file_digest(path)) for path in files]
    return digest(json.dumps(listing).encode())


def digest(content: bytes) -> str:
    """sha256 of bytes, as the manifest writes it."""
    return hashlib.sha256(content).hexdigest()
