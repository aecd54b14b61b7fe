"""What a report is made from, as checksums: the same inputs give the same report.

Decided by contents only. Dates of files say nothing: a checkout sets them anew.
"""

import hashlib
import json
import re
import sys
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import doanvien
from doanvien.batch.plan import ReportJob
from doanvien.batch.project import Project
from doanvien.data.dataset import files_read
from doanvien.data.everywhere import Everywhere
from doanvien.measures.targets.together import common_to_all
from doanvien.reference.files import reference_folder

# The libraries that compute, draw or write a part of a report.
LIBRARIES = (
    *("babel", "jinja2", "matplotlib", "nbclient", "nbconvert", "nbformat", "numpy", "openpyxl"),
    *("pandas", "papermill", "pillow", "scipy", "seaborn"),
)
_OPENS = re.compile(r"\b(open_data|open_overview|read_\w+|open|Path|glob)\s*\(")
_NOT_SOURCE = frozenset({"__pycache__", ".ipynb_checkpoints"})


class Inputs:
    """Checksums of the inputs of a batch's reports; what reports share is read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._seen: dict[Path, str] = {}
        self._common: dict[Everywhere, dict[str, str]] = {}
        self._data: dict[tuple[Path, str], dict[str, str]] = {}
        self._opens: dict[Path, bool] = {}

    def of(self, job: ReportJob) -> dict[str, str]:
        """Name → sha256 of everything that the report depends on, the names for people."""
        return self.code_of(job) | self.data_of(job)

    def code_of(self, job: ReportJob) -> dict[str, str]:
        """Of what a build has in memory once it has begun: parameters, notebooks, library."""
        return {
            "parameters": digest(json.dumps(job.parameters(), sort_keys=True).encode()),
            **{f"notebook {path.stem}": self._file(path) for path in job.notebooks},
            **self._shared,
        }

    def data_of(self, job: ReportJob) -> dict[str, str]:
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
        return self._data[which] | self._of_all_provinces(job)

    def _reads_everything(self, notebook: Path) -> bool:
        if notebook not in self._opens:
            self._opens[notebook] = reads_everything(notebook)
        return self._opens[notebook]

    def _of_all_provinces(self, job: ReportJob) -> dict[str, str]:
        """What a forecast takes from the other provinces; nothing where none can be made."""
        cutoff = job.scope.cutoff
        if job.members is not None or (cutoff.month, cutoff.day) == (12, 31):
            return {}
        everywhere = Everywhere(job.data, cutoff)
        if everywhere not in self._common:
            found = common_to_all(everywhere)
            plain = json.dumps(found, sort_keys=True).encode()
            self._common[everywhere] = (
                {"what all provinces counted": digest(plain)} if found else {}
            )
        return self._common[everywhere]

    @cached_property
    def _shared(self) -> dict[str, str]:
        constraints = self._file(self._project.root / "constraints.txt")
        return {
            "the library's source": _tree(Path(doanvien.__file__).parent),
            "reference tables": _tree(reference_folder()),
            "versions of libraries": digest(json.dumps([constraints, versions()]).encode()),
        }

    def _file(self, path: Path) -> str:
        if path not in self._seen:
            self._seen[path] = file_digest(path)
        return self._seen[path]


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


def file_digest(path: Path) -> str:
    """sha256 of a file's contents; "" where there is no such file, words where it is unreadable."""
    try:
        return digest(path.read_bytes()) if path.is_file() else ""
    except OSError as error:
        return f"unreadable: {error.strerror}"


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
