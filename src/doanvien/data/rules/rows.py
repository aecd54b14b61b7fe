"""What the cells of one row owe each other.

A rule takes a row and gives its problems. It names the columns that decide: rows that agree in them
are asked once. Cells that are empty or wrong by themselves are told by the rules of their columns;
a rule that needs such a cell stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Row, Table
from doanvien.data.rules.dates import KINDS_OF_REPORT, due_complaint, iso_date, report_complaint
from doanvien.data.rules.numbers import NumberForm
from doanvien.data.rules.schema import (
    CALENDAR,
    CAMPAIGNS,
    FIGURES,
    PERCENTAGES,
    RANGE_RULES,
    TARGET_RULES,
    TARGETS,
    UNITS,
    FileSchema,
)
from doanvien.data.rules.values import find_indicator
from doanvien.reference.maps import OLD_MAP, ONE_SERIES, WRITTEN, places_of, resolve_territory
from doanvien.reference.places import TERRITORY_CHANGE
from doanvien.reference.sentences import Sentences
from doanvien.reference.text.names import plain_words

# Without its indicator a number cannot be told from a rate; only what is neither is refused then.
EITHER_FORM = (NumberForm(signed=True), NumberForm(rate=True))
LONGEST_FLOW = 25  # years; terms have five, the longest published flow has eleven
MOST = {"members": 15_000_000, "workers": 15_000_000}
"""No province has more people; of unions, enterprises, agreements and officers there are fewer."""
MOST_OTHERS = 1_000_000
COUNTRY_IS = 8  # times the largest province, in people

_BLOC_NAME = re.compile(r"(?:(?:[ivx]+|\d+|[a-h]) )?khoi ")

RowCheck = Callable[[Row], Iterator[Problem]]


class Rule(NamedTuple):
    """``rows``: which rows (n) of a table may break it at all; None: any of them."""

    columns: tuple[str, ...]
    check: RowCheck
    rows: Callable[[Table], NDArray[np.bool_]] | None = None


def check_rows(table: Table) -> Iterator[Problem]:
    """Everything that is wrong between the cells of each row of a table."""
    for columns, check, suspects in _RULES.get(table.schema, ()):
        rows = table if suspects is None else table.kept(suspects(table))
        groups, firsts = rows.alike(columns)
        broken = [any(True for _ in check(rows.row(at, columns))) for at in firsts.tolist()]
        for at in np.flatnonzero(np.array(broken, dtype=bool)[groups]).tolist():
            yield from check(rows.row(at))


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


def numbers_of(table: Table, column: str) -> NDArray[np.float64]:
    """The numbers of a column (n), each in the form of its indicator; NaN for empty and wrong."""
    texts = table.column(column)
    numbers = texts.numbers.copy()
    others = np.flatnonzero(np.isnan(numbers) & ~texts.holds({""}))

    def read(row: Row) -> float:
        form = number_form(row)
        return float("nan") if form.complaint(row[column]) else form.read(row[column])

    if len(others):
        numbers[others] = table.taken(others).decided(("indicator", "of", column), read)
    return numbers


def row_date(row: Row, schema: FileSchema) -> str:
    """The date, as written, that says on which map a row lies; "" if it has none."""
    return next((row[column] for column in schema.dated_by if row[column]), "")


def _numbers(column: str) -> Rule:
    def check(row: Row) -> Iterator[Problem]:
        known = find_indicator(row["indicator"]) is not None
        forms = (number_form(row),) if known else EITHER_FORM
        complaints = [form.complaint(row[column]) for form in forms]
        if row[column] and complaints[0] and all(complaints):
            yield row.problem(column, complaints[0])

    def unsure(table: Table) -> NDArray[np.bool_]:
        """All but empty cells and plain numbers whose indicator counts: nearly none."""
        texts, codes = table.column(column), table.column("indicator")
        known = [found for code in codes.distinct if (found := find_indicator(code))]
        counts = {found.code for found in known if found.kind != "rate"}
        signed = {found.code for found in known if found.signed} & counts
        negative = texts.where(lambda text: text.startswith("-"))
        fits = codes.holds(counts) & (~negative | codes.holds(signed))
        return ~(texts.holds({""}) | (np.isfinite(texts.numbers) & fits))

    return Rule(("indicator", "of", column), check, unsure)


def _possible(column: str) -> Rule:
    """No province has more members than people."""

    def check(row: Row) -> Iterator[Problem]:
        indicator, places = find_indicator(row["indicator"]), places_of(row["province"])
        form = number_form(row)
        if indicator is None or not places or form.rate or form.complaint(row[column]):
            return
        whole = next(iter(places.values())).kind in ("country", "sector_union")
        most = MOST.get(indicator.unit, MOST_OTHERS) * (COUNTRY_IS if whole else 1)
        if abs(form.read(row[column])) > most:
            told = wrong(
                "{value} is more than there can be ({most}).",
                "Compare it with the source.",
                most=most,
            )
            yield row.problem(column, told)

    def large(table: Table) -> NDArray[np.bool_]:
        texts = table.column(column)
        with np.errstate(invalid="ignore"):
            written = texts.where(lambda text: len(text) > len(str(MOST_OTHERS)))
            return (np.abs(texts.numbers) > MOST_OTHERS) | (np.isnan(texts.numbers) & written)

    return Rule(("province", "indicator", "of", column), check, large)


def _territory(schema: FileSchema) -> Rule:
    """The map exists, and the province on it."""

    def check(row: Row) -> Iterator[Problem]:
        if told := territory_complaint(
            row["province"], row["territory"], iso_date(row_date(row, schema))
        ):
            yield row.problem("territory", told)

    return Rule(("province", "territory", *schema.dated_by), check)


def _order(first: str, last: str, longest: int | None = None) -> Rule:
    """The days of a span are in order, and it is no longer than a flow can be."""

    def check(row: Row) -> Iterator[Problem]:
        start, end = iso_date(row[first]), iso_date(row[last])
        if start is None or end is None:
            return
        if start > end:
            told = wrong(
                "{value} lies after {last} ({end}).",
                "Correct one of the two dates.",
                last=last,
                end=end.isoformat(),
            )
            yield row.problem(first, told)
        elif longest and end.year - start.year > longest:
            told = wrong(
                "{value} begins a flow of {years} years.",
                "Correct one of the two dates; no flow covers more than {longest} years.",
                years=end.year - start.year,
                longest=longest,
            )
            yield row.problem(first, told)

    return Rule((first, last), check)


def _start_by_kind(start: str, end: str, *, term: bool = False) -> Rule:
    """A flow has a first day; a stock or a rate has none, unless it is a target with a ``term``."""

    def check(row: Row) -> Iterator[Problem]:
        indicator = find_indicator(row["indicator"])
        if indicator is None:
            return
        if indicator.kind == "flow" and not row[start]:
            told = wrong(
                "the cell is empty, but {code} is a flow.",
                "Write the first day that is counted; 1 January for a cumulative figure.",
                code=indicator.code,
            )
            yield row.problem(start, told)
        elif indicator.kind != "flow" and row[start] and not term:
            told = wrong(
                "{value} is the start of a period, but {code} is no flow.",
                "Leave the cell empty and write the day of the figure in {end}.",
                code=indicator.code,
                end=end,
            )
            yield row.problem(start, told)

    return Rule(("indicator", start), check)


def _bounds(row: Row) -> Iterator[Problem]:
    """A range has two ends in order, every other rule one number, and no target is zero."""
    form = number_form(row)
    low, high = row["low"], row["high"]
    if not form.complaint(low) and form.read(low) <= 0:
        told = wrong("{value} is not a target: attainment divides by it.", "Delete the row.")
        yield row.problem("low", told)
    if row["rule"] not in RANGE_RULES:
        if high and row["rule"] in TARGET_RULES:
            told = wrong(
                "{value} is an upper end, which the rule '{rule}' has not.",
                "Leave the cell empty, or write range as the rule.",
                rule=row["rule"],
            )
            yield row.problem("high", told)
    elif not high:
        told = wrong("the upper end of the range is missing.", "Write it, or change rule.")
        yield row.problem("high", told)
    elif not (form.complaint(low) or form.complaint(high)) and form.read(low) > form.read(high):
        told = wrong("{value} lies above high ({high}).", "Exchange low and high.", high=high)
        yield row.problem("low", told)


_RESULT_START = _start_by_kind("result_start", "result_end")


def _result(row: Row) -> Iterator[Problem]:
    """A wave has a result (indicator, value and day together) or is announced without one."""
    if row["value"] or row["result_start"]:
        told = wrong(
            "the cell is empty, but the row gives a result.",
            "Fill indicator, result_end and value, or leave the whole result empty.",
        )
        missing = [name for name in ("indicator", "value", "result_end") if not row[name]]
        yield from (row.problem(name, told) for name in missing)
        if not missing:
            yield from _RESULT_START.check(row)
    elif row["indicator"]:
        told = wrong(
            "the cell is empty, but the row names an indicator.",
            "Leave indicator empty too: blank means not reported.",
        )
        yield row.problem("value", told)
    elif not any(row[column] for column in CAMPAIGNS.dated_by):
        told = wrong("the wave has no date.", "Write its start or its end, or delete the row.")
        yield row.problem("start", told)


def _bloc(row: Row) -> Iterator[Problem]:
    """A bloc of units is a section of a table, unless a note says what it is."""
    if _BLOC_NAME.match(plain_words(row["unit"])) and not row["note"]:
        told = wrong(
            "{value} is a section of a table, no unit.",
            "Delete the row; if it is a union of its own, say so in its note.",
        )
        yield row.problem("unit", told)


def territory_complaint(slug: str, written: str, day: date | None) -> Sentences | None:
    """What is wrong with the map that a row of a known province says it is on; None if nothing."""
    places = places_of(slug)
    if not places:
        return None
    if written not in WRITTEN:
        return wrong("{value} is not a territory.", "Write 63 or 34, or leave the cell empty.")
    if place := places.get(ONE_SERIES):
        if written and place.kind in ("country", "sector_union"):
            return wrong(
                "{value} means nothing for {slug}, which is not a province.",
                "Leave the cell empty.",
                slug=slug,
            )
        return None
    if (written == "" and day is None) or resolve_territory(slug, written, day) in places:
        return None
    # Every province of the new map bears an old name, so only an old one can be missing.
    gone = places[OLD_MAP]
    words = {"slug": slug, "successor": gone.successor, "day": TERRITORY_CHANGE.isoformat()}
    if written:
        return wrong(
            "{value} is impossible, but {slug} has been part of {successor} since {day}.",
            "Write 63 if the former province is meant, or give the row to {successor}.",
            **words,
        )
    return wrong(
        "the cell is empty, which means 34 for this date, but {slug} has been part of {successor} "
        "since {day}.",
        "Write 63 if the former province is meant, or give the row to {successor}.",
        **words,
    )


def _register_territory(row: Row) -> Iterator[Problem]:
    """A unit of the register may be of both maps: its cell may be empty, whatever its days."""
    if row["territory"] and (told := territory_complaint(row["province"], row["territory"], None)):
        yield row.problem("territory", told)


def _due(row: Row) -> Iterator[Problem]:
    """A period is due on a day, each period of a kind some days after its end."""
    days = row["due"].isdecimal()
    if due_complaint(row["due"]) or report_complaint(row["report"]):
        return
    if row["report"] in KINDS_OF_REPORT and not days:
        told = wrong(
            "{value} is one day, but {report} is a kind of periods.",
            "Write the number of days after the period's end, or one period, such as 2026Q3.",
            report=row["report"],
        )
        yield row.problem("due", told)
    elif row["report"] not in KINDS_OF_REPORT and days:
        told = wrong(
            "{value} is a number of days, but {report} is one period.",
            "Write the day, YYYY-MM-DD, or a kind of periods: {kinds}.",
            report=row["report"],
            kinds=", ".join(KINDS_OF_REPORT),
        )
        yield row.problem("due", told)


_BOUNDS = ("indicator", "rule", "low", "high")
_PERIOD = ("period_start", "period_end")
_BLOC = Rule(("unit", "note"), _bloc)
_RULES: dict[FileSchema, tuple[Rule, ...]] = {
    FIGURES: (
        _territory(FIGURES),
        _BLOC,
        _numbers("value"),
        _possible("value"),
        _start_by_kind(*_PERIOD),
        _order(*_PERIOD, LONGEST_FLOW),
        _order("period_start", "earliest_end"),
        _order("earliest_end", "period_end"),
    ),
    TARGETS: (
        _territory(TARGETS),
        _BLOC,
        *map(_numbers, ("low", "high")),
        *map(_possible, ("low", "high")),
        _start_by_kind(*_PERIOD, term=True),
        _order(*_PERIOD, LONGEST_FLOW),
        Rule(_BOUNDS, _bounds),
    ),
    CAMPAIGNS: (
        _territory(CAMPAIGNS),
        _BLOC,
        Rule(("indicator", "value", "result_start", "result_end", "start", "end"), _result),
        _numbers("value"),
        _possible("value"),
        _order("start", "end"),
        _order("result_start", "result_end"),
    ),
    PERCENTAGES: (
        _territory(PERCENTAGES),
        _BLOC,
        *map(_numbers, ("value", "base")),
        *map(_possible, ("value", "base")),
        _start_by_kind(*_PERIOD),
        _order(*_PERIOD, LONGEST_FLOW),
    ),
    UNITS: (
        Rule(("province", "territory"), _register_territory),
        _order("founded", "ended"),
    ),
    CALENDAR: (Rule(("report", "due"), _due),),
}
