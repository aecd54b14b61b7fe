"""The figures of a place as lines of a CSV file: each unit, and the place as the sum of its units.

Flows stand month by month. Members and grassroots unions stand on the last day of every month,
workers and members outside the State sector on that of every quarter. The level that a map opens
with stands on the evening before its first month, on the new map on 1 July 2025 itself, because the
evening before belongs to the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from doanvien.reference.places import TERRITORY_CHANGE
from doanvien.simulate.invented.account import Account
from doanvien.simulate.invented.months import Month

HEADER = "province,territory,unit,indicator,period_start,period_end,value,qualifier,source,note"
TAIL = ",exact,sim,"
QUARTER_ENDS = ("03-31", "06-30", "09-30", "12-31")
QUARTERLY = ("members_total_nonstate", "workers_total")
REORGANISED = {Month(2025, 6), Month(2025, 7)}
STRUCTURAL = ("members_removed_structural", "grassroots_unions_dissolved_structural")


@dataclass(frozen=True)
class Series:
    """One indicator of a place: ``values`` int (rows, days), a row for the whole place, then one
    for each unit; ``spans`` are the two date cells of each column."""

    spans: list[str]
    values: np.ndarray


def sums(values: np.ndarray) -> np.ndarray:
    """The whole place above its units, int (1 + units, months)."""
    return np.vstack([values.sum(axis=0), values])


def series_of(account: Account, first: Month, last: Month) -> dict[str, Series]:
    """What is written of a place from one month to another, both included, by indicator."""
    at = [n for n, month in enumerate(account.months) if first <= month <= last]
    if not at:
        return {}
    months = [account.months[n] for n in at]
    found = {}
    for code, values in account.flows.items():
        keep = [n for n in at if code not in STRUCTURAL or account.months[n] in REORGANISED]
        spans = [f"{account.months[n].start},{account.months[n].end}" for n in keep]
        found[code] = Series(spans, sums(values[:, keep]))
    for code, values in account.stocks.items():
        keep = [n for n in at if code not in QUARTERLY or account.months[n].number % 3 == 0]
        spans = [f",{account.months[n].end}" for n in keep]
        found[code] = Series(spans, sums(values[:, keep]))
    for code, levels in _openings(account, at[0]).items():
        later = found[code]
        spans = [f",{_opening_day(months[0])}", *later.spans]
        found[code] = Series(spans, np.hstack([sums(levels[:, None]), later.values]))
    return found


def _openings(account: Account, at: int) -> dict[str, np.ndarray]:
    """Members and unions of each unit just before a month."""
    codes = ("members_total", "grassroots_unions_total")
    if at:
        return {code: account.stocks[code][:, at - 1] for code in codes}
    opening = account.opening
    return dict(zip(codes, (opening.members.sum(axis=1), opening.unions.sum(axis=1)), strict=True))


def _opening_day(month: Month) -> str:
    if month.start == TERRITORY_CHANGE:
        return month.start.isoformat()
    return (month.start - timedelta(days=1)).isoformat()


def cumulative(series: Series) -> Series:
    """What quarterly reports give of a monthly series: flows since 1 January, and levels."""
    kept, columns = [], []
    year, running = "", np.zeros(len(series.values), dtype=int)
    for span, values in zip(series.spans, series.values.T, strict=True):
        start, end = span.split(",")
        if start:
            running = values + (running if end[:4] == year else 0)
            year, values, span = end[:4], running, f"{end[:4]}-01-01,{end}"
        if end[5:] in QUARTER_ENDS:
            kept.append(span)
            columns.append(values)
    return Series(kept, np.column_stack(columns))


def figure_lines(
    slug: str, names: list[str], found: dict[str, Series], territory: str = ""
) -> Iterator[str]:
    """The lines of a place on one map, by unit, indicator and day, a name for each row of values.

    ``territory`` is written where the days would mislead.
    """
    tables = {code: series.values.tolist() for code, series in sorted(found.items())}
    for row in sorted(range(len(names)), key=names.__getitem__):
        for code, table in tables.items():
            head = f"{slug},{territory},{names[row]},{code},"
            for span, value in zip(found[code].spans, table[row], strict=True):
                yield f"{head}{span},{value}{TAIL}"
