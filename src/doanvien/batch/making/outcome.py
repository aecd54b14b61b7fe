"""What is asked for one report and what comes back, in whichever process it is made."""

from dataclasses import dataclass, field
from pathlib import Path

from doanvien.batch.making.sources import ChapterSource
from doanvien.batch.plan import ReportJob
from doanvien.batch.record.manifest import Failure
from doanvien.present.shown.tiles import Tile

SECONDS_A_CELL = 600


@dataclass(frozen=True)
class ReportTask:
    """A report to make, and the private folder to put its files into (it does not exist yet).

    `chapters` are the notebooks of the job in its order, `temporary` is a private folder with a
    short path for sockets and for what programs put aside, `timeout` the seconds that one cell may
    take. `cold` says why its cells are not forked ("" where they are), `again` that the process
    which made it before has died.
    """

    job: ReportJob
    folder: Path
    chapters: tuple[ChapterSource, ...]
    temporary: Path
    timeout: int = SECONDS_A_CELL
    cold: str = ""
    again: bool = False


@dataclass(frozen=True)
class MadeFile:
    """A finished file, the place it is for, and its sha256."""

    place: Path
    made: Path
    digest: str


@dataclass(frozen=True)
class ReportOutcome:
    """What came of one report: its files, the page last, or why there are none.

    `tiles` are its headline values, `checks` how often its figures were checked ("run") and how
    many have to be looked at ("found"), `timings` the seconds of each notebook; `kernels` is "warm"
    where all were forked, else "cold", or "cold: …" with the names of those that were not;
    `started` is in UTC.
    """

    id: str
    started: str
    seconds: float
    files: tuple[MadeFile, ...] = ()
    tiles: tuple[Tile, ...] = ()
    checks: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)
    kernels: str = ""
    failure: Failure | None = None
