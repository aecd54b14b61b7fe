"""Every place and year of the published data set, by the shipped notebooks, without a kernel.

When this fails, some federation's report breaks or shows its reader a number that is none, or a
figure that somebody read twice in its source and wrote down is seen by nobody.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from matplotlib import pyplot
from matplotlib.axis import Axis
from matplotlib.text import Text
from tests.reports.published import (
    PLACES,
    PUBLISHED,
    days_of,
    is_told,
    periods_of,
    rows_of,
    show,
    written,
)
from tests.reports.quotable import faults
from tests.reports.walk import CONNECTING, NEVER_VISIBLE, OF_A_PLACE, Shown, read_once, run

from doanvien.data.everywhere import read_everywhere
from doanvien.present.shown import display

LATEST = 2026

# Rows that no report shows, with the reason.
NOT_SHOWN = {
    # "over 1,23 million", which is the 1.230.594 of another source rounded: no contradiction.
    ("toan-quoc", "members_new", "2024-12-31", "1230000"),
}


def chapters_of(
    slug: str, period: str, language: str, data: Path, as_of: str | None = None
) -> list[Shown]:
    """What the chapters of a report show, one after the other."""
    parameters = {"province": slug, "period": period, "as_of": as_of, "language": language}
    return [run(name, **parameters, data=str(data)) for name in OF_A_PLACE]


def read_aloud(found: Shown, language: str) -> None:
    """Nothing unreadable in any text, no two things of one name, no Vietnamese in English."""
    assert [text for text in found.texts if NEVER_VISIBLE.search(text)] == []
    names = [table.name for table in found.tables]
    assert len(set(names)) == len(names), "two tables of one name on a page"
    if language == "en":
        assert [text for text in found.sentences if CONNECTING.search(text)] == []


@pytest.fixture
def once() -> Iterator[None]:
    with read_once():
        yield


@pytest.mark.parametrize("slug", PLACES)
def test_every_place_makes_its_reports(once, slug):
    """Tables, sentences, tiles and charts of every place and period, with nothing unreadable in
    them and no number that cannot be quoted; in English, which the sentences in the code are,
    those of the fullest year."""
    periods = periods_of(slug)
    assert periods, f"{slug} has figures but no report"
    ((fullest, _),) = Counter(year for year, _ in days_of(slug)).most_common(1)
    for period in periods:
        for language in ("vi", "en") if period.startswith(str(fullest)) else ("vi",):
            page = [show(slug, period, name, language) for name in OF_A_PLACE]
            for found in page:
                read_aloud(found, language)
            if language == "vi":
                assert faults(page, PUBLISHED, slug) == [], period


def test_every_row_is_loaded():
    figures = [row for slug in PLACES for row in rows_of(f"figures/{slug}.csv")]
    assert len(read_everywhere(PUBLISHED, date(LATEST, 12, 31))[1]) == len(figures)
    assert len(figures) >= 539
    assert len(rows_of("targets.csv")) >= 149
    assert len(rows_of("percentages.csv")) >= 48


@pytest.mark.parametrize("slug", PLACES)
def test_every_figure_is_shown(once, slug):
    """In the report of its year, or of its month where a later figure of the year takes over."""
    chapters = ["membership_growth", "sources_and_checks", "campaign_waves", "headline"]
    unseen = []
    for row in rows_of(f"figures/{slug}.csv"):
        year, month = row["period_end"][:4], row["period_end"][5:7]
        number = written(row["value"], row["indicator"])
        if (slug, row["indicator"], row["period_end"], row["value"]) in NOT_SHOWN:
            continue
        if not is_told(slug, [year, f"{year}M{month}"], chapters, number, row["unit"]):
            unseen.append(row)
    assert unseen == []


@pytest.mark.parametrize("slug", sorted({row["province"] for row in rows_of("targets.csv")}))
def test_every_target_is_shown(once, slug):
    """In the report of a year that it runs in, or of the year before it."""
    unseen = []
    for row in rows_of("targets.csv", slug):
        last = min(int(row["period_end"][:4]), LATEST)
        first = min(int((row["period_start"] or row["period_end"])[:4]), last)
        years = [str(year) for year in range(first, last + 1)]
        number = written(row["low"], row["indicator"])
        if not is_told(slug, years, ["target_attainment"], number, row["unit"]):
            unseen.append(row)
    assert unseen == []


@pytest.mark.parametrize("slug", sorted({row["province"] for row in rows_of("percentages.csv")}))
def test_every_printed_percentage_is_recomputed(once, slug):
    unseen = [
        row
        for row in rows_of("percentages.csv", slug)
        if not is_told(
            slug, [row["period_end"][:4]], ["sources_and_checks"], row["printed"], row["unit"]
        )
    ]
    assert unseen == []


@pytest.mark.parametrize(
    ("slug", "period", "language"),
    [
        ("ha-tinh", "2024Q4", "vi"),
        ("ha-tinh", "2025Q3", "en"),
        ("ha-tinh", "2026Q3", "vi"),
        ("khanh-hoa", "2024Q4", "en"),
        ("khanh-hoa", "2025Q3", "vi"),
        ("khanh-hoa", "2026Q3", "en"),
        ("ho-chi-minh", "2024Q4", "vi"),
        ("ho-chi-minh", "2025Q3", "en"),
        ("ho-chi-minh", "2026Q3", "vi"),
    ],
)
def test_monthly_returns_by_unit_make_their_reports(once, simulated_data, slug, language, period):
    """A full province fills its chapters: many tables, each of them readable. Unchanged, merged and
    large, before, at and after the change of the map."""
    page = chapters_of(slug, period, language, simulated_data)
    for found in page:
        read_aloud(found, language)
    if language == "vi":
        assert faults(page, simulated_data, slug) == []
    assert sum(len(found.tables) for found in page) > 15


def test_labels_in_figures_stand_apart(simulated_data, monkeypatch):
    """No text of a drawing lies on another or outside the drawing."""
    drawn = []
    show = display.Figure

    def keep(*parts):
        drawn.append(parts)
        return show(*parts)

    monkeypatch.setattr(display, "Figure", keep)
    # Left open, and a new one begun: the next cell would else draw into the last one.
    monkeypatch.setattr(
        "doanvien.present.shown.figures.figure.close", lambda drawing: pyplot.figure()
    )
    monkeypatch.setattr(pyplot, "close", lambda *drawings: None)
    for folder, slug, period, as_of in (
        (PUBLISHED, "ha-noi", "2022H1", "2022-07-08"),
        (simulated_data, "khanh-hoa", "2025Q4", None),
    ):
        chapters_of(slug, period, "vi", folder, as_of)
    assert len(drawn) > 5
    for name, _, _, drawing, _ in drawn:
        drawing.draw_without_rendering()
        whole = drawing.bbox.padded(1)
        texts = [
            (text.get_text(), text.get_window_extent())
            for axes in drawing.axes
            for text in (*axes.texts, *ticks_of(axes.xaxis), *ticks_of(axes.yaxis))
            if text.get_text().strip()
        ]
        for at, (one, box) in enumerate(texts):
            assert whole.x0 <= box.x0 < box.x1 <= whole.x1, (name, one)
            for other, beside in texts[at + 1 :]:
                over = box.intersection(box, beside)
                assert over is None or min(over.width + 1, over.height) < 1, (name, one, other)


def ticks_of(axis: Axis) -> list[Text]:
    """The labels of an axis that are drawn: those within its limits."""
    first, last = sorted(axis.get_view_interval())
    pairs = zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
    return [label for at, label in pairs if first <= at <= last]
