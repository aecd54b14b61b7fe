"""Every place and year of the published data set, by the shipped notebooks, without a kernel.

When this fails, some federation's report breaks or shows its reader a number that is none.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib import pyplot
from matplotlib.axis import Axis
from matplotlib.text import Text
from tests.reports.quotable import faults
from tests.reports.walk import CONNECTING, NEVER_VISIBLE, OF_A_PLACE, Shown, read_once, run

from doanvien.data.dataset import files_read
from doanvien.present.shown import display

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
PLACES = sorted(path.stem for path in (PUBLISHED / "figures").glob("*.csv"))


def days_of(slug: str) -> list[tuple[int, str]]:
    """The years and the days in them that are named with something of the place, in its file and
    the shared ones."""
    days: list[tuple[int, str]] = []
    for path in files_read(PUBLISHED, slug):
        for line in path.read_text(encoding="utf-8").splitlines():
            if path.stem == slug or line.startswith(f"{slug},"):
                found = re.findall(r",(20[012]\d)-(\d\d-\d\d)", line)
                days += [(int(year), day) for year, day in found if int(year) <= 2026]
    return days


def periods_of(slug: str) -> list[str]:
    """Every year of a place, and every half-year in which something of it ends."""
    days = days_of(slug)
    halves = {year for year, day in days if day <= "06-30" and not day.endswith("-01")}
    return sorted({str(year) for year, _ in days} | {f"{year}H1" for year in halves})


def chapters_of(slug: str, period: str, language: str, data: Path, as_of: str | None = None):
    """What the chapters of a report show, one after the other."""
    for name in OF_A_PLACE:
        yield (
            name,
            run(
                name,
                province=slug,
                period=period,
                as_of=as_of,
                language=language,
                data=str(data),
            ),
        )


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
            page = [found for _, found in chapters_of(slug, period, language, PUBLISHED)]
            for found in page:
                read_aloud(found, language)
            if language == "vi":
                assert faults(page, PUBLISHED, slug) == [], period


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
    page = [found for _, found in chapters_of(slug, period, language, simulated_data)]
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
        list(chapters_of(slug, period, "vi", folder, as_of))
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
