"""A table as HTML: caption, scope on every header, words for missing values, ids from its name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape

from doanvien.present.shown.tables.grid import NO_FIGURE, Bars, Column, Grid, Value
from doanvien.present.words.formats import format_count
from doanvien.reference.languages import translator

LONG_NAME, LONG_TEXT, SHORT_TEXT = 12, 36, 20
"""Letters from which a first column, and any column of text, asks for room; up to which it stays in
one line."""

VERDICT = "verdict"
RESULT_AND_TARGET = ["result", "low"]
"""What a bar is of, told as "302 / 400" where a row is a card."""
LONG_UNIT = 12  # letters of words behind a number
CARDS_FROM, FEWEST_LEFT_OUT, FEWEST_THE_SAME, LONGEST_BAR = 4, 2, 3, 1.5
"""Columns from which a row becomes a card on a narrow screen; a longer bar ends at its limit."""


def render(table: Grid, number: str = "", *, in_page: bool = False) -> str:
    """A region that can be scrolled with the keyboard, the table in it, its notes below.

    In a page, a long table shows `ends` rows at either end, or its `head`, and each cell knows its
    column, so that a narrow screen can show a row as a card.
    """
    if table.as_file:
        return _as_file(table, number)
    key = f"table-{table.name}"
    notes_id = f"{key}-notes"
    mark = f'<span class="number">{escape(number)}.</span> ' if number else ""
    classes = "data names" if _longest(table, 0) >= LONG_NAME else "data"
    same = _the_same(table) if in_page else {}
    left_out = {*same, *table.book}
    headers = "".join(_header(column) for column in table.columns if column.name not in left_out)
    looks = [_look(table, index) for index in range(len(table.columns))]
    if in_page and len(table.columns) - len(left_out) >= CARDS_FROM:
        classes += " cards"
    if table.bars and [column.name for column in table.columns[1:3]] == RESULT_AND_TARGET:
        classes += " progress"
    rows = "".join(_rows(table, looks, left_out, in_page=in_page)) or _no_rows(table)
    notes = [" ".join(same.values()), *table.notes] if same else table.notes
    described = f' aria-describedby="{notes_id}"' if notes else ""
    parts = [
        f'<div class="table-wrap" role="region" aria-labelledby="{key}-caption" tabindex="0">',
        f'<table class="{classes}" id="{key}"{described}>',
        f'<caption id="{key}-caption"><span class="caption">{mark}{escape(table.caption)}</span>'
        "</caption>",
        f"<thead><tr>{headers}</tr></thead>",
        f"<tbody>{rows}</tbody>",
        "</table></div>",
    ]
    if notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in notes)
        parts.append(f'<ul class="table-notes" id="{notes_id}">{items}</ul>')
    return "\n".join(parts)


def _as_file(table: Grid, number: str) -> str:
    """Where the rows are, for a table that is no reading matter."""
    t = translator(table.language)
    where = t(
        "{count} {count:row|rows}, in the Excel workbook and in the CSV file that go "
        "with this report",
        count=format_count(len(table.values), table.language),
    )
    mark = f'<span class="number">{escape(number)}.</span> ' if number else ""
    caption = f"<strong>{escape(table.caption)}</strong>"
    notes = "".join(f"<li>{escape(note)}</li>" for note in table.notes)
    listed = f'<ul class="table-notes">{notes}</ul>' if notes else ""
    return f'<p id="table-{table.name}">{mark}{caption}: {escape(where)}.</p>{listed}'


def _header(column: Column) -> str:
    return f'<th scope="col"{_class(_kind(column))}>{escape(column.title)}</th>'


def _the_same(table: Grid) -> dict[str, str]:
    """Columns of words or days that never vary, which a page says in a sentence instead; a verdict
    stays beside its number."""
    if len(table.values) < FEWEST_THE_SAME:
        return {}
    found = {}
    for index, column in enumerate(table.columns[1:], 1):
        if column.name in table.book:
            continue
        texts = {table.cell_text(row, index) for row in range(len(table.values))}
        stays = column.is_numeric or column.name == VERDICT
        if len(texts) == 1 and not stays and (text := texts.pop()):
            found[column.name] = f"{column.title}: {text}."
    return found


def _rows(
    table: Grid, looks: list[str], left_out: Collection[str], *, in_page: bool
) -> Iterator[str]:
    """All rows, or those at both ends or at the head with a line for what is left out."""
    count = len(table.values)
    first, last = table.head or table.ends, 0 if table.head else table.ends
    between = count - first - last
    if not in_page or not first or between <= FEWEST_LEFT_OUT:
        first, between = count, 0
    for row in range(min(first, count)):
        yield _row(table, row, looks, left_out, in_page=in_page)
    if between:
        words = translator(table.language)(
            "… {count} more {count:row|rows}, in the Excel workbook",
            count=format_count(between, table.language),
        )
        wide = len(table.columns) - len(left_out)
        yield f'<tr class="between"><td colspan="{wide}">{escape(words)}</td></tr>'
        for row in range(count - last, count):
            yield _row(table, row, looks, left_out, in_page=in_page)


def _row(
    table: Grid, row: int, looks: list[str], left_out: Collection[str], *, in_page: bool
) -> str:
    cells = []
    for index, (value, look) in enumerate(zip(table.values[row], looks, strict=True)):
        column = table.columns[index]
        if column.name in left_out:
            continue
        text = escape(table.cell_text(row, index))
        if table.bars and column.name == table.bars.column and value is not None:
            text = _with_bar(table, table.bars, row, text)
        kind = "judged" if column.name == VERDICT else ""
        classes = _class(look, kind, _missing(value, text))
        if index == 0:
            name = text or escape(table.missing_word(column))
            cells.append(f'<th scope="row"{classes}>{name}</th>')
        else:
            title = f' data-label="{escape(column.title)}"' if in_page else ""
            cells.append(f"<td{classes}{title}>{_with_note_below(column, text)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _with_note_below(column: Column, text: str) -> str:
    """A number with what it is of, "24.396 (new members)", or of which unit, "0,8 percentage
    points", whose words may stand below it."""
    if not column.is_numeric or "<" in text:
        return text
    number, bracket, note = text.partition(" (")
    if bracket:
        return f'{number} <span class="of">({note}</span>'
    number, _, unit = text.partition(" ")
    if (
        len(unit) < LONG_UNIT
        or any(letter.isdigit() for letter in unit)
        or not number[-1].isdigit()
    ):
        return text
    return f'{number} <span class="of">{unit}</span>'


