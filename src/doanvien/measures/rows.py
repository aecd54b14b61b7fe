"""The rows of a typed frame, one object a row, and its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row with the frame's columns as attributes; their types are the data dictionary's."""
    return iter(frame.itertuples())


def dates_of(days: pd.Series) -> list[date | None]:
    """The dates of a column of days, None where there is none; each different day is one object."""
    codes, distinct = pd.factorize(days)
    # One more at the end, to which the code -1 of an empty cell points.
    known = [*(day.date() for day in pd.DatetimeIndex(distinct)), None]
    return [known[code] for code in codes.tolist()]
