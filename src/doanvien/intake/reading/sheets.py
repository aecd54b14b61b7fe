"""Read all sheets of a book: heads, tables, and what is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from doanvien.intake.book.cells import Book, Sheet
from doanvien.intake.findings import Finding
from doanvien.intake.reading.by_items import read_items
from doanvien.intake.reading.by_units import read_units
from doanvien.intake.reading.days import Dates, dates_of
from doanvien.intake.reading.entries import LeftOut, SheetRead, letter
from doanvien.intake.reading.head import Head, head_lines, head_of, title_of
from doanvien.intake.reading.tables import Table, find_tables
from doanvien.intake.request import Request
from doanvien.reference.sentences import sentence


@dataclass(frozen=True)
class BookRead:
    """The sheets that could be read, and what there is to say of the others and of the file."""

    sheets: tuple[SheetRead, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]


def read_book(book: Book, request: Request) -> BookRead:
    """Everything that the sheets of a book say."""
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    found = {sheet.name: find_tables(sheet) for sheet in shown}
    agreed = _agreed(shown, found)
    sheets: list[SheetRead] = []
    findings: list[Finding] = []
    left_out = [
        LeftOut(sheet.name, "", sheet.name, "hidden_sheet")
        for sheet in book.sheets
        if sheet.hidden and sheet.cells
    ]
    for sheet in shown:
        tables = found[sheet.name]
        if not tables:
            left_out += _without_table(sheet)
            continue
        head = head_of(sheet, tables, request, agreed)
        if isinstance(head, Head):
            sheets.append(_read(sheet, tables, head))
        else:
            findings += head
    if not sheets and not findings:
        message = sentence("No table of figures was found in the file.")
        remedy = sentence(
            "It needs a header with {unit} or {content}, and under it one row for each.",
            unit="'Đơn vị'",
            content="'Nội dung'",
        )
        findings.append(Finding("problem", "", "", "", message, remedy))
    return BookRead(tuple(sheets), tuple(findings), tuple(left_out))


def _read(sheet: Sheet, tables: Sequence[Table], head: Head) -> SheetRead:
    left_out: list[LeftOut] = []
    findings = _hidden(sheet, tables)
    read = []
    for table in tables:
        one, out, found = (read_items if table.of_items else read_units)(table, head)
        read.append(one)
        left_out += out
        findings += found
    open_columns = [
        column.path
        for one in read
        for column in one.columns
        if column.meaning.reason in ("undecided", "no_indicator") and column.path
    ]
    return SheetRead(
        sheet.name,
        head,
        tuple(read),
        tuple(left_out),
        tuple(findings),
        tuple(dict.fromkeys(open_columns)),
    )


def _hidden(sheet: Sheet, tables: Sequence[Table]) -> list[Finding]:
    """Hidden rows and columns of a table: they are read like the others, and said."""
    rows = sorted({row for table in tables for row in table.body} & sheet.hidden_rows)
    columns = sorted(
        {column for table in tables for column in table.paths if sheet.hides_column(column)}
    )
    message = sentence("is hidden; it was read all the same.")
    refs = [f"{row}:{row}" for row in rows if row in sheet.by_row]
    refs += [f"{letter(column)}:{letter(column)}" for column in columns]
    return [Finding("warning", sheet.name, ref, "", message) for ref in refs]


def _agreed(sheets: Sequence[Sheet], tables: dict[str, list[Table]]) -> Dates | None:
    """The dates that the other sheets of a file name, where they name the same."""
    named = [
        dates
        for sheet in sheets
        if (dates := dates_of([*head_lines(sheet, tables[sheet.name])])).cut_offs
    ]
    if not named or len({dates.cut_offs for dates in named}) > 1:
        return None
    return named[0]


def _without_table(sheet: Sheet) -> list[LeftOut]:
    """A sheet with numbers but no table that is understood is named, not passed over."""
    if any(cell.kind == "number" for cell in sheet.cells.values()):
        return [LeftOut(sheet.name, "", title_of(head_lines(sheet, ())), "no_table")]
    return []
