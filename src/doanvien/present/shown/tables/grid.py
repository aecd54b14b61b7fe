"""Typed columns and cleaned cells: what a table holds, before it is shown in any form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

import pandas as pd

from doanvien.present.words.formats import (
    exact,
    format_count,
    format_decimal,
    format_percent,
    format_signed,
)
from doanvien.present.words.tone import Tone
from doanvien.reference.calendar.days import write_day
from doanvien.reference.languages import NOTEBOOKS_IN, Language, translator
from doanvien.reference.sentences import Sentence, sentence

Kind = Literal["text", "count", "signed", "percent", "decimal", "date", "year"]
KINDS: tuple[str, ...] = get_args(Kind)
Value = str | int | float | date | None
"""A cell after cleaning; None is a missing value."""

NO_FIGURE = "–"
"""What stands in a cell that nothing is due in."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class UnfitCell(ValueError):
    """A value does not fit the kind of its column; ``sentence`` says so without the table."""

    def __init__(self, told: str, where: Sentence) -> None:
        super().__init__(told, where)
        self.sentence = where

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Column:
    """One column of a table.

    kind      text | count (whole number) | signed (whole number with its sign) | percent (a share,
              0.5098 is shown as 50,98%) | decimal | date | year (a whole number as it is)
    missing   the word for a missing value; None means "chưa công bố" / "not published", or "chưa
              báo cáo" / "not reported yet" by the status of the table
    decimals  most places shown for percent and decimal; None means 2
    """

    name: str
    title: str
    kind: Kind = "text"
    missing: str | None = None
    decimals: int | None = None

    @property
    def places(self) -> int:
        """Most decimal places shown."""
        return 2 if self.decimals is None else self.decimals

    @property
    def is_numeric(self) -> bool:
        return self.kind not in ("text", "date")


@dataclass(frozen=True)
class NativeChart:
    """A chart that Excel draws beside the table from the table's own cells."""

    kind: Literal["bar", "line"]
    category: str
    values: tuple[str, ...]
    title: str
    x_title: str = ""
    y_title: str = ""


@dataclass(frozen=True)
class Bars:
    """A bar in each row of a table, as long as the share (1 is 100 %) in one column.

    column  name of a percent column
    marks   where a line through the bar of each row stands, such as the share of time gone; empty
            for no lines
    tones   how each row is coloured; empty for one colour
    """

    column: str
    marks: tuple[float | None, ...] = ()
    tones: tuple[Tone, ...] = ()


