"""A table as HTML: caption, scope on every header, words for missing values, ids from its name."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from doanvien.reference.languages import translator

if TYPE_CHECKING:
    from doanvien.present.table import Column, Table, Value


LONG_NAME = 12


def render(table: Table, number: str = "") -> str:
    """A region that can be scrolled with the keyboard, the table in it, its notes below."""
    key = f"table-{table.name}"
    notes_id = f"{key}-notes"
    described = f' aria-describedby="{notes_id}"' if table.notes else ""
    mark = f'<span class="number">{escape(number)}.</span> ' if number else ""
    parts = [
        f'<div class="table-wrap" role="region" aria-labelledby="{key}-caption" tabindex="0">',
        f'<table class="{_table_classes(table)}" id="{key}"{described}>',
        f'<caption id="{key}-caption"><span class="caption">{mark}{escape(table.caption)}</span>'
        "</caption>",
        f"<thead><tr>{''.join(_header(column) for column in table.columns)}</tr></thead>",
        f"<tbody>{''.join(_row(table, row) for row in table.values) or _no_rows(table)}</tbody>",
        "</table></div>",
    ]
    if table.notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in table.notes)
        parts.append(f'<ul class="table-notes" id="{notes_id}">{items}</ul>')
    return "\n".join(parts)


def _table_classes(table: Table) -> str:
    """First columns of names need room to stand on one or two lines; codes and years do not."""
    names = (row[0] for row in table.values if isinstance(row[0], str))
    long = max((len(name) for name in names), default=0) >= LONG_NAME
    return "data names" if long else "data"


def _header(column: Column) -> str:
    return f'<th scope="col"{_classes(column)}>{escape(column.title)}</th>'


def _row(table: Table, row: tuple[Value, ...]) -> str:
    cells = [_cell(table, value, column) for value, column in zip(row, table.columns, strict=True)]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(table: Table, value: Value, column: Column) -> str:
    text = escape(table.cell_text(value, column))
    classes = _classes(column, "missing" if value is None else "")
    if column is table.columns[0]:
        return f'<th scope="row"{classes}>{text or escape(table.missing_word(column))}</th>'
    return f"<td{classes}>{text}</td>"


def _no_rows(table: Table) -> str:
    words = translator(table.language)("no rows")
    return f'<tr><td class="missing" colspan="{len(table.columns)}">{escape(words)}</td></tr>'


def _classes(column: Column, more: str = "") -> str:
    kind = "num" if column.is_numeric else "date" if column.kind == "date" else ""
    names = " ".join(name for name in (kind, more) if name)
    return f' class="{names}"' if names else ""
