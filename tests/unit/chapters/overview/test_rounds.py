"""The provinces' wave effects side by side. When one fails, a federation reads two effects of one
wave, or the country is told more than its provinces can show."""

import math
from calendar import monthrange
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from doanvien.chapters import overview as country
from doanvien.chapters.overview.overview import Overview
from doanvien.chapters.overview.rounds import round_counts
from doanvien.chapters.waves import effects, names
from doanvien.data.province import read_province
from doanvien.measures.waves.effects.country.national import national_effect
from doanvien.measures.waves.effects.estimators.estimate import Estimate
from doanvien.notebook import open_overview
from doanvien.present.report import Report
from doanvien.present.words.phrases import Words
from doanvien.reference.provinces import province_of
from doanvien.reference.scope import report_scope

UNITS = 16
EMPTY = {
    "targets.csv": "province,territory,unit,indicator,period_start,period_end,low,high,rule,"
    "assigned_by,source,note",
    "percentages.csv": "province,territory,unit,indicator,period_start,period_end,value,printed,of,"
    "base_indicator,base,assigned_by,source,note",
    "sources.csv": "source,publisher,title,url,published_on,kind\ns1,LĐLĐ,Báo cáo,,2022-12-31,"
    "original",
    "dataset.yaml": "title: Thử\nstatus: simulated\nterms: không\nowner: thử\nupdated: 2022-12-31",
}
FIGURES = "province,territory,unit,indicator,period_start,period_end,value,qualifier,source,note"
CAMPAIGNS = (
    "province,territory,unit,name,start,end,indicator,result_start,result_end,value,source,note,"
    "units"
)
# How many of the 16 units take part; all of them in Lạng Sơn, so it has nothing to compare with.
TAKING = {"ha-noi": 8, "lao-cai": 7, "hue": 9, "nghe-an": 8, "son-la": 2, "lang-son": UNITS}


def write_set(folder: Path, taking: Mapping[str, int], lift: float = 2.0) -> Path:
    """Three years of each province: its units scatter by a tenth, the wave of the last one lifts
    April to July."""
    (folder / "figures").mkdir(parents=True)
    for name, text in EMPTY.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    waves = [CAMPAIGNS]
    for number, (slug, count) in enumerate(taking.items()):
        rng = np.random.default_rng(number)
        values = rng.poisson(300 * rng.gamma(100, 0.01, (UNITS, 36)))
        values[:count, 27:31] = values[:count, 27:31] * lift
        lines = [FIGURES]
        for (unit, month), value in np.ndenumerate(values):
            year, of_year = 2020 + month // 12, month % 12 + 1
            if year < 2022 and count == UNITS:
                continue  # where everyone takes part, earlier years would do to compare with
            first = f"{year}-{of_year:02d}-01"
            last = f"{year}-{of_year:02d}-{monthrange(year, of_year)[1]}"
            lines.append(f"{slug},,Đơn vị {unit + 1},members_new,{first},{last},{value},exact,s1,")
        text = "\n".join(lines)
        (folder / "figures" / f"{slug}.csv").write_text(text + "\n", encoding="utf-8")
        units = "" if count == UNITS else "; ".join(f"Đơn vị {n + 1}" for n in range(count))
        start = 15 + number
        waves.append(f"{slug},,,Đợt 1,2022-04-{start},2022-05-31,,,,,s1,,{units}")
    (folder / "campaigns.csv").write_text("\n".join(waves) + "\n", encoding="utf-8")
    return folder


def overview_of(folder: Path, language: str = "vi") -> Overview:
    return open_overview("toan-quoc", "2022", None, language, folder)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_set(tmp_path_factory.mktemp("rounds") / "set", TAKING)


@pytest.fixture(scope="module")
def overview(data: Path) -> Overview:
    return overview_of(data)


@pytest.mark.parametrize("slug", ["ha-noi", "lao-cai", "hue", "nghe-an", "son-la"])
def test_a_province_reads_the_same_effect_in_its_chapter_and_in_the_overview(data, overview, slug):
    """Limits, conclusion and ground, to the last digit that either table holds."""
    chapter = effects(Report(read_province(data, report_scope(slug, "2022"))))
    own = chapter[chapter["indicator"] == "members_new"].iloc[0]
    frame = country.effects(overview)
    ours = frame[frame["province"] == slug].iloc[0]
    same = ["ratio_low", "ratio_high", "extra_low", "extra_high", "conclusion", "compared_with"]
    pd.testing.assert_series_equal(ours[same], own[same], check_names=False)


