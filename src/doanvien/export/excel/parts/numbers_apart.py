"""A table as a workbook holds it: numbers as numbers, what is said of them in cells of its own.

The page writes "59.570 trở lên" and "▼ Chậm tiến độ" for the eye. Whoever sorts, filters or hears
a workbook needs the number alone, the words alone, and no sign (guidance on accessible
spreadsheets of the UK's Analysis Function).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import pandas as pd

from doanvien.present.shown.tables.table import Column, Table, Value
from doanvien.present.words.letters import capital
from doanvien.reference.columns import known_column
from doanvien.reference.indicators import all_indicators
from doanvien.reference.languages import Language, translator

_SIGN = re.compile(r"^[^\w\s(“\"'=+@.,;:/-]\ufe0f?\s+(?=\w)")
_FOOTNOTE = re.compile(r"[\s]*[¹²³⁴⁵⁶⁷⁸⁹*†‡]+$")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_RANGE = re.compile(r"(\d[\d.,]*)\s*[–-]\s*(\d[\d.,]*)")


def apart(table: Table) -> Table:
    """`table` with its words beside its numbers; columns that it adds stand after those they are
    about: the upper end of a range, the unit of a target, words of a number."""
    columns: list[_Filled] = []
    for index, column in enumerate(table.columns):
        cells = [row[index] for row in table.values]
        if column.kind == "text":
            columns.append(_Filled(column, [_bare(cell) for cell in cells]))
            continue
        columns.append(_Filled(column, cells))
        columns += _beside(table, column)
        if column.name == "low":
            columns += _units(table)
    names = {filled.column.name for filled in columns}
    said = {at: words for at, words in table.said.items() if not _in_words(words)}
    if len(names) == len(table.columns) and len(said) == len(table.said) and not table.as_file:
        return replace(table, rows=_frame(columns))
    return replace(
        table,
        columns=tuple(_titled(f.column, table) for f in columns),
        rows=_frame(columns),
        said=said,
    )


def places_said(words: str) -> int:
    """Decimals of a number as it is written: 1 for "56,9%"."""
    number = _NUMBER.search(words)
    tail = re.search(r"[.,](\d{1,2})$", number[0]) if number else None
    return len(tail[1]) if tail else 0


@lru_cache
def unit_of(text: str, language: Language) -> str:
    """The unit of the indicator that a row is about: "đoàn viên" for "Đoàn viên kết nạp mới, …"."""
    for label, unit in _units_by_label(language):
        if text == label or text.startswith(f"{label},") or text.endswith(f": {label}"):
            return unit
    return ""


@cache
def _units_by_label(language: Language) -> tuple[tuple[str, str], ...]:
    return tuple(
        (capital(item.label(language)), item.unit_name(language)) for item in all_indicators()
    )


@dataclass(frozen=True)
class _Filled:
    column: Column
    cells: list[Value]


def _frame(columns: list[_Filled]) -> pd.DataFrame:
    return pd.DataFrame({f.column.name: f.cells for f in columns}, dtype=object)


def _bare(cell: Value) -> Value:
    """A text without the sign before it and the mark of a footnote after it."""
    if not isinstance(cell, str):
        return cell
    return _FOOTNOTE.sub("", _SIGN.sub("", cell))


def _in_words(said: str) -> bool:
    return bool(re.search(r"[^\W\d_]", said)) or bool(_RANGE.search(said))


def _beside(table: Table, column: Column) -> list[_Filled]:
    """The upper ends of ranges, and what numbers are called, where a reader reads them in words."""
    t = translator(table.language)
    said = [table.said.get((row, column.name), "") for row in range(len(table.values))]
    found: list[_Filled] = []
    ranges = [_RANGE.fullmatch(words.strip()) for words in said]
    if any(ranges):
        ends: list[Value] = [_read(match[2]) if match else None for match in ranges]
        title = t("{title}, upper end", title=column.title)
        found.append(_Filled(Column(f"{column.name}_to", title, column.kind, "–"), ends))
    words: list[Value] = [
        _without_number(text, column) if _in_words(text) and not match else None
        for text, match in zip(said, ranges, strict=True)
    ]
    if any(words):
        title = t("{title} (in words)", title=column.title)
        found.append(_Filled(Column(f"{column.name}_words", title, missing="–"), words))
    return found


def _without_number(said: str, column: Column) -> str | None:
    """What is said of a number beside the number: "trở lên", "khoảng". A ratio that is told in
    other words than a percentage says no more than the number does."""
    if column.kind == "percent" and "%" not in said:
        return None
    return " ".join(_NUMBER.sub("", said).replace("%", "").split()) or None


def _read(number: str) -> int:
    """A count as it is written, "7.000" or "7,000"."""
    return int(re.sub(r"\D", "", number))


def _units(table: Table) -> list[_Filled]:
    named = [column.name for column in table.columns]
    about = next((name for name in ("target", "label") if name in named), None)
    if about is None or "measured_in" in named:
        return []
    index = named.index(about)
    units: list[Value] = [unit_of(str(row[index] or ""), table.language) for row in table.values]
    if not any(units):
        return []
    title = translator(table.language)("Unit of measurement")
    return [_Filled(Column("measured_in", title, missing="–"), [unit or None for unit in units])]


def _titled(column: Column, table: Table) -> Column:
    """Columns of a table for machines are called by their names; here by their titles."""
    known = known_column(column.name)
    if not table.as_file or column.title != column.name or known is None:
        return column
    return replace(column, title=known.title(table.language))
