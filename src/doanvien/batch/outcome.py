"""What comes back from making one report, in whichever process it was made."""

from dataclasses import dataclass
from pathlib import Path

from doanvien.batch.manifest import Failure
from doanvien.present.tiles import Tile


@dataclass(frozen=True)
class ReportOutcome:
    """What came of one report: its files (absolute paths), or why there are none.

    `tiles` are its headline values; `started` is in UTC.
    """

    id: str
    started: str
    seconds: float
    files: tuple[Path, ...] = ()
    tiles: tuple[Tile, ...] = ()
    warnings: tuple[str, ...] = ()
    failure: Failure | None = None
