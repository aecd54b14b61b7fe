"""What makes a number of a report unfit to be quoted, found in what its notebooks show.

Nothing of the library's arithmetic or words is used but the tables as they were shown: shares are
reckoned anew from the numbers beside them, exactness is read from the files of the data set.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

from tests.reports.walk import Shown

from doanvien.present.shown.cover import COVER_MIME
from doanvien.present.shown.tables.table import Table
from doanvien.present.shown.tiles import TILES_MIME

SMALLEST_BASE = 20
OF = {
    "share": ("result", "low"),
    "part_share": ("value", "whole"),
    "of_target": ("central", "low"),
    "of_country": ("value", "country"),
    "rate": ("change", "earlier"),
}
"""Columns of percentages, and the columns that they are reckoned from."""
NUMBERS = {"value", "result", "earlier", "printed", "persons", "central", "today", "before", "now"}
NAMES = {"year", "month", "low", "high", "base"}
"""Numbers that tell a row from another: a year, the target that it is about."""
CHANGES = {"rate", "error", "trend", "growth_rate", "change_rate", "difference"}
"""Columns whose percentages are changes and may be below zero."""
JUDGED = re.compile("[✓▲✗▼!] ")
PACE = re.compile("đúng tiến độ|chậm tiến độ|nguy cơ không đạt", re.I)
PERCENT = re.compile(r"(?<![\d.,])(−?\d[\d.]*(?:,\d+)?)%")
FEW = re.compile(r"(?<![\d.,])\d+(?:,\d+)?% so với cùng kỳ năm trước \((\d+)\)")
WORDS = {"about": "khoảng", "over": "hơn", "nearly": "gần", "at_least": "ít nhất"}


def faults(chapters: Iterable[Shown], data: Path, slug: str) -> list[str]:
    """Everything that is wrong with the numbers of one report in Vietnamese, in words."""
    shown = list(chapters)
    tables = [table for one in shown for table in one.tables if not table.as_file]
    return [
        *_two_values(tables),
        *_two_spans(tables, shown),
        *_shares(tables),
        *_verdicts(tables, shown),
        *_in_texts(shown),
        *_exactness(shown, data, slug),
    ]


def _rows(table: Table) -> Iterator[dict[str, str]]:
    """Each row of a table as it is read, by the names of its columns."""
    for row in range(len(table.values)):
        yield {one.name: table.cell_text(row, at) for at, one in enumerate(table.columns)}


def _two_values(tables: list[Table]) -> Iterator[str]:
    """One ratio of two numbers is told with one value, wherever it stands."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for table in tables:
        for row in _rows(table):
            for share, (part, whole) in OF.items():
                if share != "rate" and {share, part, whole} <= row.keys() and row[share] != "–":
                    told[row[part], row[whole]].add(row[share].split(" (")[0])
    for (part, whole), values in told.items():
        if len(values) > 1:
            yield f"{part} of {whole} has two values: {sorted(values)}"


def _two_spans(tables: list[Table], shown: list[Shown]) -> Iterator[str]:
    """No two rows, and no two tiles, have all words and days alike and other numbers."""
    for table in tables:
        numbers = {c.name for c in table.columns if c.is_numeric or c.name in NUMBERS} - NAMES
        seen: dict[tuple[str, ...], dict[str, str]] = {}
        for row in _rows(table):
            key = tuple(text for name, text in row.items() if name not in numbers)
            if key and seen.setdefault(key, row) != row:
                yield f"{table.caption}: one label, two numbers: {key}"
    for one in shown:
        labels = [tile["label"] for tile in _tiles(one) if re.search(r"\d", tile["value"])]
        yield from (f"two tiles {label!r}" for label in set(labels) if labels.count(label) > 1)


def _shares(tables: list[Table]) -> Iterator[str]:
    """Each percentage is that of the numbers beside it, none is of a base under 20 or of a loss."""
    for table in tables:
        for row in _rows(table):
            for share, (part, whole) in OF.items():
                of = [_number(row.get(name, "")) for name in (part, whole)]
                percent = PERCENT.fullmatch(row.get(share, "").split(" (")[0].lstrip("+"))
                if not percent or None in of:
                    continue
                value, base = of
                if abs(base) < SMALLEST_BASE:
                    yield f"{table.caption}: {row[share]} of {base}"
                elif share != "rate" and value < 0:
                    yield f"{table.caption}: {row[share]} of a loss"
                elif base and not _agrees(percent[1], Fraction(value) / Fraction(base)):
                    yield f"{table.caption}: {row[share]} is not {value} of {base}"
            for column in table.columns:
                text = row[column.name]
                below = column.kind == "percent" and re.match(r"−[\d.,]+%", text)
                if below and column.name not in CHANGES:
                    yield f"{table.caption}: {column.title} is {text}"


