"""From the cells of a form to the facts of a data set: figures, targets, percentages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from doanvien.intake.findings import Finding
from doanvien.intake.reading.entries import Column, LeftOut, Line, SheetRead, TableRead, Value
from doanvien.intake.reading.numbers import Percentage
from doanvien.intake.reading.titles.headings import is_code
from doanvien.intake.register.names import Names
from doanvien.reference.sentences import sentence


@dataclass(frozen=True)
class Fact:
    """One row to be: ``kind`` "figure", "target" or "percentage"; ``value`` as the data set writes
    it. ``start`` is None for a level. ``sheet`` and ``ref`` say where the number stands.
    """

    kind: str
    unit: str
    indicator: str
    start: date | None
    end: date
    value: str
    sheet: str
    ref: str
    printed: str = ""
    of: str = ""
    base_indicator: str = ""
    base: str = ""
    assigner: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What two statements of one fact have in common."""
        return self.kind, self.unit, self.indicator, self.start, self.end, self.of, self.assigner


@dataclass(frozen=True)
class Facts:
    """The facts of a file, each once, with what there is to say of them."""

    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]


def facts_of(sheets: Iterable[SheetRead], names: Names) -> Facts:
    """The facts that the sheets of one file state; two that contradict each other are a problem."""
    found: dict[tuple[object, ...], Fact] = {}
    findings: list[Finding] = []
    left_out: list[LeftOut] = []
    for sheet in sheets:
        for table in sheet.tables:
            left_out += _totals_left_out(sheet, table)
            left_out += _one_way_transfers(sheet, table)
            for fact in _of_table(sheet, table, names):
                earlier = found.setdefault(fact.key, fact)
                if (earlier.value, earlier.printed) != (fact.value, fact.printed):
                    findings.append(_contradiction(earlier, fact))
    return Facts(tuple(found.values()), tuple(findings), tuple(left_out))


def _of_table(sheet: SheetRead, table: TableRead, names: Names) -> Iterator[Fact]:
    for line in table.lines:
        if line.kind == "unit":
            unit = names.name_of(line.unit)
        elif line.kind == "total" and takes_total(sheet, table, line):
            unit = ""
        else:
            continue
        yield from _figures(sheet, table, line, unit)
        yield from _targets(sheet, table, line, unit)
        yield from _percentages(sheet, table, line, unit)


def takes_total(sheet: SheetRead, table: TableRead, line: Line) -> bool:
    """Whether a total row is the province's: its federation reports, and no other total follows."""
    if sheet.head.reporter.unit:
        return False
    totals = [one for one in table.lines if one.kind == "total"]
    return line is totals[-1] or len(totals) == 1


def _figures(sheet: SheetRead, table: TableRead, line: Line, unit: str) -> Iterator[Fact]:
    signed: dict[tuple[object, ...], list[tuple[Column, int]]] = {}
    for column in table.columns:
        value = line.values.get(column.place)
        if column.meaning.use != "figure" or value is None or column.end is None:
            continue
        if column.meaning.sign and isinstance(value, int):
            key = (column.meaning.indicator, column.start, column.end)
            signed.setdefault(key, []).append((column, value))
            continue
        yield _figure(sheet, line, unit, column, _written(value))
    for parts in signed.values():
        if {column.meaning.sign for column, _ in parts} == {1, -1}:
            net = sum(column.meaning.sign * value for column, value in parts)
            yield _figure(sheet, line, unit, parts[0][0], str(net))


def _figure(sheet: SheetRead, line: Line, unit: str, column: Column, value: str) -> Fact:
    assert column.end is not None
    ref = _ref(line, column)
    code = column.meaning.indicator
    return Fact("figure", unit, code, column.start, column.end, value, sheet.name, ref)


def _targets(sheet: SheetRead, table: TableRead, line: Line, unit: str) -> Iterator[Fact]:
    for column in table.columns:
        value = line.values.get(column.place)
        if column.meaning.use != "target" or not value:
            continue  # 0 is no target: nothing is to be reached
        start, end = _year(sheet, column)
        yield Fact(
            "target",
            unit,
            column.meaning.indicator,
            start,
            end,
            _written(value),
            sheet.name,
            _ref(line, column),
            assigner=column.meaning.assigner or "unknown",
        )


