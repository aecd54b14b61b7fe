"""The index page of a batch: one line a report, those that need something first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from doanvien.export.excel.parts.numbers_said import number_said
from doanvien.export.pages.ids import Ids
from doanvien.export.pages.templating import render
from doanvien.export.pages.versions import Version
from doanvien.present.shown.cover import status_label
from doanvien.present.shown.names import slug
from doanvien.present.shown.tiles import Tile
from doanvien.present.words.formats import format_count
from doanvien.present.words.tone import Tone
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
TONES: tuple[Tone, ...] = ("behind", "near", "neutral", "good")
"""What a leader has to know first stands first."""


@dataclass(frozen=True)
class Failure:
    """Why a report could not be built: the notebook, the cell (0 = none), the last line."""

    notebook: str
    cell: int
    message: str


@dataclass(frozen=True)
class Link:
    """A page that stands beside the index: its path from there, and what it tells."""

    path: str
    text: str


@dataclass(frozen=True)
class IndexRow:
    """One report of a batch.

    id          "ha-noi/2022H1"; federation, period and cut-off as a reader writes them
    place       the place in few words, "Hà Nội"; the federation where it is not told
    whole       whether it is the overview of the others, which stands before them
    version     the language of a report that stands in another one already, in its own words; such
                a row is there only where something is to be done about it
    versions    pages of the same report in other languages
    tiles       its headline values; the first, with its worst verdict, is shown
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
    place: str = ""
    whole: bool = False
    version: str = ""
    versions: tuple[Version, ...] = ()
    tiles: tuple[Tile, ...] = ()
    html: str = ""
    xlsx: str = ""
    failure_page: str = ""
    csv: str = ""
    failure: Failure | None = None

    @property
    def counts(self) -> bool:
        """Whether it is a place's own report, which is compared and added up."""
        return not self.whole and not self.version


@dataclass(frozen=True)
class _Line:
    """A row with what the template needs beside it."""

    row: IndexRow
    anchor: str
    name: str
    when: str
    state: str
    symbol: str
    tile: Tile | None
    share: str


@dataclass
class _Group:
    """The lines under one heading."""

    anchor: str
    symbol: str
    title: str
    tone: Tone
    lines: list[_Line] = field(default_factory=list)


def render_index(
    title: str,
    rows: Sequence[IndexRow],
    language: Language = NOTEBOOKS_IN,
    up: str = "",
    links: Sequence[Link] = (),
) -> str:
    """The index page of a batch: first the reports that failed, are out of date or missing, each
    failure with its notebook, cell and last line; then by verdict, the worst first, and within a
    verdict the lowest share first. The same rows give the same text.

    `up` is the path of the page that leads here, where there is one; `links` lead to other pages.
    """
    t = translator(language)
    ids = Ids()
    ids.take("main")
    periods = {(row.period_label, row.cutoff_label) for row in rows if not row.version}
    of_one = len(periods) == 1
    labels = {row.tiles[0].label for row in rows if row.tiles and row.counts}
    label = labels.pop() if len(labels) == 1 else ""
    shared = len({row.tiles[0].days for row in rows if row.tiles and row.counts}) < 2
    lines = [_line(row, ids, t, label, of_one, shared) for row in rows]
    status = "simulated" if any(row.status == "simulated" for row in rows) else ""
    return render(
        "index.html",
        style="lists.css",
        language=language,
        t=t,
        title=title,
        head_title=title,
        running_head=title,
        status=status,
        status_label=status_label(status, language) if status else "",
        period=_when(*next(iter(periods)), t) if of_one else "",
        groups=_groups(lines, ids, t),
        label=label,
        note=_note(lines) if label else "",
        total=_total(lines, language) if of_one and label and shared else "",
        summary=summary(count_states(rows), language, t),
        up=up,
        links=links,
    )


def count_states(rows: Sequence[IndexRow]) -> Counter[State]:
    """How many rows there are of each state."""
    return Counter(row.state for row in rows)


def summary(counts: Counter[State], language: Language, t: Translator) -> str:
    """ "32/34 reports built; 2 failed"."""
    built = t(
        "{built}/{count} {count:report|reports} built",
        built=format_count(counts["fresh"], language),
        count=format_count(counts.total(), language),
    )
    return "; ".join(filter(None, [built, not_built(counts, language, t)]))


