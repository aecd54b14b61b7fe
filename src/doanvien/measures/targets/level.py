"""The year's result foretold from what is counted, what was usual, and what other places have.

With C counted by a day, p the share of a year that is usual by then, and N the country's year as it
looks now (what the places together have counted ÷ the share that is usual for them together):

    L = own share of the country's earlier years · N
    U₁ = C + (1 − p) · L          the level L with weight 1 − p, the own level C ÷ p with weight p
    U  = C + (1 − p) · U₁         the rest of the year at that level

Bornhuetter and Ferguson (1972) with a prior that moves with the country, iterated once (Mack,
"Credible Claims Reserves: the Benktander Method", ASTIN Bulletin 30(2), 2000). N ÷ the country's
last year is the national ratio so far. Net growth is what came less what went, each foretold so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from doanvien.measures.series.seasonal import DayOfYear
from doanvien.measures.series.years import Numbers, Years

HALF = 0.5  # added to both sides of a ratio of counts, which may be 0


@dataclass(frozen=True)
class Country:
    """One part of an indicator over all places: ``totals`` by year, ``share`` of a year usual by
    the day (0 to 1), and ``level``, the running year as it looks on it. In the indicator's unit.
    """

    totals: Mapping[int, float]
    share: float
    level: float


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
    by = sum(by.sum(axis=1) for by, _ in past)
    totals = np.array([total.sum(axis=1) for _, total in past])
    counted = places.counted(year, day).sum(axis=1)
    if not ((by > 0) & (totals.sum(axis=0) > 0)).all():
        return None
    shares = by / totals.sum(axis=0)
    return tuple(
        Country(
            dict(zip(others, totals[:, part].tolist(), strict=True)),
            float(shares[part]),
            float(counted[part] / shares[part]),
        )
        for part in range(len(counted))
    )


def expected(
    places: Years, year: int, others: Sequence[int], day: DayOfYear, country: Sequence[Country]
) -> Expected:
    """The year foretold for places that know ``others`` and the day, from these and the country."""
    past = [places.as_in(year, other, day) for other in others]
    by, totals = sum(by for by, _ in past), sum(total for _, total in past)
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