@dataclass(frozen=True, eq=False)
class Grid:
    """The contents of a captioned table.

    name     ASCII key, stable between runs: the ids in the page and the name in Excel
    rows     frame that has every column by `name` (others are ignored), one line a row
    notes    sentences under the table
    chart    what Excel draws beside it; sheet the wanted name of its sheet (else the caption)
    status   of the data set (published | reported | simulated), where the table knows it
    as_file  the rows are for machines: they go into the workbook and a CSV file, while the page
             only says that they are there
    bars     a bar in each row of the page, for one column
    ends     rows that the page shows of a long table at either end, 0 for all; the workbook has all
    head     the same at its head alone, where the last rows matter least
    book     columns that only the workbook has, for those who compute with it
    said     cells that a reader reads otherwise than their kind says: (row, column) -> the words,
             such as "khoảng 5.500" for 5500; rows count from 0

    Raises `ValueError` naming the table and column when a column is not in the frame, titles are
    not unique, or a value does not fit its kind.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    language: Language = NOTEBOOKS_IN
    notes: tuple[str, ...] = ()
    chart: NativeChart | None = None
    sheet: str | None = None
    status: str = ""
    as_file: bool = False
    bars: Bars | None = None
    ends: int = 0
    head: int = 0
    book: tuple[str, ...] = ()
    said: Mapping[tuple[int, str], str] = field(default_factory=dict)
    values: tuple[tuple[Value, ...], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(self.columns))
        object.__setattr__(self, "notes", tuple(self.notes))
        _check_shape(self)
        columns = [_clean_column(self, column) for column in self.columns]
        object.__setattr__(self, "values", tuple(zip(*columns, strict=True)))

    def missing_word(self, column: Column) -> str:
        """The word that stands for a missing value of `column`."""
        if column.missing is not None:
            return column.missing
        return translator(self.language, self.status)("not published")

    def cell_text(self, row: int, index: int) -> str:
        """A cell as a reader sees it; row and index of the column count from 0."""
        value, column = self.values[row][index], self.columns[index]
        if (row, column.name) in self.said:
            return self.said[row, column.name]
        if value is None:
            return self.missing_word(column)
        return format_value(value, column, self.language)


def format_value(value: Value, column: Column, language: Language) -> str:
    """A value that is not missing, formatted by the kind of its column."""
    if isinstance(value, date):
        return write_day(value, language)
    if isinstance(value, str) or value is None:
        return value or ""
    if column.kind == "year":
        return str(int(value))
    if column.kind == "count":
        return format_count(value, language)
    if column.kind == "signed":
        return format_signed(value, language)
    if column.kind == "percent":
        return format_percent(value, language, column.places)
    return format_decimal(value, language, column.places)


def _check_shape(table: Grid) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", table.name):
        raise ValueError(
            f"Table name {table.name!r}: write lower-case ASCII letters, digits, - and _, "
            "beginning with a letter."
        )
    if not table.caption.strip() or not table.columns:
        raise ValueError(f"Table {table.name!r} needs a caption and at least one column.")
    names = [column.name for column in table.columns]
    titles = [column.title.strip().casefold() for column in table.columns]
    if len(set(names)) < len(names) or len(set(titles)) < len(titles) or "" in titles:
        raise ValueError(f"Table {table.name!r}: column names and titles must be unique and given.")
    unknown = [column.kind for column in table.columns if column.kind not in KINDS]
    if unknown:
        raise ValueError(f"Table {table.name!r}: kind {unknown[0]!r} is not one of {KINDS}.")
    wanted = names + ([table.chart.category, *table.chart.values] if table.chart else [])
    known = set(table.rows.columns)
    wanted += [*([table.bars.column] if table.bars else []), *table.book]
    absent = [name for name in wanted if name not in known or name not in names]
    if absent:
        raise ValueError(f"Table {table.name!r} has no column {absent[0]!r}.")


def _clean_column(table: Grid, column: Column) -> list[Value]:
    cells: list[Value] = []
    for position, raw in enumerate(table.rows[column.name].tolist()):
        try:
            cells.append(_clean(raw, column.kind))
        except (TypeError, ValueError, AttributeError) as error:
            told = (
                f"Table {table.name!r}, column {column.name!r}, row {position + 1}: {raw!r} does "
                f"not fit the kind {column.kind!r} ({error})."
            )
            raise UnfitCell(told, _where(column, position + 1, raw)) from error
    return cells


def _where(column: Column, row: int, raw: object) -> Sentence:
    return sentence(
        "Column {column!r}, row {row}: {value} cannot be shown as {kind!r}. Correct the value, "
        "make it None where it is unknown, or give the column another kind.",
        column=column.name,
        row=row,
        value=repr(raw),
        kind=column.kind,
    )


def _clean(raw: Any, kind: str) -> Value:
    if raw is None or (pd.api.types.is_scalar(raw) and pd.isna(raw)):
        return None
    if kind == "text":
        if isinstance(raw, bool):
            raise TypeError("say a truth value in words")
        return clean_text(str(raw))
    if kind == "date":
        return date.fromisoformat(raw) if isinstance(raw, str) else date(*_day(raw))
    if kind in ("count", "signed", "year"):
        number = exact(raw)
        if number.denominator != 1:
            raise ValueError("it is not a whole number")
        return int(number)
    return float(exact(raw))


def _day(moment: Any) -> tuple[int, int, int]:
    return moment.year, moment.month, moment.day


def clean_text(text: str) -> str:
    """Composed (NFC) and without the letters that neither HTML nor XML, and so Excel, can hold."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()
