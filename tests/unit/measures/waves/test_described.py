"""Waves as published. When one fails, a share is taken for an effect or of the wrong days."""

from fractions import Fraction

import pytest

from builders import flow, source, view_of, wave_result
from doanvien.measures.waves.description import WaveResult, campaign_waves


def result(total: str, period: str = "2022H1", as_of: str = "2022-07-08") -> WaveResult:
    view = view_of(
        "ha-noi",
        period,
        flow("members_new", total, 24_396),
        wave_result("Đợt 1", "2022-04-15/2022-05-31", "members_new", "2022M05", 8307),
        as_of=as_of,
    )
    (wave,) = campaign_waves(view).waves
    (found,) = wave.results
    return found


@pytest.mark.parametrize(
    ("total", "days"),
    [("2022-01-01/2022-07-08", 181), ("2022H1", None), ("2022-01-01/2022-06-28", None)],
    ids=["closed a week late", "closed in time", "closed early"],
)
def test_a_late_result_has_the_ratio_of_the_days_that_the_source_names(total, days):
    """Hà Nội counts to 8 July and says "6 months": 31 days inside, 150 outside, × 2,4983."""
    found = result(total)
    if days is None:
        assert found.calendar_ratio is None
        return
    outside = Fraction(24_396 - 8307, days - 31)
    assert found.calendar_ratio == Fraction(8307, 31) / outside
    assert round(float(found.calendar_ratio), 4) == 2.4983


def test_two_sources_of_one_result_are_one_result_that_says_so():
    """8.307 and 8.703 side by side would be read as two results, and their shares added up."""
    may = ("Đợt 1", "2022-04-15/2022-05-31", "members_new", "2022M05")
    view = view_of(
        "ha-noi",
        "2022H1",
        source("early", "2022-06-01"),
        source("late", "2022-07-01"),
        wave_result(*may, 8703, source="early"),
        wave_result(*may, 8307, source="late"),
        wave_result(*may, 8307, source="again"),
    )
    (wave,) = campaign_waves(view).waves
    (found,) = wave.results
    assert (found.value, found.others) == (8307, ((8703, "early"),))
    assert "contradicted" in wave.limits


def test_two_sources_that_agree_are_no_contradiction():
    may = ("Đợt 1", "2022-04-15/2022-05-31", "members_new", "2022M05")
    lines = [wave_result(*may, 8307, source=name) for name in ("a", "b")]
    (wave,) = campaign_waves(view_of("ha-noi", "2022H1", *lines)).waves
    assert [found.others for found in wave.results] == [()]
    assert "contradicted" not in wave.limits
