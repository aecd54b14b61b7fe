"""The rows of a typed frame, one object a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row with the frame's columns as attributes; their types are the data dictionary's."""
    return iter(frame.itertuples())
