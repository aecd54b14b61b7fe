"""The workbook of a form: only the cells are open in which one types."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.intake.blank.columns import Asked
from doanvien.intake.blank.key import FORM_SHEET, NAME, key_lines
from doanvien.intake.blank.layout import (
    FIRST,
    FIRST_COLUMN,
    HEADER,
    NAME_COLUMN,
    NUMBER_COLUMN,
    NUMBERS,
    SUBHEADER,
    Plan,
    Slot,
    slots,
)
from doanvien.reference.calendar.days import write_day
from doanvien.reference.languages import NOTEBOOKS_IN, translator

_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="D9E1F2")
_OPEN = PatternFill("solid", fgColor="FFFDE7")
_RED = PatternFill("solid", bgColor="FFC7CE")
_FONT = "Times New Roman"
_COUNT = "#,##0"
_NOTE_SIZE = {"width": 320, "height": 150}


def write_form(plan: Plan, place: Path) -> None:
    """Write the form of a plan; the file appears complete or not at all."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = FORM_SHEET
    _title(sheet, plan)
    _header(sheet, plan)
    _rows(sheet, plan)
    _total(sheet, plan)
    _rules(sheet, plan)
    _page(sheet, plan)
    hidden = book.create_sheet(NAME)
    for row, line in enumerate(key_lines(plan), 1):
        for column, text in enumerate(line, 1):
            hidden.cell(row, column, text).data_type = "s"
    hidden.sheet_state = "hidden"
    hidden.protection.sheet = True
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
        made = Path(scratch) / place.name
        book.save(made)
        os.replace(made, place)


def _title(sheet: Worksheet, plan: Plan) -> None:
    # The form is Vietnamese whatever language the command speaks: it goes to union offices.
    t = translator(NOTEBOOKS_IN)
    last = get_column_letter(plan.note_column)
    federation = plan.province.federation(NOTEBOOKS_IN).upper()
    _put(sheet, "A1", federation, bold=True)
    title = t(
        "Report on members and grassroots unions, {period}", period=plan.period.label(NOTEBOOKS_IN)
    ).upper()
    days = t(
        "(Figures up to {day}; what was added and lost: since {since})",
        day=write_day(plan.cut_off, NOTEBOOKS_IN),
        since=write_day(plan.since, NOTEBOOKS_IN),
    )
    for row, text, size in ((3, title, 14), (4, days, 12)):
        sheet.merge_cells(f"A{row}:{last}{row}")
        _put(sheet, f"A{row}", text, bold=row == 3, size=size, center=True)
    hint = t("Type in the yellow cells only. 0 means none; leave empty what was not reported.")
    _put(sheet, "A5", hint, size=11)


def _header(sheet: Worksheet, plan: Plan) -> None:
    t = translator(NOTEBOOKS_IN)
    fixed = {NUMBER_COLUMN: "STT", NAME_COLUMN: t("Unit"), plan.note_column: t("Remarks")}
    for column, text in fixed.items():
        letter = get_column_letter(column)
        sheet.merge_cells(f"{letter}{HEADER}:{letter}{SUBHEADER}")
        _head(sheet.cell(HEADER, column), text)
        sheet.cell(SUBHEADER, column).border = _BOX
    by_group: dict[str, list[Slot]] = {}
    for slot in slots():
        by_group.setdefault(slot.group, []).append(slot)
        _head(sheet.cell(SUBHEADER, slot.column), slot.asked.title if slot.asked else t("Check"))
        if slot.asked:
            found = slot.asked.found
            note = f"{found.label(NOTEBOOKS_IN).capitalize()}. {found.definition(NOTEBOOKS_IN)}"
            sheet.cell(SUBHEADER, slot.column).comment = Comment(note, "doanvien", **_NOTE_SIZE)
    for group, columns in by_group.items():
        first, last = columns[0].column, columns[-1].column
        if first != last:
            span = f"{get_column_letter(first)}{HEADER}:{get_column_letter(last)}{HEADER}"
            sheet.merge_cells(span)
        for column in range(first, last + 1):
            _head(sheet.cell(HEADER, column), group if column == first else None)
    for column in range(NUMBER_COLUMN, plan.note_column + 1):
        cell = sheet.cell(NUMBERS, column, f"({column})")
        _style(cell, italic=True, size=9, center=True)


def _rows(sheet: Worksheet, plan: Plan) -> None:
    for number, row in enumerate(plan.rows, 1):
        sheet.row_dimensions[row].height = 20
        unit = plan.units[number - 1] if number <= len(plan.units) else None
        _style(sheet.cell(row, NUMBER_COLUMN, number), center=True)
        _style(sheet.cell(row, NAME_COLUMN, unit), open_=unit is None)
        for slot in slots():
            cell = sheet.cell(row, slot.column)
            if slot.asked is None:
                _style(cell, center=True, value=_check(slot, row))
            else:
                known = _known(plan, slot.asked, unit)
                _style(cell, open_=known is None, center=True, value=known)
        _style(sheet.cell(row, plan.note_column), open_=True)


