"""The manifest of a batch: what was built, from what, and what went wrong, a file for each report.

It is what of output/ tells times; reports never do. No file tells folders of the machine, users or
environment variables. A record is replaced when its report is made, so a build that is killed
leaves whole records behind, and a batch of any size costs no more than the reports that it makes.
"""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from doanvien.present.shown.tiles import Tile
from doanvien.reference.languages import Language
from doanvien.reference.sentences import Sentence, sentence

SCHEMA_VERSION = 3

Stamp = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, number of the file on its disk."""


@dataclass(frozen=True)
class Failure:
    """Where a report failed: notebook and cell (counted from 1, markdown cells too), or neither.

    `code` is the line of the cell that failed, or its first; `error` a sentence of ours, or the
    last line of an error of Python, which is English in every language. `source` is the whole cell
    and `lines` are the last lines of what Python said.
    """

    error: Sentence | str
    notebook: str = ""
    cell: int | None = None
    code: str = ""
    source: str = ""
    lines: tuple[str, ...] = ()

    def said(self, language: Language) -> str:
        """Place and error."""
        place = [f"notebooks/{self.notebook}.ipynb"] if self.notebook else []
        if self.cell is not None:
            cell = sentence("cell {number}", number=self.cell).said(language)
            place.append(f"{cell} ({self.code})")
        told = self.told(language)
        return f"{', '.join(place)}: {told}" if place else told

    def told(self, language: Language) -> str:
        """The error. A sentence of a record that another version wrote, or that was spoilt, stands
        as it is."""
        if isinstance(self.error, str):
            return self.error
        try:
            return self.error.said(language)
        except Exception:
            return self.error.text


def advised(told: str, error: Exception) -> Sentence | str:
    """What is told of an error, with what to do where a file may be open in Excel."""
    if not isinstance(error, PermissionError):
        return told
    return sentence("{error}. Close the file, if it is open, and build again.", error=told)


@dataclass(frozen=True)
class ReportRecord:
    """What is known of one report.

    The last attempt: `state`, `started` (UTC), `seconds` it took, its `warnings` and `failure`.
    The report that is there, which a failed attempt leaves as it was: `parameters`, `key` over all
    `inputs` (name → sha256), the sha256 of the `whole` data set's figures, `outputs` (path from the
    batch's folder → sha256) and their `stamps`, its headline `tiles`, how often its figures were
    checked and how many have to be looked at (`checks`: "run" and "found"), the `versions` of the
    libraries that made it, the git `commit` of the project (with "-dirty" if files under git had
    been changed; "" without git), the `timings` of its notebooks in seconds, and whether its
    `kernels` were forked ("warm") or started ("cold").
    """

    state: Literal["built", "failed"]
    started: str
    seconds: float
    warnings: tuple[str, ...] = ()
    parameters: dict[str, str] = field(default_factory=dict)
    key: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    whole: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    tiles: tuple[Tile, ...] = ()
    checks: dict[str, int] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    commit: str = ""
    timings: dict[str, float] = field(default_factory=dict)
    kernels: str = ""
    failure: Failure | None = None
    schema_version: int = SCHEMA_VERSION


def read_record(file: Path) -> ReportRecord | None:
    """The record of a report; None where there is none that this version understands.

    Without its record a report is built again: nothing else is lost. Raises OSError for a file that
    is there and cannot be read.
    """
    try:
        record = _RECORD.validate_json(file.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    return record if record.schema_version == SCHEMA_VERSION else None


def write_record(file: Path, record: ReportRecord) -> None:
    """Write a record; a reader sees the old one or the new one, never half of it."""
    write_atomically(file, _RECORD.dump_json(record, indent=1) + b"\n")


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

_RECORD = TypeAdapter(ReportRecord)
