"""Parts and rates that two figures of the same days give: non-state part, density, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from doanvien.measures.series.ledger import Ledger
from doanvien.measures.series.qualifiers import Qualifier
from doanvien.reference.calendar.periods import Period
from doanvien.reference.indicators import Indicator, all_indicators, indicator
from doanvien.reference.text.numbers import exact


@dataclass(frozen=True)
class Part:
    """One figure as a share of another of the same days.

    ``rate`` is the indicator that the quotient is (None for a part of a flow); ``start`` is None
    for levels. ``share`` is an exact fraction and may exceed 1, which is then an error of the
    figures, for the checks to name. ``qualifier`` says how exact ``value`` is, ``of_qualifier``
    how exact ``of`` is.
    """

    rate: Indicator | None
    part: Indicator
    whole: Indicator
    start: date | None
    end: date
    value: float
    of: float
    share: Fraction
    qualifier: Qualifier
    of_qualifier: Qualifier

    @property
    def rounded(self) -> bool:
        """Whether one of the two is not exact, so that the share is known about."""
        return {self.qualifier, self.of_qualifier} != {"exact"}


def parts(ledger: Ledger, period: Period, cutoff: date) -> tuple[Part, ...]:
    """Every part that can be computed for a period, flows before levels."""
    return (*_flow_parts(ledger, period, cutoff), *_level_parts(ledger, period, cutoff))


def _flow_parts(ledger: Ledger, period: Period, cutoff: date) -> Iterator[Part]:
    for part in all_indicators():
        if part.kind != "flow" or not part.part_of:
            continue
        mine = ledger.flow(part.code).longest(period.start, cutoff)
        all_of = None if mine is None else ledger.flow(part.part_of).over(mine.start, mine.end)
        if mine is None or all_of is None or all_of.value <= 0:
            continue
        share = exact(mine.value) / exact(all_of.value)
        yield Part(
            rate=None,
            part=part,
            whole=indicator(part.part_of),
            start=mine.start,
            end=mine.end,
            value=mine.value,
            of=all_of.value,
            share=share,
            qualifier=mine.qualifier,
            of_qualifier=all_of.qualifier,
        )


def _level_parts(ledger: Ledger, period: Period, cutoff: date) -> Iterator[Part]:
    codes = {entry.code: entry for entry in all_indicators()}
    for rate in all_indicators():
        part, whole = codes.get(rate.numerator), codes.get(rate.denominator)
        if part is None or whole is None or rate.unit != "percent":
            continue
        mine = {stock.day: stock for stock in ledger.stock(part.code) if stock.day <= cutoff}
        all_of = {stock.day: stock for stock in ledger.stock(whole.code)}
        days = [day for day in mine if day in all_of and day >= period.start and all_of[day].value]
        if not days:
            continue
        day = max(days)
        yield Part(
            rate=rate,
            part=part,
            whole=whole,
            start=None,
            end=day,
            value=mine[day].value,
            of=all_of[day].value,
            share=exact(mine[day].value) / exact(all_of[day].value),
            qualifier=mine[day].qualifier,
            of_qualifier=all_of[day].qualifier,
        )
