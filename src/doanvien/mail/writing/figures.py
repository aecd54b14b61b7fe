"""The cells of a report's tables by name: what a mail quotes, as the page writes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from doanvien.export.reading.document import Document
from doanvien.present.shown.tables.table import Table, Value


@dataclass(frozen=True)
class Row:
    """One row of a table; a column that it does not have is empty, and so is a missing value."""

    table: Table
    at: int

    def value(self, column: str) -> Value:
        """The value itself."""
        index = self._index(column)
        return None if index is None else self.table.values[self.at][index]

    def text(self, column: str) -> str:
        """The value as a reader sees it; "" where there is none."""
        index = self._index(column)
        if index is None or self.table.values[self.at][index] is None:
            return ""
        return self.table.cell_text(self.at, index)

    def _index(self, column: str) -> int | None:
        names: list[str] = [one.name for one in self.table.columns]
        return names.index(column) if column in names else None


def rows_of(document: Document, name: str) -> Iterator[Row]:
    """The rows of the first table of that name; none where the report has no such table."""
    table = next((table for _, table in document.tables() if table.name == name), None)
    yield from (Row(table, at) for at in range(len(table.values))) if table else ()
