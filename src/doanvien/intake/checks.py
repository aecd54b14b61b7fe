"""What the numbers of a form owe each other.

A total that is not the sum of its rows refuses the file: one of its numbers is wrong, and nobody
here can say which. So does a part that is larger than its whole. The rest may have reasons that the
form has no column for (transfers, reorganisation, days that differ), and is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from doanvien.intake.facts import percentage_parts
from doanvien.intake.findings import Finding
from doanvien.intake.reading.entries import Column, Line, SheetRead, TableRead
from doanvien.intake.reading.numbers import Percentage
from doanvien.intake.register.names import Names
from doanvien.reference.sentences import Sentence, sentence


def check_sheets(sheets: Iterable[SheetRead], names: Names) -> list[Finding]:
    """All differences within the tables of a file."""
    findings: list[Finding] = []
    for sheet in sheets:
        for table in sheet.tables:
            findings += _repeated_units(table, names)
            for column in table.columns:
                if (
                    column.meaning.use in ("figure", "target")
                    and column.meaning.found.kind != "rate"
                ):
                    findings += _sums(table, column)
            for line in table.lines:
                if line.kind in ("unit", "total"):
                    findings += _balance(table, line)
                    findings += _parts(table, line)
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
            yield Finding(
                "problem", table.sheet, f"{line.row}:{line.row}", line.unit, message, remedy
            )


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
        blank = any(value is None for value in values)
        cell = line.cells[place]
        message = sentence("is not the sum of its rows, which is {total}.", total=total)
        if blank and printed > total:
            message = sentence(
                "is more than the sum of its rows ({total}), of which some are empty.", total=total
            )
        level = "warning" if blank and printed > total else "problem"
        remedy = sentence("Correct the total or the row that is wrong.")
        yield Finding(level, table.sheet, cell.ref, str(printed), message, remedy)  # type: ignore[arg-type]


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
        cell = line.cells[columns[0][0].place]
        message = sentence(
            "is not the opening figure with what was added and taken away, which is {expected}.",
            expected=expected,
        )
        yield _warning(table, cell.ref, str(values[0]), message)


def _balances(table: TableRead) -> Iterator[list[tuple[Column, int]]]:
    """For each subject: closing level, opening level (+), and its movements with their signs."""
    figures = [one for one in table.columns if one.meaning.use == "figure" and one.end]
    for closing in figures:
        meaning = closing.meaning
        if meaning.found.kind != "stock" or not meaning.indicator.endswith("_total"):
            continue
        subject = meaning.indicator.removesuffix("_total")
        openings = [
            one
            for one in figures
            if one.meaning.indicator == meaning.indicator and one.end and one.end < closing.end  # type: ignore[operator]
        ]
        moves = [
            (one, _sign(one))
            for one in figures
            if one.meaning.found.kind == "flow"
            and one.end == closing.end
            and _moves(one, subject)
            and openings
            and one.start
            and (one.start - openings[0].end).days == 1  # type: ignore[operator]
        ]
        if (
            len(openings) == 1
            and any(sign > 0 for _, sign in moves)
            and any(sign < 0 for _, sign in moves)
        ):
            yield [(closing, 0), (openings[0], 1), *moves]


_ADDS = ("new",)
_TAKES = ("lost", "dissolved", "removed_structural", "dissolved_structural")


def _moves(column: Column, subject: str) -> bool:
    code = column.meaning.indicator
    endings = (*_ADDS, *_TAKES, "transferred")
    return not column.meaning.of_which and any(code == f"{subject}_{end}" for end in endings)


def _sign(column: Column) -> int:
    if column.meaning.sign:
        return column.meaning.sign
    taken = any(column.meaning.indicator.endswith(f"_{end}") for end in _TAKES)
    return -1 if taken else 1


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
                remedy = sentence("Correct one of the two.")
                yield Finding(
                    "problem",
                    table.sheet,
                    line.cells[column.place].ref,
                    str(value),
                    message,
                    remedy,
                )
            elif code == "members_total" and other == "workers_total":
                message = sentence("is more than the workers of the unit ({total}).", total=total)
                yield _warning(table, line.cells[column.place].ref, str(value), message)


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
        cell = line.cells[column.place]
        if _agrees(printed, exact):
            continue
        if 0 < printed.value < 2 and abs(printed.value * 100 - exact) < 2:
            message = sentence("is a fraction; in per cent it is {percent}.", percent=_shown(exact))
            remedy = sentence("Write the percentage, or give the cell the format of one.")
            yield Finding("problem", table.sheet, cell.ref, printed.printed, message, remedy)
            continue
        message = sentence("is not what its parts give, which is {percent}.", percent=_shown(exact))
        yield _warning(table, cell.ref, printed.printed, message)


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
            yield _warning(table, f"{columns[0].place}:{columns[-1].place}", "", message)


def _warning(table: TableRead, ref: str, value: str, message: Sentence) -> Finding:
    return Finding("warning", table.sheet, ref, value, message)
