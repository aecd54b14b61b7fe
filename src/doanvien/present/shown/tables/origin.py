"""Where a frame comes from: what a chapter says of it goes along while pandas works on it.

``frame.attrs`` keeps the caption and the notes as plain texts, which anybody may change, and under
``ORIGIN`` the frame as the chapter made it. So a table may be filtered, sorted and cut to some of
its columns, and still says "khoảng 5.500" where the source does; what became another thing is
found out by comparing the two.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

import pandas as pd

from doanvien.present.shown.tables.grid import KINDS, Column, Kind, format_value
from doanvien.present.words.amounts import Said
from doanvien.present.words.phrases import Words
from doanvien.reference.columns import WRITTEN, KnownColumn, known_column

__all__ = ["ORIGIN", "Origin", "Said", "Source", "made_frame", "origin_of", "said_in", "source_of"]

ORIGIN = "doanvien"
SAME_CELLS = 0.5
"""Share of the cells in common from which two rows with one label are one row."""


class Source(Protocol):
    """What a frame is made for: a report, or an overview of several."""

    @property
    def words(self) -> Words: ...
    @property
    def status(self) -> str: ...
    @property
    def closed(self) -> bool: ...


@dataclass(frozen=True, eq=False)
class Origin:
    """A frame as its chapter made it. ``said`` has the words of single cells: column -> label of
    the row -> words; ``titles`` the heads of columns that depend on the report ("Quý II/2022")."""

    source: Source
    name: str
    made: pd.DataFrame
    said: Mapping[str, Mapping[Hashable, str]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    chart: Any = None
    as_file: bool = False
    ends: int = 0
    head: int = 0

    def __deepcopy__(self, memo: object) -> Origin:
        return self  # pandas copies attrs with every step

    def words_of(self, frame: pd.DataFrame) -> dict[tuple[int, str], str]:
        """Words of the cells of ``frame`` that still hold the value they were said of."""
        found = {}
        for column, texts in self.said.items():
            if column not in frame.columns:
                continue
            for position, (label, value) in enumerate(frame[column].items()):
                if label in texts and _equal(value, self.made.at[label, column]):
                    found[position, str(column)] = texts[label]
        return found

    def is_still(self, frame: pd.DataFrame) -> bool:
        """Whether ``frame`` holds rows of this one, and has not become another thing."""
        common = [name for name in frame.columns if name in self.made.columns]
        if frame.index.name is not None or not common or isinstance(frame.index, pd.MultiIndex):
            return False
        if not frame.index.isin(self.made.index).all() or frame.index.has_duplicates:
            return False
        before = self.made.loc[frame.index, common]
        same = [
            _equal(now, then)
            for name in common
            for now, then in zip(frame[name], before[name], strict=True)
        ]
        return not same or sum(same) / len(same) >= SAME_CELLS


def made_frame(
    source: Source,
    rows: Iterable[Mapping[str, object]],
    columns: Sequence[str],
    *,
    name: str,
    caption: str,
    notes: Iterable[str] = (),
    titles: Mapping[str, str] | None = None,
    sheet: str | None = None,
    chart: Any = None,
    as_file: bool = False,
    ends: int = 0,
    head: int = 0,
) -> pd.DataFrame:
    """The frame of a chapter: a row for each fact, with just these columns, in this order.

    Numbers are float64 (NaN where missing), dates datetime64, all else str or None, as the kinds of
    ``columns.csv`` have it; a cell given as `Said` holds its value, and its words are remembered.
    ``name`` is a stable ASCII key; without rows the frame is empty and has its columns. Raises
    KeyError for a column that the table of columns does not know, or that a row does not have.
    """
    listed = [dict(row) for row in rows]
    said: dict[str, dict[Hashable, str]] = {}
    data = {}
    for column in columns:
        known = known_column(column)
        if known is None:
            raise KeyError(f"{column!r} has no line in data/reference/columns.csv.")
        cells = [row[column] for row in listed]
        said[column] = {
            at: cell.text
            for at, cell in enumerate(cells)
            if isinstance(cell, Said) and cell.text != plain_text(cell.value, known, source)
        }
        data[column] = _typed([c.value if isinstance(c, Said) else c for c in cells], known)
    frame = pd.DataFrame(data)
    origin = Origin(
        source=source,
        name=name,
        made=frame.copy(),
        said={column: texts for column, texts in said.items() if texts},
        titles=dict(titles or {}),
        sheet=sheet,
        chart=chart,
        as_file=as_file,
        ends=ends,
        head=head,
    )
    frame.attrs = {"caption": caption, "notes": tuple(notes), ORIGIN: origin}
    return frame


def origin_of(frame: pd.DataFrame | pd.Series) -> Origin | None:
    """What a chapter said of the frame that this one was made from; None for any other frame."""
    found = frame.attrs.get(ORIGIN)
    return found if isinstance(found, Origin) else None


def source_of(frame: pd.DataFrame) -> Source:
    """The report that a chapter made the frame for. Raises LookupError for any other frame."""
    origin = origin_of(frame)
    if origin is None:
        raise LookupError("This frame was not made by a function of doanvien.chapters.")
    return origin.source


def said_in(frame: pd.DataFrame, label: Hashable, column: str) -> str:
    """One cell as a reader reads it: in its words, else in the form of its column."""
    origin = origin_of(frame)
    value: Any = frame.at[label, column]
    texts = origin.said.get(column, {}) if origin else {}
    if origin is not None and label in texts and _equal(value, origin.made.at[label, column]):
        return texts[label]
    return plain_text(value, known_column(column), source_of(frame))


def plain_text(value: Any, known: KnownColumn | None, source: Source) -> str:
    """A value in the form of its column alone; "" for a missing one."""
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    kind = cast(Kind, known.kind) if known and known.kind in KINDS else "text"
    whole = not isinstance(value, float) or value.is_integer()
    if kind in ("count", "signed") and not whole:
        kind = "decimal"
    name = known.name if known else "value"
    places = known.decimals if known else None
    return format_value(value, Column(name, name, kind, None, places), source.words.language)


def _typed(cells: list[Any], known: KnownColumn) -> pd.Series:
    if known.kind == "date":
        return pd.Series(pd.to_datetime(pd.Series(cells, dtype=object)), dtype="datetime64[us]")
    if known.kind in WRITTEN:
        return pd.Series(cells, dtype=object)
    return pd.Series([float("nan") if c is None else float(c) for c in cells], dtype="float64")


def _equal(one: Any, other: Any) -> bool:
    if pd.api.types.is_scalar(one) and pd.isna(one):
        return bool(pd.api.types.is_scalar(other) and pd.isna(other))
    return bool(one == other)
