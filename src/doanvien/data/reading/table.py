"""A table of text: columns in which each different text stands once, and rows on demand.

A file of monthly figures by unit has tens of thousands of cells and a few hundred different texts.
What a text decides is decided once, and a row becomes an object only where somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from doanvien.data.problems import Problem, Severity
from doanvien.data.rules.numbers import plain_numbers
from doanvien.data.rules.schema import FileSchema
from doanvien.reference.sentences import Sentences

T = TypeVar("T")
NO_LINES = np.array([], dtype=np.int64)
Codes = NDArray[np.int64]
MOST_KEYS = 2**62  # beyond it, whole numbers of 64 bits would overflow


@dataclass(frozen=True, eq=False)
class Texts:
    """``codes`` (n) are positions in ``distinct``; every text there is used, and stands once."""

    codes: Codes
    distinct: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str] | NDArray[np.object_]) -> Texts:
        """The column of some texts."""
        codes, distinct = pd.factorize(np.asarray(texts, dtype=object))
        return cls(codes.astype(np.int64), tuple(distinct))

    @classmethod
    def same(cls, text: str, count: int) -> Texts:
        """A column that holds one text in every row."""
        return cls(np.zeros(count, dtype=np.int64), (text,) if count else ())

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, position: int) -> str:
        return self.distinct[self.codes[position]]

    def __iter__(self) -> Iterator[str]:
        return map(self.distinct.__getitem__, self.codes.tolist())

    def taken(self, positions: Codes) -> Texts:
        """The column of some rows."""
        codes, kept = pd.factorize(self.codes[positions])
        return Texts(codes.astype(np.int64), tuple(self.distinct[at] for at in kept))

    def stripped(self) -> Texts:
        """The column without white space around its texts."""
        if all(text == text.strip() for text in self.distinct):
            return self
        bare = Texts.of([text.strip() for text in self.distinct])
        return Texts(bare.codes[self.codes], bare.distinct)

    def holds(self, texts: Iterable[str]) -> NDArray[np.bool_]:
        """Which rows (n) hold one of some texts."""
        wanted = set(texts)
        return self.where(lambda text: text in wanted)

    def where(self, rule: Callable[[str], object]) -> NDArray[np.bool_]:
        """Which rows (n) hold a text for which a rule is true."""
        if not self.distinct:
            return np.zeros(0, dtype=bool)
        return np.array([bool(rule(text)) for text in self.distinct])[self.codes]

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """The numbers of plain texts, row by row (n); NaN for all others."""
        return plain_numbers(self.distinct)[self.codes]

    @cached_property
    def objects(self) -> NDArray[np.object_]:
        """The text of every row (n)."""
        if not self.distinct:
            return np.array([], dtype=object)
        return np.array(self.distinct, dtype=object)[self.codes]


@dataclass(frozen=True)
class Row:
    """``line`` is where the row starts in the file; ``cells`` holds stripped text by column."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def problem(self, column: str, told: Sentences, severity: Severity = "mistake") -> Problem:
        """What is wrong with a cell of this row; its value is kept only where it is spoken of."""
        quoted = any("{value}" in one.text for one in told)
        return Problem(
            self.file, (self.line,), column, self[column] if quoted else "", told, severity
        )


@dataclass(frozen=True)
class Table:
    """The rows of one file.

    ``file`` names it in problems, ``name`` inside the data set ("figures/ha-noi.csv"). ``cells``
    holds the stripped texts of each column that is there, ``lines`` (n) where each row starts in
    the file. ``problems`` are those of its form. ``complete``: every required column is there.
    """

    file: str
    name: str
    schema: FileSchema
    lines: NDArray[np.int64] = field(default_factory=lambda: NO_LINES)
    cells: Mapping[str, Texts] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    complete: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def columns(self) -> frozenset[str]:
        return frozenset(self.cells)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self.row(position) for position in range(len(self)))

    def row(self, position: int, columns: Collection[str] = ()) -> Row:
        """The row at a position, counted from 0; with some of its cells only, if any are named."""
        cells = {
            name: self.cells[name][position] for name in columns or self.cells if name in self.cells
        }
        return Row(self.file, int(self.lines[position]), cells)

    def column(self, name: str) -> Texts:
        """The cells of a column as text; empty texts if the file leaves it out."""
        return self.cells.get(name) or Texts.same("", len(self))

    def where(self, column: str, values: Collection[str]) -> Table:
        """The same table with only the rows whose cell is one of ``values``."""
        return self.kept(self.column(column).holds(values))

    def kept(self, rows: NDArray[np.bool_]) -> Table:
        """The same table with only some of its rows (n)."""
        return self if rows.all() else self.taken(np.flatnonzero(rows))

    def only(self, columns: Collection[str]) -> Table:
        """The same table with only some of its columns."""
        cells = {name: texts for name, texts in self.cells.items() if name in columns}
        return replace(self, cells=cells)

    def taken(self, positions: NDArray[np.int64]) -> Table:
        """The same table with only the rows at some positions."""
        cells = {name: texts.taken(positions) for name, texts in self.cells.items()}
        return replace(self, lines=self.lines[positions], cells=cells)

    def decided(self, columns: Iterable[str], decide: Callable[[Row], T]) -> list[T]:
        """What each row's cells in some columns decide; rows that agree in them are asked once."""
        columns = tuple(columns)
        groups, firsts = self.alike(columns)
        found = [decide(self.row(at, columns)) for at in firsts.tolist()]
        return [found[group] for group in groups.tolist()]

    def alike(self, columns: Iterable[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows that agree in some columns: the group of each, and the first row of each group."""
        return combined([self.column(name) for name in columns])


def combined(columns: Sequence[Texts | Codes]) -> tuple[Codes, Codes]:
    """Rows that agree in some columns: the group of each row (n), and the first row of each group.

    Groups are numbered in the order in which they appear.
    """
    keys = np.zeros(len(columns[0]), dtype=np.int64)
    size = 1
    for column in columns:
        codes = column.codes if isinstance(column, Texts) else column
        count = int(codes.max(initial=0)) + 1
        if size * count > MOST_KEYS:
            keys = pd.factorize(keys)[0].astype(np.int64)
            size = len(keys)
        keys, size = keys * count + codes, size * count
    groups = pd.factorize(keys)[0].astype(np.int64)
    firsts = np.zeros(int(groups.max(initial=-1)) + 1, dtype=np.int64)
    firsts[groups[::-1]] = np.arange(len(groups))[::-1]
    return groups, firsts
