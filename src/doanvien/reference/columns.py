"""What the columns of a report's frames are: one line of data for each.

A frame that has a column of ``data/reference/columns.csv`` shows it rightly without another word:
under its title, in its kind. A name means the same thing in every frame of every chapter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, cast, get_args

from doanvien.reference.files import read_table
from doanvien.reference.languages import Language, text_of

ColumnKind = Literal[
    "text",  # as it stands
    "count",  # whole number of persons, unions, …
    "signed",  # whole number with its sign
    "percent",  # a share; 0.5098 is shown as 51,0%
    "decimal",
    "date",
    "year",  # a calendar year, without separator
    "month",  # 1 to 12
    "verdict",  # code of the rule of verdicts, shown as sign and word
    "assigner",  # code of who set a target, shown in words
    "indicator",  # code of an indicator, shown by its label
    "province",  # slug, shown by its name
    "qualifier",  # how exact a figure is, shown in the words of its source
    "truth",  # yes or no
]
Missing = Literal["reported", "computed", "none"]
"""What an empty cell means: the union has not told it, it cannot be computed, or nothing is due."""

WRITTEN = {"verdict", "assigner", "indicator", "province", "qualifier", "text", "truth"}
"""Kinds that are shown in words."""


@dataclass(frozen=True)
class KnownColumn:
    """One line of the table; ``meaning`` is for whoever works with the frame, with its unit."""

    name: str
    kind: ColumnKind
    missing: Missing
    decimals: int
    meaning: str
    texts: Mapping[str, str] = field(repr=False, compare=False)

    def title(self, language: Language) -> str:
        """The head of the column: "Tỷ lệ đạt"."""
        return text_of(self.texts, "title", language)


def known_column(name: object) -> KnownColumn | None:
    """The column of that name; None for one that the table does not know."""
    return _by_name().get(name) if isinstance(name, str) else None


@cache
def _by_name() -> dict[str, KnownColumn]:
    return {row["name"]: _column(row) for row in read_table("columns.csv")}


def _column(row: dict[str, str]) -> KnownColumn:
    kind, missing = row["kind"], row["missing"]
    if kind not in get_args(ColumnKind) or missing not in get_args(Missing):
        raise ValueError(
            f"columns.csv, {row['name']}: kind {kind!r} or missing {missing!r} is not known. Write "
            f"one of {', '.join(get_args(ColumnKind))}; and of {', '.join(get_args(Missing))}."
        )
    return KnownColumn(
        name=row["name"],
        kind=cast(ColumnKind, kind),
        missing=cast(Missing, missing),
        decimals=int(row["decimals"] or 1),
        meaning=row["meaning"],
        texts=row,
    )