def _with_bar(table: Grid, bars: Bars, row: int, text: str) -> str:
    """A bar before the number, which a reader who cannot see it does without."""
    at = [column.name for column in table.columns].index(bars.column)
    shares = [float(cells[at] or 0) for cells in table.values]  # type: ignore[arg-type]
    whole = min(max(1.0, *shares), LONGEST_BAR)
    tone = f" {bars.tones[row]}" if bars.tones else ""
    mark = ""
    if bars.marks and (stands := bars.marks[row]) is not None:
        mark = f'<b style="left:{_of_whole(stands, whole)}"></b>'
    filled = f'<i style="width:{_of_whole(shares[row], whole)}"></i>'
    return (
        f'<span class="meter"><span class="bar{tone}" aria-hidden="true">{filled}{mark}</span> '
        f"<span>{text}</span></span>"
    )


def _of_whole(share: float, whole: float) -> str:
    return f"{100 * min(max(share, 0.0), whole) / whole:.1f}%"


def _missing(value: Value, text: str) -> str:
    """What is not due is left out of a card; what is missing says so there, too."""
    if value is not None:
        return ""
    return "missing idle" if text == NO_FIGURE else "missing"


def _no_rows(table: Grid) -> str:
    words = translator(table.language)("no rows")
    return f'<tr><td class="missing" colspan="{len(table.columns)}">{escape(words)}</td></tr>'


def _look(table: Grid, index: int) -> str:
    if kind := _kind(table.columns[index]):
        return kind
    longest = _longest(table, index)
    return "long" if longest >= LONG_TEXT else "short" if 0 < longest <= SHORT_TEXT else ""


def _kind(column: Column) -> str:
    return "num" if column.is_numeric else "date" if column.kind == "date" else ""


def _longest(table: Grid, index: int) -> int:
    """Letters of the longest text in a column; 0 where it holds none."""
    cells = (row[index] for row in table.values)
    return max((len(cell) for cell in cells if isinstance(cell, str)), default=0)


def _class(*names: str) -> str:
    given = " ".join(name for name in names if name)
    return f' class="{given}"' if given else ""
