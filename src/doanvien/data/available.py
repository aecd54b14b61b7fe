"""Which periods have figures for which places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from doanvien.data.last_days import LastDays, last_days
from doanvien.data.layout import folder_problems, slugs_with_file
from doanvien.data.problems import DataError
from doanvien.data.rules.dates import iso_date
from doanvien.reference.calendar.periods import parse_period

COLUMNS = {
    **dict.fromkeys(("province", "period", "kind"), "str"),
    **dict.fromkeys(("start", "end"), "datetime64[s]"),
    "figures": "int64",
    "last_day": "datetime64[s]",
}


def available(folder: Path, provinces: Iterable[str] | None = None) -> pd.DataFrame:
    """A row for each place and period with figures, by place and by the period's days.

    A figure counts for the periods in which its last day lies, a level with its day. Columns:
    ``province`` (slug), ``period`` (code), ``kind`` (year, half, quarter, month), ``start`` and
    ``end`` (days, datetime64), ``figures`` (how many, units included), ``last_day`` (the latest of
    them, datetime64: figures that stop earlier than the period want it as cut-off date).

    ``provinces`` are slugs, None all that have a file; one without a file has no rows. Figures are
    not checked: a day that cannot be read counts nowhere. Raises DataError if ``folder`` is no data
    set.
    """
    if problems := folder_problems(folder):
        raise DataError(problems)
    known = slugs_with_file(folder)
    wanted = known if provinces is None else [slug for slug in provinces if slug in known]
    days = last_days(folder, wanted)
    rows = [row for slug in wanted for row in _of_place(slug, days[slug])]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(COLUMNS)


def _of_place(slug: str, days: LastDays) -> Iterator[tuple[str | int | date, ...]]:
    counts: Counter[str] = Counter()
    last: dict[str, date] = {}
    for text, count in days.figures.items():
        day = iso_date(text)
        for code in _codes(day) if day else ():
            counts[code] += count
            last[code] = max(last.get(code, day or date.min), day or date.min)
    periods = map(parse_period, counts)
    for period in sorted(periods, key=lambda period: (period.start, -period.end.toordinal())):
        found = counts[period.code], last[period.code]
        yield (slug, period.code, period.kind, period.start, period.end, *found)


def _codes(day: date) -> tuple[str, ...]:
    """The year, half-year, quarter and month in which a day lies."""
    year, month = day.year, day.month - 1
    return (
        f"{year}",
        f"{year}H{month // 6 + 1}",
        f"{year}Q{month // 3 + 1}",
        f"{year}M{month + 1:02}",
    )
