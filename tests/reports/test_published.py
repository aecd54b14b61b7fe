"""Every place and year of the published data set, without a kernel.

When this fails, some federation's report breaks or shows its reader a number that is none.
"""

import re
from pathlib import Path

import pytest
from matplotlib.axis import Axis
from matplotlib.text import Text

from doanvien.chapters import time_axis as charts
from doanvien.chapters.checks import tables as check_tables
from doanvien.chapters.checks import text as check_text
from doanvien.chapters.growth import accounts as account_tables
from doanvien.chapters.growth import since as since_tables
from doanvien.chapters.growth import tables as growth_tables
from doanvien.chapters.growth import text as growth_text
from doanvien.chapters.growth import units as unit_growth_tables
from doanvien.chapters.headline import text as headline_text
from doanvien.chapters.headline import tiles as headline_tiles
from doanvien.chapters.targets import outlook as outlook_tables
from doanvien.chapters.targets import outlook_text
from doanvien.chapters.targets import tables as target_tables
from doanvien.chapters.targets import text as target_text
from doanvien.chapters.waves import tables as wave_tables
from doanvien.chapters.waves import text as wave_text
from doanvien.data.dataset import files_read
from doanvien.data.province import ProvinceFigures, read_province
from doanvien.present import depth_charts
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
PLACES = sorted(path.stem for path in (PUBLISHED / "figures").glob("*.csv"))
TABLES = (
    growth_tables.flow_tables,
    growth_tables.longer_flow_tables,
    growth_tables.level_tables,
    growth_tables.rate_tables,
    growth_tables.balance_tables,
    growth_tables.comparison_tables,
    growth_tables.unit_tables,
    account_tables.part_tables,
    account_tables.quarter_tables,
    account_tables.change_tables,
    since_tables.movement_tables,
    since_tables.revision_tables,
    unit_growth_tables.unit_growth_tables,
    unit_growth_tables.unit_figure_tables,
    target_tables.attainment_tables,
    since_tables.target_movement_tables,
    outlook_tables.forecast_tables,
    outlook_tables.scenario_tables,
    outlook_tables.back_test_tables,
    outlook_tables.league_tables,
    target_tables.pace_tables,
    target_tables.level_tables,
    target_tables.open_tables,
    target_tables.implied_tables,
    target_tables.plan_tables,
    wave_tables.wave_tables,
    wave_tables.rate_tables,
    wave_tables.unit_tables,
    check_tables.printed_tables,
    check_tables.source_tables,
    check_tables.definition_tables,
)
SENTENCES = (
    headline_text.headline_paragraph,
    headline_text.headline_outlook,
    headline_text.headline_caveats,
    headline_text.not_published,
    growth_text.growth_sentences,
    growth_text.growth_caveats,
    unit_growth_tables.unit_growth_sentences,
    target_text.target_sentences,
    outlook_text.outlook_sentences,
    outlook_text.method_sentences,
    outlook_text.league_sentences,
    target_text.target_caveats,
    wave_text.wave_sentences,
    wave_text.wave_caveats,
    check_text.check_sentences,
    check_text.doubt_sentences,
    check_text.method_sentences,
)
FIGURES = (
    charts.bullet_charts,
    charts.cumulative_charts,
    charts.level_charts,
    charts.wave_charts,
    depth_charts.waterfall_charts,
    depth_charts.path_charts,
)
NEVER_VISIBLE = re.compile(r"\bnan\b|\bNaT\b|\bNone\b|\bTrue\b|\bFalse\b|\d\.0\b(?!\d)|\de\d|[{}]")


def years_of(slug: str) -> list[int]:
    """Every year in which something of the place ends, from its file and the shared ones."""
    years = set()
    for path in files_read(PUBLISHED, slug):
        for line in path.read_text(encoding="utf-8").splitlines():
            if path.stem == slug or line.startswith(f"{slug},"):
                years |= {int(year) for year in re.findall(r",(20[012]\d)-\d\d-\d\d", line)}
    return sorted(year for year in years if year <= 2026)


