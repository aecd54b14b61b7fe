"""What one file has to obey: its cells, its rows, and what its rows owe each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial

import numpy as np
import pandas as pd

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Codes, Row, Table, Texts, combined
from doanvien.data.rules.dates import date_complaint, iso_date, written_order
from doanvien.data.rules.row_rules.amounts import number_form
from doanvien.data.rules.row_rules.maps import row_date
from doanvien.data.rules.rows import check_rows
from doanvien.data.rules.schema import CALENDAR, SOURCES, UNITS, Column
from doanvien.data.rules.values import Rule, near, province_complaint
from doanvien.reference.maps import WRITTEN, places_of, resolve_territory
from doanvien.reference.sentences import Sentences

# As browsers and Windows name a second file of one name.
_COPY = re.compile(r"(.+?)(?: ?\(\d+\)| - (?:Copy|Bản sao)(?: ?\(\d+\))?)")


def check_table(table: Table) -> Iterator[Problem]:
    """All problems of one file.

    Rules on whole rows wait until every required column is there; without them they would repeat
    one missing column for every row.
    """
    yield from table.problems
    yield from _check_cells(table)
    if table.complete:
        yield from check_rows(table)
        yield from _check_repetitions(table)


def check_sources(table: Table, listing: Table) -> Iterator[Problem]:
    """Citations of sources that ``sources.csv`` does not list.

    Silent where that file is missing or unreadable: it has its own problem then.
    """
    known = {"", *listing.column("source").distinct}
    if "source" not in listing.columns or known.issuperset(table.column("source").distinct):
        return
    for row in table.rows:
        if row["source"] not in known:
            told = wrong(
                "{value} is not in sources.csv.", "Add the source to {file}.", file=listing.file
            )
            yield row.problem("source", told + near(row["source"], tuple(known)))


def check_file_name(table: Table, slug: str) -> Iterator[Problem]:
    """A file of figures is named after a province and holds rows of that province only."""
    if copy := _COPY.fullmatch(slug):
        told = wrong(
            "the file looks like a copy of {original}.csv.",
            "Keep the right one of the two under that name, and move the other away.",
            original=copy[1],
        )
        yield Problem.of_file(table.file, told)
        return
    if complaint := province_complaint(slug):
        named = wrong("the file bears the name of no place: {value}.", "Rename the file.")
        yield Problem(table.file, (), "", slug, (*named, *complaint[1:]))
        return
    if {slug}.issuperset(table.column("province").distinct):
        return
    for row in table.rows:
        if row["province"] != slug and places_of(row["province"]):
            told = wrong(
                "{value} does not belong in the file of {slug}.",
                "Write {slug}, or move the row to figures/{other}.csv.",
                slug=slug,
                other=row["province"],
            )
            yield row.problem("province", told)


def _check_cells(table: Table) -> Iterator[Problem]:
    """Empty cells that must be filled, and cells that break the rule of their column."""
    days = [column.name for column in table.schema.columns if column.type == "date"]
    order = written_order(text for name in days for text in table.column(name).distinct)
    for column in table.schema.columns:
        if column.name not in table.columns:
            continue
        is_date = column.type == "date"
        rule = partial(date_complaint, order=order) if is_date else column.rule
        complaints = _wrong_texts(column, rule, table.column(column.name).distinct)
        if complaints:
            for at in np.flatnonzero(table.column(column.name).holds(complaints)).tolist():
                row = table.row(at)
                yield row.problem(column.name, complaints[row[column.name]])


def _wrong_texts(column: Column, rule: Rule | None, texts: Collection[str]) -> dict[str, Sentences]:
    wrong_ones = {
        text: told for text in texts if text and rule is not None and (told := rule(text))
    }
    if column.filled and "" in texts:
        wrong_ones[""] = (
            wrong("the cell is empty.", "Delete the row: blank means not reported.")
            if column.type == "number"
            else wrong("the cell is empty.", "Fill it.")
        )
    return wrong_ones


def _check_repetitions(table: Table) -> Iterator[Problem]:
    """Rows that state one fact twice, or state it in two ways."""
    groups, firsts = combined([_comparables(column, table) for column in table.schema.key])
    for at in np.flatnonzero(firsts[groups] != np.arange(len(groups))).tolist():
        row, earlier = table.row(at), table.row(int(firsts[groups[at]]))
        differing = [
            column
            for column in table.schema.facts
            if _comparable(row, column, table) != _comparable(earlier, column, table)
        ]
        yield _repeated(row, earlier, differing, table)


def _repeated(row: Row, earlier: Row, differing: list[str], table: Table) -> Problem:
    if not differing:
        told = wrong("the row repeats row {row}.", "Delete one of the two.", row=earlier.line)
        return Problem.of_file(row.file, told, row.line)
    if table.schema is SOURCES:
        told = wrong(
            "{value} names another source than in row {row}.",
            "Give each source an id of its own.",
            row=earlier.line,
        )
        return row.problem("source", told)
    if table.schema in (UNITS, CALENDAR):
        told = wrong("the row says otherwise than row {row}.", "Keep one.", row=earlier.line)
        return row.problem(differing[0], told)
    told = wrong(
        "{value} contradicts row {row} ('{other}'), which has the same source.",
        "Keep the figure that the source prints, or say in unit or dates how they differ.",
        row=earlier.line,
        other=earlier[differing[0]],
    )
    return row.problem(differing[0], told)


def _comparables(column: str, table: Table) -> Texts | Codes:
    """``_comparable`` of every row as a number for it; what the same cells decide is decided once.

    Only values that are part of a key are compared like this, of which none is as fine as a row.
    """
    kind = table.schema.by_name[column].type
    if kind not in ("number", "territory"):
        return table.column(column)
    deciding = ("province", *table.schema.dated_by) if kind == "territory" else ("indicator", "of")
    found = table.decided((column, *deciding), lambda row: _comparable(row, column, table))
    return pd.factorize(np.array(found, dtype=object))[0].astype(np.int64)


def _comparable(row: Row, column: str, table: Table) -> object:
    """1128 and 1.128 are one value; an empty territory is the one that the date gives."""
    text = row[column]
    kind = table.schema.by_name[column].type
    if kind == "number" and text:
        form = number_form(row)
        return text if form.complaint(text) else form.read(text)
    if kind == "territory" and places_of(row["province"]) and text in WRITTEN:
        return resolve_territory(row["province"], text, iso_date(row_date(row, table.schema)))
    return text
