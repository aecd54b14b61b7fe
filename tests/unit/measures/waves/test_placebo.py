"""Estimator B. When one of these fails, the season is taken for the wave, or the wave for it."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from doanvien.measures.waves.effects.counted.windows import (
    WaveWindow,
    in_year,
    net_split,
    share_inside,
)
from doanvien.measures.waves.effects.estimators.identification import identification_index
from doanvien.measures.waves.effects.estimators.placebo import placebo_effect
from doanvien.reference.calendar.tet import tet_window

WAVE = WaveWindow("May", date(2022, 4, 15), date(2022, 5, 31))
SEASON = np.array([30, 40, 60, 70, 80, 75, 70, 65, 60, 60, 55, 50.0])


def years(level: float = 1.0, season=SEASON) -> np.ndarray:
    """2019 to 2022, every year a little above the one before."""
    return np.concatenate([season * level * 1.05**year for year in range(4)])


def effect_of(panel):
    return placebo_effect(panel.counts[0], panel, net_split(panel, (WAVE,), []))


def test_a_wave_on_top_of_a_regular_season_is_found(monthly):
    counts = years(100)
    counts[36 + 3 : 36 + 7] *= 1.3
    found = effect_of(monthly(counts, year=2019))
    assert found.net.estimate.ratio == pytest.approx(1.3, rel=0.02)
    assert found.net.extra == pytest.approx(counts[39:43].sum() * (1 - 1 / 1.3), rel=0.06)
    assert found.net.estimate.interval[0] > 1


@settings(max_examples=30)
@given(season=st.lists(st.integers(20, 60), min_size=12, max_size=12), level=st.integers(5, 500))
def test_without_a_wave_there_is_hardly_an_effect(monthly, season, level):
    found = effect_of(monthly(years(level, np.array(season)), year=2019))
    assert abs(found.net.estimate.log_ratio) < 0.03


def test_tet_is_not_taken_for_an_effect(monthly):
    """Tết is in January in 2020 and 2023 and in February in the years between."""
    counts = years(100, np.full(12, 10.0)).reshape(4, 12)
    for at, year in enumerate(range(2019, 2023)):
        month = tet_window(year)[1].month - 1
        counts[at, month] *= 0.75
    panel = monthly(counts.ravel(), year=2019)
    january = WaveWindow("January", date(2022, 1, 1), date(2022, 1, 31))
    split = net_split(panel, (january,), [])
    found = placebo_effect(panel.counts[0], panel, split)
    assert abs(found.net.estimate.log_ratio) < 0.05


def test_error_and_degrees_of_freedom_come_from_the_windows_outside(monthly):
    """44 months outside are 11 windows of 4; 39 before hold 36 places for one, 5 after hold 2."""
    rng = np.random.default_rng(2)
    found = effect_of(monthly(years(20) * rng.gamma(20, 1 / 20, 48), year=2019))
    assert found.net.estimate.df == 11
    assert found.windows.shape == (36 + 2, 48)
    assert found.windows.sum(axis=1).tolist() == [4] * 38
    assert not found.windows[:, 39:43].any()
    assert found.net.estimate.se == pytest.approx(float(np.sqrt((found.errors**2).mean())))


def test_the_fit_is_the_penalised_poisson_likelihood(monthly):
    """Written out with a loop over months, and maximised by scipy."""
    rng = np.random.default_rng(5)
    panel = monthly(rng.poisson(years(3) * rng.gamma(20, 1 / 20, 48)), year=2019)
    y, split = panel.counts[0], net_split(panel, (WAVE,), [])
    months = np.arange(48)
    tet = np.zeros(48)
    for year in range(2019, 2023):
        first, last = (np.datetime64(day) for day in tet_window(year))
        for day in np.arange(first, last + 1):
            at = int((day.astype("datetime64[M]") - np.datetime64("2019-01", "M")).astype(int))
            tet[at] += 1 / panel.days[at]

    def rate(parameters):
        level, month, year = parameters[0], parameters[1:13], parameters[13:17]
        season = month[months % 12] + year[months // 12] + parameters[17] * tet
        return np.log(panel.days) + level + season

    def minus_posterior(parameters):
        eta = rate(parameters)[split.outside]
        prior = (parameters[1:13] ** 2).sum() / 0.5**2 + (parameters[13:17] ** 2).sum() / 0.25**2
        return float(
            (np.exp(eta) - y[split.outside] * eta).sum() + (prior + parameters[17] ** 2) / 2
        )

    start = np.zeros(18)
    start[0] = np.log(y.sum() / panel.days.sum())
    best = minimize(minus_posterior, start, method="BFGS", options={"gtol": 1e-8}).x
    expected = np.exp(rate(best))[split.inside].sum()
    found = placebo_effect(y, panel, split)
    assert found.net.counterfactual == pytest.approx(expected, rel=1e-5)


def test_a_panel_without_room_for_the_window_gives_no_number(monthly):
    """One month before the wave cannot foretell the four that it touches."""
    longer = WaveWindow("longer", date(2022, 3, 1), date(2022, 5, 31))
    panel = monthly(SEASON[:5])
    assert placebo_effect(panel.counts[0], panel, net_split(panel, (longer,), [])) is None


def test_a_forecast_that_cannot_be_tried_gives_a_number_without_an_error(monthly):
    """Half a year: the three months before the wave are the only window, and all there is."""
    found = effect_of(monthly(SEASON[:6]))
    assert len(found.errors) == 0
    assert found.net.estimate.withheld


@pytest.mark.parametrize("where", ["inside", "outside"])
def test_nothing_counted_gives_no_number(monthly, where):
    panel = monthly(years(), year=2019)
    split = net_split(panel, (WAVE,), [])
    panel.counts[0, getattr(split, where)] = 0
    assert effect_of(panel) is None


def test_the_index_is_zero_where_every_year_is_alike_and_not_where_one_is_not(monthly):
    panel = monthly(years(), year=2019)
    every_year = [in_year(WAVE, year) for year in range(2019, 2023)]

    def index(waves):
        exposure = share_inside(panel, waves)[None, :]
        return identification_index(exposure, np.array([1.0]), panel.days, panel.season)

    assert index(every_year) == 0
    assert index([]) == 0
    assert 0.2 < index(every_year[:3]) < 0.3
    assert 0.6 < index(every_year[3:]) < 0.7


@given(
    share=st.floats(0.001, 0.999),
    wave=st.lists(st.floats(0, 1), min_size=12, max_size=12).filter(lambda f: np.ptp(f) > 0.1),
)
def test_in_one_year_the_index_is_the_share_of_the_units_that_do_not_take_part(
    monthly, share, wave
):
    """Those units alone can show the season, so what they hold is what is left to know."""
    panel = monthly(np.ones(12))
    exposure = np.array([wave, np.zeros(12)])
    sizes = np.array([1 - share, share])
    index = identification_index(exposure, sizes, panel.days, panel.season)
    assert index == pytest.approx(share, rel=1e-6)