def _total(sheet: Worksheet, plan: Plan) -> None:
    row = plan.total_row
    _style(sheet.cell(row, NUMBER_COLUMN), bold=True)
    _style(sheet.cell(row, NAME_COLUMN, "TỔNG CỘNG"), bold=True)
    for slot in slots():
        value = _sum(slot.column, plan.rows)
        _style(sheet.cell(row, slot.column), bold=True, center=True, value=value)
    _style(sheet.cell(row, plan.note_column))


def _sum(column: int, rows: range) -> str:
    """The sum of a column's rows; nothing while all of them are empty, for 0 means none."""
    letter = get_column_letter(column)
    area = f"{letter}{rows.start}:{letter}{rows.stop - 1}"
    return f'=IF(COUNT({area})=0,"",SUM({area}))'


def _check(slot: Slot, row: int) -> str:
    """What the levels at both ends and the movements between them leave over: 0 if all is right."""
    columns = [one for one in slots() if one.group == slot.group and one.asked]
    letters = {one.column: f"{get_column_letter(one.column)}{row}" for one in columns}
    closing = next(
        letters[one.column]
        for one in columns
        if one.asked and one.asked.day == "closing" and one.asked.found.kind == "stock"
    )
    opening = next(
        letters[one.column] for one in columns if one.asked and one.asked.day == "opening"
    )
    moves = "".join(
        f"{'+' if one.asked.sign > 0 else '-'}{letters[one.column]}"
        for one in columns
        if one.asked and one.asked.sign and letters[one.column] != opening
    )
    return f'=IF(COUNT({opening},{closing})<2,"",{opening}{moves}-{closing})'


def _rules(sheet: Worksheet, plan: Plan) -> None:
    """Whole numbers only, none below zero but net ones; a check that is not 0 turns red."""
    t = translator(NOTEBOOKS_IN)
    rows = f"{plan.rows.start}:{{0}}{plan.rows.stop - 1}"
    for slot in slots():
        letter = get_column_letter(slot.column)
        if slot.asked is None:
            area = f"{letter}{FIRST}:{letter}{plan.total_row}"
            wrong = f"AND(ISNUMBER({letter}{FIRST}),{letter}{FIRST}<>0)"
            sheet.conditional_formatting.add(area, FormulaRule([wrong], fill=_RED))
            continue
        signed = slot.asked.found.signed
        rule = DataValidation(
            type="whole",
            operator="between",
            formula1="-99999999" if signed else "0",
            formula2="99999999",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=t("Whole number"),
            error=t("Type a whole number, without words, blanks or commas."),
        )
        rule.add(f"{letter}{rows.format(letter)}")
        sheet.add_data_validation(rule)


def _page(sheet: Worksheet, plan: Plan) -> None:
    sheet.freeze_panes = f"{get_column_letter(FIRST_COLUMN)}{FIRST}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{HEADER}:{SUBHEADER}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.row_dimensions[HEADER].height = 32
    sheet.row_dimensions[SUBHEADER].height = 48
    widths = {NUMBER_COLUMN: 6.0, NAME_COLUMN: 32.0, plan.note_column: 24.0}
    for column in range(NUMBER_COLUMN, plan.note_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = widths.get(column, 11.0)


def _known(plan: Plan, asked: Asked, unit: str | None) -> int | None:
    if asked.day != "opening" or unit is None:
        return None
    known = plan.opening.get((unit, asked.code))
    return int(known) if known is not None else None


def _put(
    sheet: Worksheet,
    ref: str,
    text: str,
    *,
    bold: bool = False,
    size: int = 12,
    center: bool = False,
) -> None:
    cell = sheet[ref]
    assert isinstance(cell, Cell)
    cell.value = text
    cell.font = Font(name=_FONT, size=size, bold=bold)
    cell.alignment = Alignment(horizontal="center" if center else "left", vertical="center")


def _head(cell: Cell | MergedCell, text: str | None) -> None:
    if text is not None:
        cell.value = text
    cell.font = Font(name=_FONT, size=11, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.fill, cell.border = _HEAD, _BOX


def _style(
    cell: Cell | MergedCell,
    *,
    open_: bool = False,
    bold: bool = False,
    italic: bool = False,
    size: int = 11,
    center: bool = False,
    value: object = None,
) -> None:
    if value is not None:
        cell.value = value  # type: ignore[assignment]
    cell.font = Font(name=_FONT, size=size, bold=bold, italic=italic)
    cell.alignment = Alignment(
        horizontal="center" if center else "left", vertical="center", wrap_text=True
    )
    cell.border, cell.number_format = _BOX, _COUNT
    if open_:
        cell.fill, cell.protection = _OPEN, Protection(locked=False)
