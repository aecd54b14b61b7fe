"""Estimator C: what several provinces say together, with what a season that they share may add.

Leaving provinces out shows how far they differ, not what moves them all alike. That is seen in the
earlier years without a wave: each of them is put in the place of the wave's year, over the others,
and the size of what is found there is added to the standard error.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from doanvien.measures.waves.effects.counted.panel import Counts
from doanvien.measures.waves.effects.estimators.compared import Table
from doanvien.measures.waves.effects.estimators.estimate import Estimate
from doanvien.measures.waves.effects.estimators.identification import kish, kish_df
from doanvien.measures.waves.effects.one_count import CountEffect, Tables
from doanvien.measures.waves.effects.trusted.effect import (
    Effect,
    Refused,
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
    """

    effect: Effect
    pooled: tuple[str, ...]
    left_out: Mapping[str, Reason]
    shared: float | None


def national_effect(effects: Mapping[str, CountEffect]) -> NationalEffect:
    """Estimator C over the provinces' results on one count (slug → result)."""
    tables = {slug: one.tables for slug, one in effects.items() if one.tables is not None}
    shared = _shared(list(tables.values()))
    compared = any(one.compares_units for one in effects.values())
    return NationalEffect(
        effect=_common(list(tables.values()), shared) if compared else Refused("no_comparison"),
        pooled=tuple(tables),
        left_out=dict(_left_out(effects)),
        shared=shared,
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


def mantel_haenszel(tables: ArrayLike, earlier: ArrayLike | None = None) -> Estimate | None:
    """The net effect common to all provinces, OR = Σ(T1·C0/n) / Σ(T0·C1/n).

    ``tables`` (P, 4): T1, T0, C1, C0 of each province (taking part or other units; 1 inside, 0
    outside) and n their sum; with ``earlier`` (P, 4), the same of earlier years without a wave, the
    ratio is taken over that of those years. Standard error by leaving out one province at a time
    around the estimate of all, Student's t with K − 1 degrees of freedom (at least 0,5), K the Kish
    number of the weights T0·C1/n. Assumed: the provinces' effects have one centre; their counts may
    scatter as they like. None where no province has results in the cells that count. One province
    alone has no standard error (NaN).

    Mantel and Haenszel, J Natl Cancer Inst 22 (1959), 719–748.
    """
    cells = np.asarray(tables, dtype=np.float64).reshape(-1, 4)
    filled = cells.sum(axis=1) > 0
    before = None if earlier is None else np.asarray(earlier, dtype=np.float64).reshape(-1, 4)
    if before is not None:
        filled &= before.sum(axis=1) > 0
    logs, below = _with_each_left_out(cells[filled])
    if before is not None:
        with np.errstate(invalid="ignore"):
            logs = logs - _with_each_left_out(before[filled])[0]
    if not math.isfinite(logs[0]):
        return None
    provinces = len(below)
    with np.errstate(invalid="ignore"):
        variance = float(((logs[1:] - logs[0]) ** 2).sum()) * (provinces - 1) / provinces
    usable = provinces > 1 and math.isfinite(variance)
    return Estimate(
        log_ratio=float(logs[0]),
        se=math.sqrt(variance) if usable else math.nan,
        df=kish_df(below),
        kish=(kish(below),),
    )


def _with_each_left_out(cells: Counts) -> tuple[Counts, Counts]:
    """log OR of all provinces and of all but one (P + 1), and the weights T0·C1/n (P)."""
    t1, t0, c1, c0 = cells.T
    above, below = t1 * c0 / cells.sum(axis=1), t0 * c1 / cells.sum(axis=1)
    taken_off = np.vstack([np.zeros(len(cells)), np.eye(len(cells))])
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log((above.sum() - taken_off @ above) / (below.sum() - taken_off @ below))
    return logs, below