def reports_of(slug: str, language: str) -> list[Report]:
    found = []
    for year in years_of(slug):
        for period in (str(year), f"{year}H1"):
            figures: ProvinceFigures = read_province(
                PUBLISHED, report_scope(slug, period, None, language)
            )
            found.append(Report(figures))
    assert found, f"{slug} has figures but no report"
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("slug", PLACES)
def test_every_place_makes_its_reports(slug, language):
    """Tables, sentences, tiles and charts of every place, with nothing unreadable in them."""
    for report in reports_of(slug, language):
        make_and_read(report)


@pytest.mark.parametrize("period", ["2024Q4", "2025Q3", "2026Q3"])
@pytest.mark.parametrize(
    ("slug", "language"),
    [("ha-tinh", "vi"), ("khanh-hoa", "en"), ("khanh-hoa", "vi"), ("ho-chi-minh", "vi")],
)
def test_monthly_returns_by_unit_make_their_reports(simulated_data, slug, language, period):
    """Every caption of invented figures says so: a table gets copied without its page."""
    scope = report_scope(slug, period, None, language)
    captions = make_and_read(Report(read_province(simulated_data, scope)))
    mark = {"vi": "số liệu mô phỏng", "en": "simulated data"}[language]
    assert len(captions) > 10
    assert [caption for caption in captions if mark not in caption] == []


def test_labels_in_figures_stand_apart(simulated_data):
    """No text of a drawing lies on another, on the mark of time elapsed, or outside the drawing."""
    found = [
        (PUBLISHED, "ha-noi", "2022H1", "2022-07-08"),
        (simulated_data, "khanh-hoa", "2025Q4", None),
    ]
    for folder, slug, period, as_of in found:
        report = Report(read_province(folder, report_scope(slug, period, as_of, "vi")))
        for figure in (figure for make in FIGURES for figure in make(report)):
            figure.drawing.draw_without_rendering()
            whole = figure.drawing.bbox.padded(1)
            texts = [
                (text.get_text(), text.get_window_extent())
                for axes in figure.drawing.axes
                for text in (*axes.texts, *ticks_of(axes.xaxis), *ticks_of(axes.yaxis))
                if text.get_text().strip()
            ]
            marks = [
                ("mark", line.get_window_extent())
                for axes in (figure.drawing.axes if figure.name == "bullets" else ())
                for line in axes.get_lines()
            ]
            for at, (one, box) in enumerate(texts):
                assert whole.x0 <= box.x0 < box.x1 <= whole.x1, (figure.name, one)
                for other, beside in (*texts[at + 1 :], *marks):
                    over = box.intersection(box, beside)
                    assert over is None or min(over.width + 1, over.height) < 1, (one, other)


def ticks_of(axis: Axis) -> list[Text]:
    """The labels of an axis that are drawn: those within its limits."""
    first, last = sorted(axis.get_view_interval())
    pairs = zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
    return [label for at, label in pairs if first <= at <= last]


def make_and_read(report: Report) -> list[str]:
    """Make everything a report shows and read every text of it; the captions."""
    shown = [
        tile.value + tile.against + tile.note for tile in headline_tiles.headline_tiles(report)
    ]
    shown += [sentence for make in SENTENCES for sentence in make(report)]
    tables = [table for make in TABLES for table in make(report)]
    for table in tables:
        shown += [table.caption, *table.notes]
        shown += [
            table.cell_text(value, column)
            for row in table.values
            for value, column in zip(row, table.columns, strict=True)
            if column.name != "url"
        ]
    figures = [figure for make in FIGURES for figure in make(report)]
    names = [item.name for item in (*tables, *figures)]
    shown += [figure.caption + figure.alt for figure in figures]
    assert len(set(names)) == len(names), "two things of one name on a page"
    bad = [text for text in shown if NEVER_VISIBLE.search(text)]
    assert bad == []
    return [item.caption for item in (*tables, *figures)]


@pytest.mark.parametrize("slug", PLACES)
def test_an_english_report_holds_no_vietnamese_sentence(slug):
    """Only names stay Vietnamese in an English report."""
    connecting = re.compile(r"\b(của|được|chưa|không|và|đến|là)\b")
    for report in reports_of(slug, "en"):
        for make in SENTENCES:
            assert [text for text in make(report) if connecting.search(text)] == []
