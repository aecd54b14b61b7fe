"""Campaign waves, described: windows, results, share of the period, daily rates, concentration.

A share is not an effect: waves come back every May and July, recruits are brought forward, and one
large enterprise can be most of a wave. What cannot be concluded is returned as codes that
``present`` puts into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import pandas as pd

from doanvien.measures.series.flow import Window
from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.series.rows import rows_of
from doanvien.measures.series.stocks import precedence
from doanvien.measures.series.view import View
from doanvien.reference.indicators import Indicator, campaign_aims, indicator
from doanvien.reference.text.numbers import exact

SAME_RESULT = ["unit", "indicator", "result_start", "result_end"]
Limit = Literal[
    "no_result",
    "withheld",  # in a report for wide circulation: its results would tell small counts
    "open",
    "part_of_window",
    "total_not_published",
    "one_unit",
    "season",
    "contradicted",  # sources print different results of the same days
]
LARGE_UNIT = Fraction(1, 2)  # a unit that brought at least half of a wave is named as a limit


@dataclass(frozen=True)
class UnitPart:
    """What one subordinate unit brought to a wave's result; ``share`` is a fraction of it."""

    unit: str
    value: float
    share: Fraction


@dataclass(frozen=True)
class WaveResult:
    """A result of a wave with its own window.

    ``total`` is the period's flow that holds that window, if published; then ``share`` is a
    fraction of it and the daily rates (per day inside, outside, and their ratio) follow. Where it
    was closed later than the period (a half-year on 8 July), ``calendar_ratio`` is the ratio had
    it been closed in time: sources name the period, not its days. ``others`` are the values that
    other sources print for the same days, each with its source.
    """

    indicator: Indicator
    unit: str
    start: date
    end: date
    value: float
    source: str
    note: str
    note_en: str
    total: Window | None
    share: Fraction | None
    daily_inside: Fraction
    daily_outside: Fraction | None
    ratio: Fraction | None
    calendar_ratio: Fraction | None
    units: tuple[UnitPart, ...]
    printed: tuple[PrintedCheck, ...]
    others: tuple[tuple[float, str], ...] = ()

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Wave:
    """One campaign wave. ``start`` and ``end`` are None where they were not published.

    ``limits`` are codes of what cannot be concluded: ``no_result``, ``withheld``, ``open``,
    ``part_of_window``, ``total_not_published``, ``season``, ``one_unit``, ``contradicted``.
    """

    name: str
    unit: str
    start: date | None
    end: date | None
    results: tuple[WaveResult, ...]
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class KnownPart:
    """What is known of waves whose results cover only some of their days.

    ``days`` of the waves lie in the time of the total, up to the cut-off date; ``counted`` of them
    have results. ``shares`` (fractions of the totals) are therefore the least that the waves had.
    """

    days: int
    counted: int
    shares: tuple[tuple[Indicator, Fraction], ...]


@dataclass(frozen=True)
class WaveReport:
    """The waves of one place that touch the report's period, in order of their windows."""

    view: View
    waves: tuple[Wave, ...]

    def __repr__(self) -> str:
        return f"<WaveReport, {len(self.waves)} waves: {self.view!r}>"


def campaign_waves(view: View) -> WaveReport:
    """Describe every wave whose window or result touches the period."""
    frame = view.campaigns.sort_values(["start", "end", "row"], na_position="first")
    groups = frame.groupby(["name", "start", "end"], sort=False, dropna=False)
    waves = [_wave(view, rows) for _, rows in groups if _may_touch(view, rows)]
    return WaveReport(view, tuple(wave for wave in waves if _touches(view, wave)))


def known_part(waves: Sequence[Wave]) -> KnownPart | None:
    """The waves of one place as far as they are known; None where all of their days are, or none.

    Only results that are a share of the same time are added up.
    """
    announced: set[int] = set()
    counted: set[int] = set()
    shares: dict[tuple[Indicator, frozenset[int]], Fraction] = {}
    totals = {(r.total.start, r.total.end) for w in waves for r in w.results if r.share and r.total}
    if len(totals) != 1:
        return None
    ((first, last),) = totals
    for wave in waves:
        if wave.start and wave.end and not wave.unit:
            announced |= _days(max(wave.start, first), min(wave.end, last))
        for result in wave.results:
            days = _days(result.start, result.end)
            if result.share and not result.unit and (result.indicator, days) not in shares:
                shares[result.indicator, days] = result.share
                counted |= days
    if not counted < announced:
        return None
    known: dict[Indicator, Fraction] = {}
    for (measured, _), share in shares.items():
        known[measured] = known.get(measured, Fraction(0)) + share
    return KnownPart(len(announced), len(counted), tuple(known.items()))


