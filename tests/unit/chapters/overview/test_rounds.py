"""The provinces' wave effects side by side. When one fails, a federation reads two effects of one
wave, or the country is told more than its provinces can show."""

import math
from calendar import monthrange
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from doanvien.chapters.overview import round_charts, round_tables, round_text
from doanvien.chapters.overview.overview import Overview
from doanvien.chapters.overview.round_rows import round_counts
from doanvien.chapters.waves import effect_tables, effect_words
from doanvien.data.province import read_province
from doanvien.measures.waves.effects.effects import national_effect
from doanvien.measures.waves.effects.estimate import Estimate, NetEffect
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
    """A year of each province: its units scatter by a tenth, the wave lifts April to July."""
    (folder / "figures").mkdir(parents=True)
    for name, text in EMPTY.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    waves = [CAMPAIGNS]
    for number, (slug, count) in enumerate(taking.items()):
        rng = np.random.default_rng(number)
        values = rng.poisson(300 * rng.gamma(100, 0.01, (UNITS, 12)))
        values[:count, 3:7] = values[:count, 3:7] * lift
        lines = [FIGURES]
        for (unit, month), value in np.ndenumerate(values):
            first = f"2022-{month + 1:02d}-01"
            last = f"2022-{month + 1:02d}-{monthrange(2022, month + 1)[1]}"
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


@pytest.mark.parametrize("slug", ["ha-noi", "lao-cai", "hue", "nghe-an", "son-la"])
def test_a_province_reads_the_same_effect_in_its_chapter_and_in_the_overview(data, slug):
    """Net gain, ratio and limits, to the last digit that either table holds."""
    chapter = Report(read_province(data, report_scope(slug, "2022")))
    name = chapter.views[0].place.short_name("vi")
    (net,), (ratios,) = effect_tables.net_tables(chapter), effect_tables.gross_tables(chapter)
    own = dict(zip([c.name for c in net.columns], net.values[0], strict=True))
    own |= dict(zip([c.name for c in ratios.columns], ratios.values[0], strict=True))
    (table,) = round_tables.province_tables(overview_of(data))
    rows = [dict(zip([c.name for c in table.columns], row, strict=True)) for row in table.values]
    (ours,) = [row for row in rows if row["province"] == name]
    assert (ours["extra"], ours["ratio"]) == (own["extra"], own["net"])
    assert ours["interval"] == own["interval"]
    assert ours["ground"].casefold() == own["ground"].casefold()


def test_the_common_effect_is_that_of_the_provinces_reports(data):
    chapters = {
        slug: Report(read_province(data, report_scope(slug, "2022"))).wave_effects[0][0].counts[0]
        for slug in TAKING
    }
    expected = national_effect(chapters).pooled
    (found,) = round_counts(overview_of(data))
    assert found.pooled.log_ratio == pytest.approx(expected.log_ratio)
    assert found.pooled.interval == pytest.approx(expected.interval)
    assert found.compared == 5
    assert expected.ratio == pytest.approx(2, rel=0.05)
    (table,) = round_tables.common_tables(overview_of(data))
    assert table.values[0][2] == 5
    assert table.values[0][4] == pytest.approx(expected.ratio)


def test_who_has_no_effect_is_named_with_the_reason(data):
    """Everyone takes part in Lạng Sơn; nobody reports grassroots unions."""
    told = round_text.refused_sentences(overview_of(data))
    (members,) = [text for text in told if "(riêng đoàn viên kết nạp mới)" in text]
    assert members.startswith("Chưa nêu tác dụng của đợt đối với Lạng Sơn (riêng")
    assert "Tất cả các đơn vị đều tham gia" in members
    (unions,) = [text for text in told if "(riêng CĐCS thành lập mới)" in text]
    assert "Hà Nội" in unions
    assert "Chưa có số liệu" in unions
    assert all("Cần số liệu" in text for text in told)


def test_what_is_withheld_in_a_province_is_withheld_in_the_overview(data):
    """Two units take part in Sơn La: a number, a hollow point, a letter with its sentence."""
    overview = overview_of(data)
    (table,) = round_tables.province_tables(overview)
    (row,) = [row for row in table.values if row[0] == "Sơn La"]
    told = dict(zip([c.name for c in table.columns], row, strict=True))
    assert (told["interval"], told["drawn"]) == (None, None)
    (few,) = [note for note in table.notes if "tập trung ở quá ít đơn vị" in note]
    assert few[0] in told["flags"].split(", ")
    (figure,) = round_charts.round_charts(overview)
    assert "Sơn La" in figure.alt
    assert "(không nêu)" in figure.alt
    assert "Tính chung" in figure.alt


@pytest.mark.parametrize(
    ("lift", "may", "may_not"),
    [
        (2.0, "Có thể kết luận", "không phải cho từng tỉnh"),
        (1.0, "Chưa đủ bằng chứng", "không được kết luận là các đợt không có tác dụng"),
    ],
)
def test_one_sentence_says_what_may_and_what_may_not_be_concluded(tmp_path, lift, may, may_not):
    overview = overview_of(write_set(tmp_path / "set", TAKING, lift))
    sentence = round_text.common_sentences(overview)[0]
    assert may in sentence
    assert may_not in sentence


def test_one_province_is_not_the_country(tmp_path):
    """Pooled alone it would be its own effect under a larger name."""
    overview = overview_of(write_set(tmp_path / "set", {"ha-noi": 8, "lang-son": UNITS}))
    (sentence,) = round_text.common_sentences(overview)
    assert "chưa thể kết luận chung" in sentence
    assert round_tables.common_tables(overview) == []
    assert round_charts.round_charts(overview) == []
    assert len(round_tables.province_tables(overview)) == 1


def test_too_few_provinces_have_a_common_number_and_no_interval(tmp_path):
    overview = overview_of(write_set(tmp_path / "set", {"ha-noi": 8, "hue": 8}))
    (sentence,) = round_text.common_sentences(overview)
    assert "chưa thể kết luận cho cả nước" in sentence
    (table,) = round_tables.common_tables(overview)
    assert table.values[0][5] is None


def test_without_any_comparison_there_is_a_sentence_and_no_chart(tmp_path):
    overview = overview_of(write_set(tmp_path / "set", {"ha-noi": UNITS, "hue": UNITS}))
    assert round_text.common_sentences(overview) == []
    assert round_text.common_conditions(overview) == []
    assert round_tables.common_tables(overview) + round_tables.province_tables(overview) == []
    assert round_charts.round_charts(overview) == []
    for told in round_text.refused_sentences(overview):
        assert "Hà Nội" in told
        assert "Huế" in told


def test_an_interval_of_any_width_can_be_read():
    """A forecast that fails may have limits of three hundred digits; nobody can read those."""
    hopeless = Estimate(0.2, 500.0, 1.0)
    words = Words("vi", province_of("ha-noi", 0))
    assert effect_words.interval(words, hopeless.interval) == "dưới 0,01 đến trên 100"
    assert effect_words.detectable(hopeless) is None
    assert math.isinf(hopeless.detectable)
    assert effect_words.extra_limits(NetEffect(hopeless, 100.0, np.zeros(1))) is None
