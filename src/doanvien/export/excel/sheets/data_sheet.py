"""All numbers of a report as data: one a row, to filter, to pivot, to compute with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from doanvien.export.excel.parts.numbers_apart import unit_of
from doanvien.export.excel.sheets.front_sheets import Entry
from doanvien.export.excel.sheets.table_sheet import DATA
from doanvien.present.shown.tables.table import Column, Table, Value
from doanvien.reference.columns import known_column
from doanvien.reference.languages import Language, translator

STARTS = ("counted_from", "period_start", "earlier_day")
ENDS = ("counted_to", "period_end", "day", "since_january_to", "due")


def data_table(entries: Sequence[Entry], language: Language) -> Table:
    """The numbers of all tables: in which table, of what, which column, how many, in which unit and
    of which days. A percentage is a number of hundredths under the unit "%"."""
    t = translator(language)
    titles = {name: _title(name, language) for name in ("period_start", "period_end")}
    columns = (
        Column("table", t("Table")),
        Column("row", t("Row")),
        Column("column", t("Column")),
        Column("value", t("Value"), "decimal", decimals=2),
        Column("measured_in", t("Unit of measurement"), missing="–"),
        Column("period_start", titles["period_start"], "date", missing="–"),
        Column("period_end", titles["period_end"], "date", missing="–"),
    )
    found = [pair for entry in entries for pair in _rows(entry)]
    rows = [row for row, _ in found]
    frame = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    said = {(at, "value"): written for at, (_, written) in enumerate(found)}
    return Table(DATA, t("All numbers of the report"), columns, frame, language, said=said)


def _title(name: str, language: Language) -> str:
    known = known_column(name)
    return known.title(language) if known else name


def _rows(entry: Entry) -> Iterator[tuple[tuple[Value, ...], str]]:
    """Each number as a row, and how the page writes it."""
    table = entry.table
    names = [column.name for column in table.columns]
    start = next((names.index(name) for name in STARTS if name in names), None)
    end = next((names.index(name) for name in ENDS if name in names), None)
    leading = _leading(table)
    for at_row, values in enumerate(table.values):
        named = [str(values[at]) for at in leading if values[at] not in (None, "")]
        about, unit = " · ".join(named), _unit(named, table.language)
        for index, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            if column.kind not in ("count", "signed", "percent", "decimal"):
                continue
            if not isinstance(value, int | float):
                continue
            percent = column.kind == "percent"
            row = (
                entry.place.number,
                about,
                " ".join(column.title.split()),
                round(100 * value, 6) if percent else value,
                "%" if percent else (unit or None),
                _day(values, start),
                _day(values, end),
            )
            yield row, table.cell_text(at_row, index)


def _leading(table: Table) -> list[int]:
    """The columns that name a row: those before the first number, a year too."""
    for at, column in enumerate(table.columns):
        if column.is_numeric and column.kind != "year":
            return list(range(at)) or [0]
    return list(range(len(table.columns)))


def _unit(named: Sequence[str], language: Language) -> str:
    return next((unit for unit in (unit_of(text, language) for text in named) if unit), "")


def _day(values: Sequence[Value], at: int | None) -> date | None:
    day = None if at is None else values[at]
    return day if isinstance(day, date) else None