def _percentages(sheet: SheetRead, table: TableRead, line: Line, unit: str) -> Iterator[Fact]:
    for column in table.columns:
        value = line.values.get(column.place)
        if column.meaning.use != "percent" or not isinstance(value, Percentage):
            continue
        parts = percentage_parts(table, column)
        if parts is None:
            continue
        over, under = parts
        part, whole = line.values.get(over.place), line.values.get(under.place)
        if not isinstance(part, int) or over.end is None:
            continue
        of_target = column.meaning.of == "target"
        yield Fact(
            "percentage",
            unit,
            over.meaning.indicator if of_target else column.meaning.indicator,
            over.start if of_target else None,
            over.end,
            str(part),
            sheet.name,
            _ref(line, column),
            printed=value.printed,
            of="target" if of_target else "stock",
            base_indicator=under.meaning.indicator,
            base=str(whole) if isinstance(whole, int) and whole else "",
            assigner=(column.meaning.assigner or "unknown") if of_target else "",
        )


def percentage_parts(table: TableRead, column: Column) -> tuple[Column, Column] | None:
    """The columns of numerator and denominator of a percentage, where the form has both."""
    meaning = column.meaning
    if meaning.of == "target":
        over = _column_of(table, meaning.indicator)
        under = next((one for one in table.columns if one.place == column.target), None)
    elif is_code(meaning.indicator) and meaning.found.kind == "rate":
        over = _column_of(table, meaning.found.numerator)
        under = _column_of(table, meaning.found.denominator)
    else:
        return None
    return (over, under) if over and under else None


def _column_of(table: TableRead, code: str) -> Column | None:
    """The column of an indicator's latest figure."""
    columns = [
        one
        for one in table.columns
        if one.meaning.use == "figure" and one.meaning.indicator == code and one.end
    ]
    return max(columns, key=lambda one: one.end or date.min, default=None) if code else None


def _year(sheet: SheetRead, column: Column) -> tuple[date | None, date]:
    year = column.meaning.year or sheet.head.cut_off.year
    start = date(year, 1, 1) if column.meaning.found.kind == "flow" else None
    return start, date(year, 12, 31)


def _written(value: Value) -> str:
    return value.printed.replace(",", ".") if isinstance(value, Percentage) else str(value)


def _ref(line: Line, column: Column) -> str:
    cell = line.cells.get(column.place)
    return cell.ref if cell else ""


def _contradiction(earlier: Fact, later: Fact) -> Finding:
    message = sentence(
        "is another figure than {place} ({value}) for the same unit and days.",
        place=f"{earlier.sheet}!{earlier.ref}",
        value=earlier.printed or earlier.value,
    )
    remedy = sentence("Correct one of the two, or say in the form how they differ.")
    value = later.printed or later.value
    return Finding("problem", later.sheet, later.ref, value, message, remedy)


def _totals_left_out(sheet: SheetRead, table: TableRead) -> list[LeftOut]:
    return [
        LeftOut(sheet.name, str(line.row), line.name, "total_of_unit")
        for line in table.lines
        if line.kind == "total" and not takes_total(sheet, table, line)
    ]


def _one_way_transfers(sheet: SheetRead, table: TableRead) -> list[LeftOut]:
    """Of "chuyển đến" and "chuyển đi", one alone says nothing of the net."""
    signed = [column for column in table.columns if column.meaning.sign]
    ways = {(column.meaning.indicator, column.meaning.sign) for column in signed}
    lone = [
        column for column in signed if (column.meaning.indicator, -column.meaning.sign) not in ways
    ]
    unread = [
        column
        for column in table.columns
        if column.meaning.use == "percent" and percentage_parts(table, column) is None
    ]
    reasons = [(column, "one_way") for column in lone] + [
        (column, "percentage") for column in unread
    ]
    return [LeftOut(sheet.name, one.place, one.path[-1], why) for one, why in reasons]
