"""What the cells of a report see of its project, packed to be sent: notebooks/ and the data set.

A worker has it under its digest, so that no report is made from other figures than those of the
project that asks for it, and what a worker has is not sent again.
"""

import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from doanvien.batch.plan import ReportJob
from doanvien.batch.project import Project
from doanvien.batch.record.inputs import digest, file_digest, stamp
from doanvien.batch.record.manifest import Stamp

PROJECT = "project"
_OUTSIDE = "outside"
# Any, but always the same: the files have no dates where they arrive.
_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Parcel:
    """Files, as a zip archive, and the sha256 over their names and contents."""

    digest: str
    content: bytes


class Packing:
    """The parcel of a project and a data set, packed once, and again when a file has changed."""

    def __init__(self) -> None:
        self._packed: tuple[list[tuple[str, Stamp | None]], Parcel] | None = None

    def of(self, job: ReportJob) -> Parcel:
        """The parcel as the files are now. Raises OSError where one cannot be read."""
        files = _files(job)
        now = [(name, stamp(path)) for name, path in files.items()]
        if self._packed is None or self._packed[0] != now:
            self._packed = now, _pack(files)
        return self._packed[1]


def place_of_data(data: Path, project: Project) -> str:
    """Where in a parcel the data set is, with "/" between its parts: one outside the project keeps
    its name, the only part of its path that a report may show."""
    if data.is_relative_to(project.root):
        return f"{PROJECT}/{data.relative_to(project.root).as_posix()}"
    return f"{_OUTSIDE}/{data.name}"


def holds(folder: Path, wanted: str) -> bool:
    """Whether the parcel of that digest was unpacked in the folder and is as it was."""
    return _total({name: file_digest(path) for name, path in _walk(folder)}) == wanted


def unpack(parcel: Parcel, folder: Path) -> None:
    """Put the files into the folder, all of them or none. Raises OSError where that fails."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        written = Path(scratch) / "parcel"
        with zipfile.ZipFile(io.BytesIO(parcel.content)) as archive:
            archive.extractall(written)
        if not holds(written, parcel.digest):
            raise OSError("The files are not what was sent.")
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(written, folder)


def _files(job: ReportJob) -> dict[str, Path]:
    data = place_of_data(job.data, job.project)
    notebooks = f"{PROJECT}/{job.project.notebooks.name}"
    return {
        f"{start}/{name}": path
        for start, folder in ((notebooks, job.project.notebooks), (data, job.data))
        for name, path in _walk(folder)
    }


def _walk(folder: Path, above: frozenset[Path] = frozenset()) -> Iterator[tuple[str, Path]]:
    """The files of a folder, and of folders that are linked in it, by their paths in it; hidden
    ones are nobody's figures. `above` are the folders that a link must not lead back to."""
    real = folder.resolve()
    if real in above or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_file():
            yield path.name, path
        for name, file in _walk(path, above | {real}):
            yield f"{path.name}/{name}", file


def _pack(files: dict[str, Path]) -> Parcel:
    packed, digests = io.BytesIO(), {}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in files.items():
            content = path.read_bytes()
            digests[name] = digest(content)
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return Parcel(_total(digests), packed.getvalue())


def _total(digests: dict[str, str]) -> str:
    return digest(json.dumps(digests, sort_keys=True).encode())
