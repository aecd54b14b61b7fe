"""Wave effects as a report tells them. A failure here is an effect claimed without ground."""

import re
from calendar import monthrange
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from doanvien.chapters import waves
from doanvien.chapters.waves import names
from doanvien.data.province import read_province
from doanvien.measures.waves.effects.estimators.estimate import Estimate
from doanvien.measures.waves.effects.trusted.effect import conclude
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope

# The reference panel of the method: six units, twelve months of 2022, wave from 15 April to 31 May.
MEMBERS = [
    [210, 150, 260, 330, 560, 240, 250, 230, 240, 260, 270, 200],
    [90, 70, 120, 140, 260, 110, 100, 95, 105, 120, 125, 85],
    [40, 25, 55, 70, 130, 45, 50, 40, 50, 60, 55, 35],
    [160, 110, 190, 200, 250, 215, 230, 180, 195, 210, 220, 160],
    [75, 60, 95, 100, 120, 100, 110, 85, 90, 100, 110, 80],
    [30, 25, 40, 45, 50, 45, 40, 35, 40, 45, 45, 30],
]
EMPTY_FILES = {
    "targets.csv": "province,territory,unit,indicator,period_start,period_end,low,high,rule,"
    "assigned_by,source,note",
    "percentages.csv": "province,territory,unit,indicator,period_start,period_end,value,printed,of,"
    "base_indicator,base,assigned_by,source,note",
    "sources.csv": "source,publisher,title,url,published_on,kind\ns1,LĐLĐ,Báo cáo,,2022-12-31,"
    "original",
}


def write_panel(folder: Path, copies: int, taking: int) -> Path:
    """A data set with ``taking`` of the panel's units in the wave. Instead of several copies, units
    of one size that scatter by a sixth; those taking part have half as many again in April to July.
    """
    (folder / "figures").mkdir(parents=True)
    for name, text in EMPTY_FILES.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    (folder / "dataset.yaml").write_text(
        "title: Thử\nstatus: simulated\nterms: không\nowner: thử\nupdated: 2022-12-31\n",
        encoding="utf-8",
    )
    names = [[f"Đơn vị {copy + 1}.{row + 1}" for row in range(6)] for copy in range(copies)]
    columns = (
        "province,territory,unit,indicator,period_start,period_end,value,qualifier,source,note"
    )
    lines = [columns]
    rng = np.random.default_rng(2)
    for copy in range(copies):
        for row, counts in enumerate(MEMBERS):
            if copies > 1:
                lift = np.where(np.isin(np.arange(12), [3, 4, 5, 6]) & (row < taking), 1.5, 1.0)
                counts = np.rint(200 * lift * rng.gamma(36, 1 / 36, 12)).astype(int)
            for month, count in enumerate(counts, start=1):
                first, last = (
                    f"2022-{month:02d}-01",
                    f"2022-{month:02d}-{monthrange(2022, month)[1]}",
                )
                start = f"ha-noi,,{names[copy][row]},members_new,{first},{last}"
                lines.append(f"{start},{count},exact,s1,")
    text = "\n".join(lines) + "\n"
    (folder / "figures" / "ha-noi.csv").write_text(text, encoding="utf-8")
    units = "; ".join(name for panel in names for name in panel[:taking])
    (folder / "campaigns.csv").write_text(
        "province,territory,unit,name,start,end,indicator,result_start,result_end,value,source,"
        f"note,units\nha-noi,,,Đợt 1,2022-04-15,2022-05-31,,,,,s1,,{units}\n",
        encoding="utf-8",
    )
    return folder


def report_of(folder: Path, slug: str, period: str, as_of: str | None = None) -> Report:
    return Report(read_province(folder, report_scope(slug, period, as_of)))


NUMBERS = ["ratio", "ratio_low", "ratio_high", "extra", "extra_low", "extra_high", "se", "df"]


def members(report: Report) -> pd.Series:
    frame = waves.effects(report)
    return frame[frame["indicator"] == "members_new"].iloc[0]


def test_the_reference_panel_has_too_few_units_for_a_number(tmp_path):
    """Six units, fewer than three in effect on each side: the reason, and no number at all."""
    report = report_of(write_panel(tmp_path / "set", copies=1, taking=3), "ha-noi", "2022")
    (sentence,) = waves.concluded(report)
    assert "chưa đủ căn cứ để nêu con số" in sentence
    assert not re.search(r"\d{3}", sentence)
    row = members(report)
    assert row[NUMBERS].isna().all()
    assert waves.draw_over_time(waves.over_time(report)) is None
    assert any("quá ít đơn vị" in text for text in waves.refused(report))


def test_with_enough_units_the_interval_is_given(tmp_path):
    """Five such panels have 15 units on each side: the interval stands in sentence and table."""
    report = report_of(write_panel(tmp_path / "set", copies=5, taking=3), "ha-noi", "2022")
    assert "khoảng tin cậy 95%" in waves.concluded(report)[0]
    row = members(report)
    assert row["ratio_low"] < row["ratio"] < row["ratio_high"]
    assert row["extra_low"] < row["extra"] < row["extra_high"]
    assert row["extra"] == names.two_figures(row["extra"])
    assert waves.draw_over_time(waves.over_time(report)) is not None


