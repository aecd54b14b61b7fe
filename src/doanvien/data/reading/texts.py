"""A column of texts in which each different text stands once.

A file of monthly figures by unit has tens of thousands of cells and a few hundred different texts;
what a text decides is then decided once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from doanvien.data.rules.numbers import plain_numbers

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
