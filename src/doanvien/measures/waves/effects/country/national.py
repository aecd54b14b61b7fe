"""What several provinces say together, with what a season that they share may add to it.

Leaving provinces out shows how far they differ, not what moves them all alike. That is seen in the
earlier years without a wave: each of them is put in the place of the wave's year, over the others,
and the size of what is found there is added to the standard error.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from doanvien.measures.waves.effects.counted.panel import Counts
from doanvien.measures.waves.effects.country.pooling import Pooled, mantel_haenszel, shrink
from doanvien.measures.waves.effects.estimators.compared import Table
from doanvien.measures.waves.effects.estimators.estimate import Estimate
from doanvien.measures.waves.effects.one_count import CountEffect, Tables
from doanvien.measures.waves.effects.trusted.effect import (
    Effect,
    Given,
    Interval,
    Refused,
    Uncertain,
    Withheld,
    conclude,
)
from doanvien.measures.waves.effects.trusted.verdict import Reason


@dataclass(frozen=True, eq=False)
class NationalEffect:
    """What several provinces say together on one count.

    ``effect`` is common to ``pooled``, the slugs of provinces whose units are compared over earlier
    years and whose tests did not fire; ``left_out`` are the others that compare units, and why.
    ``shared`` is the size of a mismatch that all provinces share, as a log ratio: the root mean
    square of what earlier years without a wave show; None where there are not two of them.
    ``drawn`` is what the provinces ``provinces``, in its order, make of each other; None where none
    of those pooled has an interval.
    """

    effect: Effect
    pooled: tuple[str, ...]
    left_out: Mapping[str, Reason]
    shared: float | None
    provinces: tuple[str, ...]
    drawn: Pooled | None


def national_effect(effects: Mapping[str, CountEffect]) -> NationalEffect:
    """Estimator C over the provinces' results on one count (slug → result)."""
    tables = {slug: one.tables for slug, one in effects.items() if one.tables is not None}
    intervals = {
        slug: one.effect.interval
        for slug, one in effects.items()
        if slug in tables and isinstance(one.effect, Given | Uncertain) and one.effect.interval.se
    }
    shared = _shared(list(tables.values()))
    compared = any(one.compares_units for one in effects.values())
    return NationalEffect(
        effect=_common(list(tables.values()), shared) if compared else Refused("no_comparison"),
        pooled=tuple(tables),
        left_out=dict(_left_out(effects)),
        shared=shared,
        provinces=tuple(intervals),
        drawn=shrink(
            [_middle(interval) for interval in intervals.values()],
            [interval.se**2 for interval in intervals.values()],
        )
        if intervals
        else None,
    )


def _common(tables: list[Tables], shared: float | None) -> Effect:
    found = mantel_haenszel([table.wave for table in tables], [table.earlier for table in tables])
    codes = [] if shared is not None else ["season_unbounded"]
    if found is None or found.withheld:
        codes.insert(0, "few_provinces")
    if codes or found is None or shared is None:
        return Withheld(tuple(codes))
    widened = replace(found, se=math.hypot(found.se, shared))
    observed = sum(table.wave[0] for table in tables)
    return conclude(widened, widened.limits, observed, np.zeros(0))


def _shared(tables: list[Tables]) -> float | None:
    """Root mean square of the earlier years' own ratios, each over the other years."""
    found = [error.log_ratio for error in _placebos(tables) if error is not None]
    return math.sqrt(sum(one**2 for one in found) / len(found)) if found else None


def _placebos(tables: list[Tables]) -> Iterator[Estimate | None]:
    several = [table.by_year for table in tables if len(table.by_year) > 1]
    for year in sorted({year for by_year in several for year in by_year}):
        having = [by_year for by_year in several if year in by_year]
        rest = [_sum([t for y, t in by_year.items() if y != year]) for by_year in having]
        yield mantel_haenszel([by_year[year] for by_year in having], rest)


def _sum(tables: list[Table]) -> Counts:
    return np.asarray(tables, dtype=np.float64).sum(axis=0)


def _left_out(effects: Mapping[str, CountEffect]) -> Iterator[tuple[str, Reason]]:
    for slug, one in effects.items():
        if one.tables is None and one.compares_units:
            fired = [reason for reason in one.reasons if reason.code.endswith("_fires")]
            yield slug, fired[0] if fired else Reason("season_assumed")


def _middle(interval: Interval) -> float:
    return (math.log(interval.low) + math.log(interval.high)) / 2
