"""Whether what is told of one indicator leaves a small count no room: no number can be negative.

Every unit's counts between two days told add up to a known number, and so do all units' counts
between two days of the place. A withheld count may be another one if there is a way round: some
other count takes from it what a third gives to it, and no known sum changes. This is the exchange
along cycles of a table with fixed margins (the residual network of a transportation problem).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from doanvien.measures.disclosure.lines import Line, is_small

LATER = date.max
"""After the last day: what a unit will have counted is not known, and so takes and gives freely."""


@dataclass(frozen=True, eq=False)
class Block:
    """What a unit counted between two days told: a count for each day up to which one is known,
    persons; ``end`` is the second of them, None where there is none yet."""

    line: Line
    counts: Mapping[date, float]
    end: date | None


def without_room(
    lines: Sequence[Line], withheld: Mapping[Line, Collection[date]]
) -> Iterator[tuple[Line, date]]:
    """What must be withheld as well: the end of a block in which a small count is certain; where it
    has none, what the other units counted on the same days."""
    blocks = [block for line in lines for block in _blocks(line, withheld.get(line, ()))]
    gives: dict[date, set[Block]] = defaultdict(set)
    for block in blocks:
        for day, count in block.counts.items():
            if count > 0:
                gives[day].add(block)
    for block in blocks:
        for span in _small_spans(block):
            if _has_room(block, span, gives):
                continue
            if block.end is not None:
                yield block.line, block.end
            else:
                days = set(block.counts) - {LATER}
                yield from ((line, day) for line in lines for day in days & set(line.values))


def _blocks(line: Line, withheld: Collection[date]) -> Iterator[Block]:
    counts: dict[date, float] = {}
    last: date | None = None
    for day in sorted(line.values):
        counts[day] = line.since(last, day)
        last = day
        if day not in withheld:
            if len(counts) > 1:
                yield Block(line, counts, day)
            counts = {}
    if counts:
        yield Block(line, {**counts, LATER: 1.0}, None)


def _small_spans(block: Block) -> Iterator[set[date]]:
    days = [day for day in block.counts if day != LATER]
    for first in range(len(days)):
        for last in range(first + 1, len(days) + 1):
            span = days[first:last]
            whole = len(span) == len(block.counts)
            if not whole and is_small(sum(block.counts[day] for day in span)):
                yield set(span)


def _has_room(block: Block, span: set[date], gives: Mapping[date, set[Block]]) -> bool:
    """Whether the count of a span of days can be more, or less, and all known sums the same."""
    outside = set(block.counts) - span
    giving = {day for day, count in block.counts.items() if count > 0}
    return _reaches(block, span, outside & giving, gives) or _reaches(
        block, outside, span & giving, gives
    )


def _reaches(
    own: Block, start: Iterable[date], goal: set[date], gives: Mapping[date, set[Block]]
) -> bool:
    """Whether a count more on one of the first days can be a count less on one of the others,
    handed on from unit to unit."""
    seen = set(start)
    waiting = list(seen)
    passed: set[Block] = {own}
    while waiting:
        day = waiting.pop()
        if day in goal:
            return True
        for block in gives.get(day, set()) - passed:
            passed.add(block)
            new = set(block.counts) - seen
            seen |= new
            waiting += new
    return False
