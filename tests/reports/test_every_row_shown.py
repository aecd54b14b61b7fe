"""Every published row reaches a reader: it is loaded, and some report shows it.

When this fails, a figure that somebody read twice in its source and wrote down is seen by nobody.
"""

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.reports.walk import run

from doanvien.data.everywhere import read_everywhere
from doanvien.reference.indicators import indicator

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
PLACES = sorted(path.stem for path in (PUBLISHED / "figures").glob("*.csv"))
LATEST = 2026

# Rows that no report shows, with the reason.
NOT_SHOWN = {
    # "over 1,23 million", which is the 1.230.594 of another source rounded: no contradiction.
    ("toan-quoc", "members_new", "2024-12-31", "1230000"),
}


def rows_of(name: str, slug: str | None = None) -> list[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if slug in (None, row["province"])]


@cache
def told(slug: str, period: str, chapter: str) -> tuple[str, ...]:
    """Every sentence of a chapter, and every row of its tables as one text."""
    shown = run(chapter, province=slug, period=period, as_of=None, language="vi", data=PUBLISHED)
    texts = list(shown.texts)
    for table in shown.tables:
        for row in range(len(table.values)):
            cells = (table.cell_text(row, column) for column in range(len(table.columns)))
            texts.append(" | ".join(cells))
    return tuple(text.casefold() for text in texts)


def is_told(
    slug: str, periods: list[str], chapters: list[str], number: str, unit: str = ""
) -> bool:
    """Whether one text of these reports holds the number, and the name of the unit."""
    alone = re.compile(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)")
    return any(
        alone.search(text) and unit.casefold() in text
        for period in periods
        for chapter in chapters
        for text in told(slug, period, chapter)
    )


def written(value: str, code: str) -> str:
    if indicator(code).unit == "percent":
        return f"{float(value):g}".replace(".", ",")
    return f"{int(value):,}".replace(",", ".")


def test_every_row_is_loaded():
    figures = [row for slug in PLACES for row in rows_of(f"figures/{slug}.csv")]
    assert len(read_everywhere(PUBLISHED, date(LATEST, 12, 31))[1]) == len(figures)
    assert len(figures) >= 539
    assert len(rows_of("targets.csv")) >= 149
    assert len(rows_of("percentages.csv")) >= 48


@pytest.mark.parametrize("slug", PLACES)
def test_every_figure_is_shown(slug):
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
def test_every_target_is_shown(slug):
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
def test_every_printed_percentage_is_recomputed(slug):
    unseen = [
        row
        for row in rows_of("percentages.csv", slug)
        if not is_told(
            slug, [row["period_end"][:4]], ["sources_and_checks"], row["printed"], row["unit"]
        )
    ]
    assert unseen == []
