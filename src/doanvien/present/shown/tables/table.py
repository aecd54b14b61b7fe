"""A table: what a reader sees and the data behind it, from one frame.

Shown in a notebook, a `Table` puts both into the cell's output: HTML for the reader and a
Frictionless data resource for the exporters, so the page and the workbook agree by construction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from doanvien.present.shown.tables import table_html, table_resource
from doanvien.present.shown.tables.grid import (
    KINDS,
    Bars,
    Column,
    Grid,
    Kind,
    NativeChart,
    Value,
    clean_text,
)

__all__ = [
    "KINDS",
    "TABLE_MIME",
    "Bars",
    "Column",
    "Kind",
    "NativeChart",
    "Table",
    "Value",
    "clean_text",
    "table_from_resource",
]

TABLE_MIME = "application/vnd.dataresource+json"

IN_JUPYTER = (
    ".table-wrap table.data{border-collapse:collapse;margin:.4em 0}"
    ".table-wrap table.data caption{caption-side:top;text-align:left;font-weight:bold;"
    "padding:.3em 0}"
    ".table-wrap table.data :is(th,td){text-align:left;vertical-align:top;padding:.25em .8em;"
    "border-bottom:1px solid rgba(128,128,128,.35);background:none}"
    ".table-wrap table.data tbody th{font-weight:normal}"
    ".table-wrap table.data .num{text-align:right;font-variant-numeric:tabular-nums}"
    ".table-wrap table.data .missing{opacity:.65}"
    ".meter{display:flex;gap:.6em;align-items:center}"
    ".bar{position:relative;flex:1 1 9em;height:1em;background:rgba(128,128,128,.2)}"
    ".bar i{position:absolute;inset:0 auto 0 0;background:#0b5394}"
    ".bar b{position:absolute;top:-.2em;bottom:-.2em;width:2px;background:currentColor}"
    ".bar.near i,.bar.behind i{background:#c25e00}.bar.neutral i{background:#8a8f96}"
)
"""A table in a notebook, which knows nothing of the report's stylesheet, light or dark."""


@dataclass(frozen=True, eq=False)
class Table(Grid):
    """A captioned table with typed columns that can show itself; its fields are those of `Grid`."""

    def to_html(self, number: str = "", *, in_page: bool = False) -> str:
        """The table ready to show, `number` ("Bảng 3") before its caption; `in_page` for a report,
        which may shorten a long one."""
        return table_html.render(self, number, in_page=in_page)

    def to_resource(self) -> dict[str, Any]:
        """The payload of `application/vnd.dataresource+json`; missing values are None."""
        return table_resource.to_resource(self)

    def bundle(self) -> dict[str, Any]:
        """What a notebook puts into the cell's output."""
        return {
            "text/plain": _plain(self),
            "text/html": f"<style>{IN_JUPYTER}</style>\n{self.to_html()}",
            TABLE_MIME: self.to_resource(),
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return self.bundle()


def table_from_resource(resource: Mapping[str, Any]) -> Table:
    """The table that made `resource`; `ValueError` when no table did, or it was damaged since."""
    return Table(**table_resource.fields_of(resource))


def _plain(table: Table) -> str:
    lines = [table.caption, " | ".join(column.title for column in table.columns)]
    columns = range(len(table.columns))
    lines += [
        " | ".join(table.cell_text(row, index) for index in columns)
        for row in range(len(table.values))
    ]
    return "\n".join([*lines, *table.notes])
