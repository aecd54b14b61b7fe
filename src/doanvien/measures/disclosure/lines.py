"""The running totals or levels of one unit, on the days on which they may be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from doanvien.measures.days import ONE_DAY
from doanvien.measures.series.flow import Flow, Window
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.stocks import Stock
from doanvien.reference.calendar.periods import Period

QUARTER = 3  # months

FEWEST = 5
"""A count of persons under it, and not zero, is not told."""


@dataclass(frozen=True, eq=False)
class Line:
    """What is counted from ``start`` on (None: a level), by the day up to which it is known.

    Persons; ``windows`` are those of a running total, each from ``start``. ``tellable`` are the
    days on which it may be told, if nothing else forbids it.
    """

    unit: str
    indicator: str
    start: date | None
    values: Mapping[date, float]
    windows: Mapping[date, Window]
    tellable: frozenset[date]

    @property
    def eve(self) -> date:
        """The last day before it starts to count."""
        return self.start - ONE_DAY if self.start else date.min

    def since(self, last: date | None, day: date) -> float:
        """What was counted between a day that is told (None: the start) and a later one; of a level
        the level itself."""
        earlier = self.values[last] if last and self.start else 0.0
        return self.values[day] - earlier

    def between(self, last: date | None, day: date) -> Flow:
        """The flow after a day that is told (None: from the start) up to a later one."""
        total = self.windows[day]
        if last is None:
            return Flow(total.start, day, total.value, total.qualifier, total.sources[-1])
        exact = total.qualifier == self.windows[last].qualifier == "exact"
        value = self.since(last, day)
        return Flow(last + ONE_DAY, day, value, "exact" if exact else "about", total.sources[-1])


def is_small(count: float) -> bool:
    return 0 < abs(count) < FEWEST


def flow_lines(unit: str, indicator: str, series: FlowSeries) -> Iterator[Line]:
    """The running totals of each year; a second line where the figures do not join the first."""
    inside = [flow for flow in series.used if flow.start.year == flow.end.year]
    reached = date.min
    for start in sorted({flow.start for flow in inside}):
        if start <= reached:
            continue
        totals = series.running_totals(start, date(start.year, 12, 31))
        windows = {total.end: total for total in totals}
        if windows:
            reached = max(windows)
            values = {day: total.value for day, total in windows.items()}
            yield Line(unit, indicator, start, values, windows, frozenset(values))


def level_line(unit: str, indicator: str, stocks: Iterable[Stock]) -> Line:
    values = {stock.day: stock.value for stock in stocks}
    return Line(unit, indicator, None, values, {}, frozenset(values))


def spaced(line: Line, until: date = date.max) -> Line:
    """A line to be told on the last known day of each quarter only, none after ``until``.

    Monthly figures of a unit are small; those of a quarter can be told.
    """
    days = [day for day in sorted(line.values) if day <= until]
    last = {(day.year, (day.month - 1) // QUARTER): day for day in days}
    return replace(line, tellable=frozenset(last.values()))


def told_until(period: Period) -> date:
    """The last day of the last quarter that a report of some months holds; no limit for others.

    Else the report of a month, held against that of its quarter, would tell the rest of it.
    """
    if period.kind not in ("month", "months"):
        return date.max
    months = period.end.month // QUARTER * QUARTER
    return date(period.end.year, months + 1, 1) - ONE_DAY if months < 12 else period.end


def has_small(line: Line, last: date | None = None, until: date = date.max) -> bool:
    """Whether a line has a count of 1 to 4 persons between two of its days after ``last``."""
    days = [day for day in sorted(line.values) if (last is None or day > last) and day <= until]
    return any(
        is_small(line.since(before, day)) for before, day in zip([last, *days], days, strict=False)
    )


def crossing(series: FlowSeries) -> Iterator[tuple[Flow, bool]]:
    """The flows that run over the end of a year, and whether each can be told: the figures of other
    days must not leave a small rest of it."""
    for flow in series.used:
        if flow.start.year != flow.end.year:
            alone = not any(
                other is not flow and other.start <= flow.end and flow.start <= other.end
                for other in series.used
            )
            yield flow, alone and not is_small(flow.value)
