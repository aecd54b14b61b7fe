"""Estimator A. When one of these fails, a federation is told a wrong number of extra members."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.measures.waves.effects.counted.windows import (
    WaveWindow,
    gross_split,
    net_split,
    share_inside,
)
from doanvien.measures.waves.effects.estimators.contrast import Part, contrast
from doanvien.measures.waves.effects.estimators.estimate import Estimate, NetEffect
from doanvien.measures.waves.effects.estimators.takes_part import gross_effect

GOLDEN = Path(__file__).parents[3] / "golden" / "wave_reference_panel.json"
REFERENCE = json.loads(GOLDEN.read_text(encoding="utf-8"))
WAVE = WaveWindow("reference", date(2022, 4, 15), date(2022, 5, 31))


def gross_of(panel, joined, wave: WaveWindow = WAVE) -> Estimate | None:
    split = gross_split(panel, wave, [])
    return gross_effect(panel.counts, np.array(joined), share_inside(panel, [wave]), split)


def net_of(panel, joined, wave: WaveWindow = WAVE) -> NetEffect | None:
    """Of one year, as a report has it where no earlier year can be divided by."""
    split, joined = net_split(panel, (wave,), []), np.array(joined)
    everyone = np.ones(len(joined), dtype=bool)
    found = contrast(panel.counts, [Part(everyone, joined, split.inside)], split.outside)
    if found.estimate is None:
        return None
    return NetEffect(found.estimate, found.observed, np.array([found.expected]))


@pytest.fixture(scope="module")
def members(monthly):
    return monthly(REFERENCE["members"])


@pytest.fixture(scope="module")
def unions(monthly):
    return monthly(REFERENCE["cdcs"])


JOINED = REFERENCE["joined"]


def test_reference_members_gross(members):
    found = gross_of(members, JOINED)
    assert found is not None
    assert round(found.log_ratio, 6) == 0.559127
    assert round(found.ratio, 4) == 1.7491
    assert round(found.se, 6) == 0.039694
    assert round(found.df, 4) == 1.2387
    assert [round(number, 4) for number in found.kish] == [2.2003, 2.2396]
    assert [round(float(np.exp(limit)), 4) for limit in found.limits] == [1.2652, 2.4181]


def test_reference_interval_is_withheld_in_a_report(members):
    """K is under 3 on both sides, so the interval of 1,2652–2,4181 must not be printed."""
    for found in (gross_of(members, JOINED), net_of(members, JOINED).estimate):
        assert found.withheld
        assert (found.interval, found.detectable, found.holds_one) == (None, None, None)


def test_reference_members_net(members):
    found = net_of(members, JOINED)
    assert found is not None
    assert found.observed == 2285
    assert round(found.estimate.ratio, 6) == 1.223758
    assert round(found.counterfactual, 3) == 1867.199
    assert round(found.extra, 3) == 417.801
    assert round(found.estimate.se, 6) == 0.017281
    assert round(found.estimate.df, 4) == 1.8701


def test_reference_unions(unions):
    gross, net = gross_of(unions, JOINED), net_of(unions, JOINED)
    assert gross is not None
    assert net is not None
    assert round(gross.log_ratio, 6) == 0.545552
    assert round(net.estimate.ratio, 6) == 1.269231
    assert round(net.extra, 3) == 6.364


def test_gross_overstates_net(members):
    """Reading gross as net would sell what was only brought forward as new members."""
    gross, net = gross_of(members, JOINED), net_of(members, JOINED)
    assert gross.ratio / net.estimate.ratio > 1.37


counts_of_units = st.integers(3, 9).flatmap(
    lambda units: st.lists(
        st.lists(st.integers(1, 400), min_size=12, max_size=12), min_size=units, max_size=units
    )
)


def first_half(counts) -> list[bool]:
    return [number < len(counts) / 2 for number in range(len(counts))]


@given(counts=counts_of_units, factor=st.integers(2, 50))
def test_ten_times_the_counts_are_ten_times_the_members_and_the_same_rate(monthly, counts, factor):
    joined = first_half(counts)
    one, many = monthly(counts), monthly(np.array(counts) * factor)
    small, large = net_of(one, joined), net_of(many, joined)
    assert large.estimate.log_ratio == pytest.approx(small.estimate.log_ratio, abs=1e-9)
    assert large.estimate.se == pytest.approx(small.estimate.se, abs=1e-9, nan_ok=True)
    assert large.extra == pytest.approx(small.extra * factor, rel=1e-9, abs=1e-6)
    small_gross, large_gross = gross_of(one, joined), gross_of(many, joined)
    assert (small_gross is None) == (large_gross is None)
    if small_gross is not None:
        assert large_gross.log_ratio == pytest.approx(small_gross.log_ratio, abs=1e-6)


@given(counts=counts_of_units, data=st.data())
def test_the_order_of_the_units_does_not_matter(monthly, counts, data):
    order = data.draw(st.permutations(range(len(counts))))
    joined = np.array(first_half(counts))
    one = net_of(monthly(counts), joined).estimate
    other = net_of(monthly([counts[at] for at in order]), joined[order]).estimate
    assert (other.log_ratio, other.se, other.df) == pytest.approx(
        (one.log_ratio, one.se, one.df), abs=1e-9, nan_ok=True
    )
    assert other.kish == pytest.approx(one.kish)


@given(
    season=st.lists(st.integers(1, 50), min_size=12, max_size=12),
    sizes=st.lists(st.integers(1, 30), min_size=4, max_size=10),
)
def test_without_a_wave_there_is_no_effect(monthly, season, sizes):
    """Units that go through the same months in proportion differ by nothing but their size."""
    panel = monthly(np.outer(sizes, season))
    joined = first_half(sizes)
    gross, net = gross_of(panel, joined), net_of(panel, joined)
    assert gross.log_ratio == pytest.approx(0, abs=1e-7)
    assert gross.se == pytest.approx(0, abs=1e-6)
    assert net.extra == pytest.approx(0, abs=1e-6)
    assert np.isfinite(net.estimate.df)


@given(
    season=st.lists(st.integers(1, 50), min_size=12, max_size=12),
    sizes=st.lists(st.integers(1, 30), min_size=4, max_size=10),
    rate_ratio=st.floats(0.2, 5),
)
def test_a_wave_is_found_at_its_size(monthly, season, sizes, rate_ratio):
    counts = np.outer(sizes, season).astype(float)
    joined = np.array(first_half(sizes))
    share = share_inside(monthly(counts), [WAVE])
    counts[joined] *= 1 - share + share * rate_ratio
    gross = gross_of(monthly(counts), joined)
    assert gross.ratio == pytest.approx(rate_ratio, rel=1e-6)


@pytest.mark.parametrize("empty", ["T1", "T0", "C1", "C0"])
def test_a_side_without_results_gives_no_number(monthly, empty):
    """A logarithm of zero must not turn into an effect."""
    counts = np.full((6, 12), 20.0)
    joined = np.arange(6) < 3
    inside = np.isin(np.arange(12), [3, 4, 5, 6])
    counts[np.ix_(joined == (empty[0] == "T"), inside == (empty[1] == "1"))] = 0
    panel = monthly(counts)
    assert net_of(panel, joined) is None
    assert gross_of(panel, joined) is None


def test_all_results_of_a_side_in_one_unit_give_a_number_without_an_error(monthly):
    """Without that unit nothing is left to compare, so nobody knows how certain the number is."""
    counts = np.full((8, 12), 20.0)
    counts[1:4] = 0
    found = net_of(monthly(counts), np.arange(8) < 4)
    assert np.isfinite(found.estimate.log_ratio)
    assert np.isnan(found.estimate.se)
    assert found.estimate.withheld


@pytest.mark.parametrize(("equal_units", "withheld"), [(2, True), (3, False)])
def test_three_equal_units_on_each_side_are_enough_for_an_interval(monthly, equal_units, withheld):
    rng = np.random.default_rng(3)
    pairs = rng.permuted(np.tile(np.arange(20.0, 32.0), (2 * equal_units, 1)), axis=1)
    found = net_of(monthly(pairs), np.arange(2 * equal_units) < equal_units).estimate
    assert found.kish == pytest.approx((equal_units, equal_units))
    assert found.withheld is withheld
