"""The provinces together. When one of these fails, the country reads a gain that is a season."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from doanvien.measures.waves.effects.counted.windows import WaveWindow
from doanvien.measures.waves.effects.country.national import mantel_haenszel, national_effect
from doanvien.measures.waves.effects.effects import wave_effects
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.trusted.effect import Given, Refused, Uncertain, Withheld

YEAR_END = date(2022, 12, 31)
MAY = WaveWindow("May", date(2022, 4, 15), date(2022, 5, 31), frozenset("abcdefgh"))
INSIDE = np.isin(np.arange(36) % 12, [3, 4, 5, 6])


def province(monthly, seed: int, lift: float = 1.0, season: float = 1.0, years: int = 3):
    """16 units whose months scatter by a tenth; the joiners' season and what the wave does."""
    counts = 300 * np.random.default_rng(seed).gamma(100, 0.01, (16, 36))
    counts[:8, INSIDE] *= season
    counts[:8, 27:31] *= lift
    panel = monthly(counts[:, 36 - 12 * years :], 2023 - years)
    return wave_effects({"members_new": panel}, [MAY], YEAR_END)[-1].counts[0]


def nation(monthly, number: int, **more) -> dict[str, CountEffect]:
    return {str(seed): province(monthly, seed, **more) for seed in range(number)}


def test_a_season_that_all_provinces_share_is_no_national_gain(monthly):
    found = national_effect(nation(monthly, 8, season=1.3))
    assert isinstance(found.effect, Uncertain)
    assert found.shared is not None


def test_a_wave_is_found_at_its_size(monthly):
    found = national_effect(nation(monthly, 8, lift=2.0, season=1.3))
    assert isinstance(found.effect, Given)
    assert found.effect.ratio == pytest.approx(2, rel=0.05)
    assert found.effect.interval.low < 2 < found.effect.interval.high


def test_it_is_the_ratio_of_two_mantel_haenszel_ratios(monthly):
    effects = nation(monthly, 5, lift=2.0)
    tables = [one.tables for one in effects.values()]
    wave = mantel_haenszel([one.wave for one in tables]).ratio
    earlier = mantel_haenszel([one.earlier for one in tables]).ratio
    assert national_effect(effects).effect.ratio == pytest.approx(wave / earlier, abs=1e-12)


def test_what_moves_all_provinces_in_one_year_widens_the_interval(monthly):
    """In 2020 every joiner rose in spring, without a wave: as much may have happened in 2022."""
    calm = nation(monthly, 8, lift=1.5)
    stirred = {}
    for slug, one in calm.items():
        years = {year: list(table) for year, table in one.tables.by_year.items()}
        years[2020][0] *= 1.2
        by_year = {year: tuple(table) for year, table in years.items()}
        stirred[slug] = replace(one, tables=replace(one.tables, by_year=by_year))
    one, other = national_effect(calm), national_effect(stirred)
    assert other.shared > one.shared + 0.1
    assert other.effect.interval.low < one.effect.interval.low


def test_a_province_whose_test_fires_is_out_and_named(monthly):
    effects = nation(monthly, 6, lift=2.0)
    counts = 300 * np.random.default_rng(9).gamma(100, 0.01, (16, 36))
    counts[:8, 24:27] *= 0.5
    (spoilt,) = wave_effects({"members_new": monthly(counts, 2020)}, [MAY], YEAR_END)
    found = national_effect(effects | {"spoilt": spoilt.counts[0]})
    assert found.pooled == tuple(effects)
    assert found.left_out["spoilt"].code == "selection_fires"


def test_one_year_of_every_province_gives_no_national_number(monthly):
    """Leaving provinces out cannot see a season that they share."""
    found = national_effect(nation(monthly, 8, lift=2.0, years=1))
    assert isinstance(found.effect, Withheld)
    assert {reason.code for reason in found.left_out.values()} == {"season_assumed"}


def test_two_provinces_are_not_the_country(monthly):
    found = national_effect(nation(monthly, 2, lift=2.0))
    assert found.effect == Withheld(("few_provinces",))


def test_a_nation_without_any_comparison_is_refused(monthly):
    panel = monthly(np.full((1, 12), 20.0))
    alone = wave_effects({"members_new": panel}, [replace(MAY, units=None)], YEAR_END)
    found = national_effect({"a": alone[0].counts[0]})
    assert found.effect == Refused("no_comparison")
    assert (found.pooled, found.shared) == ((), None)