def _verdicts(tables: list[Table], shown: list[Shown]) -> Iterator[str]:
    """What judges says on what: a share, and of the pace the time gone."""
    for table in tables:
        for row in _rows(table):
            judged = JUDGED.match(row.get("verdict", ""))
            told = "thời gian" in " ".join([*row.values(), *table.notes])
            gone = told or row.get("elapsed", "–") != "–"
            if judged and {row.get("share", ""), row.get("result", "")} == {"–"}:
                yield f"{table.caption}: {row['verdict']} of nothing"
            if judged and PACE.search(row["verdict"]) and not gone:
                yield f"{table.caption}: {row['verdict']} without the time gone"
    # The head of a report says it once for all the targets of the year.
    covers = [bundle.get(COVER_MIME, {}) for one in shown for bundle in one.bundles]
    head = any(cover.get("elapsed_label") for cover in covers)
    for one in shown:
        for tile in _tiles(one):
            said = " ".join((tile["against"], tile["note"], tile["share"]))
            if tile["tone"] != "neutral" and not re.search(r"\d", said):
                yield f"tile {tile['label']}: {tile['verdict']} without ground"
            if PACE.search(tile["verdict"]) and not (head or "thời gian" in tile["note"]):
                yield f"tile {tile['label']}: {tile['verdict']} without the time gone"


def _in_texts(shown: list[Shown]) -> Iterator[str]:
    for one in shown:
        for text in one.sentences:
            yield from (f"a rate of {base}: {text}" for base in FEW.findall(text) if int(base) < 20)
            for percent in PERCENT.findall(text):
                if percent.startswith("−") and "chỉ tiêu" in text:
                    yield f"a share below zero: {text}"


def _exactness(shown: list[Shown], data: Path, slug: str) -> Iterator[str]:
    """A figure that its source gives inexactly stands with the source's own word."""
    rows = _figures(data, slug)
    exact = {row["value"] for row in rows if row["qualifier"] == "exact"}
    words = defaultdict(set)
    for row in rows:
        if row["value"] not in exact and len(row["value"]) > 2:
            words[_written(row["value"])].add(WORDS[row["qualifier"]])
    notes = {text for row in rows for text in (row["note"],) if text}
    for one in shown:
        for text in one.texts:
            if any(note.casefold() in text.casefold() for note in notes):
                continue
            for number, allowed in words.items():
                for found in re.finditer(rf"(\w+) [+−]?{re.escape(number)}(?![\d.,]\d|\d)", text):
                    before = found[1].casefold()
                    if before in WORDS.values() and before not in allowed:
                        yield f"{before} {number}, where the source says {allowed}: {text}"


def _figures(data: Path, slug: str) -> list[dict[str, str]]:
    with (data / "figures" / f"{slug}.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if re.fullmatch(r"\d+", row["value"])]


def _tiles(one: Shown) -> list[dict[str, str]]:
    return [tile for b in one.bundles for tile in b.get(TILES_MIME, {}).get("tiles", ())]


def _number(text: str) -> int | None:
    """The whole number of a cell, with what is said of it: "−42", "hơn 5.580 trở lên"."""
    found = re.fullmatch(r"(?:[^\d+−]+ )?([+−]?[\d.]+)(?: trở lên)?", text)
    return int(found[1].replace(".", "").replace("−", "-")) if found else None


def _agrees(percent: str, ratio: Fraction) -> bool:
    """Whether a percentage with its decimals is a ratio, rounded half up."""
    text = percent.replace(".", "").replace(",", ".").replace("−", "-")
    exact = Decimal(100 * ratio.numerator) / Decimal(ratio.denominator)
    return Decimal(text) == exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _written(value: str) -> str:
    return f"{int(value):,}".replace(",", ".")
