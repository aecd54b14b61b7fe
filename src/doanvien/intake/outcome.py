"""What came of one file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from doanvien.intake.book.cells import Book
from doanvien.intake.findings import Finding
from doanvien.intake.reading.entries import LeftOut, SheetRead

Result = Literal["taken", "unchanged", "refused"]


@dataclass(frozen=True)
class Outcome:
    """What came of one file. ``book`` is None where it could not be opened, ``added`` and
    ``revised`` count rows of the data set, ``units`` are (name in the form, name it was given).
    """

    path: Path
    result: Result
    findings: tuple[Finding, ...]
    sheets: tuple[SheetRead, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    book: Book | None = None
    added: int = 0
    revised: int = 0
    units: tuple[tuple[str, str], ...] = ()
    open_units: tuple[tuple[str, str], ...] = field(default=())

    @property
    def problems(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level == "problem")
