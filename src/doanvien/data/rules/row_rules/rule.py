"""A rule about the cells of one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from doanvien.data.problems import Problem
from doanvien.data.reading.table import Row, Table

RowCheck = Callable[[Row], Iterator[Problem]]


class Rule(NamedTuple):
    """``rows``: which rows (n) of a table may break it at all; None: any of them."""

    columns: tuple[str, ...]
    check: RowCheck
    rows: Callable[[Table], NDArray[np.bool_]] | None = None
