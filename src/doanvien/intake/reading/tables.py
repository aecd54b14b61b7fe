"""Where the tables of a sheet are: their header, and what each column is called.

A header has one to three rows, with or without merged cells, perhaps a row of numbers under it, and
may stand again after a page break. It is found by its words: nothing else of a form is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from doanvien.intake.book.cells import Cell, Sheet
from doanvien.intake.reading.headings import Meaning, understood
from doanvien.intake.reading.terms import row_said, starts_like_unit
from doanvien.reference.text.words import words

MOST_HEADER_ROWS = 3
MOST_COLUMNS = 120
"""Of a table; what stands farther right belongs to no form."""
_NUMBERING = re.compile(
    r"\(?\s*(?:[A-Za-zĐđ]|\d{1,2})\s*\)?(?:\s*=.*)?|\(?\d{1,2}\)?\s*=[\d+\-()/x*:%\s]+"
)
_ROLES = ("unit", "item", "number", "measured", "quantity")


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
    headers = list(_headers(sheet))
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


def _headers(sheet: Sheet) -> Iterator[tuple[int, int]]:
    last = 0
    for row in sheet.rows:
        if row <= last:
            continue
        anchor = _anchor(sheet, row, first=last == 0)
        if anchor is None:
            continue
        top, bottom = _extent(sheet, row, anchor, last)
        yield top, bottom
        last = bottom


def _anchor(sheet: Sheet, row: int, *, first: bool) -> int | None:
    """The column whose heading says that a header begins here; None in any other row.

    Below the first header only a row with two headings of columns counts, because the lines of a
    vertical form have the words of headings too.
    """
    cells = [cell for cell in sheet.by_row[row] if cell.column <= MOST_COLUMNS]
    texts = [cell for cell in cells if cell.text]
    if len(texts) < 2 or any(cell.kind != "text" and not _is_year(cell.value) for cell in cells):
        return None
    meanings = {cell.column: understood((cell.text,)) for cell in texts}
    roles = {column: found.use for column, found in meanings.items() if found.use in _ROLES}
    named = [column for column, use in roles.items() if use in ("unit", "item")]
    known = [column for column, found in meanings.items() if found.reason != "no_indicator"]
    if named and len(set(known)) >= 2:
        return named[0]
    if len(roles) >= 2 and not named:
        return min(roles)
    figures = sum(found.use == "figure" for found in meanings.values())
    if first and figures and figures + ("number" in roles.values()) >= 2:
        return min(meanings)
    return None


def _is_year(value: object) -> bool:
    return isinstance(value, float) and value in range(1990, 2100)


def _extent(sheet: Sheet, row: int, anchor: int, last: int) -> tuple[int, int]:
    """The first and last row of the header that holds a row with an anchor."""
    merge = sheet.merge_at(row, anchor)
    top, bottom = (merge.top, merge.bottom) if merge else (row, row)
    bottom = min(bottom, top + MOST_HEADER_ROWS - 1)
    while bottom - top + 1 < MOST_HEADER_ROWS and _belongs(sheet, bottom + 1, anchor):
        bottom += 1
    while (
        bottom - top + 1 < MOST_HEADER_ROWS and top - 1 > last and _is_group(sheet, top - 1, anchor)
    ):
        top -= 1
    return top, bottom


def _belongs(sheet: Sheet, row: int, anchor: int) -> bool:
    """Whether a row under a header goes on with it: only texts, and none under the anchor."""
    cells = sheet.by_row.get(row, ())
    if not cells or (sheet.at(row, anchor) is not None and not sheet.merge_at(row, anchor)):
        return False
    texts = [cell.text for cell in cells]
    return all(texts) and not _is_numbering(sheet, row) and not _is_prose(texts)


def _is_group(sheet: Sheet, row: int, anchor: int) -> bool:
    """Whether a row above a header names groups of its columns, and is no line of the title."""
    cells = sheet.by_row.get(row, ())
    if not cells or sheet.at(row, anchor) is not None:
        return False
    if not all(cell.text and cell.column > anchor for cell in cells):
        return False
    known = [understood((cell.text,)).use != "out" for cell in cells]
    return any(known) and not _is_prose([cell.text for cell in cells])


def _is_prose(texts: Sequence[str]) -> bool:
    return any(len(text) > 120 for text in texts) or bool(
        texts and row_said(texts[0]) in ("note", "signature")
    )


def _is_numbering(sheet: Sheet, row: int) -> bool:
    """A row such as A, B, (1), (2), (3) = (1) + (2)."""
    cells = sheet.by_row.get(row, ())
    written = [
        f"{cell.value:.15g}" if isinstance(cell.value, float) else cell.text for cell in cells
    ]
    return len(written) > 1 and all(map(_NUMBERING.fullmatch, written))


def _tables_under(sheet: Sheet, top: int, bottom: int, rows: list[int]) -> list[Table]:
    """The tables under one header; two stand side by side where it names units twice."""
    while rows and _is_numbering(sheet, rows[0]):
        rows = rows[1:]
    paths = _paths(sheet, top, bottom, rows)
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


def _paths(sheet: Sheet, top: int, bottom: int, rows: list[int]) -> dict[int, tuple[str, ...]]:
    """The headings of every column that has one, or figures, from the outermost group."""
    used = {
        cell.column
        for row in (*range(top, bottom + 1), *rows)
        for cell in sheet.by_row.get(row, ())
    }
    columns = sorted(column for column in used if column <= MOST_COLUMNS)
    grid = {
        (row, column): sheet.text(row, column)
        for row in range(top, bottom + 1)
        for column in columns
    }
    for row in range(top, bottom):
        _spread(sheet, grid, row, bottom, columns)
    paths = {}
    for column in columns:
        path: list[str] = []
        for row in range(top, bottom + 1):
            text = grid[row, column]
            if text and text not in path[-1:]:
                path.append(text)
        paths[column] = tuple(path)
    return paths


def _spread(
    sheet: Sheet,
    grid: dict[tuple[int, int], str],
    row: int,
    bottom: int,
    columns: Iterable[int],
) -> None:
    """Where cells are not merged, a group's name stands over its first column only."""
    group = ""
    for column in columns:
        below = any(grid[lower, column] for lower in range(row + 1, bottom + 1))
        merge = sheet.merge_at(row, column)
        if grid[row, column]:
            down = merge is not None and merge.bottom > row
            group = grid[row, column] if below and not down else ""
        elif below and group and merge is None:
            grid[row, column] = group
        elif not below:
            group = ""


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
    return [Table(sheet, header, rows, _paths(sheet, *header, list(rows)), name, None, True)]


def looks_like_units(paths: Iterable[tuple[str, ...]]) -> bool:
    """Whether headings are the names of units: at least two that begin as such names do."""
    names = [path[-1] for path in paths if path]
    return sum(starts_like_unit(name) and bool(words(name)) for name in names) >= 2
