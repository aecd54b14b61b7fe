"""Growth of a total against three days: the evening before the period, a year before, the term's
beginning.

Across the break of June–July 2025 growth is given only net of the members removed by the
reorganisation: change of the total + removed. Their number must be published, or the other flows
must explain the whole change; else there is a level, and no growth.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from doanvien.measures.days import ONE_DAY, crosses_break, year_before
from doanvien.measures.growth.balance import account, event_flow, growth_rate
from doanvien.measures.series.ledger import Ledger
from doanvien.measures.series.qualifiers import Qualifier, difference
from doanvien.measures.series.stocks import Stock
from doanvien.reference.calendar.periods import Period
from doanvien.reference.indicators import account_code

Against = Literal["period", "year", "term"]


@dataclass(frozen=True)
class LevelChange:
    """A total now and on an earlier day; ``against`` is ``period``, ``year`` or ``term``.

    ``removed`` are the members taken out by the reorganisation between the two days (None: none
    published), ``growth`` the change of the total plus ``removed``, ``rate`` that as a fraction of
    the earlier total without the removed. Both are None where the break lies between and
    ``removed`` is not known, and where they may be nothing but the rounding of the totals.
    """

    against: Against
    earlier: Stock
    now: Stock
    removed: float | None
    growth: float | None
    rate: Fraction | None
    qualifier: Qualifier = "exact"

    @property
    def over_break(self) -> bool:
        return crosses_break(self.earlier.day, self.now.day)


def level_changes(
    ledger: Ledger, period: Period, cutoff: date, term_start: date | None
) -> tuple[LevelChange, ...]:
    """The last total of the period against each of the three days on which one is known."""
    totals = ledger.stock(account_code("total"))
    levels = {stock.day: stock for stock in totals if stock.day <= cutoff}
    last = max(levels, default=None)
    if last is None or last < period.start:
        return ()
    days: dict[Against, date] = {"period": period.start - ONE_DAY, "year": year_before(last)}
    if term_start is not None:
        days["term"] = term_start - ONE_DAY
    return tuple(
        _change_between(ledger, against, levels[day], levels[last])
        for against, day in days.items()
        if day in levels and day < last
    )


def _change_between(ledger: Ledger, against: Against, earlier: Stock, now: Stock) -> LevelChange:
    """The growth between two totals of one place, net of removals."""
    series = ledger.flow(account_code("removed"))
    window = event_flow(series, earlier.day + ONE_DAY, now.day)
    removed = None if window is None else window.value
    if crosses_break(earlier.day, now.day) and removed is None:
        between = account(ledger, earlier.day + ONE_DAY, now.day)
        if between is None or between.residual != 0:
            return LevelChange(against, earlier, now, None, None, None)
    grown = difference(earlier, now, window)
    if grown is None:
        return LevelChange(against, earlier, now, removed, None, None)
    rate = growth_rate(earlier.value, now.value, removed or 0)
    known = rate if grown.rate is not None else None
    return LevelChange(against, earlier, now, removed, grown.value, known, grown.qualifier)
