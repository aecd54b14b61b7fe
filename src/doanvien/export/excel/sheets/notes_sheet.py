"""The notes of a workbook on one sheet: how to read it, what to mind in each chapter, then what is
said under each table."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export.excel.parts import cells
from doanvien.export.excel.parts.excel_table import line_below, make_table, put_header
from doanvien.export.excel.parts.paper import fit_to_paper
from doanvien.export.excel.parts.widths import row_height, wrapped_lines
from doanvien.export.excel.sheets.front_sheets import Entry
from doanvien.export.reading.document import Document
from doanvien.present.shown.sentences import Sentences
from doanvien.reference.languages import Language, translator

NOTES_TABLE = "t_notes"
HEADER_ROW = 4
WIDTHS = (25, 95)
NOTHING_DUE = "–"
"""Where nothing is due there is nothing to miss."""


def write_notes(
    sheet: Worksheet,
    document: Document,
    entries: Sequence[Entry],
    contents_sheet: str,
    warning: str,
) -> None:
    """One line a note, each with the table or chapter it belongs to."""
    language = document.language
    t = translator(language)
    cells.put_text(sheet, 1, 1, t("Notes"), cells.TITLE)
    if warning:
        cells.put_text(sheet, 2, 1, warning, cells.WARNING)
    cells.put_link(sheet, 3, 1, t("Back to the contents"), contents_sheet)
    general = [(t("All tables"), text) for text in _general(language, entries)]
    lines = [*general, *_caveats(document), *_own(entries)]
    for column, title in enumerate((t("Applies to"), t("Note")), 1):
        put_header(sheet, HEADER_ROW, column, title, numeric=False)
    last_row = HEADER_ROW + len(lines)
    for row, (where, text) in enumerate(lines, HEADER_ROW + 1):
        border = line_below(row, last_row)
        cells.put_text(sheet, row, 1, where, cells.BODY, cells.WRAPPED, border)
        cells.put_text(sheet, row, 2, text, cells.BODY, cells.WRAPPED, border)
        sheet.row_dimensions[row].height = row_height(
            [wrapped_lines(where, WIDTHS[0]), wrapped_lines(text, WIDTHS[1])]
        )
    for letter, width in zip("AB", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    make_table(sheet, NOTES_TABLE, HEADER_ROW, last_row, 2)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    fit_to_paper(sheet, WIDTHS, last_row)


def _general(language: Language, entries: Sequence[Entry]) -> list[str]:
    t = translator(language)
    missing = dict.fromkeys(
        entry.table.missing_word(column)
        for entry in entries
        for index, column in enumerate(entry.table.columns)
        if entry.table.missing_word(column) != NOTHING_DUE
        and any(row[index] is None for row in entry.table.values)
    )
    said = t(
        "A cell that says “{words}” has no figure; zero is written 0.", words="”, “".join(missing)
    )
    return [
        *([said] if missing else []),
        t("Figures are values, not formulas; percentages are numbers with a format."),
        t("Excel writes separators and dates as the computer is set up to."),
        t("What is measured, and in which unit, stands in words in each row or column title."),
    ]


def _caveats(document: Document) -> list[tuple[str, str]]:
    """What to mind before quoting, as the chapters say it."""
    return [
        (chapter.title, text)
        for chapter in document.chapters
        for part in chapter.parts
        if isinstance(part.content, Sentences) and part.content.role == "caveat"
        for text in part.content.sentences
    ]


def _own(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    return [(entry.place.number, note) for entry in entries for note in entry.table.notes]
