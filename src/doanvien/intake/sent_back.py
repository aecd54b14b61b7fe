"""A copy of a refused file to send back: its bad cells marked, and a sheet that lists them.

The original is never opened for writing. Links, macros and what would start a program are left out
of the copy.
"""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as OpenCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.intake.book.cells import Book
from doanvien.intake.findings import Finding
from doanvien.intake.outcome import Outcome
from doanvien.reference.languages import NOTEBOOKS_IN, Language, translator

SHEET = "Cần sửa"
ENDING = "_can-sua.xlsx"
LARGEST = 8 * 2**20
"""Bytes of all parts of a workbook; the writer of copies needs fifty times as many."""
WIDEST_MERGES = 50_000
_BAD = PatternFill("solid", fgColor="FFC7CE")
_STARTS_PROGRAM = re.compile(r"\|.*!|\b(?:CALL|EXEC|REGISTER|WEBSERVICE|HYPERLINK)\s*\(", re.I)


def write_copy(outcome: Outcome, folder: Path, language: Language = NOTEBOOKS_IN) -> Path | None:
    """Write the copy of a refused file; None where it cannot be copied, or has no cell to mark."""
    if outcome.book is None or not any(one.ref for one in outcome.problems):
        return None
    book = _copied(outcome)
    if book is None:
        return None
    for finding in outcome.problems:
        _mark(book, finding, language)
    _list(book, outcome.problems, language)
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{outcome.path.stem}{ENDING}"
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        made = Path(scratch) / place.name
        book.save(made)
        os.replace(made, place)
    return place


def _copied(outcome: Outcome) -> Workbook | None:
    assert outcome.book is not None
    if outcome.path.suffix.lower() not in (".xlsx", ".xlsm"):
        return _rebuilt(outcome.book)
    if not _is_small(outcome):
        return None
    try:
        book = load_workbook(outcome.path, keep_vba=False, keep_links=False)
    except Exception:  # openpyxl has an error of its own for every part that can be odd
        return _rebuilt(outcome.book)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and _STARTS_PROGRAM.search(str(cell.value)):
                    _write(cell, str(cell.value))
    return book


def _is_small(outcome: Outcome) -> bool:
    assert outcome.book is not None
    with zipfile.ZipFile(outcome.path) as package:
        size = sum(part.file_size for part in package.infolist())
    merged = sum(
        (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
        for sheet in outcome.book.sheets
        for merge in sheet.merges
    )
    spread = max((row for sheet in outcome.book.sheets for row in sheet.rows), default=0)
    return size <= LARGEST and merged <= WIDEST_MERGES and spread <= WIDEST_MERGES


def _rebuilt(book: Book) -> Workbook:
    """The values of a file as a workbook: of a CSV, or of one that cannot be copied as it is."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for number, sheet in enumerate(book.sheets, 1):
        page = made.create_sheet(_title(sheet.name) or f"Sheet{number}")
        for cell in sheet.cells.values():
            if cell.row <= WIDEST_MERGES:
                _write(page.cell(cell.row, cell.column), cell.value)
    return made


def _mark(book: Workbook, finding: Finding, language: Language) -> None:
    sheet = _sheet_of(book, finding.sheet)
    if sheet is None or not finding.ref:
        return
    left, top, _right, _bottom = range_boundaries(finding.ref)
    cell = sheet.cell(top or 1, left or 1)
    for merged in sheet.merged_cells.ranges:
        if cell.coordinate in merged:
            cell = sheet.cell(merged.min_row, merged.min_col)
    cell.fill = _BAD
    note = Comment(_told(finding, language), "doanvien", height=110, width=320)
    cell.comment = note


def _list(book: Workbook, problems: Iterable[Finding], language: Language) -> None:
    """The sheet that names every bad cell, with a link to each; it is the first that opens."""
    t = translator(language)
    sheet = book.create_sheet(SHEET, 0)
    heads = (t("Cell"), t("What stands there"), t("What is wrong"), t("What to write"))
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(1, column, head)
        cell.font = Font(bold=True)
    for row, finding in enumerate(problems, 2):
        values = (
            finding.place,
            finding.value,
            finding.message.said(language),
            finding.remedy.said(language) if finding.remedy else "",
        )
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            _write(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        target = _sheet_of(book, finding.sheet)
        if target is not None and finding.ref:
            first = sheet.cell(row, 1)
            name = target.title.replace("'", "''")
            first.hyperlink = Hyperlink(ref=first.coordinate, location=f"'{name}'!{finding.ref}")
            first.font = Font(color="0563C1", underline="single")
    for letter, width in zip("ABCD", (22, 26, 52, 52), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    book.active = 0
    for page in book.worksheets:
        page.sheet_view.tabSelected = page is sheet


def _told(finding: Finding, language: Language) -> str:
    remedy = f" {finding.remedy.said(language)}" if finding.remedy else ""
    return f"{finding.message.said(language)}{remedy}"


def _write(cell: OpenCell | MergedCell, value: object) -> None:
    """A value as it is: a text that begins like a formula stays a text."""
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"


def _sheet_of(book: Workbook, name: str) -> Worksheet | None:
    return next((sheet for sheet in book.worksheets if sheet.title == name), None)


def _title(name: str) -> str:
    return re.sub(r"[\\*?:/\[\]]", " ", name)[:31]
