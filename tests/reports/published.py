"""The published data set: its places, periods and rows, and what their reports tell."""

import csv
import re
from pathlib import Path

from tests.reports.walk import Shown, run

from doanvien.data.dataset import files_read
from doanvien.reference.indicators import indicator

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
PLACES = sorted(path.stem for path in (PUBLISHED / "figures").glob("*.csv"))
_told: dict[tuple[str, str, str], tuple[str, ...]] = {}


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


def rows_of(name: str, slug: str | None = None) -> list[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if slug in (None, row["province"])]


def show(slug: str, period: str, chapter: str, language: str = "vi") -> Shown:
    """What a chapter of a report shows; what it tells in Vietnamese is kept for `told`."""
    parameters = {"province": slug, "period": period, "as_of": None, "language": language}
    shown = run(chapter, **parameters, data=str(PUBLISHED))
    if language == "vi":
        _told[slug, period, chapter] = tuple(text.casefold() for text in _texts(shown))
    return shown


def told(slug: str, period: str, chapter: str) -> tuple[str, ...]:
    """Every sentence of a chapter, and every row of its tables as one text, in small letters."""
    if (slug, period, chapter) not in _told:
        show(slug, period, chapter)
    return _told[slug, period, chapter]


def _texts(shown: Shown) -> list[str]:
    texts = list(shown.texts)
    for table in shown.tables:
        for row in range(len(table.values)):
            cells = (table.cell_text(row, column) for column in range(len(table.columns)))
            texts.append(" | ".join(cells))
    return texts


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
