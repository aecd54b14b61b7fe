"""The rows of a typed frame, one object a row, and its days."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row with the frame's columns as attributes; their types are the data dictionary's."""
    row = _row_type(tuple(frame.columns))
    return map(row._make, zip(*(frame[name].tolist() for name in frame), strict=True))


def rows_where(frame: pd.DataFrame, wanted: Iterable[bool]) -> pd.DataFrame:
    """The rows that are wanted, one answer for each; also of a frame without rows."""
    return frame[np.fromiter(wanted, dtype=bool, count=len(frame))]


@cache
def _row_type(columns: tuple[str, ...]) -> Any:
    """Made once for each kind of frame: to make one takes longer than to read a small frame."""
    return namedtuple("Row", columns)


def dates_of(days: pd.Series) -> list[date | None]:
    """The dates of a column of days, None where there is none; each different day is one object."""
    codes, distinct = pd.factorize(days)
    # One more at the end, to which the code -1 of an empty cell points.
    known = [*(day.date() for day in pd.DatetimeIndex(distinct)), None]
    return [known[code] for code in codes.tolist()]