def _days(first: date, last: date) -> frozenset[int]:
    return frozenset(range(first.toordinal(), last.toordinal() + 1))


def _may_touch(view: View, rows: pd.DataFrame) -> bool:
    """Whether any day of a wave's rows touches the period; waves of other years cost nothing."""
    days = rows[["start", "end", "result_end"]].stack()
    first, last = pd.Timestamp(view.period.start), pd.Timestamp(view.cutoff)
    return bool(days.min() <= last and days.max() >= first)


def _touches(view: View, wave: Wave) -> bool:
    days = [wave.start, wave.end, *(result.end for result in wave.results)]
    first = min(day for day in days if day is not None)
    last = max(day for day in days if day is not None)
    return first <= view.cutoff and last >= view.period.start


def _wave(view: View, rows: pd.DataFrame) -> Wave:
    first = rows.iloc[0]
    province_rows = rows[rows["unit"] == ""]
    unit = "" if len(province_rows) else str(first["unit"])
    own = province_rows if len(province_rows) else rows
    start, end = _day(first["start"]), _day(first["end"])
    found = [
        replace(_result(view, row, rows), others=others) for row, others in _counting(view, own)
    ]
    results = tuple(sorted(found, key=lambda result: result.indicator.position))
    return Wave(
        name=str(first["name"]),
        unit=unit,
        start=start,
        end=end,
        results=results,
        limits=tuple(_limits(view, str(first["name"]), start, end, results)),
    )


def _counting(
    view: View, rows: pd.DataFrame
) -> Iterator[tuple[Any, tuple[tuple[float, str], ...]]]:
    """The row that counts for each result, and what others print of it: the house rule of sources.

    Two results side by side, unmarked, would be read as two.
    """
    ranks = precedence(view.sources)
    printed = rows[(rows["indicator"] != "") & rows["value"].notna()]
    for _, same in printed.groupby(SAME_RESULT, sort=False):
        first, *later = sorted(rows_of(same), key=lambda row: ranks[row.source])
        values = {row.value: row.source for row in reversed(later) if row.value != first.value}
        yield first, tuple(reversed(values.items()))


def _result(view: View, row: Any, rows: pd.DataFrame) -> WaveResult:
    start, end = row.result_start.date(), row.result_end.date()
    days = (end - start).days + 1
    value = exact(row.value)
    total = _total_around(view, row.unit, row.indicator, start, end)
    share = outside = ratio = calendar_ratio = None
    inside = value / days
    if total is not None and total.value:
        share = value / exact(total.value)
        days_outside = total.days - days
        outside = (exact(total.value) - value) / days_outside if days_outside else None
        ratio = inside / outside if outside else None
        late = (total.end - view.period.end).days
        if ratio and late > 0 and total.start == view.period.start and end <= view.period.end:
            calendar_ratio = ratio * (days_outside - late) / days_outside
    same = rows[(rows["unit"] != "") & (rows["indicator"] == row.indicator)]
    units = [
        UnitPart(part.unit, part.value, exact(part.value) / value)
        for part in rows_of(same)
        if row.unit == "" and part.result_start.date() == start and part.result_end.date() == end
    ]
    return WaveResult(
        indicator=indicator(row.indicator),
        unit=row.unit,
        start=start,
        end=end,
        value=row.value,
        source=row.source,
        note=row.note,
        note_en=row.note_en,
        total=total,
        share=share,
        daily_inside=inside,
        daily_outside=outside,
        ratio=ratio,
        calendar_ratio=calendar_ratio,
        units=tuple(sorted(units, key=lambda part: -part.value)),
        printed=tuple(
            check
            for check in view.printed
            if check.indicator == row.indicator
            and check.unit == row.unit
            and check.value == row.value
            and check.end == row.result_end
        ),
    )


def _total_around(view: View, unit: str, code: str, start: date, end: date) -> Window | None:
    """The period's longest known flow, if it holds the result's window."""
    window = view.flow(code, unit).longest(view.period.start, view.cutoff)
    holds = window is not None and window.start <= start and end <= window.end
    return window if holds else None


def _limits(
    view: View,
    name: str,
    start: date | None,
    end: date | None,
    results: tuple[WaveResult, ...],
) -> Iterable[Limit]:
    counted = [r for r in results if r.indicator in campaign_aims()]
    if not results:
        yield ("withheld" if view.withheld.of_wave(name, start, end) else "no_result")
    if end is not None and end > view.cutoff:
        yield "open"
    if any((r.start, r.end) != (start, end) for r in results):
        yield "part_of_window"
    if counted and all(r.total is None for r in counted):
        yield "total_not_published"
    if any(part.share >= LARGE_UNIT for r in results for part in r.units):
        yield "one_unit"
    if any(r.others for r in results):
        yield "contradicted"
    if counted:
        yield "season"


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()
