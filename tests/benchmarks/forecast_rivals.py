"""The ways of foretelling a year that the forecast of the reports is held against.

Each takes monthly counts of one province, float (years, 12), all years before the running one
complete, the position of the running year and how many of its months are counted. It gives the
central value and 80 % interval of the year, the interval None where too few years came before.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Numbers = NDArray[np.float64]
Interval = tuple[float, float] | None
Rival = Callable[[Numbers, int, int], tuple[float, Interval]]

MOST_YEARS = 5
LEAST_ERRORS = 3


def _before(counts: Numbers, year: int, months: int) -> float:
    """Benktander with last year's level and the own season, as reports had it until now."""
    past, counted = counts[max(0, year - MOST_YEARS) : year], counts[year, :months].sum()
    rest = 1 - past[:, :months].sum() / max(past.sum(), 1)
    return float(counted + rest * (counted + rest * counts[year - 1].sum()))


def _ladder(counts: Numbers, year: int, months: int) -> float:
    past = counts[max(0, year - MOST_YEARS) : year]
    share = past[:, :months].sum() / max(past.sum(), 1)
    return float(counts[year, :months].sum() / share) if share else float(counts[year - 1].sum())


def _naive(counts: Numbers, year: int, months: int) -> float:
    return float(counts[year, :months].sum() + counts[year - 1, months:].sum())


def _signed_before(counts: Numbers, year: int, months: int) -> float:
    past = counts[max(0, year - MOST_YEARS) : year]
    return float(counts[year, :months].sum() + past[:, months:].sum() / len(past))


def _with_students_interval(
    central: Callable[[Numbers, int, int], float], *, signed: bool
) -> Rival:
    """Errors of the earlier years of the same province, as reports had them until now."""

    def rival(counts: Numbers, year: int, months: int) -> tuple[float, Interval]:
        value = central(counts, year, months)
        earlier = [
            (counts[other].sum(), central(counts, other, months)) for other in range(1, year)
        ]
        if signed:
            off = [actual - foretold for actual, foretold in earlier]
        else:
            kept = [pair for pair in earlier if min(pair) > 0]
            off = [math.log(actual / foretold) for actual, foretold in kept]
        if len(off) < LEAST_ERRORS:
            return value, None
        spread = math.sqrt(sum(error * error for error in off) / len(off))
        reach = float(stdtrit(len(off), 0.9)) * spread
        if signed:
            return value, (value - reach, value + reach)
        counted = float(counts[year, :months].sum())
        return value, (max(counted, value * math.exp(-reach)), value * math.exp(reach))

    return rival


def own_rivals(*, signed: bool) -> dict[str, Rival]:
    """Those that need nothing but numpy."""
    found = {"before": _signed_before if signed else _before, "naive": _naive}
    if not signed:
        found["ladder"] = _ladder
    return {name: _with_students_interval(way, signed=signed) for name, way in found.items()}


def library_rivals() -> dict[str, Rival]:
    """Those of statsforecast; none where it is not installed."""
    try:
        from statsforecast.models import AutoETS, Theta
    except ImportError:
        return {}
    return {
        f"{name}{suffix}": _of_library(months, together)
        for name, model in (("AutoETS", AutoETS), ("Theta", Theta))
        for months in [_months_ahead(model)]
        for suffix, together in (("", False), ("+", True))
    }


def _months_ahead(model: type) -> Callable[[tuple[float, ...], int], tuple[Numbers, Numbers]]:
    """The months foretold and half the width of their intervals; made once, for it takes long."""

    @lru_cache(maxsize=1)
    def months(known: tuple[float, ...], ahead: int) -> tuple[Numbers, Numbers]:
        found = model(season_length=12).forecast(np.array(known), ahead, level=[80])
        return found["mean"], (found["hi-80"] - found["lo-80"]) / 2

    return months


def _of_library(
    months_ahead: Callable[[tuple[float, ...], int], tuple[Numbers, Numbers]], together: bool
) -> Rival:
    """Months foretold are added up, and so are their variances or, ``together``, their widths."""

    def rival(counts: Numbers, year: int, months: int) -> tuple[float, Interval]:
        known = (*counts[:year].ravel().tolist(), *counts[year, :months].tolist())
        ahead, wide = months_ahead(known, 12 - months)
        value = float(counts[year, :months].sum() + ahead.sum())
        reach = float(wide.sum() if together else math.sqrt((wide**2).sum()))
        return value, (value - reach, value + reach)

    return rival
