"""Check a table that has been read: its cells, its rows, and what its rows owe each other."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from doanvien.data.problems import Complaint, Problem
from doanvien.data.reading.tables import Row, Table
from doanvien.data.reading.texts import Codes, Texts, combined
from doanvien.data.rules.between_cells import check_rows, number_form, row_date
from doanvien.data.rules.dates import iso_date
from doanvien.data.rules.schema import SOURCES
from doanvien.data.rules.values import province_complaint, suggestion, units_named
from doanvien.reference.maps import WRITTEN, places_of, resolve_territory


def check_table(table: Table) -> list[Problem]:
    """All problems of one file, in the order of its lines.

    Rules on whole rows wait until every required column is there; without them they would repeat
    one missing column for every row.
    """
    problems = [*table.problems, *_check_cells(table)]
    if table.complete:
        problems += check_rows(table)
        problems += _check_repetitions(table)
    return sorted(problems, key=lambda problem: problem.row or 0)


def check_sources(tables: Collection[Table]) -> list[Problem]:
    """Citations of sources that ``sources.csv`` does not list.

    Silent where that file is missing or unreadable: it has its own problem then.
    """
    listing = next((table for table in tables if table.schema is SOURCES), None)
    if listing is None or "source" not in listing.columns:
        return []
    known = listing.column("source").distinct
    return [
        row.problem(
            "source",
            Complaint(
                "is not in sources.csv",
                f"Add the source to {listing.file}.{suggestion(row['source'], known)}",
            ),
        )
        for table in tables
        if table is not listing and not {"", *known}.issuperset(table.column("source").distinct)
        for row in table.rows
        if row["source"] and row["source"] not in known
    ]


def check_units(campaigns: Table, figures: Table) -> list[Problem]:
    """Units that took part in a wave of a province, and that its figures do not know.

    Such a unit would be counted among those that did not take part. Where the figures name no unit
    at all, there is nothing to compare with.
    """
    known = set(figures.column("unit").distinct) - {""}
    slugs = set(figures.column("province").distinct)
    if not known:
        return []
    return [
        row.problem(
            "units",
            Complaint(
                f"names '{unit}', which is no unit of {figures.file}",
                "Write the unit as in the figures, units separated by ';'."
                + suggestion(unit, tuple(sorted(known))),
            ),
        )
        for row in campaigns.where("province", slugs).rows
        for unit in units_named(row["units"])
        if unit not in known
    ]


def check_file_name(table: Table, slug: str) -> list[Problem]:
    """A file of figures is named after a province and holds rows of that province only."""
    if complaint := province_complaint(slug):
        message = f"{complaint.message}, but the file is named so"
        remedy = f"Rename the file. {complaint.remedy}"
        return [Problem(table.file, None, "", slug, message, remedy)]
    return [
        row.problem(
            "province",
            Complaint(
                f"does not belong in the file of {slug}",
                f"Write {slug}, or move the row to figures/{row['province']}.csv.",
            ),
        )
        for row in (() if set(table.column("province").distinct) == {slug} else table.rows)
        if row["province"] != slug and places_of(row["province"])
    ]


def _check_cells(table: Table) -> list[Problem]:
    """Empty cells that must be filled, and cells that break the rule of their column."""
    problems: list[Problem] = []
    for column in table.schema.columns:
        if column.name not in table.columns:
            continue
        values = table.column(column.name).distinct
        wrong = {text: column.rule(text) for text in values if text and column.rule}
        if column.filled and "" in values:
            wrong[""] = _empty(column.name)
        if not any(wrong.values()):
            continue
        problems += [
            row.problem(column.name, complaint)
            for row in table.rows
            if (complaint := wrong.get(row[column.name]))
        ]
    return problems


def _empty(column: str) -> Complaint:
    if column in ("value", "low"):
        return Complaint("the cell is empty", "Delete the row: blank means not reported.")
    return Complaint("the cell is empty", "Fill it.")


def _check_repetitions(table: Table) -> list[Problem]:
    """Rows that state one fact twice, or state it in two ways."""
    groups, firsts = combined([_comparables(column, table) for column in table.schema.key])
    if len(firsts) == len(groups):
        return []
    problems: list[Problem] = []
    for at in np.flatnonzero(firsts[groups] != np.arange(len(groups))).tolist():
        row, earlier = table.row(at), table.row(int(firsts[groups[at]]))
        differing = [
            column
            for column in table.schema.facts
            if _comparable(row, column, table) != _comparable(earlier, column, table)
        ]
        problems.append(_repeated(row, earlier, differing, table))
    return problems


def _repeated(row: Row, earlier: Row, differing: list[str], table: Table) -> Problem:
    if not differing:
        message = f"the row repeats row {earlier.line}"
        return Problem(row.file, row.line, "", "", message, "Delete one of the two.")
    column = differing[0]
    if table.schema is SOURCES:
        message = f"names another source than in row {earlier.line}"
        return row.problem("source", Complaint(message, "Give each source an id of its own."))
    return row.problem(
        column,
        Complaint(
            f"contradicts row {earlier.line} ('{earlier[column]}'), which has the same source",
            "Keep the figure that the source prints, or say in unit or dates how they differ.",
        ),
    )


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
