"""What reports must give, reckoned from the CSV files of a data set by the standard library alone:
nothing of the product is used, so that nothing of it can be wrong twice.

A number is expected only where the files leave no doubt: one row for a place, an indicator and its
days, or one row for each month of a quarter. Places are told apart by slug and by map: a row that
says 63 or 34 stands on that map, another on the one in force on its last day (34 from 1 July 2025).
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

INDICATORS = Path(__file__).parents[2] / "data" / "reference" / "indicators.csv"
NEW_MAP = date(2025, 7, 1)
BREAK = (date(2025, 6, 1), date(2025, 7, 31))


class Key(NamedTuple):
    """A number of one place on one map, over the days from `start` (None for a level) to `end`."""

    slug: str
    territory: int
    unit: str
    indicator: str
    start: date | None
    end: date


class Value(NamedTuple):
    key: Key
    period: str
    value: float


class Share(NamedTuple):
    """`value` ÷ `base`, or for a change `value` ÷ `base` − 1."""

    kind: str
    key: Key
    period: str
    value: float
    base: float

    @property
    def ratio(self) -> Fraction:
        ratio = Fraction(str(self.value)) / Fraction(str(self.base))
        return ratio - 1 if self.kind == "change" else ratio


def values(folder: Path) -> list[Value]:
    """Flows over the days of a period or from 1 January on, quarters of which every month is known,
    and the last level of a year; of the places themselves."""
    single = {key: value for key, value in numbers(folder).items() if not key.unit}
    found = [
        Value(key, code, value)
        for key, value in single.items()
        if key.start and (code := period_code(key.start, key.end))
    ]
    last: dict[tuple[str, int, str, int], Key] = {}
    for key in sorted(single, key=lambda key: key.end):
        if key.start is None:
            last[key.slug, key.territory, key.indicator, key.end.year] = key
    found += [Value(key, str(key.end.year), single[key]) for key in last.values()]
    return found


def shares(folder: Path) -> list[Share]:
    """Shares of a year's target, parts of their whole, and changes on the year before."""
    single = numbers(folder)
    return [*_of_targets(folder, single), *_of_wholes(single), *_changes(single)]


@cache
def numbers(folder: Path) -> dict[Key, float]:
    """Numbers that only one row speaks of, and the sums of the months of a quarter or a year so far
    that do."""
    single = _single(folder)
    sums: dict[Key, float] = {}
    for key in single:
        if key.start is None or key.start.month != key.end.month:
            continue
        for first in {3 * ((key.end.month - 1) // 3) + 1, 1}:
            months = [
                key._replace(
                    start=date(key.end.year, month, 1),
                    end=date(key.end.year, month, monthrange(key.end.year, month)[1]),
                )
                for month in range(first, key.end.month + 1)
            ]
            whole = key._replace(start=months[0].start)
            told = key.end.month % 3 == 0 and whole not in single
            if told and all(month in single for month in months):
                sums[whole] = sum(single[month] for month in months)
    return {**sums, **single}


def period_code(start: date, end: date) -> str:
    """ "2024", "2024H1", "2024Q3", "2024M05", "2024M01-09"; the year for other days from 1 January
    on, which a report of the year with that cut-off date tells; "" for all else."""
    if start.year != end.year:
        return ""
    if start.day > 1 or end.day != monthrange(end.year, end.month)[1]:
        return f"{start.year}" if (start.month, start.day) == (1, 1) else ""
    span = (start.month, end.month)
    names = {(1, 12): "", (1, 6): "H1", (7, 12): "H2"}
    names |= {(3 * q - 2, 3 * q): f"Q{q}" for q in range(1, 5)}
    if span in names:
        return f"{start.year}{names[span]}"
    if start.month == end.month:
        return f"{start.year}M{start.month:02}"
    return f"{start.year}M01-{end.month:02}" if start.month == 1 else ""


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _map(row: dict[str, str], end: date) -> int:
    return int(row["territory"]) if row["territory"] else 34 if end >= NEW_MAP else 63


def _single(folder: Path) -> dict[Key, float]:
    found: dict[Key, list[float]] = defaultdict(list)
    for path in sorted((folder / "figures").glob("*.csv")):
        for row in _rows(path):
            end = date.fromisoformat(row["period_end"])
            where = row["province"], _map(row, end), row["unit"], row["indicator"]
            found[Key(*where, _day(row["period_start"]), end)].append(float(row["value"]))
    return {key: told[0] for key, told in found.items() if len(told) == 1}


def _of_targets(folder: Path, single: dict[Key, float]) -> Iterator[Share]:
    for row in _rows(folder / "targets.csv"):
        start, end = _day(row["period_start"]), date.fromisoformat(row["period_end"])
        yearly = row["rule"] in ("point", "at_least", "range") and start == date(end.year, 1, 1)
        if not yearly or end != date(end.year, 12, 31):
            continue
        wanted = row["province"], _map(row, end), row["unit"], row["indicator"], start
        for key, value in single.items():
            if key[:5] == wanted and (code := period_code(start, key.end)):
                yield Share("target", key, code, value, float(row["low"]))


def _of_wholes(single: dict[Key, float]) -> Iterator[Share]:
    whole = {row["code"]: row["part_of"] for row in _rows(INDICATORS) if row["part_of"]}
    for key, value in single.items():
        of = single.get(key._replace(indicator=whole.get(key.indicator, "")))
        code = period_code(key.start, key.end) if key.start else ""
        if of and code and value <= of and not key.unit:
            yield Share("part", key, code, value, of)


def _changes(single: dict[Key, float]) -> Iterator[Share]:
    for key, value in single.items():
        if key.start is None or key.unit or not (code := period_code(key.start, key.end)):
            continue
        year = key.end.year - 1
        end = date(year, key.end.month, monthrange(year, key.end.month)[1])
        before = key._replace(start=key.start.replace(year=year), end=end)
        earlier = single.get(before)
        crosses = before.start is not None and before.start <= BREAK[1] and key.end >= BREAK[0]
        if earlier and earlier >= 20 and not crosses:
            yield Share("change", key, code, value, earlier)
