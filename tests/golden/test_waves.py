"""Campaign waves. When one of these fails, a report calls a share an effect or miscounts days."""

from pathlib import Path

from doanvien.data.province import read_province
from doanvien.measures.series.view import views
from doanvien.measures.waves.description import Wave, WaveResult, campaign_waves, known_part
from doanvien.reference.scope import report_scope

PUBLISHED = Path(__file__).parents[2] / "data" / "published"


def waves_of(slug: str, period: str, as_of: str | None = None) -> tuple[Wave, ...]:
    figures = read_province(PUBLISHED, report_scope(slug, period, as_of))
    return campaign_waves(views(figures)[0]).waves


def result_of(wave: Wave, code: str) -> WaveResult:
    return next(result for result in wave.results if result.indicator.code == code)


def test_ha_noi_may_2022():
    """34,0507% of members, 267,968 a day against 101,829 (× 2,6315); unions 30,7190%."""
    first, _ = waves_of("ha-noi", "2022H1", "2022-07-08")
    members = result_of(first, "members_new")
    unions = result_of(first, "grassroots_unions_new")
    assert members.share is not None
    assert round(float(members.share) * 100, 4) == 34.0507
    assert round(float(members.daily_inside), 3) == 267.968
    assert members.daily_outside is not None
    assert round(float(members.daily_outside), 3) == 101.829
    assert members.ratio is not None
    assert round(float(members.ratio), 4) == 2.6315
    assert unions.share is not None
    assert round(float(unions.share) * 100, 4) == 30.7190
    assert unions.ratio is not None
    assert round(float(unions.ratio), 4) == 2.2599
    assert [check.verdict for check in members.printed] == ["rounded"]


def test_the_window_announced_is_not_the_window_counted():
    """Wave 1 ran from 15 April; only May was published, and the report must say so."""
    first, second = waves_of("ha-noi", "2022H1", "2022-07-08")
    assert "part_of_window" in first.limits
    assert "season" in first.limits
    assert second.limits == ("no_result", "open")


def test_may_is_not_the_wave():
    """31 of 85 wave days to 8 July: at least 34,05% of members and 30,72% of unions."""
    known = known_part(waves_of("ha-noi", "2022H1", "2022-07-08"))
    assert known is not None
    assert (known.counted, known.days) == (31, 85)
    shares = {measured.code: round(float(share) * 100, 2) for measured, share in known.shares}
    assert shares == {"members_new": 34.05, "grassroots_unions_new": 30.72}
    assert known_part(waves_of("hai-phong", "2025H1")) is None
    assert known_part(waves_of("vinh-long", "2019M05")) is None


def test_six_months_are_181_days_and_not_189():
    """The article says 6 months and counts to 8 July: × 2,4983 with the days that it names."""
    first, _ = waves_of("ha-noi", "2022H1", "2022-07-08")
    ratio = result_of(first, "members_new").calendar_ratio
    assert ratio is not None
    assert round(float(ratio), 4) == 2.4983
    (wave,) = waves_of("hai-phong", "2025H1")
    assert result_of(wave, "members_new").calendar_ratio is None


def test_one_unit_can_be_most_of_a_wave():
    """Vĩnh Long, May 2019: 3.319 of 4.261 in the industrial parks (78%); no total, so no share."""
    (wave,) = waves_of("vinh-long", "2019H1")
    members = result_of(wave, "members_new")
    (part,) = members.units
    assert (part.value, round(float(part.share) * 100)) == (3319, 78)
    assert members.share is None
    assert {"one_unit", "total_not_published"} <= set(wave.limits)


def test_hai_phong_may_2025():
    """15.395 of 27.838 is 55,3% of the half-year."""
    (wave,) = waves_of("hai-phong", "2025H1")
    share = result_of(wave, "members_new").share
    assert share is not None
    assert round(float(share) * 100, 1) == 55.3


def test_a_wave_without_figures_is_listed_without_figures():
    """Cà Mau 2024 announced a wave and published nothing of it."""
    (wave,) = waves_of("ca-mau", "2024")
    assert wave.results == ()
    assert "no_result" in wave.limits


def test_a_wave_of_one_unit_is_not_the_provinces():
    """Cam Đường's 73 members belong to the ward, not to Lào Cai."""
    waves = waves_of("lao-cai", "2025")
    assert [wave.unit for wave in waves] == ["phường Cam Đường"]
