"""What each row under a header is: a unit, a total, a section, or the end of the table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from doanvien.intake.book.cells import Cell
from doanvien.intake.reading.tables import Table
from doanvien.intake.reading.titles.terms import row_said, starts_like_unit

RowKind = Literal["unit", "total", "subtotal", "section", "of_which", "part", "nameless"]
_ROMAN = re.compile(r"[IVX]{1,5}")
_LETTER = re.compile(r"[A-ZĐ]")
_DIGITS = re.compile(r"\d{1,4}")
_PART = re.compile(r"\d{1,3}\.\d{1,3}|[-+*•–]|[a-zđ]")
_DATED = re.compile(r"\bngày\s*[\d.…_]*\s*tháng\b.*\bnăm\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(\d{1,3}|[IVX]{1,5}|[A-Z])\s*[.)/]\s*(?=\D)")


@dataclass(frozen=True)
class Row:
    """A row of a table of units. ``rank`` is how it is numbered: "roman", "letter", "number", …"""

    row: int
    kind: RowKind
    name: str
    rank: str
    name_cell: Cell | None


def rows_of(table: Table, figures: Collection[int]) -> list[Row]:
    """The rows that matter, up to the signatures; ``figures`` are the columns that hold numbers."""
    rows = list(_until_signatures(table, figures))
    ranks = {row.rank for row in rows}
    if "number" not in ranks:
        return rows
    # Where units are counted 1, 2, 3, a row counted I or A is the heading of some of them.
    return [
        Row(row.row, "section", row.name, row.rank, row.name_cell)
        if row.kind == "unit" and row.rank in ("roman", "letter")
        else row
        for row in rows
    ]


def _until_signatures(table: Table, figures: Collection[int]) -> Iterator[Row]:
    sheet = table.sheet
    for row in table.body:
        cells = [cell for cell in sheet.by_row.get(row, ()) if cell.column in table.paths]
        filled = [cell for cell in cells if cell.column in figures]
        said = [row_said(cell.text) for cell in cells if cell.text]
        if is_signed(cells) and not any(cell.kind == "number" for cell in filled):
            return
        if "note" in said and not filled:
            continue
        name_cell = _name_cell(table, row, figures)
        name = name_cell.text if name_cell else ""
        if not name and not any(
            cell.kind == "number" or cell.text[:1].isdigit() for cell in filled
        ):
            continue  # a line of prose beside the table
        rank, name = _rank(table, row, name)
        if not filled and not (name and rank == "number"):
            if (name and rank in ("roman", "letter")) or row_said(name) == "section":
                yield Row(row, "section", name, rank, name_cell)
            continue
        yield Row(row, _kind(name, rank, name_cell), name, rank, name_cell)


def is_signed(cells: Collection[Cell]) -> bool:
    """Whether a row belongs to the signatures: an office, or a place with its day."""
    texts = [cell.text for cell in cells if cell.text]
    return any(row_said(text) == "signature" or _DATED.search(text) for text in texts)


def _kind(name: str, rank: str, name_cell: Cell | None) -> RowKind:
    if not name or name_cell is None:
        return "nameless"
    said = row_said(name)
    if said == "total":
        return "total"
    if said == "subtotal":
        return "subtotal"
    if said == "section":
        return "section"
    if said == "of_which":
        return "of_which"
    return "part" if rank == "part" else "unit"


def _name_cell(table: Table, row: int, figures: Collection[int]) -> Cell | None:
    """The cell of the name; where it is empty, a text before the figures ("TỔNG CỘNG" in A:B)."""
    found = table.sheet.at(row, table.name_column)
    if found is not None and found.text:
        return found
    first = min(figures, default=table.name_column)
    before = [
        cell
        for cell in table.sheet.by_row.get(row, ())
        if cell.column < first and cell.column in table.paths and row_said(cell.text)
    ]
    return before[0] if before else None


def _rank(table: Table, row: int, name: str) -> tuple[str, str]:
    """How a row is numbered, in its own column or before its name, and the name without it."""
    number = table.sheet.at(row, table.number_column) if table.number_column else None
    written = ""
    if number is not None:
        if isinstance(number.value, float):
            whole = number.value == int(number.value)
            written = f"{number.value:.0f}" if whole else f"{number.value:.15g}"
        else:
            written = number.text.rstrip(".) ")
    before = _NUMBERED.match(name)
    if before and not starts_like_unit(name):  # "H. Hương Sơn" is a district, not the eighth row
        name = name[before.end() :].strip()
        written = written or before[1]
    if name[:1] in "-+*•–" and len(name) > 1:
        return "part", name.lstrip("-+*•– ")
    return _class(written), name


def _class(written: str) -> str:
    for rank, pattern in (
        ("number", _DIGITS),
        ("roman", _ROMAN),
        ("letter", _LETTER),
        ("part", _PART),
    ):
        if pattern.fullmatch(written):
            return rank
    return ""


def reaches(rows: list[Row]) -> dict[int, tuple[int, ...]]:
    """For each total, subtotal and section with figures, the rows of the units it may add up."""
    units = [row.row for row in rows if row.kind == "unit"]
    order = [row.rank for row in rows if row.kind == "section"]
    depth = {rank: at for at, rank in enumerate(dict.fromkeys(order))}
    found: dict[int, tuple[int, ...]] = {}
    for position, row in enumerate(rows):
        if row.kind == "total":
            found[row.row] = tuple(units)
        elif row.kind == "section":
            after = (
                other.row
                for other in rows[position + 1 :]
                if other.kind == "total"
                or (other.kind == "section" and depth[other.rank] <= depth[row.rank])
            )
            end = next(after, None)
            found[row.row] = tuple(at for at in units if at > row.row and (not end or at < end))
        elif row.kind == "subtotal":
            starts = [
                other.row
                for other in rows[:position]
                if other.kind in ("section", "subtotal", "total")
            ]
            begin = starts[-1] if starts else 0
            found[row.row] = tuple(at for at in units if begin < at < row.row)
    return found
