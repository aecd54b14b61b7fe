"""What the cells of one row owe each other.

Each check takes a row and returns its problems, and names the columns that decide: rows that agree
in them are checked once. Cells that are empty or wrong by themselves are reported by the rules of
their columns; a check that needs such a cell stays silent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from doanvien.data.problems import Complaint, Problem
from doanvien.data.reading.tables import Row, Table
from doanvien.data.rules.dates import iso_date
from doanvien.data.rules.numbers import NumberForm
from doanvien.data.rules.schema import (
    CAMPAIGNS,
    FIGURES,
    PERCENTAGES,
    RANGE_RULES,
    TARGET_RULES,
    TARGETS,
    FileSchema,
)
from doanvien.data.rules.values import find_indicator
from doanvien.data.territory import territory_complaint
from doanvien.reference.maps import places_of

# Without its indicator a number cannot be told from a rate; only what is neither is refused then.
EITHER_FORM = (NumberForm(signed=True), NumberForm(rate=True))


def check_rows(table: Table) -> list[Problem]:
    """Everything that is wrong between the cells of each row of a table."""
    problems: list[Problem] = []
    for columns, check, number in _CHECKS.get(table.schema, ()):
        rows = table
        if number:
            rows = table.taken(np.flatnonzero(~_surely_right(table, number)))
        groups, firsts = rows.alike(columns)
        wrong = np.array([bool(check(rows.row(at, columns))) for at in firsts.tolist()], dtype=bool)
        for at in np.flatnonzero(wrong[groups]).tolist():
            problems += check(rows.row(at))
    return problems


def _surely_right(table: Table, column: str) -> NDArray[np.bool_]:
    """Which rows hold a plain number, or none, where their indicator counts: nearly all of them."""
    texts = table.column(column)
    plain = np.isfinite(texts.numbers)
    negative = texts.where(lambda text: text.startswith("-"))
    indicators = {code: find_indicator(code) for code in table.column("indicator").distinct}
    counts = {code for code, found in indicators.items() if found and found.kind != "rate"}
    signed = {code for code in counts if (found := indicators[code]) and found.signed}
    codes = table.column("indicator")
    fits = codes.holds(counts) & (~negative | codes.holds(signed))
    return texts.holds({""}) | (plain & fits)


def number_form(row: Row) -> NumberForm:
    """How the numbers of a row are written, by its indicator.

    ``value`` and ``base`` of a printed percentage are counts even where their quotient is a rate,
    except where the attainment of a target for a rate is printed.
    """
    indicator = find_indicator(row["indicator"])
    if indicator is None:
        return EITHER_FORM[0]
    if indicator.kind == "rate" and row["of"] in ("", "target"):
        return NumberForm(rate=True, top=100 if indicator.unit == "percent" else None)
    return NumberForm(signed=indicator.signed)


def row_date(row: Row, schema: FileSchema) -> str:
    """The date, as written, that says on which map a row lies; "" if it has none."""
    return next((row[column] for column in schema.dated_by if row[column]), "")


def _numbers(*columns: str) -> RowCheck:
    def check(row: Row) -> list[Problem]:
        known = find_indicator(row["indicator"]) is not None
        forms = (number_form(row),) if known else EITHER_FORM
        problems = []
        for column in filter(row.__getitem__, columns):
            complaints = [found for form in forms if (found := form.complaint(row[column]))]
            if len(complaints) == len(forms):
                problems.append(row.problem(column, complaints[0]))
        return problems

    return check


def _territory(schema: FileSchema) -> RowCheck:
    """The map exists, and the province on it."""

    def check(row: Row) -> list[Problem]:
        if not places_of(row["province"]):
            return []
        day = iso_date(row_date(row, schema))
        complaint = territory_complaint(row["province"], row["territory"], day)
        return [row.problem("territory", complaint)] if complaint else []

    return check


def _order(first: str, last: str) -> RowCheck:
    def check(row: Row) -> list[Problem]:
        start, end = iso_date(row[first]), iso_date(row[last])
        if start is None or end is None or start <= end:
            return []
        complaint = Complaint(f"lies after {last} ({end})", "Correct one of the two dates.")
        return [row.problem(first, complaint)]

    return check


def _start_by_kind(start: str, end: str, *, term: bool = False) -> RowCheck:
    """A flow has a first day; a stock or a rate has none, unless it is a target with a ``term``."""

    def check(row: Row) -> list[Problem]:
        indicator = find_indicator(row["indicator"])
        if indicator is None:
            return []
        if indicator.kind == "flow" and not row[start]:
            message = f"the cell is empty, but {indicator.code} is a flow"
            remedy = "Write the first day that is counted; 1 January for a cumulative figure."
            return [row.problem(start, Complaint(message, remedy))]
        if indicator.kind != "flow" and row[start] and not term:
            message = f"is the start of a period, but {indicator.code} is a {indicator.kind}"
            remedy = f"Leave the cell empty and write the day of the {indicator.kind} in {end}."
            return [row.problem(start, Complaint(message, remedy))]
        return []

    return check


def _bounds(row: Row) -> list[Problem]:
    """A range has two ends in order, every other rule one number."""
    if row["rule"] not in RANGE_RULES:
        if not row["high"] or row["rule"] not in TARGET_RULES:
            return []
        complaint = Complaint(
            f"is an upper end, which the rule '{row['rule']}' has not",
            "Leave the cell empty, or write range as the rule.",
        )
        return [row.problem("high", complaint)]
    if not row["high"]:
        complaint = Complaint("the upper end of the range is missing", "Write it, or change rule.")
        return [row.problem("high", complaint)]
    form = number_form(row)
    if form.complaint(row["low"]) or form.complaint(row["high"]):
        return []
    if form.read(row["low"]) <= form.read(row["high"]):
        return []
    complaint = Complaint(f"lies above high ({row['high']})", "Exchange low and high.")
    return [row.problem("low", complaint)]


def _above_zero(row: Row) -> list[Problem]:
    """Nothing can be divided by a target of zero."""
    form = number_form(row)
    if form.complaint(row["low"]) or form.read(row["low"]) > 0:
        return []
    complaint = Complaint("is not a target: attainment divides by it", "Delete the row.")
    return [row.problem("low", complaint)]


def _result(row: Row) -> list[Problem]:
    """A wave has a result (indicator, value and day together) or is announced without one."""
    if row["value"] or row["result_start"]:
        wanted = ("indicator", "value", "result_end")
        complaint = Complaint(
            "the cell is empty, but the row gives a result",
            "Fill indicator, result_end and value, or leave the whole result empty.",
        )
        missing = [row.problem(column, complaint) for column in wanted if not row[column]]
        return missing or _start_by_kind("result_start", "result_end")(row)
    if row["indicator"]:
        complaint = Complaint(
            "the cell is empty, but the row names an indicator",
            "Leave indicator empty too: blank means not reported.",
        )
        return [row.problem("value", complaint)]
    if any(row[column] for column in CAMPAIGNS.dated_by):
        return []
    complaint = Complaint("the wave has no date", "Write its start or its end, or delete the row.")
    return [row.problem("start", complaint)]


RowCheck = Callable[[Row], list[Problem]]


class _Check(NamedTuple):
    """``number``: the column of numbers that is checked; "" where something else is."""

    columns: tuple[str, ...]
    check: RowCheck
    number: str = ""


def _numbers_of(*columns: str) -> list[_Check]:
    return [_Check(("indicator", "of", column), _numbers(column), column) for column in columns]


def _territory_of(schema: FileSchema) -> _Check:
    return _Check(("province", "territory", *schema.dated_by), _territory(schema))


def _kind_of_period(*, term: bool = False) -> _Check:
    columns = ("period_start", "period_end")
    return _Check(("indicator", "period_start"), _start_by_kind(*columns, term=term))


def _order_of(first: str, last: str) -> _Check:
    return _Check((first, last), _order(first, last))


_BOUNDS = ("indicator", "rule", "low", "high")
_CHECKS: dict[FileSchema, tuple[_Check, ...]] = {
    FIGURES: (
        _territory_of(FIGURES),
        *_numbers_of("value"),
        _kind_of_period(),
        _order_of("period_start", "period_end"),
    ),
    TARGETS: (
        _territory_of(TARGETS),
        *_numbers_of("low", "high"),
        _kind_of_period(term=True),
        _order_of("period_start", "period_end"),
        _Check(_BOUNDS, _bounds),
        _Check(_BOUNDS, _above_zero),
    ),
    CAMPAIGNS: (
        _territory_of(CAMPAIGNS),
        _Check(("indicator", "value", "result_start", "result_end", "start", "end"), _result),
        *_numbers_of("value"),
        _order_of("start", "end"),
        _order_of("result_start", "result_end"),
    ),
    PERCENTAGES: (
        _territory_of(PERCENTAGES),
        *_numbers_of("value", "base"),
        _kind_of_period(),
        _order_of("period_start", "period_end"),
    ),
}