def not_built(counts: Counter[State], language: Language, t: Translator) -> str:
    """ "1 not built and 2 failed"; "" of none."""
    count = {state: format_count(counts[state], language) for state in STATE_WORDS}
    told: dict[State, str] = {
        "stale": t("{count} out of date", count=count["stale"]),
        "missing": t("{count} not built", count=count["missing"]),
        "failed": t("{count} failed", count=count["failed"]),
    }
    others = [words for state, words in told.items() if counts[state]]
    return listed(others, language) if others else ""


def _line(row: IndexRow, ids: Ids, t: Translator, label: str, of_one: bool, shared: bool) -> _Line:
    tile = _tile(row.tiles, label)
    return _Line(
        row,
        ids.take(slug(row.id) or "report"),
        " · ".join(filter(None, (row.place or row.federation, row.version))),
        # A result of other days than those of the others says so.
        (tile.days if tile and (row.whole or not shared) else "")
        if of_one
        else _when(row.period_label, row.cutoff_label, t),
        t(STATE_WORDS[row.state]),
        STATE_SYMBOLS[row.state],
        tile,
        _share(tile),
    )


def _when(period: str, cutoff: str, t: Translator) -> str:
    return t("{period}, figures up to {date}", period=period, date=cutoff)


def _tile(tiles: tuple[Tile, ...], label: str) -> Tile | None:
    """The first result (of the name `label` where there is one), against the target that it is
    furthest from."""
    wanted = label if any(tile.label == label for tile in tiles) else ""
    of_first = [tile for tile in tiles if tile.label == (wanted or tiles[0].label)]
    return min(of_first, key=lambda tile: TONES.index(tile.tone), default=None)


def _share(tile: Tile | None) -> str:
    return tile.share if tile else ""


def _groups(lines: list[_Line], ids: Ids, t: Translator) -> list[_Group]:
    """The lines by what is to be done about them."""
    waiting = [line for line in lines if line.row.state != "fresh"]
    groups: dict[str, _Group] = {}
    if waiting:
        waiting.sort(key=lambda line: ("failed", "stale", "missing").index(line.row.state))
        anchor = ids.take("to-do")
        groups[""] = _Group(anchor, "✗", t("To be dealt with"), "behind", waiting)
    whole = [line for line in lines if line.row.whole and line.row.state == "fresh"]
    for line in lines:
        if line.row.state != "fresh" or line.row.whole:
            continue
        tile = line.tile
        verdict = tile.verdict if tile and tile.verdict else t("Without a verdict")
        if verdict not in groups:
            symbol, tone = (tile.symbol, tile.tone) if tile and tile.verdict else ("–", "neutral")
            anchor = ids.take(slug(verdict) or "verdict")
            groups[verdict] = _Group(anchor, symbol, verdict, tone)
        groups[verdict].lines.append(line)
    for name, group in groups.items():
        if name:
            group.lines.sort(key=lambda line: _number(line.share, t("a loss")))
    done = [group for name, group in groups.items() if name]
    done.sort(key=lambda group: (TONES.index(group.tone), group.symbol != "!"))
    above = [_Group(ids.take("overview"), "", t("Overview"), "neutral", whole)] if whole else []
    return [*([groups[""]] if waiting else []), *above, *done]


def _number(share: str, loss: str) -> float:
    """A share in words as a number to sort by; a loss comes first, what is else no percentage
    last."""
    if share == loss:
        return float("-inf")
    found = re.fullmatch(r"([\d.,]+) ?%", share)
    return float(found[1].replace(",", ".")) if found else float("inf")


def _total(lines: list[_Line], language: Language) -> str:
    """What the results of all reports make together, where all of them count the same thing."""
    t = translator(language)
    lines = [line for line in lines if line.row.counts]
    tiles = [line.tile for line in lines if line.tile]
    numbers = [number_said(tile.value, language) for tile in tiles]
    counts = [number[0] for number in numbers if number and number[1] == "#,##0"]
    if len(counts) != len(lines) or len(lines) < 2:
        return ""
    told = t(
        "{label}, {count} places together: {number}",
        label=tiles[0].label,
        count=format_count(len(lines), language),
        number=format_count(sum(counts), language),
    )
    note = _note(lines)
    return f"{told} ({note})" if note else told


def _note(lines: list[_Line]) -> str:
    """The days that the results of all reports cover; "" where they differ."""
    notes = {line.tile.days for line in lines if line.tile and line.row.counts}
    return notes.pop() if len(notes) == 1 else ""
