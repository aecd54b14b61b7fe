"""Widths of columns and lines of cells, counted in letters of the body font."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from doanvien.present.shown.tables.grid import format_value
from doanvien.present.shown.tables.table import Column, Table

NARROWEST, WIDEST_NUMBER, WIDEST_TEXT = 11, 20, 46
NARROWEST_FIRST, NARROWEST_TEXT, NARROWEST_NUMBER = 20.0, 11.0, 8.0
LONG, NARROWEST_LONG = 60, 15.0
PAGE = 120.0
"""Letters across an A4 page that lies, printed at 9 points (letters are 10 points large)."""
FILTER_BUTTON, INDENT = 3, 2
LINE_POINTS = 13.5


def column_widths(tables: Sequence[Table]) -> list[float]:
    """A width for each column of a sheet with these tables one below the other: its longest cell
    within limits, titles wrapped at spaces.

    Where all of it would be wider than a page, the widest columns give way: texts are wrapped,
    titles over numbers too, numbers never.
    """
    most = max(len(table.columns) for table in tables)
    widths, narrowest = [0.0] * most, [NARROWEST_NUMBER] * most
    narrowest[0] = NARROWEST_FIRST
    for table in tables:
        for index, column in enumerate(table.columns):
            widths[index] = max(widths[index], _width(table, index, column))
            narrowest[index] = max(narrowest[index], _least(table, index, column))
    while sum(widths) > PAGE:
        room = [width - least for width, least in zip(widths, narrowest, strict=True)]
        if max(room) < 1:
            break
        widths[max(range(most), key=lambda at: (room[at] >= 1, widths[at]))] -= 1
    return widths


def wrapped_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of `width`, at least one."""
    # Letters are a little narrower than the digits that widths are counted in.
    room = max(1, int(1.05 * width) - INDENT)
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, len(textwrap.wrap(line, room))) for line in text.splitlines()) or 1


def row_height(lines: Iterable[int]) -> float:
    """Points of a row whose cells take so many lines each."""
    return LINE_POINTS * max(lines) + 2


def _width(table: Table, index: int, column: Column) -> float:
    longest = max((len(line) for text in _texts(table, index, column) for line in text), default=0)
    longest_word = max(len(word) for word in column.title.split())
    widest = WIDEST_NUMBER if column.is_numeric else WIDEST_TEXT
    return max(
        NARROWEST,
        longest_word + FILTER_BUTTON + INDENT,
        min(longest + INDENT, widest),
        min(len(column.title) // 2 + FILTER_BUTTON + INDENT, widest),
    )


def _least(table: Table, index: int, column: Column) -> float:
    """How narrow a column may get: what must stand on one line in it."""
    words = max(map(len, column.title.split())) + INDENT
    if column.kind == "date":
        return max(11.0, words)
    if not column.is_numeric:
        lines = (line for text in _texts(table, index, column) for line in text)
        longest = max(map(len, lines), default=0)
        least = NARROWEST_LONG if longest > LONG else NARROWEST_TEXT
        return max(words, min(least, longest + INDENT))
    numbers = [text for text in _texts(table, index, column) if text[:1] != [""]]
    digits = [line for text in numbers for line in text if any(map(str.isdigit, line))]
    return max(NARROWEST_NUMBER, max(map(len, digits), default=0) + INDENT, words)


def _texts(table: Table, index: int, column: Column) -> Iterator[list[str]]:
    """The texts of a column that can be its longest, each in lines: to write out every number of a
    long table would take longer than to make the workbook."""
    values = [row[index] for row in table.values]
    if any(value is None for value in values):
        yield table.missing_word(column).splitlines()
    numbers = [value for value in values if isinstance(value, int | float)]
    if numbers:
        # The places after the comma may differ; those of the extremes do not tell the most.
        places = "0" * (column.places + 1 if column.kind in ("percent", "decimal") else 0)
        for number in (min(numbers), max(numbers)):
            yield [format_value(int(number), column, table.language) + places]
    yield from (
        words.splitlines() for (_, name), words in table.said.items() if name == column.name
    )
    yield from (value.splitlines() for value in values if isinstance(value, str))
    if column.kind == "date":
        yield ["00/00/0000"]
