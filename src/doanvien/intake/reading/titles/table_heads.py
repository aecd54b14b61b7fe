"""Where headers stand in a sheet, and which heading each column has.

A header has one to three rows, with or without merged cells, perhaps a row of numbers under it, and
may stand again after a page break. It is found by its words: nothing else of a form is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from doanvien.intake.book.cells import Sheet
from doanvien.intake.reading.titles.headings import understood
from doanvien.intake.reading.titles.terms import row_said

MOST_HEADER_ROWS = 3
MOST_COLUMNS = 120
"""Of a table; what stands farther right belongs to no form."""
_NUMBERING = re.compile(
    r"\(?\s*(?:[A-Za-zĐđ]|\d{1,2})\s*\)?(?:\s*=.*)?|\(?\d{1,2}\)?\s*=[\d+\-()/x*:%\s]+"
)
_ROLES = ("unit", "item", "number", "measured", "quantity")


def headers_of(sheet: Sheet) -> Iterator[tuple[int, int]]:
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
    return all(texts) and not is_numbering(sheet, row) and not _is_prose(texts)


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


def is_numbering(sheet: Sheet, row: int) -> bool:
    """A row such as A, B, (1), (2), (3) = (1) + (2)."""
    cells = sheet.by_row.get(row, ())
    written = [
        f"{cell.value:.15g}" if isinstance(cell.value, float) else cell.text for cell in cells
    ]
    return len(written) > 1 and all(map(_NUMBERING.fullmatch, written))


def headings_of(sheet: Sheet, top: int, bottom: int, rows: list[int]) -> dict[int, tuple[str, ...]]:
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
