"""What was read of a form: its numbers with their meaning and place, and all that was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from openpyxl.utils import column_index_from_string, get_column_letter

from doanvien.intake.book.cells import Cell
from doanvien.intake.findings import Finding
from doanvien.intake.reading.head import Head
from doanvien.intake.reading.numbers import Percentage
from doanvien.intake.reading.titles.headings import Meaning

LineKind = Literal["unit", "total", "subtotal", "section"]
Value = int | Percentage | None
"""None: the cell is empty, nothing was reported."""


@dataclass(frozen=True)
class Column:
    """A column of figures (or, in a vertical form, a line) with its days.

    ``place`` is a column's letter or a line's row. ``start`` is None for a level. ``target`` is the
    place of the target that a percentage is one of.
    """

    place: str
    path: tuple[str, ...]
    meaning: Meaning
    start: date | None = None
    end: date | None = None
    target: str = ""

    @property
    def number(self) -> int:
        """Of a column of a sheet, counted from 1."""
        return int(column_index_from_string(self.place))

    @property
    def title(self) -> str:
        """Its own heading, without the groups above it."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True)
class Line:
    """A row of units: its values by the places of the columns; a cell that cannot be read has no
    value and stands in ``unread``. ``reach`` are the rows that a subtotal or total adds up.
    """

    row: int
    kind: LineKind
    name: str
    unit: str
    values: Mapping[str, Value] = field(default_factory=dict)
    cells: Mapping[str, Cell] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    reach: tuple[int, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """``place`` is a column's letter or a row's number; ``why`` is a reason of Meaning, or
    "subtotal", "target", "percentage", "total_of_unit", "of_which", "hidden_sheet".
    """

    sheet: str
    place: str
    title: str
    why: str


@dataclass(frozen=True)
class TableRead:
    """One table: what its columns mean and what its rows hold."""

    sheet: str
    header: tuple[int, int]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    of_items: bool = False


@dataclass(frozen=True)
class SheetRead:
    """Everything that was understood of one sheet."""

    name: str
    head: Head
    tables: tuple[TableRead, ...]
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()
    open_columns: tuple[tuple[str, ...], ...] = field(default=())


def letter(column: int) -> str:
    """ "G"."""
    return str(get_column_letter(column))
