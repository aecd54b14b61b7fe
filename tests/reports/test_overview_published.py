"""The overview of every published period, without a kernel, and of a full map.

When this fails, the overview of a sparse year breaks or shows its reader a number that is none.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from doanvien.chapters.overview import (
    round_charts,
    round_tables,
    round_text,
    spread_chart,
    tile_map,
)
from doanvien.chapters.overview import rows as overview_rows
from doanvien.chapters.overview import tables as overview_tables
from doanvien.chapters.overview import text as overview_text
from doanvien.chapters.overview.overview import Overview
from doanvien.notebook import open_overview
from doanvien.reference.provinces import provinces_on
from doanvien.reference.scope import ParameterError

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
TABLES = (
    overview_tables.total_tables,
    overview_tables.target_sum_tables,
    overview_tables.ranking_tables,
    overview_tables.verdict_tables,
    overview_tables.mover_tables,
    round_tables.common_tables,
    round_tables.province_tables,
    overview_rows.result_tables,
)
FIGURES = (tile_map.tile_maps, spread_chart.spread_charts, round_charts.round_charts)
SENTENCES = (
    overview_text.overview_lead,
    overview_text.missing_sentences,
    overview_text.rule_of_ranking,
    overview_text.spread_sentences,
    overview_text.mover_sentences,
    overview_text.overview_caveats,
    round_text.common_sentences,
    round_text.common_conditions,
    round_text.refused_sentences,
)
NEVER_VISIBLE = re.compile(r"\bnan\b|\bNaT\b|\bNone\b|\bTrue\b|\bFalse\b|\d\.0\b(?!\d)|\de\d|[{}]")
HEADER = (
    "province,territory,unit,indicator,period_start,period_end,low,high,rule,assigned_by,"
    "source,note"
)


def shown(overview: Overview) -> list[str]:
    tiles = overview_text.overview_tiles(overview)
    texts = [tile.value + tile.against + tile.note for tile in tiles]
    texts += [sentence for make in SENTENCES for sentence in make(overview)]
    for table in [table for make in TABLES for table in make(overview)]:
        texts += [table.caption, *table.notes]
        texts += [
            table.cell_text(value, column)
            for row in table.values
            for value, column in zip(row, table.columns, strict=True)
        ]
    figures = [figure for make in FIGURES for figure in make(overview)]
    return texts + [figure.caption + figure.alt for figure in figures]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("period", ["2015", "2017H1", "2022H1", "2024", "2025H1", "2025", "2025Q3"])
def test_every_published_period_has_a_readable_overview(period, language):
    overview = open_overview("toan-quoc", period, None, language, PUBLISHED)
    texts = shown(overview)
    assert [text for text in texts if NEVER_VISIBLE.search(text)] == []
    if language == "en":
        connecting = re.compile(r"\b(của|được|chưa|không|và|đến|là)\b")
        sentences = [sentence for make in SENTENCES for sentence in make(overview)]
        assert [text for text in sentences if connecting.search(text)] == []


def test_an_overview_of_one_province_is_refused():
    with pytest.raises(ParameterError, match="toan-quoc"):
        open_overview("ha-noi", "2024", None, "vi", PUBLISHED)


@pytest.mark.parametrize(("period", "count"), [("2022", 63), ("2026", 34)])
def test_a_full_map_shows_every_province_and_its_share(tiny, period, count):
    """With all returns in, every square has its value, and nobody is missing."""
    places = provinces_on(date(int(period), 12, 31))
    targets = [HEADER]
    for position, place in enumerate(places):
        span = f"{period}-01-01,{period}-12-31"
        tiny.figures(place.slug, f",,members_new,{span},{500 + 10 * position},exact,s1,")
        targets.append(f"{place.slug},,,members_new,{span},1000,,point,tld,s1,")
    tiny.write("data/tiny/targets.csv", "\n".join(targets) + "\n")
    overview = open_overview("toan-quoc", period, None, "vi", tiny.root / "data" / "tiny")
    (figure,) = tile_map.tile_maps(overview)
    written = [text.get_text() for text in figure.drawing.axes[0].texts]
    assert sum(text.endswith("%") and text[0].isdigit() for text in written) == count
    assert "–" not in written
    assert "chưa có tỷ lệ" not in written
    assert overview_text.missing_sentences(overview) == []
    assert len(spread_chart.spread_charts(overview)) == 1
    assert [text for text in shown(overview) if NEVER_VISIBLE.search(text)] == []
