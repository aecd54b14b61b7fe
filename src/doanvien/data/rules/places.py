"""What everything that a data set says of one place has to obey: its units and their sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Codes, Row, Table, combined
from doanvien.data.rules.row_rules.amounts import numbers_of
from doanvien.data.rules.units import UnitName, unit_name
from doanvien.data.rules.values import find_indicator, near, units_named
from doanvien.reference.sentences import Sentences
from doanvien.reference.text.numbers import SMALLEST_BASE

SPAN = ("territory", "indicator", "period_start", "period_end")
FEWEST_OTHERS = 2  # units; two equal numbers are no sum
CHANCE = 3  # units; the sum of two others is one by chance where numbers are small
FEWEST_SUMS = 2
FEWEST_TIMES, MOST_TIMES = 30, 300  # of a rate and the same as a share of 1, years apart


def check_place(figures: Table, shared: Mapping[str, Table], slug: str) -> Iterator[Problem]:
    """Everything of this kind about a province; ``figures`` holds its rows only."""
    tables = [figures, *(table.where("province", {slug}) for table in shared.values())]
    yield from _check_spellings(tables)
    yield from _check_waves(shared["campaigns.csv"].where("province", {slug}), figures)
    if figures.complete:
        yield from _check_sums(_Counts.of(figures))
        yield from _check_small_rates(figures)


def _check_spellings(tables: Iterable[Table]) -> Iterator[Problem]:
    """Two spellings of one unit would be two units, one of which has not reported."""
    first: dict[UnitName, Row] = {}
    for table in tables:
        texts = table.column("unit")
        for text in filter(None, texts.distinct):
            rows = np.flatnonzero(texts.holds({text}))
            other = first.setdefault(unit_name(text), table.row(int(rows[0]), ("unit",)))
            if other["unit"] == text:
                continue
            told = wrong(
                "{value} is the unit '{other}' of {file}, row {row}, in another spelling.",
                "Write both alike.",
                other=other["unit"],
                file=other.file,
                row=other.line,
            )
            for at in rows.tolist():
                yield table.row(at, ("unit",)).problem("unit", told)


def _check_waves(campaigns: Table, figures: Table) -> Iterator[Problem]:
    """Units that took part in a wave of a province, and that its figures do not know.

    Such a unit would be counted among those that did not take part. Where the figures name no unit
    at all, there is nothing to compare with.
    """
    known = tuple(sorted(set(figures.column("unit").distinct) - {""}))
    if not known or {""}.issuperset(campaigns.column("units").distinct):
        return
    for row in campaigns.rows:
        for unit in set(units_named(row["units"])).difference(known):
            told = wrong(
                "{value} names '{unit}', which is no unit of {file}.",
                "Write the unit as in the figures, units separated by ';'.",
                unit=unit,
                file=figures.file,
            )
            yield row.problem("units", told + near(unit, known))


@dataclass(frozen=True, eq=False)
class _Counts:
    """The exact counts of a province, in groups of one indicator and span on one map.

    Row by row (n): ``values``, ``is_unit``, ``groups``, ``cited`` (whether the province's own row
    has the same source), ``least`` (of the figures of its unit in its group). Of each group:
    ``whole``, the province's figure, -inf without one, ``sums`` of its units, ``units`` how many.
    """

    table: Table
    values: NDArray[np.float64]
    is_unit: NDArray[np.bool_]
    groups: Codes
    cited: NDArray[np.bool_]
    least: NDArray[np.float64]
    whole: NDArray[np.float64]
    sums: NDArray[np.float64]
    units: NDArray[np.int64]

    @classmethod
    def of(cls, figures: Table) -> _Counts:
        found = map(find_indicator, figures.column("indicator").distinct)
        adds_up = {one.code for one in found if one and one.kind != "rate" and not one.signed}
        counted = figures.column("indicator").holds(adds_up)
        exact = figures.column("qualifier").holds({"exact"})
        read = np.isfinite(numbers_of(figures, "value"))
        table = figures.only((*SPAN, "unit", "value", "source", "note")).kept(
            counted & exact & read
        )
        values, unit = numbers_of(table, "value"), table.column("unit")
        is_unit = ~unit.holds({""})
        groups, firsts = table.alike(SPAN)
        whole = np.full(len(firsts), -np.inf)
        np.maximum.at(whole, groups[~is_unit], values[~is_unit])
        # Where sources differ about a unit, the least of its figures.
        pairs, at = combined([groups, unit])
        least = np.full(len(at), np.inf)
        np.minimum.at(least, pairs, values)
        at, least_of_units = at[is_unit[at]], least[is_unit[at]]
        sums = np.bincount(groups[at], least_of_units, len(firsts)).astype(np.float64)
        units = np.bincount(groups[at], minlength=len(firsts))
        sources, _ = combined([groups, table.column("source")])
        cited = np.isin(sources, sources[~is_unit])
        return cls(table, values, is_unit, groups, cited, least[pairs], whole, sums, units)

    def problem(self, at: int, told: Sentences, *, sure: bool) -> Problem:
        return self.table.row(at).problem("value", told, "mistake" if sure else "doubt")


def _check_sums(counts: _Counts) -> Iterator[Problem]:
    """Units and their sum are never more than the province; a sum of all others is no unit.

    A mistake where one source says both, else a doubt; a note on the row settles it.
    """
    whole, groups = counts.whole[counts.groups], counts.groups
    known, unexplained = np.isfinite(whole), counts.table.column("note").holds({""})
    above = counts.is_unit & known & (counts.values > whole) & unexplained
    for at in np.flatnonzero(above).tolist():
        told = wrong(
            "{value} of a unit is more than the {whole} of the whole province.",
            "Correct one of the two; if both are right, say why in the note.",
            whole=f"{whole[at]:.0f}",
        )
        yield counts.problem(at, told, sure=bool(counts.cited[at]))
    told_of = set(groups[above].tolist())
    exceeded = ~counts.is_unit & (counts.units[groups] > 0) & unexplained
    exceeded &= counts.sums[groups] > counts.values
    for at in np.flatnonzero(exceeded).tolist():
        group = groups[at]
        if group not in told_of:
            told = wrong(
                "{value} of the whole province is less than its units together, {sum}.",
                "Correct the figure or its units; if both are right, say why in the note.",
                sum=f"{counts.sums[group]:.0f}",
            )
            said = counts.table.column("source").codes[groups == group]
            yield counts.problem(at, told, sure=len(set(said.tolist())) == 1)
    yield from _check_hidden_sums(counts)


def _check_hidden_sums(counts: _Counts) -> Iterator[Problem]:
    """A unit that is the sum of the others wherever they are enough to tell, without its name."""
    unit, groups = counts.table.column("unit"), counts.groups
    units = counts.units[groups]
    by_chance = (units <= CHANCE) & (counts.values < SMALLEST_BASE)
    enough = counts.is_unit & (units > FEWEST_OTHERS) & (counts.values > 0) & ~by_chance
    equal = enough & (2 * counts.least == counts.sums[groups])
    if not equal.any():
        return
    times = np.bincount(unit.codes[equal], minlength=len(unit.distinct))
    always = times == np.bincount(unit.codes[enough], minlength=len(unit.distinct))
    for at in np.flatnonzero(equal & always[unit.codes]).tolist():
        told = wrong(
            "{value} is the sum of all other units.",
            "If it is the figure of the whole province, leave its unit empty; else check it.",
        )
        row = counts.table.row(at)
        yield row.problem(
            "unit", told, "mistake" if times[unit.codes[at]] >= FEWEST_SUMS else "doubt"
        )


def _check_small_rates(figures: Table) -> Iterator[Problem]:
    """A rate as a spreadsheet holds it, 0.869, where others of its series are about a hundred times
    as much."""
    found = map(find_indicator, figures.column("indicator").distinct)
    rates = {one.code for one in found if one and one.kind == "rate" and one.unit == "percent"}
    table = figures.where("indicator", rates)
    values = numbers_of(table, "value")
    series, _ = table.alike(("unit", "indicator"))
    for at in np.flatnonzero((values > 0) & (values <= 1)).tolist():
        others = values[series == series[at]]
        if any(FEWEST_TIMES <= other / values[at] <= MOST_TIMES for other in others.tolist()):
            told = wrong(
                "{value} seems to be a share of 1; other rates of the series are in per cent.",
                "Write {number}.",
                number=f"{100 * values[at]:.10g}",
            )
            yield table.row(at).problem("value", told)
