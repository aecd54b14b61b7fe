"""Where the tables of a sheet are, and which of their columns holds the names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from doanvien.intake.book.cells import Cell, Sheet
from doanvien.intake.reading.titles.headings import Meaning, understood
from doanvien.intake.reading.titles.table_heads import (
    MOST_COLUMNS,
    headers_of,
    headings_of,
    is_numbering,
)
from doanvien.intake.reading.titles.terms import starts_like_unit
from doanvien.reference.text.words import words


@dataclass(frozen=True, eq=False)
class Table:
    """A table of a sheet.

    ``header`` are its first and last row, ``body`` the rows below, without repeated headers and
    numbering. ``paths`` name the headings of each column from the outermost group. ``name_column``
    holds the units, or the lines of a vertical form (``of_items``), ``number_column`` how they are
    counted.
    """

    sheet: Sheet
    header: tuple[int, int]
    body: tuple[int, ...]
    paths: dict[int, tuple[str, ...]]
    name_column: int
    number_column: int | None
    of_items: bool

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns beside that of the names, from the left."""
        return tuple(column for column in sorted(self.paths) if column != self.name_column)


def find_tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet from its top; none where no header and no known lines are found."""
    headers = list(headers_of(sheet))
    tables: list[Table] = []
    for position, (top, bottom) in enumerate(headers):
        end = headers[position + 1][0] if position + 1 < len(headers) else None
        rows = [row for row in sheet.rows if row > bottom and (end is None or row < end)]
        found = _tables_under(sheet, top, bottom, rows)
        if tables and len(found) == 1 and found[0].paths == tables[-1].paths:
            # The same header after a page break: one table with one total at its end.
            tables[-1] = replace(tables[-1], body=(*tables[-1].body, *found[0].body))
        else:
            tables += found
    return tables or _without_header(sheet)


def _tables_under(sheet: Sheet, top: int, bottom: int, rows: list[int]) -> list[Table]:
    """The tables under one header; two stand side by side where it names units twice."""
    while rows and is_numbering(sheet, rows[0]):
        rows = rows[1:]
    paths = headings_of(sheet, top, bottom, rows)
    meanings = {column: understood(path) for column, path in paths.items() if path}
    named = [column for column, found in meanings.items() if found.use in ("unit", "item")]
    starts = [_start(column, meanings) for column in _apart(named, meanings)] or [min(paths)]
    ends = [*starts[1:], max(paths) + 1]
    starts[0] = min(paths)
    return [
        table
        for start, end in zip(starts, ends, strict=True)
        if (
            table := _table(
                sheet,
                (top, bottom),
                tuple(rows),
                {column: path for column, path in paths.items() if start <= column < end},
            )
        )
    ]


def _apart(named: list[int], meanings: dict[int, Meaning]) -> list[int]:
    """Of the columns of names, those that figures stand between."""
    kept: list[int] = []
    for column in named:
        between = range(kept[-1] + 1, column) if kept else ()
        if not kept or any(
            meanings[at].use in ("figure", "quantity") for at in between if at in meanings
        ):
            kept.append(column)
    return kept


def _start(column: int, meanings: dict[int, Meaning]) -> int:
    before = meanings.get(column - 1)
    return column - 1 if before and before.use == "number" else column


def _table(
    sheet: Sheet, header: tuple[int, int], rows: tuple[int, ...], paths: dict[int, tuple[str, ...]]
) -> Table | None:
    meanings = {column: understood(path) for column, path in paths.items() if path}
    named = [column for column, found in meanings.items() if found.use in ("unit", "item")]
    name = named[-1] if named else _column_of_texts(sheet, rows, paths)
    if name is None:
        return None
    number = next((at for at, found in meanings.items() if found.use == "number"), None)
    lines = [understood((sheet.text(row, name),)) for row in rows if sheet.text(row, name)]
    of_items = name in meanings and meanings[name].use == "item"
    if not named:
        of_items = sum(found.use == "figure" for found in lines) >= 2
    return Table(sheet, header, rows, paths, name, number, of_items)


def _column_of_texts(
    sheet: Sheet, rows: tuple[int, ...], paths: dict[int, tuple[str, ...]]
) -> int | None:
    """The first column that holds more texts than numbers: that of the names. Rows without any
    number are words below the table."""
    rows = tuple(row for row in rows if any(map(_is_number, sheet.by_row.get(row, ()))))
    for column in sorted(paths):
        kinds = [cell.kind for row in rows if (cell := sheet.cells.get((row, column)))]
        longer = [row for row in rows if len(sheet.text(row, column)) > 3]
        if len(longer) >= 2 and kinds.count("text") > len(kinds) / 2:
            return column
    return None


def _is_number(cell: Cell) -> bool:
    return cell.kind == "number" or cell.text[:1].isdecimal()


def _without_header(sheet: Sheet) -> list[Table]:
    """A vertical form without any header: known lines with a number beside them."""
    lines: dict[int, list[int]] = {}
    for cell in sheet.texts():
        if cell.column <= MOST_COLUMNS and understood((cell.text,)).use == "figure":
            lines.setdefault(cell.column, []).append(cell.row)
    if not lines:
        return []
    name = max(lines, key=lambda column: len(lines[column]))
    rows = tuple(row for row in sheet.rows if row >= lines[name][0])
    values = {
        cell.column
        for row in lines[name]
        for cell in sheet.by_row[row]
        if cell.column > name and (cell.kind != "text" or cell.text[:1].isdigit())
    }
    if len(lines[name]) < 2 or not values:
        return []
    if len(values) == 1:
        paths: dict[int, tuple[str, ...]] = {name: (), min(values): ()}
        return [Table(sheet, (rows[0], rows[0] - 1), rows, paths, name, None, True)]
    # Of several columns only a line above them can say which is whose.
    above = [row for row in sheet.rows if row < rows[0]]
    if not above or not all(sheet.text(above[-1], column) for column in values):
        return []
    header = (above[-1], above[-1])
    return [Table(sheet, header, rows, headings_of(sheet, *header, list(rows)), name, None, True)]


def looks_like_units(paths: Iterable[tuple[str, ...]]) -> bool:
    """Whether headings are the names of units: at least two that begin as such names do."""
    names = [path[-1] for path in paths if path]
    return sum(starts_like_unit(name) and bool(words(name)) for name in names) >= 2
