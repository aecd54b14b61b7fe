"""Waves as published. When one fails, a share is taken for an effect or of the wrong days."""

from fractions import Fraction

import pytest

from builders import flow, printed, source, view_of, wave, wave_result
from doanvien.measures.waves.description import WaveResult, campaign_waves, known_part


def result(total: str, period: str = "2022H1", as_of: str = "2022-07-08") -> WaveResult:
    view = view_of(
        "ha-noi",
        period,
        flow("members_new", total, 24_396),
        wave_result("Đợt 1", "2022-04-15/2022-05-31", "members_new", "2022M05", 8307),
        as_of=as_of,
    )
    (one,) = campaign_waves(view).waves
    (found,) = one.results
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
    (one,) = campaign_waves(view).waves
    (found,) = one.results
    assert (found.value, found.others) == (8307, ((8703, "early"),))
    assert "contradicted" in one.limits


def test_two_sources_that_agree_are_no_contradiction():
    may = ("Đợt 1", "2022-04-15/2022-05-31", "members_new", "2022M05")
    lines = [wave_result(*may, 8307, source=name) for name in ("a", "b")]
    (one,) = campaign_waves(view_of("ha-noi", "2022H1", *lines)).waves
    assert [found.others for found in one.results] == [()]
    assert "contradicted" not in one.limits


MAY, WHOLE_WAVE = "2022-05-01/2022-05-31", "2022-04-15/2022-05-31"


@pytest.mark.parametrize(
    ("lines", "limits"),
    [
        ([wave("Đợt 1", WHOLE_WAVE)], ("no_result",)),
        ([wave("Đợt 1", "2022-06-15/2022-07-31")], ("no_result", "open")),
        ([wave("Đợt 1", "2022-06-15/2022-06-30")], ("no_result",)),
        (
            [wave_result("Đợt 1", WHOLE_WAVE, "members_new", MAY, 80)],
            ("part_of_window", "total_not_published", "season"),
        ),
        (
            [
                flow("members_new", "2022H1", 200),
                wave_result("Đợt 1", MAY, "members_new", MAY, 80),
                wave_result("Đợt 1", MAY, "members_new", MAY, 40, unit="Xã A"),
            ],
            ("one_unit", "season"),
        ),
        (
            [
                flow("members_new", "2022H1", 200),
                wave_result("Đợt 1", MAY, "members_new", MAY, 80),
                wave_result("Đợt 1", MAY, "members_new", MAY, 39, unit="Xã A"),
                wave_result("Đợt 1", MAY, "members_new", "2022M04", 40, unit="Xã B"),
                wave_result("Đợt 1", MAY, "members_new", "2022-05-01/2022-05-15", 40, unit="Xã C"),
            ],
            ("season",),
        ),
    ],
    ids=["announced only", "not over", "over that day", "May of 47 days", "half is one unit's", ""],
)
def test_what_cannot_be_concluded_of_a_wave_is_said(lines, limits):
    """Without them a share of one month, or of one factory, is read as what the wave brought."""
    (found,) = campaign_waves(view_of("ha-noi", "2022H1", *lines)).waves
    assert found.limits == limits


def test_units_of_a_wave_stand_in_order_of_what_they_brought():
    lines = [wave_result("Đợt 1", MAY, "members_new", MAY, 80)]
    for name, value in (("Xã A", 10), ("Xã B", 50), ("Xã C", 20)):
        lines.append(wave_result("Đợt 1", MAY, "members_new", MAY, value, unit=name))
    (found,) = campaign_waves(view_of("ha-noi", "2022H1", *lines)).waves
    units = [(part.unit, part.share) for one in found.results for part in one.units]
    assert units == [("Xã B", Fraction(5, 8)), ("Xã C", Fraction(1, 4)), ("Xã A", Fraction(1, 8))]


@pytest.mark.parametrize(
    ("value", "days", "matched"), [(80, "2022M05", 1), (81, "2022M05", 0), (80, "2022H1", 0)]
)
def test_a_printed_share_belongs_to_the_result_that_it_was_formed_of(value, days, matched):
    view = view_of(
        "ha-noi",
        "2022H1",
        wave_result("Đợt 1", MAY, "members_new", MAY, 80),
        printed("members_new", days, value, "40", of="share", base="200"),
    )
    (found,) = campaign_waves(view).waves
    assert [len(one.printed) for one in found.results] == [matched]


TWO_WAVES = [
    flow("members_new", "2022H1", 200),
    wave_result("Đợt 1", WHOLE_WAVE, "members_new", "2022-04-15/2022-04-30", 20),
    wave_result("Đợt 1", WHOLE_WAVE, "members_new", MAY, 80),
]


def test_waves_with_results_of_some_of_their_days_had_at_least_these():
    """100 of 200 in April and May, and nothing is known of June: at least half, not half."""
    lines = [*TWO_WAVES, wave("Đợt 2", "2022-06-15/2022-07-31")]
    known = known_part(campaign_waves(view_of("ha-noi", "2022H1", *lines)).waves)
    assert (known.days, known.counted) == (47 + 16, 47)
    assert [share for _, share in known.shares] == [Fraction(1, 2)]


@pytest.mark.parametrize(
    "lines",
    [
        [flow("members_new", "2022H1", 200), wave_result("Đợt", MAY, "members_new", MAY, 80)],
        [wave("Đợt", WHOLE_WAVE)],
    ],
    ids=["all days known", "none known"],
)
def test_a_wave_that_is_known_or_unknown_is_not_known_in_part(lines):
    assert known_part(campaign_waves(view_of("ha-noi", "2022H1", *lines)).waves) is None
