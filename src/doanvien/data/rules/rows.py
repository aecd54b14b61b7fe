"""What the cells of one row owe each other.

A rule takes a row and gives its problems. It names the columns that decide: rows that agree in them
are asked once. Cells that are empty or wrong by themselves are told by the rules of their columns;
a rule that needs such a cell stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Row, Table
from doanvien.data.rules.row_rules.amounts import bounds, numbers, possible
from doanvien.data.rules.row_rules.days import due_day, in_order, result_of_wave, start_by_kind
from doanvien.data.rules.row_rules.maps import on_its_map, register_on_its_map
from doanvien.data.rules.row_rules.rule import Rule
from doanvien.data.rules.schema import (
    CALENDAR,
    CAMPAIGNS,
    FIGURES,
    PERCENTAGES,
    TARGETS,
    UNITS,
    FileSchema,
)
from doanvien.reference.text.names import plain_words

LONGEST_FLOW = 25  # years; terms have five, the longest published flow has eleven
_BLOC_NAME = re.compile(r"(?:(?:[ivx]+|\d+|[a-h]) )?khoi ")


def check_rows(table: Table) -> Iterator[Problem]:
    """Everything that is wrong between the cells of each row of a table."""
    for columns, check, suspects in _RULES.get(table.schema, ()):
        rows = table if suspects is None else table.kept(suspects(table))
        groups, firsts = rows.alike(columns)
        broken = [any(True for _ in check(rows.row(at, columns))) for at in firsts.tolist()]
        for at in np.flatnonzero(np.array(broken, dtype=bool)[groups]).tolist():
            yield from check(rows.row(at))


def _bloc(row: Row) -> Iterator[Problem]:
    """A bloc of units is a section of a table, unless a note says what it is."""
    if _BLOC_NAME.match(plain_words(row["unit"])) and not row["note"]:
        told = wrong(
            "{value} is a section of a table, no unit.",
            "Delete the row; if it is a union of its own, say so in its note.",
        )
        yield row.problem("unit", told)


_BOUNDS = ("indicator", "rule", "low", "high")
_PERIOD = ("period_start", "period_end")
_BLOC = Rule(("unit", "note"), _bloc)
_RULES: dict[FileSchema, tuple[Rule, ...]] = {
    FIGURES: (
        on_its_map(FIGURES),
        _BLOC,
        numbers("value"),
        possible("value"),
        start_by_kind(*_PERIOD),
        in_order(*_PERIOD, LONGEST_FLOW),
        in_order("period_start", "earliest_end"),
        in_order("earliest_end", "period_end"),
    ),
    TARGETS: (
        on_its_map(TARGETS),
        _BLOC,
        *map(numbers, ("low", "high")),
        *map(possible, ("low", "high")),
        start_by_kind(*_PERIOD, term=True),
        in_order(*_PERIOD, LONGEST_FLOW),
        Rule(_BOUNDS, bounds),
    ),
    CAMPAIGNS: (
        on_its_map(CAMPAIGNS),
        _BLOC,
        Rule(("indicator", "value", "result_start", "result_end", "start", "end"), result_of_wave),
        numbers("value"),
        possible("value"),
        in_order("start", "end"),
        in_order("result_start", "result_end"),
    ),
    PERCENTAGES: (
        on_its_map(PERCENTAGES),
        _BLOC,
        *map(numbers, ("value", "base")),
        *map(possible, ("value", "base")),
        start_by_kind(*_PERIOD),
        in_order(*_PERIOD, LONGEST_FLOW),
    ),
    UNITS: (
        Rule(("province", "territory"), register_on_its_map),
        in_order("founded", "ended"),
    ),
    CALENDAR: (Rule(("report", "due"), due_day),),
}
