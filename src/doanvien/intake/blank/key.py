"""The hidden sheet that names what is where, written and read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doanvien.intake.blank.layout import NAME_COLUMN, Plan, slots
from doanvien.intake.book.cells import Book, Sheet
from doanvien.reference.calendar.periods import ImpossiblePeriod, Period, parse_period
from doanvien.reference.places import Province
from doanvien.reference.provinces import province_of

NAME = "_doanvien"
VERSION = "1"
FORM_SHEET = "Biểu số liệu"


@dataclass(frozen=True)
class Key:
    """``columns`` are (column, code, first day or None, last day, heading); ``rows`` the row of
    each unit; ``spare`` the rows for units that the register did not know.
    """

    province: Province
    period: Period
    cut_off: date
    since: date
    columns: tuple[tuple[int, str, date | None, date, str], ...]
    rows: tuple[tuple[int, str], ...]
    spare: tuple[int, ...]
    total_row: int


def key_lines(plan: Plan) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet."""
    yield "version", VERSION
    yield "province", plan.province.slug, str(plan.province.territory)
    yield "period", plan.period.code
    yield "days", plan.since.isoformat(), plan.cut_off.isoformat()
    for slot in slots():
        if slot.asked:
            start, end = slot.asked.days(plan.since, plan.cut_off)
            first = start.isoformat() if start else ""
            yield (
                "column",
                str(slot.column),
                slot.asked.code,
                first,
                end.isoformat(),
                slot.asked.title,
            )
    for row, unit in zip(plan.rows, plan.units, strict=False):
        yield "unit", str(row), unit
    for row in plan.rows[len(plan.units) :]:
        yield "spare", str(row)
    yield "total", str(plan.total_row)


def read_key(book: Book) -> Key | None:
    """The key of a form of ours; None for any other file, or where somebody changed it."""
    hidden = next((sheet for sheet in book.sheets if sheet.name == NAME), None)
    if hidden is None:
        return None
    lines = list(_lines(hidden))
    one = {line[0]: line[1:] for line in lines if line[0] not in ("column", "unit", "spare")}
    try:
        if one["version"] != [VERSION]:
            return None
        since, cut_off = (date.fromisoformat(text) for text in one["days"])
        return Key(
            province=province_of(one["province"][0], int(one["province"][1])),
            period=parse_period(one["period"][0]),
            cut_off=cut_off,
            since=since,
            columns=tuple(_column(line[1:]) for line in lines if line[0] == "column"),
            rows=tuple((int(line[1]), line[2]) for line in lines if line[0] == "unit"),
            spare=tuple(int(line[1]) for line in lines if line[0] == "spare"),
            total_row=int(one["total"][0]),
        )
    except (KeyError, ValueError, IndexError, ImpossiblePeriod):
        return None


def is_as_sent(sheet: Sheet, key: Key, header: int) -> bool:
    """Whether headings and units still stand where they were put."""
    headings = all(sheet.text(header, column) == title for column, *_, title in key.columns)
    return headings and all(sheet.text(row, NAME_COLUMN) == unit for row, unit in key.rows)


def _lines(sheet: Sheet) -> Iterator[list[str]]:
    for row in sheet.rows:
        cells = sheet.by_row[row]
        last = cells[-1].column
        texts = [sheet.text(row, column) for column in range(1, last + 1)]
        if texts[0]:
            yield texts


def _column(line: list[str]) -> tuple[int, str, date | None, date, str]:
    number, code, first, last, title = line
    start = date.fromisoformat(first) if first else None
    return int(number), code, start, date.fromisoformat(last), title
