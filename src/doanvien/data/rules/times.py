"""Results lie in the life of the data set: none is of a day that has not come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

import numpy as np

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Table
from doanvien.data.rules.dates import iso_date
from doanvien.data.rules.schema import CAMPAIGNS, FIGURES, PERCENTAGES, TARGETS, FileSchema

LATEST_PLAN = 20  # years; terms have five, strategies reach some ten years ahead
LATEST_RESULT = timedelta(366)
"""A data set whose ``updated`` was forgotten for a quarter or two is in order."""

_RESULTS: dict[FileSchema, tuple[str, ...]] = {
    FIGURES: ("period_end",),
    PERCENTAGES: ("period_end",),
    CAMPAIGNS: ("result_end",),
}
_PLANS: dict[FileSchema, tuple[str, ...]] = {TARGETS: ("period_end",), CAMPAIGNS: ("start", "end")}


class Dated(Protocol):
    """What says when a data set was changed last, as an ISO date."""

    @property
    def updated(self) -> str:
        """Day of the last change."""


def check_times(table: Table, info: Dated | None) -> Iterator[Problem]:
    """Results long after the last change of the data set, and plans for a far future.

    Silent where that day is unknown: it has its own problem then.
    """
    updated = iso_date(info.updated) if info else None
    if updated is None:
        return
    for column in _RESULTS.get(table.schema, ()):
        told = wrong(
            "{value} lies more than a year after the last change of the data set ({updated}).",
            "Correct the date, or the day `updated` in dataset.yaml.",
            updated=updated.isoformat(),
        )
        for at in _after(table, column, updated + LATEST_RESULT):
            yield table.row(at).problem(column, told)
    for column in _PLANS.get(table.schema, ()):
        last = updated.year + LATEST_PLAN
        told = wrong("{value} is too far ahead for a plan.", "Correct the date.")
        for at in _after(table, column, date(last, 12, 31)):
            yield table.row(at).problem(column, told)


def _after(table: Table, column: str, last: date) -> list[int]:
    """The positions of rows with a day after ``last``."""
    late = table.column(column).where(lambda text: (day := iso_date(text)) and day > last)
    return np.flatnonzero(late).tolist()
