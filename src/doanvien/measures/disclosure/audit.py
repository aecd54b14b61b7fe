"""Which small counts are certain from what is told of one indicator: no number can be negative.

Every unit's counts between two days told add up to a known number, and so do all units' counts
between two days of the place. A count may be another one if there is a way round: some other unit
takes on one day what it gives on another, and no known sum changes. This is the exchange along
cycles of a table with fixed margins (the residual network of a transportation problem): of one unit
the days fall into groups between which nothing can be exchanged, so that a sum of its counts is
certain if and only if it is made of whole groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from doanvien.measures.disclosure.lines import Line, is_small
from doanvien.reference.indicators import indicator

LATER = date.max
"""After the last day: what a unit will have counted is not known, and so takes and gives freely."""


@dataclass(frozen=True, eq=False)
class Block:
    """What a unit counted between two days told: a count for each day up to which one is known,
    persons; ``end`` is the second of them, None where there is none yet."""

    line: Line
    counts: Mapping[date, float]
    end: date | None

    @property
    def gives(self) -> list[date]:
        """The days on which it may have counted fewer: any where the count is a balance."""
        signed = indicator(self.line.indicator).signed
        return [day for day, count in self.counts.items() if signed or count > 0]


def certain_blocks(
    lines: Sequence[Line],
    withheld: Mapping[Line, Collection[date]],
    until: date,
    beside: Mapping[Line, Mapping[date, float]],
) -> Iterator[Block]:
    """The blocks in which a count of 1 to 4 persons that is not told is certain, by a day.

    ``beside``: the running totals of another line, told on the same days; between the days given
    here it is known as well as this one is.
    """
    blocks = [block for line in lines for block in _blocks(line, withheld[line], until)]
    ways = [(block, frozenset(block.counts), block.gives) for block in blocks]
    groups: dict[Line, list[set[date]]] = defaultdict(list)
    last: dict[Line, Block] = {}
    for block in blocks:
        if not _may_tell(block) and block.line not in beside:
            continue
        taking: dict[date, set[date]] = {}
        for way, days, gives in ways:
            if way is not block:
                for day in gives:
                    taking.setdefault(day, set()).update(days)
        found = _groups(block, taking)
        groups[block.line] += found
        last[block.line] = block
        of_days = [group for group in found if LATER not in group]
        sums = (sum(block.counts[day] for day in group) for group in of_days)
        if _may_tell(block) and any(map(is_small, sums)):
            yield block
    for line, totals in beside.items():
        if _tells_beside(line, totals, groups[line]):
            yield last[line]


def _may_tell(block: Block) -> bool:
    signed = indicator(block.line.indicator).signed
    return len(block.counts) > 1 and (signed or any(map(is_small, block.counts.values())))


def _tells_beside(
    line: Line, totals: Mapping[date, float], groups: Sequence[Collection[date]]
) -> bool:
    """Whether a small count lies between two days, the second one in the year of the line, that cut
    no group in two; those of earlier years may be cut anywhere."""
    return any(
        last in line.values
        and is_small(totals[last] - totals[first])
        and all(len({first < day <= last for day in group}) == 1 for group in groups)
        for first, last in combinations(sorted(totals), 2)
    )


def _blocks(line: Line, withheld: Collection[date], until: date) -> Iterator[Block]:
    counts: dict[date, float] = {}
    last: date | None = None
    for day in sorted(day for day in line.values if day <= until):
        counts[day] = line.since(last, day)
        last = day
        if day not in withheld:
            yield Block(line, counts, day)
            counts = {}
    yield Block(line, {**counts, LATER: 1.0}, None)


def _groups(block: Block, taking: Mapping[date, set[date]]) -> list[set[date]]:
    """The days of a block, those together that can exchange a count by way of other blocks.

    ``taking``: by day, the days on which somebody else may count more who counts less on it.
    """
    groups = [{day} for day in block.counts]
    for day in block.counts:
        for other in _reached(day, taking) & set(block.gives):
            joined = [group for group in groups if day in group or other in group]
            groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return groups


def _reached(day: date, taking: Mapping[date, set[date]]) -> set[date]:
    """The days to which a count that is added on one day can be handed on, from unit to unit."""
    seen, waiting = {day}, [day]
    while waiting:
        new = taking.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    return seen
