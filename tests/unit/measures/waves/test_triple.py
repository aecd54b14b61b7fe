"""The triple difference. When one of these fails, a season or a growth passes for a wave."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from doanvien.measures.waves.effects.counted.windows import WaveWindow, in_year
from doanvien.measures.waves.effects.effects import wave_effects
from doanvien.measures.waves.effects.estimators.comparison import Comparison
from doanvien.measures.waves.effects.estimators.contrast import Part, contrast
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.trusted.effect import Given, Withheld

YEAR_END = date(2022, 12, 31)
JOINED = frozenset("abcdefgh")
MAY = WaveWindow("May", date(2022, 4, 15), date(2022, 5, 31), JOINED)
INSIDE = slice(3, 7)  # April to July: pre-window, wave and post-window


def even(years: int = 3, seed: int = 0) -> np.ndarray:
    """16 units of one size whose months scatter by a tenth, shape (16, 12·years)."""
    return 300 * np.random.default_rng(seed).gamma(100, 0.01, (16, 12 * years))


def effect_of(panel, *waves: WaveWindow, **more) -> CountEffect:
    return wave_effects({"members_new": panel}, waves, YEAR_END, **more)[-1].counts[0]


def log_ratio_of(panel, *waves: WaveWindow) -> float:
    (*others, wave) = waves
    return Comparison(panel, (wave,), tuple(others)).by_units().effect.estimate.log_ratio


def codes(found: CountEffect) -> set[str]:
    return {reason.code for reason in found.reasons}


def test_it_is_the_odds_ratio_of_the_year_over_that_of_the_earlier_years(monthly):
    """By hand: T1·C0/(T0·C1) of 2022, over the same of 2020 and 2021 together."""
    counts = even()
    joined = np.arange(16) < 8
    inside = np.isin(np.arange(36) % 12, [3, 4, 5, 6])
    this_year = np.arange(36) >= 24

    def log_odds(cells):
        t1, t0 = (counts[joined][:, cells & here].sum() for here in (inside, ~inside))
        c1, c0 = (counts[~joined][:, cells & here].sum() for here in (inside, ~inside))
        return np.log(t1 * c0 / (t0 * c1))

    assert log_ratio_of(monthly(counts, 2020), MAY) == pytest.approx(
        log_odds(this_year) - log_odds(~this_year), abs=1e-12
    )


def test_a_season_that_comes_back_every_year_is_no_effect(monthly):
    """The joiners' kind has half as many again every April to July. In the wave's year alone no
    other month shows it: there the condition says so, and the figures cannot."""
    counts = even()
    counts[:8, np.isin(np.arange(36) % 12, [3, 4, 5, 6])] *= 1.5
    found = effect_of(monthly(counts, 2020), MAY)
    assert found.method == "triple"
    assert found.years == (2020, 2021)
    assert found.effect.interval.low < 1 < found.effect.interval.high
    blind = effect_of(monthly(counts[:, 24:]), MAY)
    assert blind.method == "takes_part"
    assert "season_widened" in codes(blind)
    assert isinstance(blind.effect, Given)


def test_a_growth_of_the_joiners_is_no_effect(monthly):
    counts = even()
    counts[:8] *= 1.3 ** (np.arange(36) / 12)
    assert abs(log_ratio_of(monthly(counts, 2020), MAY)) < 0.06


def test_a_wave_is_found_at_its_size_in_spite_of_the_season(monthly):
    counts = even()
    counts[:8, np.isin(np.arange(36) % 12, [3, 4, 5, 6])] *= 1.5
    counts[:8, 24:][:, INSIDE] *= 2
    found = effect_of(monthly(counts, 2020), MAY)
    assert found.effect.ratio == pytest.approx(2, rel=0.1)
    assert found.effect.interval.low < 2 < found.effect.interval.high
    inside = np.flatnonzero(np.isin(np.arange(36), [27, 28, 29, 30]))
    assert found.effect.expected[inside].sum() == pytest.approx(found.effect.counterfactual)


def test_without_a_clean_year_it_is_the_estimator_of_one_year(monthly):
    """The same units in the same wave every year: nothing to divide by."""
    panel = monthly(even(), 2020)
    waves = [in_year(MAY, year) for year in (2020, 2021)]
    comparison = Comparison(panel, (MAY,), tuple(waves))
    assert comparison.frame is None
    part = Part(np.ones(16, dtype=bool), np.arange(16) < 8, comparison.split.inside)
    plain = contrast(panel.counts, [part], comparison.split.outside).estimate
    found = comparison.by_units().effect.estimate
    assert (found.log_ratio, found.se, found.df) == pytest.approx(
        (plain.log_ratio, plain.se, plain.df), abs=1e-12
    )


def test_a_year_in_which_other_units_had_a_wave_is_not_clean(monthly):
    elsewhere = replace(in_year(MAY, 2021), units=frozenset("op"))
    assert Comparison(monthly(even(), 2020), (MAY,), (elsewhere,)).frame.years == (2020,)


def test_29_february_is_the_28th(monthly):
    """2020 has a day more; its February is still the February of 2022."""
    frame = Comparison(monthly(even(), 2020), (MAY,), ()).frame
    assert frame.outside.sum() == 8
    assert frame.earlier(frame.outside).sum() == 16


def test_a_wave_whose_weeks_after_reach_into_the_next_year_has_no_frame(monthly):
    december = WaveWindow("December", date(2022, 11, 20), date(2022, 12, 20), JOINED)
    assert Comparison(monthly(even(), 2020), (december,), ()).frame is None


# Two adjoining waves


def test_a_unit_of_the_second_wave_only_is_not_treated_in_the_first(monthly):
    """Units a–d join the first, e–h the second; in the weeks of the first, e–h show what others
    did, and a–d later. Taken as treated in both, they would water down the effect."""
    first = WaveWindow("first", date(2022, 2, 15), date(2022, 3, 31), frozenset("abcd"))
    second = WaveWindow("second", date(2022, 6, 1), date(2022, 7, 31), frozenset("efgh"))
    counts = even(1)
    counts[:4, 1:5] *= 2  # February to May: the first wave with its weeks before and after
    counts[4:8, 4:9] *= 2  # May to September: the second
    compared = Comparison(monthly(counts), (first, second), ()).by_units()
    taking = [part.taking.sum() for part in compared.parts]
    assert sorted(taking) == [4, 4, 8]
    assert compared.effect.estimate.ratio == pytest.approx(2, rel=0.1)
    alike = [replace(wave, units=JOINED) for wave in (first, second)]
    watered = Comparison(monthly(counts), tuple(alike), ()).by_units()
    assert len(watered.parts) == 1
    assert watered.effect.estimate.ratio < 1.7


# Units that did not exist before


def test_units_that_began_this_year_are_left_out_and_told(monthly):
    """Three joiners open in March 2022: their growth is no effect of a wave in May."""
    counts = even()
    counts[5:8, : 24 + 2] = 0
    found = effect_of(monthly(counts, 2020), MAY)
    assert found.left_out == ("f", "g", "h")
    assert "units_begun" in codes(found)
    assert found.effect.interval.low < 1 < found.effect.interval.high


def test_a_unit_with_few_results_has_not_begun(monthly):
    counts = np.random.default_rng(1).poisson(0.4, (16, 36)).astype(float)
    assert "units_begun" not in codes(effect_of(monthly(counts, 2020), MAY))


# What a wave cost


@pytest.mark.parametrize(("lift", "known"), [(2.0, True), (1.0, False)])
def test_each_recruit_has_a_cost_only_where_a_gain_is_established(monthly, lift, known):
    counts = even()
    counts[:8, 24:][:, INSIDE] *= lift
    found = effect_of(monthly(counts, 2020), replace(MAY, cost=50_000_000))
    if known:
        low, high = found.cost_of_one
        assert low == pytest.approx(50_000_000 / found.effect.extra_limits[1])
        assert 0 < low < high
    else:
        assert found.cost_of_one is None
    assert effect_of(monthly(counts, 2020), MAY).cost_of_one is None


# Kinds of units

KINDS = dict.fromkeys("abcdijkl", "park") | dict.fromkeys("efghmnop", "commune")


def of_kinds(seed: int = 0) -> np.ndarray:
    """One year; parks have half as many again in April to July."""
    counts = even(1, seed)
    counts[[0, 1, 2, 3, 8, 9, 10, 11], INSIDE] *= 1.5
    return counts


def test_units_are_compared_within_their_kind(monthly):
    """Six parks and two communes join: by kind the season of the parks is no effect."""
    mixed = replace(MAY, units=frozenset("abcijefm"))
    plain = effect_of(monthly(of_kinds()), mixed)
    found = effect_of(monthly(of_kinds()), mixed, kinds=KINDS)
    assert found.kinds == ("commune", "park")
    assert [kind for kind, _ in found.by_kind] == ["commune", "park"]
    assert found.effect.interval.low < 1 < found.effect.interval.high
    assert found.effect.interval.se < plain.effect.interval.se


def test_units_of_a_kind_that_one_side_only_has_are_left_out(monthly):
    kinds = KINDS | {"p": "sector"}
    counts = of_kinds()
    counts[15] *= 50
    found = effect_of(monthly(counts), MAY, kinds=kinds)
    assert found.left_out == ("p",)
    assert found.without_largest.unit != "p", "the largest of those that are compared"
    assert "kinds_unmatched" in codes(found)


def test_unlike_kinds_and_no_earlier_year_give_no_number(monthly):
    """Only parks join, only communes stay away: their seasons cannot be told from the wave."""
    parks = replace(MAY, units=frozenset("abcdijkl"))
    found = effect_of(monthly(of_kinds()), parks, kinds=KINDS)
    assert isinstance(found.effect, Withheld)
    assert "kinds_differ" in codes(found)
    years = monthly(np.hstack([of_kinds(seed) for seed in range(3)]), 2020)
    assert "kinds_differ" not in codes(effect_of(years, parks, kinds=KINDS))
