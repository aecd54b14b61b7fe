"""From what an estimator finds to what may be said: an effect with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from doanvien.measures.waves.effects.counted.panel import Counts
from doanvien.measures.waves.effects.estimators.compared import Compared
from doanvien.measures.waves.effects.estimators.comparison import Comparison
from doanvien.measures.waves.effects.estimators.placebo import ByYears
from doanvien.measures.waves.effects.estimators.takes_part import gross_effect, gross_over_earlier
from doanvien.measures.waves.effects.trusted.effect import (
    Effect,
    Interval,
    Limits,
    Stated,
    Withheld,
    conclude,
    interval_of,
)
from doanvien.measures.waves.effects.trusted.limits import (
    plain,
    season_is_open,
    strayed,
    widened,
)
from doanvien.measures.waves.effects.trusted.trust import (
    TrustTest,
    around,
    try_out,
    try_out_by_years,
)


@dataclass(frozen=True, eq=False)
class Found:
    """An effect with the tests that it went through."""

    effect: Effect
    tests: tuple[TrustTest, ...]


def by_units(comparison: Comparison, compared: Compared) -> Found:
    """Estimator A with its tests; withheld where one fires, or too few units stand behind it."""
    near = around(comparison.panel, comparison.waves, compared)
    tried = try_out(compared, near)
    codes = (*_doubts_of_units(comparison, compared), *fires(tried.tests))
    if codes:
        return Found(Withheld(codes), tried.tests)
    limits, codes = plain(comparison.panel, compared), ("season",)
    if not season_is_open(compared):
        limits, codes = widened(limits, compared.effect, compared, near, tried)
    return Found(_stated(compared, limits, codes), tried.tests)


def again(comparison: Comparison, compared: Compared | None) -> Effect | None:
    """The same on other units or days, beside an effect that is stated: without tests."""
    if compared is None or compared.effect.estimate is None:
        return None
    codes = tuple(_doubts_of_units(comparison, compared))
    if codes:
        return Withheld(codes)
    return _stated(compared, plain(comparison.panel, compared), ())


def by_years(comparison: Comparison, years: ByYears) -> Found:
    """Estimator B with its tests; withheld where one fires, or too few windows stand behind it."""
    net = years.effect.net
    near = around(comparison.panel, comparison.waves, years.split)
    tried = try_out_by_years(years, comparison.same_season_windows(), near)
    codes = (("few_windows",) if net.estimate.withheld else ()) + fires(tried.tests)
    if codes:
        return Found(Withheld(codes), tried.tests)
    limits, codes = widened(net.estimate.limits, net, years, near, tried)
    return Found(conclude(net.estimate, limits, net.observed, net.expected, codes), tried.tests)


def again_by_years(years: ByYears) -> Effect:
    """The same on other units or days, beside an effect that is stated: without tests."""
    net = years.effect.net
    if net.estimate.withheld:
        return Withheld(("few_windows",))
    return conclude(net.estimate, net.estimate.limits, net.observed, net.expected)


def gross(comparison: Comparison, compared: Compared) -> tuple[Interval | None, ...]:
    """The gross rate ratio of each wave; None where one side has no result in or outside it, or too
    few units stand behind it.
    """
    frame, counts = compared.frame, compared.counts
    found: list[Interval | None] = []
    for everyone, share, split in comparison.gross_comparisons():
        taking = everyone[compared.kept]
        estimate = (
            gross_effect(counts, taking, share, split)
            if frame is None
            else gross_over_earlier(counts, taking, share, split, frame)
        )
        shown = estimate is not None and not estimate.withheld
        found.append(interval_of(estimate, estimate.limits) if estimate and shown else None)
    return tuple(found)


def fires(ran: tuple[TrustTest, ...]) -> tuple[str, ...]:
    """The codes of the reasons of tests that fired."""
    return tuple(f"{test.code}_fires" for test in ran if test.fired)


def expected_of(compared: Compared) -> Counts:
    """What the units taking part would have had, interval by interval (n), NaN where not used.

    The others' counts, at the proportion of the intervals outside; inside, so that they add up to
    the counterfactual.
    """
    counts, outside = compared.counts, compared.outside
    expected = np.zeros(counts.shape[1])
    for part in compared.between(compared.inside):
        mine, others = part.units & part.taking, part.units & ~part.taking
        before = counts[others][:, outside].sum()
        if before > 0:
            grown = counts[mine][:, outside].sum() / before
            expected += counts[others].sum(axis=0) * grown
    inside = compared.inside
    total = float(expected[inside].sum())
    if total > 0:
        expected = np.where(inside, expected * compared.effect.expected / total, expected)
    return np.where(inside | outside, expected, np.nan)


def _stated(compared: Compared, limits: Limits, codes: tuple[str, ...]) -> Stated:
    estimate = compared.effect.estimate
    assert estimate is not None
    return conclude(estimate, limits, compared.observed, expected_of(compared), codes)


def _doubts_of_units(comparison: Comparison, compared: Compared) -> Iterator[str]:
    estimate = compared.effect.estimate
    assert estimate is not None
    if estimate.withheld:
        yield "few_units"
    if compared.frame is None and comparison.kinds and not compared.kinds:
        yield "kinds_differ"
    elif season_is_open(compared) and strayed(comparison.panel, compared) is None:
        yield "season_hidden"
