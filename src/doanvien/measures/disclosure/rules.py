"""On which of its days a figure is withheld: the small ones, and those that would tell them.

A figure is told once at least five persons more were counted than on the last day told, or none;
after a day withheld, not before somebody was counted since: who was counted when stays open then.
Where a single unit withholds a day, the total of the place less the others would tell it, so one
more unit withholds it. What else ties figures to each other is in `_tied`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from doanvien.measures.disclosure.audit import without_room
from doanvien.measures.disclosure.lines import Line, is_small
from doanvien.measures.series.stocks import SeriesKey
from doanvien.reference.indicators import (
    AccountTerm,
    account_code,
    all_indicators,
    indicator,
    is_fine,
)

FLOWS_OF_ACCOUNT: tuple[AccountTerm, ...] = ("new", "lost", "removed", "transferred")

Days = Mapping[SeriesKey, set[date]]
Cell = tuple[str, str, date]
"""Unit, indicator, day."""


def withheld_days(lines: Sequence[Line]) -> dict[SeriesKey, set[date]]:
    """By unit and indicator, the days withheld of the lines of one place."""
    by_code: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_code[line.indicator].append(line)
    known = {(line.unit, line.indicator, day) for line in lines for day in line.values}
    units = {line.unit for line in lines}
    forced: set[Cell] = set()
    while True:
        days = _walked(by_code, forced)
        tied = {cell for cell in _tied(days, units) if cell in known}
        certain = {cell for found in by_code.values() for cell in _certain(found, days)}
        if tied | certain <= forced:
            return days
        forced |= tied | certain


def _walked(by_code: Mapping[str, Sequence[Line]], forced: set[Cell]) -> dict[SeriesKey, set[date]]:
    days: dict[SeriesKey, set[date]] = defaultdict(set)
    for code, lines in by_code.items():
        whole = by_code.get(indicator(code).part_of, ())
        for of_place in (True, False):
            chosen = [
                line for line in lines if (not line.unit) == of_place and is_fine(line.unit, code)
            ]
            for line, day in _walk(chosen, whole, forced):
                days[line.unit, code].add(day)
    return days


def _walk(
    lines: Sequence[Line], wholes: Sequence[Line], forced: set[Cell]
) -> Iterator[tuple[Line, date]]:
    """The lines and days withheld of one indicator, day by day."""
    told: dict[Line, date | None] = dict.fromkeys(lines)
    waiting: dict[Line, date] = {}
    whole_of = {(line.unit, line.start): line for line in wholes}

    def untold(line: Line, day: date) -> bool:
        """Whether a count is small, or nobody was counted since the last day, which is withheld."""
        stands = line in waiting and not line.since(waiting[line], day)
        return stands or _is_small(line, whole_of.get((line.unit, line.start)), told[line], day)

    for day in sorted({day for line in lines for day in line.values}):
        present = [line for line in lines if day in line.values]
        withheld = {
            line
            for line in present
            if (line.unit, line.indicator, day) in forced
            or (not indicator(line.indicator).signed and untold(line, day))
        }
        if len({line.unit for line in withheld}) == 1 and all(line.unit for line in withheld):
            withheld |= _one_more([line for line in present if line not in withheld], told, day)
        for line in present:
            if line in withheld:
                yield line, day
        told |= {line: day for line in present if line not in withheld}
        waiting = {line: last for line, last in waiting.items() if line not in present}
        waiting |= dict.fromkeys(withheld, day)


def _is_small(line: Line, whole: Line | None, last: date | None, day: date) -> bool:
    """Whether the count, or what it leaves of its whole, is of 1 to 4 persons."""
    count = line.since(last, day)
    if is_small(count) or whole is None:
        return is_small(count)
    known = day in whole.values and (last is None or last in whole.values)
    return known and is_small(whole.since(last, day) - count)


def _certain(lines: Sequence[Line], days: Days) -> Iterator[Cell]:
    """What else to withhold of one indicator, so that none of its small counts is certain."""
    by_year: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.unit and line.start and not indicator(line.indicator).signed:
            by_year[line.start.year].append(line)
    for found in by_year.values():
        withheld = {line: days.get((line.unit, line.indicator), set()) for line in found}
        if any(withheld.values()):
            for line, day in without_room(found, withheld):
                yield line.unit, line.indicator, day


def _one_more(lines: Sequence[Line], told: Mapping[Line, date | None], day: date) -> set[Line]:
    """The unit with the fewest persons; all units where none has any, as one would hide nobody."""
    counts = {line: abs(line.since(told[line], day)) for line in lines}
    some = [line for line in lines if counts[line]]
    return {min(some, key=lambda line: (counts[line], line.unit))} if some else set(lines)


def _tied(days: Days, units: Iterable[str]) -> Iterator[Cell]:
    """What the other figures of a unit would tell of a withheld one, unless withheld as well.

    - a whole, and the parts that add up to it; parts, and their whole;
    - opening + new − lost ± transferred − removed = closing, and their net growth;
    - the figure of the place, and those of its units.
    """
    total, net, new = account_code("total"), account_code("net"), account_code("new")
    flows = [account_code(term) for term in FLOWS_OF_ACCOUNT]
    for (unit, code), found in days.items():
        whole = indicator(code).part_of
        tied = [item.code for item in all_indicators() if item.part_of in {code, whole} - {""}]
        tied += [total, net] if code in flows else []
        for day in found:
            yield from ((unit, other, day) for other in tied)
            if code == total and not any(day in days.get((unit, flow), ()) for flow in flows):
                yield from ((unit, other, day) for other in (new, net))
            if not unit:
                yield from ((other, code, day) for other in units)
