"""Waves as newspapers print them: described, and no effect claimed. If these fail, one is."""

from datetime import date

import pytest
from tests.reports.published import PUBLISHED

from doanvien.chapters import waves
from doanvien.data.province import read_province
from doanvien.measures.series.view import views
from doanvien.measures.waves.effects.counted.panel import build_panel
from doanvien.measures.waves.effects.counted.windows import WaveWindow
from doanvien.measures.waves.effects.effects import wave_effects
from doanvien.measures.waves.effects.trusted.effect import Refused
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope


def report_of(slug: str, period: str, as_of: str | None = None) -> Report:
    return Report(read_province(PUBLISHED, report_scope(slug, period, as_of)))


@pytest.mark.parametrize(
    ("slug", "period", "as_of"),
    [
        ("ha-noi", "2022H1", "2022-07-08"),
        ("vinh-long", "2019H1", None),
        ("hai-phong", "2025H1", None),
    ],
)
def test_published_waves_are_described_and_refused(slug, period, as_of):
    """Newspapers print totals of a province: a description and the reason, never an effect."""
    report = report_of(slug, period, as_of)
    assert waves.concluded(report) == []
    caveats = waves.refused(report)
    assert caveats
    assert all("chưa nêu tác dụng" in caveat.lower() for caveat in caveats)
    assert waves.described(report)


def test_ha_noi_2022_is_refused_with_what_was_published():
    """One total of the half-year and no units: nothing to compare with, so no effect."""
    view = views(read_province(PUBLISHED, report_scope("ha-noi", "2022H1", "2022-07-08")))[0]
    panels = {
        code: build_panel({"": view.flow(code)}, view.cutoff)
        for code in ("members_new", "grassroots_unions_new")
    }
    waves = [
        WaveWindow("first", date(2022, 4, 15), date(2022, 5, 31)),
        WaveWindow("second", date(2022, 6, 1), date(2022, 7, 31)),
    ]
    (effect,) = wave_effects(panels, waves, view.cutoff)
    for found in effect.counts:
        assert found.effect == Refused("no_comparison")
        assert [reason.code for reason in found.reasons] == ["no_comparison"]
        assert found.index == 0


def told_of(slug: str, period: str, as_of: str | None = None) -> str:
    """Everything that a chapter on published waves says in sentences."""
    report = report_of(slug, period, as_of)
    every = (waves.described, waves.refused, waves.not_concluded)
    return "\n".join(sentence for make in every for sentence in make(report))


def test_ha_noi_says_what_may_is_and_what_it_is_not():
    """8.307 of 24.396 in 31 of 85 days; nothing to compare with, and no interval of any kind."""
    told = told_of("ha-noi", "2022H1", "2022-07-08")
    assert "34,05%" in told
    assert "mỗi ngày 268, các ngày còn lại 101,8, gấp 2,63 lần" in told
    assert "30,7%" in told
    assert "gấp 2,26 lần" in told
    assert "các đợt đã diễn ra 85 ngày, mới công bố kết quả của 31 ngày" in told
    assert "ít nhất là" in told
    assert "gấp 2,5 lần" in told
    assert "chưa phải tác dụng" in told
    assert "Chưa có số liệu của các đơn vị không tham gia" in told
    assert "khoảng tin cậy" not in told


def test_vinh_long_names_the_unit_that_is_most_of_the_wave():
    told = told_of("vinh-long", "2019M05")
    assert "Công đoàn các KCN chiếm 3.319 trong 4.261 đoàn viên (77,9%)" in told
    assert "Chưa nêu tác dụng" in told


def test_hai_phong_is_a_share_of_the_half_year():
    told = told_of("hai-phong", "2025H1")
    assert "15.395, chiếm 55,3% của 27.838" in told
    assert "Chưa nêu tác dụng" in told


def test_what_holds_for_several_waves_is_told_once_with_brief_names():
    told = waves.not_concluded(report_of("ha-noi", "2022H1", "2022-07-08"))
    assert not [sentence for sentence in told if "(Lớp đoàn viên" in sentence]
    heads = [sentence.split(":")[0] for sentence in told]
    assert len(heads) == len(set(heads))
