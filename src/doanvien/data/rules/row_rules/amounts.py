"""Numbers in the form of their indicator, and how large they can be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Row, Table
from doanvien.data.rules.numbers import NumberForm
from doanvien.data.rules.row_rules.rule import Rule
from doanvien.data.rules.schema import (
    RANGE_RULES,
    TARGET_RULES,
)
from doanvien.data.rules.values import find_indicator
from doanvien.reference.maps import places_of

# Without its indicator a number cannot be told from a rate; only what is neither is refused then.
EITHER_FORM = (NumberForm(signed=True), NumberForm(rate=True))
MOST = {"members": 15_000_000, "workers": 15_000_000}
"""No province has more people; of unions, enterprises, agreements and officers there are fewer."""
MOST_OTHERS = 1_000_000
COUNTRY_IS = 8  # times the largest province, in people


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


def numbers(column: str) -> Rule:
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


def possible(column: str) -> Rule:
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


def bounds(row: Row) -> Iterator[Problem]:
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
