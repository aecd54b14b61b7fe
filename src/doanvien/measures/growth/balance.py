"""The account of members, or of grassroots unions, over a span of days, and whether it agrees.

    new − lost ± transferred = net growth
    opening + net growth − removed by reorganisation = closing

Every term is a published figure or is missing; a missing term is derived only where the identity
leaves exactly one unknown, and is marked as derived. Net growth here always holds the transfers, as
the totals do: one that was printed without them is derived anew. As a result and against a target a
printed net figure stands as printed, and one reckoned for want of it (`net_flow`) holds them too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from doanvien.measures.days import ONE_DAY, crosses_break
from doanvien.measures.series.flow import How, Window
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.ledger import Ledger
from doanvien.measures.series.qualifiers import Qualifier, rounding
from doanvien.measures.series.stocks import Stock
from doanvien.reference.calendar.periods import Period, parse_period
from doanvien.reference.indicators import Accounted, AccountTerm, account_code
from doanvien.reference.text.numbers import exact

RESULTS: tuple[AccountTerm, ...] = ("new", "lost", "net")
EVENTS: tuple[AccountTerm, ...] = ("removed", "transferred")
ACCOUNT_TERMS = (*RESULTS, *EVENTS)
QUARTERS_SHOWN = 8


@dataclass(frozen=True)
class Balance:
    """The account of one window: of members or of unions. ``derived`` names the terms that were
    computed; ``how`` says of the others whether they were published, added or differenced.

    ``residual`` is opening + net − removed − closing where opening, net and closing are known: zero
    when the published figures agree with each other. ``qualifiers`` say how exact each published
    term is; what was derived is known in units of ``rounding`` (0: exactly).
    """

    start: date
    end: date
    new: float | None
    lost: float | None
    net: float | None
    removed: float | None
    opening: float | None
    closing: float | None
    derived: tuple[str, ...]
    net_residual: float | None
    residual: float | None
    transferred: float | None
    how: tuple[tuple[str, How], ...]
    qualifiers: tuple[tuple[str, Qualifier], ...]
    rounding: int
    sources: tuple[str, ...]

    @property
    def rounded(self) -> bool:
        """Whether one of the published terms is not exact."""
        return any(qualifier != "exact" for _, qualifier in self.qualifiers)

    @property
    def rate(self) -> Fraction | None:
        """Growth of the total net of removals by reorganisation, as a fraction of the opening
        total without the removed.

        None across the break of June–July 2025 where neither the removals are known nor the flows
        explain the whole change of the total.
        """
        if self.closing is None or self.opening is None:
            return None
        over_break = crosses_break(self.start - ONE_DAY, self.end)
        if over_break and self.removed is None and self.residual != 0:
            return None
        return growth_rate(self.opening, self.closing, self.removed or 0)

    @property
    def complete(self) -> bool:
        """Whether both totals and the flows between them are known, so that they can be checked."""
        return self.residual is not None


def growth_rate(opening: float, closing: float, removed: float) -> Fraction | None:
    """Growth of those who were not removed, as a fraction of their opening total.

    (closing + removed − opening) ÷ (opening − removed): the removed left the total without having
    left the union, so they belong neither to the growth nor to its base. None without a base.
    """
    base = exact(opening) - exact(removed)
    return (exact(closing) - base) / base if base > 0 else None


def account(
    ledger: Ledger, start: date, end: date, unit: str = "", of: Accounted = "members"
) -> Balance | None:
    """The account from ``start`` to ``end``; None unless two of new, lost and net are known."""
    results = [ledger.flow(account_code(term, of), unit) for term in RESULTS]
    windows = [series.over(start, end) for series in results]
    if sum(window is not None for window in windows) < 2:
        return None
    events = [ledger.flow(account_code(term, of), unit) for term in EVENTS]
    windows += [event_flow(series, start, end) for series in events]
    levels = {stock.day: stock for stock in ledger.stock(account_code("total", of), unit)}
    return _account(start, end, windows, levels.get(start - ONE_DAY), levels.get(end))


def net_flow(ledger: Ledger, start: date, until: date, unit: str = "") -> Window | None:
    """New less lost, with the transfers, over the longest days for which new members are known;
    None where the losses of just these days are not, or hold an unknown part of those removed."""
    new, lost, moved = (
        ledger.flow(account_code(term), unit) for term in ("new", "lost", "transferred")
    )
    gross = new.longest(start, until)
    losses = gross and lost.over(start, gross.end)
    if gross is None or losses is None:
        return None
    removed = event_flow(ledger.flow(account_code("removed"), unit), start, gross.end)
    if removed is None and crosses_break(start - ONE_DAY, gross.end):
        return None
    parts = [*gross.parts, *((-sign, flow) for sign, flow in losses.parts)]
    value = gross.value - losses.value
    if transfers := event_flow(moved, start, gross.end):
        parts += transfers.parts
        value += transfers.value
    return Window(start, gross.end, value, tuple(parts), derived=True)


def event_flow(series: FlowSeries, start: date, end: date) -> Window | None:
    """A flow that is reported only when something happens: removals, transfers.

    The figure for the window, or else the sum of those inside it where no two share a day.
    """
    whole = series.over(start, end)
    inside = series.within(start, end)
    if whole is not None or not inside:
        return whole
    if any(later.start <= earlier.end for earlier, later in pairwise(inside)):
        return None
    return Window(
        start, end, sum(flow.value for flow in inside), tuple((1, flow) for flow in inside)
    )


def quarterly_accounts(ledger: Ledger, until: date) -> tuple[tuple[Period, Balance], ...]:
    """The last quarters that ended by a day and whose account can be checked, oldest first."""
    quarter = parse_period(f"{until.year}Q{(until.month + 2) // 3}")
    found: list[tuple[Period, Balance]] = []
    for _ in range(QUARTERS_SHOWN + 1):  # the running quarter itself may not be over
        balance = account(ledger, quarter.start, quarter.end) if quarter.end <= until else None
        if balance is not None and balance.complete:
            found.append((quarter, balance))
        quarter = quarter.previous()
    return tuple(reversed(found[:QUARTERS_SHOWN]))


def _account(
    start: date,
    end: date,
    windows: list[Window | None],
    opening: Stock | None,
    closing: Stock | None,
) -> Balance:
    new, lost, net, removed, transferred = (None if w is None else w.value for w in windows)
    moved = transferred or 0
    derived: list[str] = []
    net_residual = None
    if new is not None and lost is not None and net is not None:
        net_residual = new - lost - net
        if net_residual in (0, -moved):  # printed without the transfers, or with them
            derived += ["net"] if moved and not net_residual else []
            net, net_residual = new - lost + moved, 0.0
    elif new is not None and net is not None:
        lost = new + moved - net
        derived.append("lost")
    elif new is not None and lost is not None:
        net = new - lost + moved
        derived.append("net")
    elif lost is not None and net is not None:
        new = net + lost - moved
        derived.append("new")
    residual = None
    if opening and closing and net is not None:
        residual = opening.value + net - (removed or 0) - closing.value
    known = [window for window in windows if window is not None]
    found: dict[str, Window | Stock | None] = {"opening": opening, "closing": closing}
    found.update(zip(ACCOUNT_TERMS, windows, strict=True))
    stocks = [stock for stock in (opening, closing) if stock is not None]
    return Balance(
        start=start,
        end=end,
        new=new,
        lost=lost,
        net=net,
        removed=removed,
        opening=opening.value if opening else None,
        closing=closing.value if closing else None,
        derived=tuple(derived),
        net_residual=net_residual,
        residual=residual,
        transferred=transferred,
        how=tuple(
            (term, window.how)
            for term, window in zip(ACCOUNT_TERMS, windows, strict=True)
            if window is not None
        ),
        qualifiers=tuple((term, one.qualifier) for term, one in found.items() if one is not None),
        rounding=max(
            (
                rounding(window)
                for term, window in zip(ACCOUNT_TERMS, windows, strict=True)
                if window is not None and term != "removed"  # apart from the net growth
            ),
            default=0,
        ),
        sources=tuple(
            dict.fromkeys(
                [source for window in known for source in window.sources]
                + [stock.source for stock in stocks]
            )
        ),
    )
