"""What the numbers of a form owe each other.

A total that is not the sum of its rows refuses the file: one of its numbers is wrong, and nobody
here can say which. So does a part that is larger than its whole. The rest may have reasons that the
form has no column for (transfers, reorganisation, days that differ), and is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from doanvien.intake.facts import percentage_parts
from doanvien.intake.findings import Finding
from doanvien.intake.reading.entries import Column, Line, SheetRead, TableRead
from doanvien.intake.reading.numbers import Percentage
from doanvien.intake.register.names import Names
from doanvien.reference.indicators import indicator
from doanvien.reference.sentences import Sentence, sentence

ONE_DAY = timedelta(days=1)
DENSITY = indicator("membership_density_rate")
"""Members ÷ workers: no more can be members than there are."""


def check_sheets(sheets: Iterable[SheetRead], names: Names) -> list[Finding]:
    """All differences within the tables of a file."""
    findings: list[Finding] = []
    for table in (table for sheet in sheets for table in sheet.tables):
        findings += _repeated_units(table, names)
        for column in table.columns:
            if column.meaning.use in ("figure", "target") and column.meaning.found.kind != "rate":
                findings += _sums(table, column)
        for line in table.lines:
            if line.kind in ("unit", "total"):
                findings += (*_balance(table, line), *_parts(table, line))
                findings += _percentages(table, line)
        findings += _transfers(table)
    return findings


def _repeated_units(table: TableRead, names: Names) -> Iterator[Finding]:
    seen: dict[str, Line] = {}
    for line in table.lines:
        if line.kind != "unit" or not line.unit:
            continue
        earlier = seen.setdefault(names.name_of(line.unit), line)
        if earlier is not line:
            message = sentence(
                "stands twice: in row {first} and in row {second}.",
                first=earlier.row,
                second=line.row,
            )
            remedy = sentence("Delete one of the rows, or correct the name of one.")
            ref = f"{line.row}:{line.row}"
            yield Finding("problem", table.sheet, ref, line.unit, message, remedy)


def _sums(table: TableRead, column: Column) -> Iterator[Finding]:
    """Totals and subtotals of one column against the rows they add up."""
    place = column.place
    by_row = {(at if table.of_items else line.row): line for at, line in enumerate(table.lines)}
    for line in table.lines:
        printed = line.values.get(place)
        if line.kind == "unit" or not isinstance(printed, int):
            continue
        reached = [by_row[row] for row in line.reach if row in by_row]
        if not reached or any(place in one.unread for one in reached):
            continue  # what cannot be read cannot be added up either
        values = [one.values.get(place) for one in reached]
        total = sum(value for value in values if isinstance(value, int))
        if total == printed or _is_later_total(table, line, place, printed):
            continue
        remedy = sentence("Correct the total or the row that is wrong.")
        if None in values and printed > total:
            message = sentence(
                "is more than the sum of its rows ({total}), of which some are empty.", total=total
            )
            yield replace(_at(table, line, column, message, remedy), level="warning")
        else:
            message = sentence("is not the sum of its rows, which is {total}.", total=total)
            yield _at(table, line, column, message, remedy)


def _is_later_total(table: TableRead, line: Line, place: str, printed: int) -> bool:
    """Of several totals in one table, one may add up only the rows since the one before."""
    totals = [one for one in table.lines if one.kind == "total"]
    if len(totals) < 2:
        return False
    at = totals.index(line) if line in totals else -1
    first = totals[at - 1].row if at > 0 else 0
    units = [one for one in table.lines if one.kind == "unit" and first < one.row < line.row]
    return printed == sum(value for one in units if isinstance(value := one.values.get(place), int))


def _balance(table: TableRead, line: Line) -> Iterator[Finding]:
    """Closing = opening + new − lost − removed ± transferred, where a form has the columns."""
    for columns in _balances(table):
        values = [line.values.get(column.place) for column, _ in columns]
        if any(not isinstance(value, int) for value in values):
            continue
        expected = sum(
            sign * value
            for (_, sign), value in zip(columns[1:], values[1:], strict=True)
            if isinstance(value, int)
        )
        if values[0] == expected:
            continue
        message = sentence(
            "is not the opening figure with what was added and taken away, which is {expected}.",
            expected=expected,
        )
        yield _at(table, line, columns[0][0], message)


def _balances(table: TableRead) -> Iterator[list[tuple[Column, int]]]:
    """For each subject: closing level, opening level (+), and its movements with their signs."""
    figures = [one for one in table.columns if one.meaning.use == "figure" and one.end]
    for closing in figures:
        code = closing.meaning.indicator
        if closing.meaning.found.kind != "stock" or not code.endswith("_total"):
            continue
        openings = [
            one for one in figures if one.meaning.indicator == code and _before(one, closing)
        ]
        if len(openings) != 1:
            continue
        moves = [
            (one, sign)
            for one in figures
            if one.end == closing.end
            and one.start
            and openings[0].end == one.start - ONE_DAY
            and (sign := _sign(one, code.removesuffix("_total")))
        ]
        if {sign for _, sign in moves} == {1, -1}:
            yield [(closing, 0), (openings[0], 1), *moves]


def _before(one: Column, other: Column) -> bool:
    return (one.end or date.max) < (other.end or date.min)


_MOVES = {
    "new": 1,
    "transferred": 1,
    **dict.fromkeys(("lost", "dissolved", "removed_structural", "dissolved_structural"), -1),
}


def _sign(column: Column, subject: str) -> int:
    """How a movement enters the level of its subject; 0: it is none, or a part of another one."""
    meaning = column.meaning
    if meaning.found.kind != "flow" or meaning.of_which:
        return 0
    sign = _MOVES.get(meaning.indicator.removeprefix(f"{subject}_"), 0)
    return meaning.sign or sign if sign else 0


def _parts(table: TableRead, line: Line) -> Iterator[Finding]:
    """A part never exceeds its whole; members rarely exceed workers."""
    figures = [one for one in table.columns if one.meaning.use == "figure" and one.end]
    for column in figures:
        value = line.values.get(column.place)
        if not isinstance(value, int) or column.meaning.found.signed:
            continue
        for whole in figures:
            total = line.values.get(whole.place)
            same_days = (whole.start, whole.end) == (column.start, column.end)
            if not isinstance(total, int) or not same_days or value <= total:
                continue
            code, other = column.meaning.indicator, whole.meaning.indicator
            if column.meaning.found.part_of == other:
                message = sentence("is more than the whole it is a part of ({total}).", total=total)
                yield _at(table, line, column, message, sentence("Correct one of the two."))
            elif (code, other) == (DENSITY.numerator, DENSITY.denominator):
                message = sentence("is more than the workers of the unit ({total}).", total=total)
                yield _at(table, line, column, message)


def _percentages(table: TableRead, line: Line) -> Iterator[Finding]:
    """A printed percentage against its parts; one typed as a fraction is a mistake to ask about."""
    for column in table.columns:
        printed = line.values.get(column.place)
        parts = percentage_parts(table, column)
        if not isinstance(printed, Percentage) or parts is None:
            continue
        over, under = (line.values.get(part.place) for part in parts)
        if not isinstance(over, int) or not isinstance(under, int) or under == 0:
            continue
        exact = Fraction(over * 100, under)
        if _agrees(printed, exact):
            continue
        if 0 < printed.value < 2 and abs(printed.value * 100 - exact) < 2:
            message = sentence("is a fraction; in per cent it is {percent}.", percent=_shown(exact))
            remedy = sentence("Write the percentage, or give the cell the format of one.")
            yield _at(table, line, column, message, remedy)
            continue
        message = sentence("is not what its parts give, which is {percent}.", percent=_shown(exact))
        yield _at(table, line, column, message)


def _agrees(printed: Percentage, exact: Fraction) -> bool:
    """By rounding or by truncating at its own number of decimals; forms do both."""
    scale = 10 ** len(printed.printed.partition(",")[2])
    shown = printed.value * scale
    return shown in ((exact * scale * 2 + 1) // 2, exact * scale // 1)


def _shown(exact: Fraction) -> str:
    tenths = (exact * 20 + 1) // 2
    return f"{tenths // 10},{tenths % 10}%"


_MOST_UNITS = 8
"""Units whose transfers are told, the largest first."""


def _transfers(table: TableRead) -> Iterator[Finding]:
    """What some units hand over, others of the province receive."""
    for code in {
        one.meaning.indicator for one in table.columns if "transferred" in one.meaning.measure
    }:
        columns = [one for one in table.columns if one.meaning.indicator == code]
        net_of = {
            line.unit: net
            for line in table.lines
            if line.kind == "unit"
            and (
                net := sum(
                    (column.meaning.sign or 1) * value
                    for column in columns
                    if isinstance(value := line.values.get(column.place), int)
                )
            )
        }
        net = sum(net_of.values())
        both = len({column.meaning.sign for column in columns}) == 2 or not columns[0].meaning.sign
        if net and both and len([line for line in table.lines if line.kind == "unit"]) > 1:
            largest = sorted(net_of.items(), key=lambda one: -abs(one[1]))
            told = [f"{unit} {value:+d}" for unit, value in largest[:_MOST_UNITS]]
            message = sentence(
                "Transfers between the units do not net to zero, but to {net}: {units}.",
                net=f"{net:+d}",
                units=", ".join([*told, *(["…"] if len(largest) > len(told) else [])]),
            )
            ref = f"{columns[0].place}:{columns[-1].place}"
            yield Finding("warning", table.sheet, ref, "", message)


def _at(
    table: TableRead,
    line: Line,
    column: Column,
    message: Sentence,
    remedy: Sentence | None = None,
) -> Finding:
    """A number of a line that is wrong, where there is a remedy, and else one to look at."""
    value = line.values[column.place]
    told = value.printed if isinstance(value, Percentage) else str(value)
    ref = line.cells[column.place].ref
    return Finding("problem" if remedy else "warning", table.sheet, ref, told, message, remedy)