def test_the_common_effect_is_that_of_the_provinces_reports(data, overview):
    chapters = {
        slug: Report(read_province(data, report_scope(slug, "2022")))
        .place.wave_effects[0]
        .counts[0]
        for slug in TAKING
    }
    expected = national_effect(chapters)
    (found,) = round_counts(overview)
    limits = expected.effect.interval
    assert found.common.effect.ratio == pytest.approx(expected.effect.ratio)
    assert found.compared == 5
    assert expected.effect.ratio == pytest.approx(2, rel=0.05)
    row = country.common_effects(overview).iloc[0]
    assert row["provinces"] == len(expected.pooled)
    assert (row["ratio_low"], row["ratio_high"]) == pytest.approx((limits.low, limits.high))
    assert row["shared"] == pytest.approx(expected.shared)


def test_who_has_no_effect_is_named_with_the_reason(overview):
    """Everyone takes part in Lạng Sơn; nobody reports grassroots unions."""
    told = country.refusals(overview)
    (members,) = [text for text in told if "(riêng đoàn viên kết nạp mới)" in text]
    assert members.startswith("Chưa nêu tác dụng của đợt đối với Lạng Sơn (riêng")
    assert "Tất cả các đơn vị đều tham gia" in members
    (unions,) = [text for text in told if "(riêng CĐCS thành lập mới)" in text]
    assert "Hà Nội" in unions
    assert "Chưa có số liệu" in unions
    assert all("Cần số liệu" in text for text in told)


def test_what_is_withheld_in_a_province_has_no_number_in_the_overview(overview):
    """Two units take part in Sơn La: no limit, no point in the chart, only the reason."""
    frame = country.effects(overview)
    row = frame[frame["province"] == "son-la"].iloc[0]
    assert row[["ratio_low", "ratio_high", "extra_low", "extra_high", "se", "df"]].isna().all()
    assert row["conclusion"] == "chưa đủ căn cứ để nêu con số"
    assert "Sơn La" not in country.effects_described(frame)
    assert "Hà Nội" in country.effects_described(frame)


@pytest.mark.parametrize(
    ("lift", "may", "may_not"),
    [
        (2.0, "Kết luận này áp dụng", "không áp dụng cho từng nơi"),
        (1.0, "Chưa đủ bằng chứng", "không được hiểu là các đợt không có tác dụng"),
    ],
)
def test_one_sentence_says_what_may_and_what_may_not_be_concluded(tmp_path, lift, may, may_not):
    overview = overview_of(write_set(tmp_path / "set", TAKING, lift))
    sentence = country.common_conclusions(overview)[0]
    assert may in sentence
    assert may_not in sentence


def test_one_province_is_not_the_country(tmp_path):
    """Pooled alone it would be its own effect under a larger name."""
    overview = overview_of(write_set(tmp_path / "set", {"ha-noi": 8, "lang-son": UNITS}))
    (sentence,) = country.common_conclusions(overview)
    assert "chưa thể kết luận chung" in sentence
    assert country.common_effects(overview).empty
    assert country.draw_effects(country.effects(overview)) is None
    assert len(country.effects(overview)) == 1


def test_too_few_provinces_have_no_common_number(tmp_path):
    overview = overview_of(write_set(tmp_path / "set", {"ha-noi": 8, "hue": 8}))
    (sentence,) = country.common_conclusions(overview)
    assert "chưa đủ căn cứ để nêu con số chung" in sentence
    assert "quá ít tỉnh, thành phố" in sentence
    row = country.common_effects(overview).iloc[0]
    assert row[["ratio_low", "ratio_high", "se", "df"]].isna().all()


def test_without_any_comparison_there_is_a_sentence_and_no_chart(tmp_path):
    overview = overview_of(write_set(tmp_path / "set", {"ha-noi": UNITS, "hue": UNITS}))
    assert country.common_conclusions(overview) == []
    assert country.common_effects(overview).empty
    assert country.effects(overview).empty
    for told in country.refusals(overview):
        assert "Hà Nội" in told
        assert "Huế" in told


def test_an_interval_of_any_width_can_be_read():
    """A forecast that fails may have limits of three hundred digits; nobody can read those."""
    hopeless = Estimate(0.2, 500.0, 1.0)
    words = Words("vi", province_of("ha-noi", 0))
    assert names.interval(words, hopeless.interval) == "dưới 0,01 đến trên 100"
    assert math.isinf(hopeless.detectable)


def test_a_province_that_is_not_added_up_is_named_with_the_reason(tmp_path):
    """Only one of the years is known of Huế, so its season is not: out, and said."""
    folder = write_set(tmp_path / "set", TAKING)
    file = folder / "figures" / "hue.csv"
    kept = [x for x in file.read_text(encoding="utf-8").splitlines() if ",2020-" not in x]
    kept = [line for line in kept if ",2021-" not in line]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    (sentence,) = country.common_conclusions(overview_of(folder))
    assert "Huế" in sentence.split("Không tính gộp: ")[1].split(".")[0]
