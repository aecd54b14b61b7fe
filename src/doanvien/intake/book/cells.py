"""A cell, a sheet, a book: what an office typed, with what is known of how it stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

CellKind = Literal["text", "number", "date", "bool", "error", "no_result"]
Place = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True)
class Cell:
    """One cell that holds something.

    ``value`` is a text for "text" and "error" ("#DIV/0!"), a float for "number", a day for "date";
    "no_result" is a formula that was never calculated. ``format`` is the number format's code.
    """

    row: int
    column: int
    kind: CellKind
    value: str | float | date | bool
    formula: str = ""
    format: str = ""

    @property
    def ref(self) -> str:
        return reference(self.row, self.column)

    @property
    def text(self) -> str:
        """The text of a text cell on one line, "" of any other."""
        return one_line(self.value) if isinstance(self.value, str) and self.kind == "text" else ""


@dataclass(frozen=True)
class Merge:
    """A merged range; rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, eq=False)
class Sheet:
    """The cells of a sheet that hold something, by place."""

    name: str
    cells: Mapping[Place, Cell]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    hidden: bool = False

    def at(self, row: int, column: int) -> Cell | None:
        """The cell at a place, or the first cell of the merged range that covers it."""
        found = self.cells.get((row, column))
        if found is not None:
            return found
        merge = self.merge_at(row, column)
        return self.cells.get((merge.top, merge.left)) if merge else None

    def text(self, row: int, column: int) -> str:
        """The text at a place, on one line; "" where there is none or something else."""
        found = self.at(row, column)
        return found.text if found else ""

    def merge_at(self, row: int, column: int) -> Merge | None:
        return next((merge for merge in self._merges_of_row(row) if merge.holds(row, column)), None)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that hold something, from the top."""
        return tuple(sorted({row for row, _ in self.cells}))

    @cached_property
    def by_row(self) -> Mapping[int, tuple[Cell, ...]]:
        """The cells of each row, from the left."""
        rows: dict[int, list[Cell]] = {}
        for _, cell in sorted(self.cells.items()):
            rows.setdefault(cell.row, []).append(cell)
        return {row: tuple(cells) for row, cells in rows.items()}

    def hides_column(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)

    def texts(self) -> Iterator[Cell]:
        """The cells with texts, row by row."""
        for cells in self.by_row.values():
            yield from (cell for cell in cells if cell.text)

    def _merges_of_row(self, row: int) -> tuple[Merge, ...]:
        if row not in self._merge_rows:
            held = tuple(merge for merge in self.merges if merge.top <= row <= merge.bottom)
            self._merge_rows[row] = held
        return self._merge_rows[row]

    @cached_property
    def _merge_rows(self) -> dict[int, tuple[Merge, ...]]:
        return {}


@dataclass(frozen=True)
class Book:
    """``name`` and ``sha256`` of the file, and its sheets in their order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...] = field(default=())


def reference(row: int, column: int) -> str:
    """ "G14"."""
    # A build that finds nothing to make asks who has reported, and opens no workbook.
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"


def one_line(text: str) -> str:
    """A text with single blanks, and without characters that are no writing."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())
