"""On which of its days a figure is withheld: the small ones, and those that would tell them.

It is decided day by day, from what is known by then, and never taken back. On each day everything
could be withheld, which tells no more than the day before; so there always is a safe choice:

- A count is told once at least five persons more were counted than on the last day told, or none,
  and no small count of any unit is certain then (`audit`); else more units withhold the day.
- Where a small level is withheld, so is that of one more unit, and the flows of both until the year
  is over.
- The account (opening + new − lost ± transferred − removed = closing) must not tell a flow: total
  and net growth are withheld while a flow is; the total for good where one was at a year's end, as
  the next year's flows would lead back to it.
- Parts of units (a sector) are told up to the first day on which one of them, or its whole, may
  not be; then not any more in that year. Those of the place are told together, once each counts at
  least five and leaves five of its whole, or none. So whoever a small part counts may be exchanged
  for somebody of another part, in another unit or on another day, and no known sum changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from doanvien.measures.days import ONE_DAY
from doanvien.measures.disclosure.audit import certain_blocks
from doanvien.measures.disclosure.lines import Line, has_small, is_small
from doanvien.measures.series.stocks import SeriesKey
from doanvien.reference.indicators import account_code, indicator, is_fine

NEW, LOST, REMOVED, MOVED, NET, TOTAL = map(
    account_code, ("new", "lost", "removed", "transferred", "net", "total")
)
OF_ACCOUNT = (NEW, LOST, REMOVED, MOVED)


def withheld_days(lines: Sequence[Line]) -> dict[SeriesKey, set[date]]:
    """By unit and indicator, the days withheld of the lines of one place, of those on which they
    could be told."""
    walk = _Walk(lines)
    found: dict[SeriesKey, set[date]] = defaultdict(set)
    for day in sorted({day for line in lines for day in line.values}):
        walk.step(day)
    for line, days in walk.withheld.items():
        found[line.unit, line.indicator] |= days & line.tellable
    return {key: days for key, days in found.items() if days}


class _Walk:
    """What was told of the lines of one place, up to the day that was reached."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.withheld: dict[Line, set[date]] = {line: set() for line in lines}
        self.told: dict[Line, date | None] = dict.fromkeys(lines)
        self.known = {(line.unit, line.indicator, line.start): line for line in lines}
        self.of_key: dict[SeriesKey, list[Line]] = defaultdict(list)
        for line in lines:
            self.of_key[line.unit, line.indicator].append(line)
        self.moved = _transfers(lines)
        self.with_totals = {line.start.year for line in self.moved if line.start}
        self.without_flows: dict[str, int] = {}
        self.without_parts: set[tuple[str, int]] = set()

    def step(self, day: date) -> None:
        present = [
            line for line in self.lines if day in line.values and is_fine(line.unit, line.indicator)
        ]
        for line in present:
            if day not in line.tellable:
                self.withheld[line].add(day)
        units = [line for line in present if line.unit and not indicator(line.indicator).part_of]
        groups = _by_year(units)
        for code, year in sorted(groups, key=lambda at: (at[1] or 0, indicator(at[0]).position)):
            if not year:
                self._levels(code, groups[code, year], day)
            elif code != NET:
                beside = set(self.moved.values())
                self._flows(
                    code, year, [line for line in groups[code, year] if line not in beside], day
                )
        self._accounts(units, day)
        parts = [line for line in present if indicator(line.indicator).part_of]
        for (whole, year), group in _by_year(parts, of_whole=True).items():
            self._parts((whole, year or 0), group, day)
        for line in present:
            if day not in self.withheld[line]:
                self.told[line] = day

    def _levels(self, code: str, lines: Sequence[Line], day: date) -> None:
        small = {line for line in lines if is_small(line.values[day])}
        if len({line.unit for line in small}) == 1:
            small |= self._fewest([line for line in lines if line not in small], day)
        self._withhold(small, day)
        if code == TOTAL:
            self.without_flows |= {line.unit: (day + ONE_DAY).year for line in small}

    def _flows(self, code: str, year: int, lines: Sequence[Line], day: date) -> None:
        alike = [line for line in self.lines if line.unit and _is_of(line, code, year)]
        moved = {line: self.moved[line] for line in alike if line in self.moved}
        for line in lines:
            if (
                self._is_small(line, day)
                or (code in OF_ACCOUNT and self.without_flows.get(line.unit, 0) >= year)
                or (line in moved and self._is_small(moved[line], day))
                or (line in moved and self._is_untold(line.unit, NEW, day))
            ):
                self._withhold([line, *([moved[line]] if line in moved else [])], day)
        while certain := list(
            certain_blocks(alike, self.withheld, day, self._known_transfers(moved, day))
        ):
            told = [line for line in lines if day not in self.withheld[line]]
            if not told:
                self.with_totals.discard(year)
                break
            ended = {block.line for block in certain if block.end == day}
            more = ended or self._fewest(told, day)
            self._withhold([*more, *(moved[line] for line in more if line in moved)], day)

    def _known_transfers(
        self, moved: Mapping[Line, Line], day: date
    ) -> dict[Line, dict[date, float]]:
        """By line of losses, the transfers up to the days on which the account closes: where the
        losses or the total is told, in this year or an earlier one."""
        return {
            line: self._since_earlier_years(line)
            | {line.eve: 0.0}
            | {
                known: value
                for known, value in transfers.values.items()
                if known <= day
                and (
                    known not in self.withheld[line] or not self._is_untold(line.unit, TOTAL, known)
                )
            }
            for line, transfers in moved.items()
        }

    def _since_earlier_years(self, line: Line) -> dict[date, float]:
        """The transfers of a unit from days of earlier years on, up to this one, less than zero."""
        found: dict[date, float] = {}
        since = 0.0
        earlier = [
            one for one in self.of_key[line.unit, LOST] if one in self.moved and one.eve < line.eve
        ]
        for lost in sorted(earlier, key=lambda one: one.eve, reverse=True):
            totals = self.moved[lost].values
            since += totals[max(totals)]
            found |= {
                day: value - since
                for day, value in totals.items()
                if day not in self.withheld[lost] or not self._is_untold(line.unit, TOTAL, day)
            }
            found[lost.eve] = -since
        return found

    def _is_small(self, line: Line, day: date) -> bool:
        """Whether a count of 1 to 4 persons would be told; a balance may be small since any day."""
        told = (known for known in line.values if known < day and known not in self.withheld[line])
        return any(is_small(line.since(last, day)) for last in (None, *told))

    def _is_untold(self, unit: str, code: str, day: date) -> bool:
        return any(day in self.withheld[line] for line in self.of_key.get((unit, code), ()))

    def _accounts(self, units: Iterable[Line], day: date) -> None:
        waiting = [
            line for line in self.lines if line.indicator in OF_ACCOUNT and self._waits(line, day)
        ]
        for line in units:
            same = [flow for flow in waiting if flow.unit == line.unit]
            if line.indicator == TOTAL:
                same = [flow for flow in same if not self._is_balanced(flow, day)]
            elif line.indicator == NET:
                same = [flow for flow in same if flow.start and _is_of(line, NET, flow.start.year)]
            else:
                continue
            self._withhold([line] if same else [], day)

    def _is_balanced(self, flow: Line, day: date) -> bool:
        """Whether the transfers of a unit are withheld beside a flow, so that no total tells it."""
        lost = self.known.get((flow.unit, LOST, flow.start))
        balanced = lost in self.moved and flow.start and flow.start.year in self.with_totals
        return bool(flow.indicator != REMOVED and lost and balanced and self._waits(lost, day))

    def _parts(self, family: tuple[str, int], lines: Sequence[Line], day: date) -> None:
        of_units = [line for line in lines if line.unit]
        of_place = [line for line in lines if not line.unit]
        tells = any(self._tells_a_part(line, day) for line in of_place)
        if any(day in line.tellable for line in of_units) and (
            tells or any(self._tells_a_part(line, day) for line in of_units)
        ):
            self.without_parts.add(family)
        if family in self.without_parts:
            self._withhold(of_units, day)
        if tells:
            self._withhold(of_place, day)
        if not family[1]:
            self.without_parts.discard(family)

    def _tells_a_part(self, line: Line, day: date) -> bool:
        """Whether a part counts 1 to 4 persons, or leaves so few of its whole; or none, where it is
        to tell the days withheld as well."""
        last = self.told[line]
        whole = self.known.get((line.unit, indicator(line.indicator).part_of, line.start))
        count = line.since(last, day)
        if whole is None or day not in whole.values or (last and last not in whole.values):
            return is_small(count)
        rest = whole.since(last, day) - count
        nothing_left = bool(count) and not rest and has_small(line, last, day)
        untold = bool(line.unit) and day in self.withheld[whole]
        return is_small(count) or is_small(rest) or nothing_left or untold

    def _waits(self, line: Line, day: date) -> bool:
        """Whether the last of the days of a line by a day is withheld."""
        last = max((known for known in line.values if known <= day), default=None)
        return last in self.withheld[line]

    def _withhold(self, lines: Iterable[Line], day: date) -> None:
        for line in lines:
            self.withheld[line].add(day)

    def _fewest(self, lines: Collection[Line], day: date) -> set[Line]:
        """The unit with the fewest persons; all where none has any, as one would hide nobody."""
        counts = {line: abs(line.since(self.told[line], day)) for line in lines}
        some = [line for line in lines if counts[line]]
        return {min(some, key=lambda line: (counts[line], line.unit))} if some else set(lines)


def _transfers(lines: Sequence[Line]) -> dict[Line, Line]:
    """The transfers beside the losses of units, in the years in which all have both on the same
    days."""
    known = {
        (line.unit, line.start): line for line in lines if line.unit and line.indicator == MOVED
    }
    lost = [line for line in lines if line.unit and line.indicator == LOST]
    found = {line: known.get((line.unit, line.start)) for line in lost}
    apart = {
        line.start.year
        for line, moved in found.items()
        if line.start and (moved is None or set(moved.values) != set(line.values))
    }
    return {
        line: moved
        for line, moved in found.items()
        if moved and line.start and line.start.year not in apart
    }


def _is_of(line: Line, code: str, year: int) -> bool:
    return line.indicator == code and line.start is not None and line.start.year == year


def _by_year(
    lines: Iterable[Line], *, of_whole: bool = False
) -> dict[tuple[str, int | None], list[Line]]:
    """Lines by indicator, or the one it is a part of, and by year; None: levels."""
    found: dict[tuple[str, int | None], list[Line]] = defaultdict(list)
    for line in lines:
        code = indicator(line.indicator).part_of if of_whole else line.indicator
        found[code, line.start.year if line.start else None].append(line)
    return found
