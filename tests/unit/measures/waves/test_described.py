"""Waves as published. When one fails, a share is taken for an effect or of the wrong days."""

from fractions import Fraction

import pytest

from builders import flow, view_of, wave_result
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
