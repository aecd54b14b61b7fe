"""Widths of columns and lines of cells, counted in letters of the body font."""

from __future__ import annotations

import textwrap

from doanvien.present.table import Column, Table

NARROWEST, WIDEST_NUMBER, WIDEST_TEXT = 11, 24, 46
FILTER_BUTTON, INDENT = 3, 2


def column_widths(table: Table) -> list[float]:
    """A width for each column: its longest cell within limits, its title wrapped at spaces."""
    return [_width(table, index, column) for index, column in enumerate(table.columns)]


def wrapped_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of `width`, at least one."""
    room = max(1, int(width) - INDENT)
    return sum(max(1, len(textwrap.wrap(line, room))) for line in text.splitlines()) or 1


def _width(table: Table, index: int, column: Column) -> float:
    texts = [table.cell_text(row[index], column) for row in table.values]
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    longest_word = max(len(word) for word in column.title.split())
    widest = WIDEST_NUMBER if column.is_numeric else WIDEST_TEXT
    return max(
        NARROWEST,
        longest_word + FILTER_BUTTON + INDENT,
        min(longest + INDENT, widest),
        min(len(column.title) // 2 + FILTER_BUTTON + INDENT, widest),
    )
