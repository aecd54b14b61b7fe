"""Several units on common intervals: the table that every estimator reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from doanvien.measures.series.flow import Flow
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.qualifiers import Qualifier
from doanvien.measures.series.rows import rows_of
from doanvien.measures.waves.effects.counted.intervals import Interval, build_intervals

Counts = NDArray[np.float64]
Mask = NDArray[np.bool_]
Days = NDArray[np.datetime64]


@dataclass(frozen=True, eq=False)
class Panel:
    """Counts of ``units`` (G) over common intervals (n), in order of their dates.

    ``starts`` and ``ends`` are days (datetime64[D]), both included; ``counts`` has shape (G, n);
    ``merged`` and ``rounded`` (n) say where a figure of any unit is so. ``left_out`` are units that
    did not report for days that most units report: blank is not zero, so they cannot be counted.
    """

    units: tuple[str, ...]
    starts: Days
    ends: Days
    counts: Counts
    merged: Mask
    rounded: Mask
    left_out: tuple[str, ...] = ()

    @cached_property
    def days(self) -> Counts:
        """Exposure: the days of each interval, shape (n,)."""
        return (self.ends - self.starts).astype(np.float64) + 1

    @cached_property
    def years(self) -> NDArray[np.int64]:
        """Calendar year of each interval, shape (n,); none holds days of two years."""
        return self.ends.astype("datetime64[Y]").astype(np.int64) + 1970

    @cached_property
    def season(self) -> Counts:
        """Share of each interval in every month of the year, then in every year: (n, 12 + Y)."""
        if not len(self.starts):
            return np.zeros((0, 12))
        years = np.unique(self.years)
        firsts = np.arange(f"{years[0]}-01", f"{years[-1] + 1}-01", dtype="datetime64[M]")
        lasts = (firsts + 1).astype("datetime64[D]") - 1
        days = self.overlap(firsts.astype("datetime64[D]"), lasts)
        months = days.reshape(len(self.starts), -1, 12).sum(axis=1) / self.days[:, None]
        return np.hstack([months, self.years[:, None] == years])

    def overlap(self, firsts: Days, lasts: Days) -> Counts:
        """How many days of each interval lie in each of w windows, both ends included: (n, w)."""
        begin = np.maximum(self.starts[:, None], firsts)
        end = np.minimum(self.ends[:, None], lasts)
        return np.maximum((end - begin).astype(np.float64) + 1, 0.0)

    def days_in(self, first: date, last: date) -> Counts:
        """How many days of each interval lie in one window, both ends included: (n,)."""
        # Numbers of days, because arithmetic with dates takes several times as long.
        begins, ends = self._numbered
        begin = np.maximum(begins, first.toordinal())
        end = np.minimum(ends, last.toordinal())
        return np.maximum(end - begin + 1, 0).astype(np.float64)

    def covers(self, first: date, last: date) -> bool:
        """Whether every day of a window is in some interval."""
        return bool(self.days_in(first, last).sum() == (last - first).days + 1)

    def members_of(self, units: frozenset[str] | None) -> Mask:
        """Which units are among ``units``, shape (G,); None means all."""
        if units is None:
            return np.ones(len(self.units), dtype=bool)
        return np.array([unit in units for unit in self.units], dtype=bool)

    @cached_property
    def _numbered(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Starts and ends as proleptic ordinals, like ``date.toordinal``."""
        epoch = date(1970, 1, 1).toordinal()
        return self.starts.astype(np.int64) + epoch, self.ends.astype(np.int64) + epoch


