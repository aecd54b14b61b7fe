"""What is asked about a row of a typed frame, and how rows are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from doanvien.reference.sentences import Sentences

SERIES = ["territory", "unit", "indicator"]
SPAN = [*SERIES, "period_start", "period_end"]

Doubt = tuple[Any, str, Sentences]
"""A row of a typed frame, the column in doubt, what is asked."""


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, a cell by the name of its column; pandas knows no types of them."""
    yield from frame.itertuples()
