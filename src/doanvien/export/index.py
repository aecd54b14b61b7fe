"""The index page of a batch: every report, its state, its headline figures, its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from doanvien.export.headings import Ids
from doanvien.export.templating import render
from doanvien.present.shown.cover import status_label
from doanvien.present.shown.names import slug
from doanvien.present.shown.tiles import Tile
from doanvien.present.words.formats import format_count
from doanvien.reference.languages import NOTEBOOKS_IN, Language, Translator, translator
from doanvien.reference.sentences import listed

State = Literal["fresh", "stale", "missing", "failed"]

STATE_WORDS: dict[State, str] = {
    "fresh": "built",
    "stale": "out of date",
    "missing": "not built",
    "failed": "failed",
}
STATE_SYMBOLS: dict[State, str] = {"fresh": "✓", "stale": "○", "missing": "–", "failed": "✗"}
MOST_TILES = 4


@dataclass(frozen=True)
class Failure:
    """Why a report could not be built: the notebook, the cell (0 = none), the last line."""

    notebook: str
    cell: int
    message: str


@dataclass(frozen=True)
class IndexRow:
    """One report of a batch.

    id          "ha-noi/2022H1"; federation, period and cut-off as a reader writes them
    tiles       its headline values; at most four are shown
    html, xlsx, csv
                paths from the index page with "/" between folders; "" where there is no file. A
                report that failed or is out of date may still have its former files
    failure_page  path of the page that tells all of a failure, in the same way
    status      of its data set: published | reported | simulated
    """

    id: str
    federation: str
    period_label: str
    cutoff_label: str
    state: State
    status: str = "published"
    tiles: tuple[Tile, ...] = ()
    html: str = ""
    xlsx: str = ""
    failure_page: str = ""
    csv: str = ""
    failure: Failure | None = None


@dataclass(frozen=True)
class _Line:
    """A row with what the template needs beside it."""

    row: IndexRow
    anchor: str
    state: str
    symbol: str


def render_index(
    title: str, rows: Sequence[IndexRow], language: Language = NOTEBOOKS_IN, up: str = ""
) -> str:
    """The index page of a batch, rows in the given order; the same rows give the same text.

    Failures are listed first, each with its notebook, cell and last line. `up` is the path of the
    page that leads here, where there is one.
    """
    t = translator(language)
    ids = Ids()
    for reserved in ("main", "failures"):
        ids.take(reserved)
    lines = [
        _Line(
            row,
            ids.take(slug(row.id) or "report"),
            t(STATE_WORDS[row.state]),
            STATE_SYMBOLS[row.state],
        )
        for row in rows
    ]
    status = "simulated" if any(row.status == "simulated" for row in rows) else ""
    return render(
        "index.html",
        language=language,
        t=t,
        title=title,
        head_title=title,
        running_head=title,
        status=status,
        status_label=status_label(status, language) if status else "",
        lines=lines,
        failed=[line for line in lines if line.row.failure],
        summary=summary(count_states(rows), language, t),
        most_tiles=MOST_TILES,
        up=up,
    )


def count_states(rows: Sequence[IndexRow]) -> Counter[State]:
    """How many rows there are of each state."""
    return Counter(row.state for row in rows)


def summary(counts: Counter[State], language: Language, t: Translator) -> str:
    """ "34 reports: 32 built, 2 failed"."""
    count = {state: format_count(counts[state], language) for state in STATE_WORDS}
    told: dict[State, str] = {
        "fresh": t("{count} built", count=count["fresh"]),
        "stale": t("{count} out of date", count=count["stale"]),
        "missing": t("{count} not built", count=count["missing"]),
        "failed": t("{count} failed", count=count["failed"]),
    }
    return t(
        "{count} reports: {states}",
        count=format_count(counts.total(), language),
        states=listed([words for state, words in told.items() if counts[state]], language) or "–",
    )
