"""The notebooks of a build, read once: who edits one meanwhile changes the next build."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from doanvien.batch.plan import ReportJob


@dataclass(frozen=True)
class ChapterSource:
    """A notebook as it was when the build began: its name and what stood in the file.

    `problem` says why the file could not be read; "" if it could.
    """

    name: str
    text: str = ""
    problem: str = ""


def read_sources(jobs: Iterable[ReportJob]) -> dict[Path, ChapterSource]:
    """The notebooks of reports, by their files. One that cannot be read fails its reports only."""
    files = dict.fromkeys(file for job in jobs for file in job.notebooks)
    return {file: _read(file) for file in files}


def _read(file: Path) -> ChapterSource:
    try:
        return ChapterSource(file.stem, file.read_text(encoding="utf-8"))
    except OSError as error:
        return ChapterSource(file.stem, problem=error.strerror or str(error))
    except UnicodeDecodeError as error:
        return ChapterSource(file.stem, problem=str(error))