def test_where_everyone_takes_part_no_effect_is_given(tmp_path):
    """All six units in the wave and one year only: refused, with what would make it possible."""
    report = report_of(write_panel(tmp_path / "set", copies=1, taking=6), "ha-noi", "2022")
    assert waves.concluded(report) == []
    assert members(report)[NUMBERS].isna().all()
    (refusal, *_) = waves.refused(report)
    assert refusal.startswith("Đoàn viên kết nạp mới: chưa nêu tác dụng của đợt.")
    assert "Cần số liệu" in refusal


def test_a_wave_without_a_printed_result_is_described(tmp_path):
    """May is known, the last half of April is not: the share is a lower bound and says so."""
    report = report_of(write_panel(tmp_path / "set", copies=1, taking=3), "ha-noi", "2022")
    (description,) = waves.described(report)
    assert "31/47 ngày" in description
    assert "chiếm ít nhất" in description
    assert "chưa phải tác dụng" in description


def test_the_breakdown_value_and_the_condition_stand_beside_a_gain(tmp_path):
    """One year only: how far the season of the groups may differ is taken from it, and said."""
    report = report_of(write_panel(tmp_path / "set", copies=5, taking=3), "ha-noi", "2022")
    row = members(report)
    assert row["breakdown"] == pytest.approx(row["ratio_low"] - 1)
    assert "không còn đứng vững nếu" in waves.concluded(report)[0]
    assert any("hai tháng liền" in text for text in waves.conditions(report))


def test_units_are_compared_within_the_kind_that_the_register_names(tmp_path):
    """Only parks take part, only communes stay away: one year cannot tell their seasons apart."""
    folder = write_panel(tmp_path / "set", copies=5, taking=3)
    lines = ["province,territory,unit,kind"]
    for copy in range(5):
        for row in range(6):
            kind = "khu công nghiệp" if row < 3 else "xã, phường"
            lines.append(f'ha-noi,,Đơn vị {copy + 1}.{row + 1},"{kind}"')
    (folder / "units.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = waves.concluded(report_of(folder, "ha-noi", "2022"))[0]
    assert "chưa đủ căn cứ để nêu con số" in told
    assert "loại hình khác" in told


def test_what_each_recruit_cost_is_told_where_the_cost_is_known(tmp_path):
    folder = write_panel(tmp_path / "set", copies=5, taking=3)
    assert "đồng" not in waves.concluded(report_of(folder, "ha-noi", "2022"))[0]
    file = folder / "campaigns.csv"
    header, row = file.read_text(encoding="utf-8").splitlines()
    file.write_text(f"{header},cost\n{row},1.500.000.000\n", encoding="utf-8")
    report = report_of(folder, "ha-noi", "2022")
    row = members(report)
    gain = report.place.wave_effects[0].counts[0].effect.extra_limits
    assert row["cost_low"] == names.two_figures(1_500_000_000 / gain[1])
    assert "Chi phí cho mỗi kết quả tăng thêm từ" in waves.concluded(report)[0]


def test_an_interval_that_holds_no_effect_gives_the_range_and_no_head_count(tmp_path):
    report = report_of(write_panel(tmp_path / "set", copies=5, taking=3), "ha-noi", "2022")
    (effect,) = report.place.wave_effects
    count = effect.counts[0]
    wide = Estimate(0.2, 1.0, 20.0, (12.0, 12.0))
    stated = conclude(wide, wide.limits, 9000.0, np.zeros(12))
    vague = replace(effect, counts=(replace(count, effect=stated),))
    report.place.__dict__["wave_effects"] = (vague,)
    sentence = waves.concluded(report)[0]
    assert "chưa đủ bằng chứng" in sentence
    assert "tăng thêm ròng" not in sentence
    row = members(report)
    assert row[["ratio", "extra", "extra_low", "extra_high"]].isna().all()
    assert row["ratio_low"] < 1 < row["ratio_high"]


def test_adjoining_waves_are_named_as_people_name_them(tmp_path):
    report = report_of(write_panel(tmp_path / "set", copies=1, taking=3), "ha-noi", "2022")
    (effect,) = report.place.wave_effects
    (wave,) = effect.waves
    both_names = ("Tháng Công nhân 2022 (Lớp đoàn viên tháng 5)", "Đợt 28/7 (Lớp đoàn viên 28/7)")
    both = replace(effect, waves=tuple(replace(wave, name=name) for name in both_names))
    assert names.names_of(report.words, both) == "Tháng Công nhân 2022 và Đợt 28/7"
    alike = ["Đợt cao điểm (tháng 5)", "Đợt cao điểm (tháng 7)"]
    assert names.brief_names(alike) == alike


def test_one_reason_that_holds_for_both_counts_is_told_once(tmp_path):
    """The same forty words stood twice in one paragraph, and a third time below it."""
    report = report_of(write_panel(tmp_path / "set", copies=1, taking=3), "ha-noi", "2022")
    (effect,) = report.place.wave_effects
    count = effect.counts[0]
    unions = replace(count, indicator="grassroots_unions_new")
    report.place.__dict__["wave_effects"] = (replace(effect, counts=(count, unions)),)
    (sentence,) = waves.concluded(report)
    assert "đoàn viên kết nạp mới và CĐCS thành lập mới: chưa đủ căn cứ" in sentence
