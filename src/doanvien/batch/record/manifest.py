"""The record of a batch: what was built, from what, and what went wrong.

It is the one file of output/ that tells times; reports never do. No file tells folders of the
machine, users or environment variables.
"""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from doanvien.present.shown.tiles import Tile

SCHEMA_VERSION = 2


@dataclass(frozen=True)
class Failure:
    """Where a report failed: notebook and cell (counted from 1, markdown cells too), or neither.

    `code` is the line of the cell that failed, or its first; `error` the last line of the error.
    `source` is the whole cell and `lines` are the last lines of what Python said.
    """

    error: str
    notebook: str = ""
    cell: int | None = None
    code: str = ""
    source: str = ""
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = [f"notebooks/{self.notebook}.ipynb"] if self.notebook else []
        if self.cell is not None:
            place.append(f"cell {self.cell} ({self.code})")
        return f"{', '.join(place)}: {self.error}" if place else self.error


@dataclass(frozen=True)
class ReportRecord:
    """What is known of one report.

    The last attempt: `state`, `started` (UTC), `seconds` it took, its `warnings` and `failure`.
    The report that is there, which a failed attempt leaves as it was: `parameters`, `key` over all
    `inputs` (name → sha256), `outputs` (path from the batch's folder → sha256), its headline
    `tiles`, how often its figures were checked and how many have to be looked at (`checks`: "run"
    and "found"), the `versions` of the libraries that made it, the git `commit` of the project
    (with "-dirty" if files under git had been changed; "" without git), the `timings` of its
    notebooks in seconds, and whether its `kernels` were forked ("warm") or started ("cold").
    """

    state: Literal["built", "failed"]
    started: str
    seconds: float
    warnings: tuple[str, ...] = ()
    parameters: dict[str, str] = field(default_factory=dict)
    key: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    tiles: tuple[Tile, ...] = ()
    checks: dict[str, int] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    commit: str = ""
    timings: dict[str, float] = field(default_factory=dict)
    kernels: str = ""
    failure: Failure | None = None


@dataclass(frozen=True)
class Manifest:
    """All records of a batch by report id; a record stays when its report is not built again."""

    schema_version: int
    batch: str
    reports: dict[str, ReportRecord]


def read_manifest(file: Path, batch: str) -> Manifest:
    """The manifest of a batch; an empty one where there is none that this version understands.

    Without its manifest a report is built again: nothing else is lost.
    """
    empty = Manifest(SCHEMA_VERSION, batch, {})
    try:
        manifest = _MANIFEST.validate_json(file.read_bytes())
    except (FileNotFoundError, ValidationError):
        return empty
    return manifest if manifest.schema_version == SCHEMA_VERSION else empty


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Write the manifest; a reader sees the old one or the new one, never half of it."""
    write_atomically(file, _MANIFEST.dump_json(manifest, indent=2) + b"\n")


def write_atomically(file: Path, content: bytes) -> None:
    """Put `content` into `file` so that it appears complete or not at all.

    What a killed process leaves of it lies in the batch's work folder, or in that of the next
    build: `Workspace` clears both away.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=WRITING, dir=file.parent) as folder:
        written = Path(folder) / file.name
        written.write_bytes(content)
        os.replace(written, file)


WRITING = ".writing-"

_MANIFEST = TypeAdapter(Manifest)
