"""A table as HTML: caption, scope on every header, words for missing values, ids from its name."""

from __future__ import annotations

from html import escape

from doanvien.present.shown.grid import Column, Grid
from doanvien.present.words.formats import format_count
from doanvien.reference.languages import translator

LONG_NAME, LONG_TEXT = 12, 60
"""Letters from which a first column, and any column of text, asks for room."""


def render(table: Grid, number: str = "") -> str:
    """A region that can be scrolled with the keyboard, the table in it, its notes below."""
    if table.as_file:
        return _as_file(table, number)
    key = f"table-{table.name}"
    notes_id = f"{key}-notes"
    described = f' aria-describedby="{notes_id}"' if table.notes else ""
    mark = f'<span class="number">{escape(number)}.</span> ' if number else ""
    classes = "data names" if _longest(table, 0) >= LONG_NAME else "data"
    headers = "".join(_header(column) for column in table.columns)
    looks = [_look(table, index) for index in range(len(table.columns))]
    rows = "".join(_row(table, row, looks) for row in range(len(table.values))) or _no_rows(table)
    parts = [
        f'<div class="table-wrap" role="region" aria-labelledby="{key}-caption" tabindex="0">',
        f'<table class="{classes}" id="{key}"{described}>',
        f'<caption id="{key}-caption"><span class="caption">{mark}{escape(table.caption)}</span>'
        "</caption>",
        f"<thead><tr>{headers}</tr></thead>",
        f"<tbody>{rows}</tbody>",
        "</table></div>",
    ]
    if table.notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in table.notes)
        parts.append(f'<ul class="table-notes" id="{notes_id}">{items}</ul>')
    return "\n".join(parts)


def _as_file(table: Grid, number: str) -> str:
    """Where the rows are, for a table that is no reading matter."""
    t = translator(table.language)
    where = t(
        "{count} rows, in the Excel workbook and in the CSV file that go with this report",
        count=format_count(len(table.values), table.language),
    )
    mark = f'<span class="number">{escape(number)}.</span> ' if number else ""
    caption = f"<strong>{escape(table.caption)}</strong>"
    notes = "".join(f"<li>{escape(note)}</li>" for note in table.notes)
    listed = f'<ul class="table-notes">{notes}</ul>' if notes else ""
    return f'<p id="table-{table.name}">{mark}{caption}: {escape(where)}.</p>{listed}'


def _header(column: Column) -> str:
    return f'<th scope="col"{_class(_kind(column))}>{escape(column.title)}</th>'


def _row(table: Grid, row: int, looks: list[str]) -> str:
    cells = []
    for index, (value, look) in enumerate(zip(table.values[row], looks, strict=True)):
        column = table.columns[index]
        text = escape(table.cell_text(row, index))
        classes = _class(look, "missing" if value is None else "")
        if index == 0:
            name = text or escape(table.missing_word(column))
            cells.append(f'<th scope="row"{classes}>{name}</th>')
        else:
            cells.append(f"<td{classes}>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _no_rows(table: Grid) -> str:
    words = translator(table.language)("no rows")
    return f'<tr><td class="missing" colspan="{len(table.columns)}">{escape(words)}</td></tr>'


def _look(table: Grid, index: int) -> str:
    return _kind(table.columns[index]) or ("long" if _longest(table, index) >= LONG_TEXT else "")


def _kind(column: Column) -> str:
    return "num" if column.is_numeric else "date" if column.kind == "date" else ""


def _longest(table: Grid, index: int) -> int:
    """Letters of the longest text in a column; 0 where it holds none."""
    cells = (row[index] for row in table.values)
    return max((len(cell) for cell in cells if isinstance(cell, str)), default=0)


def _class(*names: str) -> str:
    given = " ".join(name for name in names if name)
    return f' class="{given}"' if given else ""
