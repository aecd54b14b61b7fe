"""Widths of columns and lines of cells, counted in letters of the body font."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from doanvien.present.shown.grid import format_value
from doanvien.present.shown.table import Column, Table

NARROWEST, WIDEST_NUMBER, WIDEST_TEXT = 11, 24, 46
FILTER_BUTTON, INDENT = 3, 2
LINE_POINTS = 13.5


def column_widths(table: Table) -> list[float]:
    """A width for each column: its longest cell within limits, its title wrapped at spaces."""
    return [_width(table, index, column) for index, column in enumerate(table.columns)]


def wrapped_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of `width`, at least one."""
    room = max(1, int(width) - INDENT)
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
