"""Description. When one of these fails, a share of the period is wrong or passed off as whole."""

from datetime import date

import numpy as np
import pytest

from doanvien.measures.waves.effects.counted.windows import WaveWindow
from doanvien.measures.waves.effects.description import Description, describe

FIRST = WaveWindow("first", date(2022, 4, 15), date(2022, 5, 31))
SECOND = WaveWindow("second", date(2022, 6, 1), date(2022, 7, 31))


@pytest.mark.parametrize(
    ("may", "period", "share", "ratio"),
    [(8307, 24396, 34.0507, 2.6315), (94, 306, 30.7190, 2.2599)],
    ids=["members", "unions"],
)
def test_reference_may_2022_in_ha_noi(may, period, share, ratio):
    """1/1–8/7 has 189 days; the two waves have 85 of them, and May is only 31 of those."""
    found = Description(may, inside_days=31, total=period, total_days=189, wave_days=85)
    assert round(100 * found.share, 4) == share
    assert round(found.ratio, 4) == ratio
    assert not found.complete


def test_reference_daily_rates_of_ha_noi():
    found = Description(8307, inside_days=31, total=24396, total_days=189, wave_days=85)
    assert round(found.per_day_inside, 3) == 267.968
    assert round(found.per_day_outside, 3) == 101.829


def test_reference_six_months_of_the_article_are_181_days():
    found = Description(8307, inside_days=31, total=24396, total_days=181, wave_days=85)
    assert round(found.ratio, 4) == 2.4983


def test_days_of_the_waves_are_counted_to_the_cut_off_date(monthly):
    """15/4 to 8/7 over both waves: 85 days. July is not over, so its month does not lie inside."""
    panel = monthly([10, 10, 10, 10, 31, 12])
    found = describe(panel, (FIRST, SECOND), date(2022, 7, 8))
    assert found == Description(43, inside_days=61, total=83, total_days=181, wave_days=85)
    assert not found.complete


def test_a_wave_of_whole_months_is_complete(monthly):
    may = WaveWindow("May", date(2022, 5, 1), date(2022, 5, 31))
    found = describe(monthly(np.arange(1, 13)), (may,), date(2022, 12, 31))
    assert found.complete
    assert (found.inside, found.total, found.total_days) == (5, 78, 365)


def test_only_the_year_of_the_wave_is_its_period(monthly):
    may = WaveWindow("May", date(2022, 5, 1), date(2022, 5, 31))
    found = describe(monthly(np.ones(24), year=2021), (may,), date(2022, 12, 31))
    assert (found.total, found.total_days) == (12, 365)


def test_a_wave_inside_one_interval_has_no_known_share(monthly):
    week = WaveWindow("week", date(2022, 5, 2), date(2022, 5, 8))
    assert describe(monthly(np.ones(12)), (week,), date(2022, 12, 31)) is None


def test_rates_that_do_not_exist_are_none():
    whole = Description(5, inside_days=31, total=5, total_days=31, wave_days=31)
    assert (whole.per_day_outside, whole.ratio) == (None, None)
    nothing = Description(0, inside_days=31, total=0, total_days=62, wave_days=31)
    assert (nothing.share, nothing.ratio) == (None, None)
