"""Counts over intervals, from whatever mixture of monthly and cumulative figures was published.

An interval is (a, b], from the end of day a to the end of day b; it is kept as it was reported.
Spreading its count over days and binning those to months would bias every estimate (−0,13 in the
log ratio), so nothing is spread. Running totals restart on 1 January.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doanvien.measures.days import ONE_DAY
from doanvien.measures.series.flow import Window
from doanvien.measures.series.flows import FlowSeries


@dataclass(frozen=True)
class Interval:
    """A count from ``start`` to ``end``, both days included.

    ``merged``: a negative increment, which is a correction of what was reported before, was added
    to its neighbour. ``rounded``: the source prints the figure as about or at least so much.
    """

    start: date
    end: date
    value: float
    rounded: bool = False
    merged: bool = False

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def build_intervals(series: FlowSeries, until: date) -> tuple[Interval, ...]:
    """The finest intervals that the flows of one unit give exactly, in order of their dates.

    Each year is cut at every day to which a total since 1 January is known; flows that are not
    tied to 1 January are added where they share no day with those. Figures that end after
    ``until``, the cut-off date, do not count. An interval never holds days of two years.

    Values are counts of the series' unit. Negative increments are merged (see ``merge_negative``).
    """
    if not series.flows:
        return ()
    first_year = min(flow.start.year for flow in series.flows)
    found: list[Interval] = []
    for year in range(first_year, until.year + 1):
        found += _of_year(series, date(year, 1, 1), min(date(year, 12, 31), until))
    return merge_negative(found)


def merge_negative(intervals: list[Interval]) -> tuple[Interval, ...]:
    """Add each negative increment to the interval before it, or after it where none adjoins.

    Cumulative 9.800, 13.100, 21.500, 21.407, 24.396 give 9.800, 3.300, 8.307 (merged), 2.989. A sum
    that is still negative is merged further, but not across 1 January, where totals restart; what
    stays negative without a neighbour is no count and is left out.
    """
    kept = list(intervals)
    at = next(_negative(kept), None)
    while at is not None:
        if at > 0 and _adjoin(kept[at - 1], kept[at]):
            kept[at - 1 : at + 1] = [_joined(kept[at - 1], kept[at])]
        elif at + 1 < len(kept) and _adjoin(kept[at], kept[at + 1]):
            kept[at : at + 2] = [_joined(kept[at], kept[at + 1])]
        else:
            del kept[at]
        at = next(_negative(kept), None)
    return tuple(kept)


def _of_year(series: FlowSeries, first: date, last: date) -> list[Interval]:
    cells: list[Interval] = []
    at = first
    for total in series.running_totals(first, last):
        # Not the difference of two totals: rounded figures must never be differenced, and `over`
        # knows which are.
        piece = series.over(at, total.end, through_falls=True)
        if piece is not None:
            cells.append(_interval(piece))
            at = total.end + ONE_DAY
    for flow in sorted(series.within(first, last), key=lambda flow: (flow.days, flow.start)):
        if all(flow.end < cell.start or cell.end < flow.start for cell in cells):
            cells.append(Interval(flow.start, flow.end, flow.value, flow.qualifier != "exact"))
    return sorted(cells, key=lambda cell: cell.start)


def _interval(window: Window) -> Interval:
    return Interval(window.start, window.end, window.value, rounded=window.qualifier != "exact")


def _negative(intervals: list[Interval]) -> Iterator[int]:
    return (at for at, interval in enumerate(intervals) if interval.value < 0)


def _adjoin(earlier: Interval, later: Interval) -> bool:
    same_year = earlier.start.year == later.end.year
    return same_year and earlier.end + ONE_DAY == later.start


def _joined(earlier: Interval, later: Interval) -> Interval:
    return Interval(
        start=earlier.start,
        end=later.end,
        value=earlier.value + later.value,
        rounded=earlier.rounded or later.rounded,
        merged=True,
    )
