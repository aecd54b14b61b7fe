"""The overview of every published period, without a kernel, and of a full map.

When this fails, the overview of a sparse year breaks or shows its reader a number that is none.
"""

from datetime import date
from pathlib import Path

import pytest
from tests.reports.quotable import faults
from tests.reports.walk import CONNECTING, NEVER_VISIBLE, run

from doanvien.chapters import overview as country
from doanvien.notebook import open_overview
from doanvien.reference.provinces import provinces_on
from doanvien.reference.scope import ParameterError

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
HEADER = (
    "province,territory,unit,indicator,period_start,period_end,low,high,rule,assigned_by,"
    "source,note"
)


@pytest.mark.parametrize(
    ("period", "language"),
    [
        *((one, "vi") for one in ("2015", "2017H1", "2022H1", "2024", "2025H1", "2025", "2025Q3")),
        # The fullest of 63 and of 34 provinces.
        *((one, "en") for one in ("2024", "2025")),
    ],
)
def test_every_published_period_has_a_readable_overview(period, language):
    shown = run("national_overview", period=period, language=language, data=str(PUBLISHED))
    assert [text for text in shown.texts if NEVER_VISIBLE.search(text)] == []
    if language == "en":
        assert [text for text in shown.sentences if CONNECTING.search(text)] == []
    else:
        assert faults([shown], PUBLISHED, "toan-quoc") == []


def test_a_ranking_says_on_what_its_verdicts_stand():
    example = PUBLISHED.parent / "example"
    shown = run("national_overview", period="2026Q3", language="vi", data=str(example))
    assert faults([shown], example, "toan-quoc") == []


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
    axes = country.draw_map(overview)
    written = [text.get_text() for text in axes.texts]
    assert sum(text.endswith("%") for text in written) == count
    assert "–" not in written
    assert not any(text.startswith("chưa đánh giá") for text in written)
    assert country.missing(overview) == []
    shown = run("national_overview", period=period, data=str(tiny.root / "data" / "tiny"))
    assert [text for text in shown.texts if NEVER_VISIBLE.search(text)] == []
