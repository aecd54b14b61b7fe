"""The year's result foretold from what is counted, what was usual, and what other places have.

With C counted by a day, p the share of a year that is usual by then, and N the country's year as it
looks now (what the places together have counted ÷ the share that is usual for them together):

    L = own share of the country's earlier years · N
    U₁ = C + (1 − p) · L          the level L with weight 1 − p, the own level C ÷ p with weight p
    U  = C + (1 − p) · U₁         the rest of the year at that level

Work stops at Tết, so what other years had by the day is first multiplied by (w ÷ w′)^e, where w and
w′ are the days by then on which work did not stop, in this year and in the other, and e, from least
squares over the years, says how far a country follows them. After Tết it changes nothing.

Bornhuetter and Ferguson (1972) with a prior that moves with the country, iterated once (Mack,
"Credible Claims Reserves: the Benktander Method", ASTIN Bulletin 30(2), 2000). N ÷ the country's
last year is the national ratio so far. Net growth is what came less what went, each foretold so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from doanvien.measures.series.seasonal import DayOfYear, day_of_year
from doanvien.measures.series.years import Numbers, Years
from doanvien.reference.calendar.tet import tet_known, tet_window

HALF = 0.5  # added to both sides of a ratio of counts, which may be 0
LIKE_ANY_YEAR = 2023  # a year without 29 February
MOST_OF_TET = 5.0  # the exponent e: offices wind down before Tết, but not for months


@dataclass(frozen=True)
class Country:
    """One part of an indicator over all places: ``totals`` by year, ``share`` of a year usual by
    the day (0 to 1), and ``level``, the running year as it looks on it. In the indicator's unit.
    ``tet``: by what a year's total by the day is multiplied, for Tết to lie as in the running year.
    """

    totals: Mapping[int, float]
    share: float
    level: float
    tet: Mapping[int, float]


@dataclass(frozen=True)
class Expected:
    """What is expected of some places: the year's result ``central`` and ``size``, the sum of its
    parts without their signs, both (places,); ``shares`` (parts, places) are what is usual.
    """

    central: Numbers
    size: Numbers
    shares: Numbers


def countries(
    places: Years, year: int, others: Sequence[int], day: DayOfYear
) -> tuple[Country, ...] | None:
    """Each part over all of ``places``, from other years; None where nothing was ever counted."""
    past = [places.as_in(year, other, day) for other in others]
    by = np.array([by.sum(axis=1) for by, _ in past])
    totals = np.array([total.sum(axis=1) for _, total in past])
    counted = places.counted(year, day).sum(axis=1)
    if not ((by.sum(axis=0) > 0) & (totals.sum(axis=0) > 0)).all():
        return None
    return tuple(
        _country(year, others, day, *columns)
        for columns in zip(by.T, totals.T, counted.tolist(), strict=True)
    )


def _country(
    year: int, others: Sequence[int], day: DayOfYear, by: Numbers, totals: Numbers, counted: float
) -> Country:
    """One part, from the totals of ``others`` by the day and in all."""
    tet = _tet(year, others, day, by, totals)
    share = float((by * tet).sum() / totals.sum())
    return Country(
        dict(zip(others, totals.tolist(), strict=True)),
        share,
        counted / share,
        dict(zip(others, tet.tolist(), strict=True)),
    )


def _tet(year: int, others: Sequence[int], day: DayOfYear, by: Numbers, totals: Numbers) -> Numbers:
    """(w ÷ w′)^e for each of ``others``; 1 where Tết lies on the same side of the day in all, or
    the table of Tết lacks one of them.
    """
    if not all(map(tet_known, (*others, year))):
        return np.ones(len(others))
    worked = np.log([_days_worked(other, day) for other in (*others, year)])
    apart = worked[:-1] - worked[:-1].mean()
    if not apart.any():
        return np.ones(len(others))
    shares = np.log((by + HALF) / (totals + HALF))
    slope = float(apart @ shares / (apart @ apart))
    return np.exp(min(max(slope, 0.0), MOST_OF_TET) * (worked[-1] - worked[:-1]))


def _days_worked(year: int, day: DayOfYear) -> int:
    """Days from 1 January to the day without those of Tết, as if no year had 29 February."""
    first, last = tet_window(year)
    end = day_of_year(year, day)
    stopped = max((min(last, end) - first).days + 1, 0)
    return day_of_year(LIKE_ANY_YEAR, day).timetuple().tm_yday - stopped


def expected(
    places: Years, year: int, others: Sequence[int], day: DayOfYear, country: Sequence[Country]
) -> Expected:
    """The year foretold for places that know ``others`` and the day, from these and the country."""
    past = [places.as_in(year, other, day) for other in others]
    tet = [np.array([[part.tet[other]] for part in country]) for other in others]
    by = sum(by * moved for (by, _), moved in zip(past, tet, strict=True))
    totals = sum(total for _, total in past)
    common = np.array([[part.share] for part in country])
    whole = np.array([[sum(part.totals[other] for other in others)] for part in country])
    level = totals / whole * np.array([[part.level] for part in country])
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.where(totals > 0, by / totals, common)
    # Own seasons are noisy: half of all. Where stocks went their own ways, so did the seasons.
    shares = (own + common) / 2 if places.stocks is None else own
    counted, rest = places.counted(year, day), 1 - shares
    parts = counted + rest * (counted + rest * level)
    central = parts[0] - parts[1:].sum(axis=0)
    return Expected(central, np.abs(parts).sum(axis=0), shares)


def errors(actual: Numbers, foretold: Expected) -> Numbers:
    """How far off: log of result ÷ forecast; of a signed flow the difference ÷ its size."""
    if len(foretold.shares) > 1:
        return (actual - foretold.central) / np.maximum(foretold.size, HALF)
    return np.log((actual + HALF) / (foretold.central + HALF))


def limits(foretold: Expected, reach: Numbers, counted: Numbers) -> tuple[Numbers, Numbers]:
    """The results whose error is at most ``reach``; of what only grows not below ``counted``."""
    central = foretold.central
    if len(foretold.shares) > 1:
        off = reach * np.maximum(foretold.size, HALF)
        return central - off, central + off
    low = (central + HALF) * np.exp(-reach) - HALF
    return np.maximum(counted, low), (central + HALF) * np.exp(reach) - HALF