def build_panel(flows: Mapping[str, FlowSeries], until: date) -> Panel:
    """Put the flows of one indicator (unit id → series) on the finest intervals all units share.

    Days that not every unit reports are left out. A unit with a gap on days that more than half of
    the units report is left out itself, and named. Figures after ``until`` do not count.
    """
    found = {unit: build_intervals(series, until) for unit, series in sorted(flows.items())}
    found = {unit: intervals for unit, intervals in found.items() if intervals}
    silent = tuple(sorted(set(flows) - set(found)))
    if not found:
        return _common({}, silent)
    first = min(intervals[0].start for intervals in found.values())
    last = max(intervals[-1].end for intervals in found.values())
    covered = {unit: _covered(intervals, first, last) for unit, intervals in found.items()}
    usual = np.mean(list(covered.values()), axis=0) > 0.5
    gaps = tuple(unit for unit in found if np.any(usual & ~covered[unit]))
    kept = {unit: intervals for unit, intervals in found.items() if unit not in gaps}
    return _common(kept, tuple(sorted(silent + gaps)))


def panel_from_frame(figures: pd.DataFrame, until: date) -> Panel:
    """A panel from rows of one indicator, for the use of an analyst in a notebook.

    ``figures`` has the columns unit, period_start, period_end (timestamps) and value, one row a
    flow, monthly or cumulative, and may have qualifier. Two rows for the same unit and dates raise
    ValueError: which of two sources counts is decided by ``measures.series``, not here.
    """
    keys = ["unit", "period_start", "period_end"]
    twice = figures[figures.duplicated(keys)]
    if len(twice):
        row = twice.iloc[0]
        raise ValueError(
            f"Unit {row['unit']!r} has two figures from {row['period_start']:%Y-%m-%d} to "
            f"{row['period_end']:%Y-%m-%d}. Keep the one that counts."
        )
    flows: dict[str, list[Flow]] = {}
    for row in rows_of(figures):
        qualifier: Qualifier = getattr(row, "qualifier", "exact")
        flow = Flow(row.period_start.date(), row.period_end.date(), float(row.value), qualifier)
        flows.setdefault(row.unit, []).append(flow)
    return build_panel({unit: FlowSeries(tuple(found)) for unit, found in flows.items()}, until)


def _common(found: Mapping[str, tuple[Interval, ...]], left_out: tuple[str, ...]) -> Panel:
    """All units on the cells between the days at which every unit has a boundary."""
    if not found:
        none = np.array([], dtype="datetime64[D]")
        nothing = np.array([], dtype=bool)
        return Panel((), none, none, np.zeros((0, 0)), nothing, nothing, left_out)
    first = min(intervals[0].start for intervals in found.values())
    last = max(intervals[-1].end for intervals in found.values())
    length = (last - first).days + 1
    covered = np.ones(length, dtype=bool)
    boundary = np.ones(length + 1, dtype=bool)  # boundary[d]: a cell may begin on day d
    for intervals in found.values():
        covered &= _covered(intervals, first, last)
        inner = np.zeros(length + 1, dtype=bool)
        for interval in intervals:
            inner[(interval.start - first).days + 1 : (interval.end - first).days + 1] = True
        boundary &= ~inner
    begins = np.flatnonzero(boundary[:-1])
    cells = np.cumsum(boundary[:-1]) - 1  # the cell of each day
    whole = np.minimum.reduceat(covered, begins)
    lengths = np.diff(np.append(begins, length))
    counts = np.zeros((len(found), len(begins)))
    merged = np.zeros(len(begins), dtype=bool)
    rounded = np.zeros(len(begins), dtype=bool)
    for row, intervals in enumerate(found.values()):
        for interval in intervals:
            cell = cells[(interval.start - first).days]
            counts[row, cell] += interval.value
            merged[cell] |= interval.merged
            rounded[cell] |= interval.rounded
    starts = np.datetime64(first) + begins
    return Panel(
        units=tuple(found),
        starts=starts[whole],
        ends=(starts + lengths - 1)[whole],
        counts=counts[:, whole],
        merged=merged[whole],
        rounded=rounded[whole],
        left_out=left_out,
    )


def _covered(intervals: tuple[Interval, ...], first: date, last: date) -> Mask:
    """Which days from ``first`` to ``last`` a unit reports."""
    days = np.zeros((last - first).days + 1, dtype=bool)
    for interval in intervals:
        days[(interval.start - first).days : (interval.end - first).days + 1] = True
    return days
