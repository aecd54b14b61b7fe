"""The first two sheets of a workbook: what it is about, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export import cells
from doanvien.export.chapters import Document
from doanvien.export.excel_chart import Chart, charted_rows
from doanvien.export.excel_table import line_below, make_table, put_header
from doanvien.export.table_sheet import Place
from doanvien.export.widths import row_height, wrapped_lines
from doanvien.present.shown.cover import Cover, status_label
from doanvien.present.shown.table import Table
from doanvien.reference.languages import translator

CONTENTS_TABLE = "t_contents"
WIDTHS = (34, 12, 70, 28, 10)
ANNEX = (
    "Annex of figures, drawn up automatically; it does not replace a signed and sealed document."
)


@dataclass(frozen=True)
class Entry:
    """One table of the workbook, and its chart where it has one."""

    place: Place
    table: Table
    chapter: str
    chart: Chart | None = None
    chart_number: str = ""


def write_cover(sheet: Worksheet, document: Document, title: str, contents_sheet: str) -> None:
    """Title, then one line each: who, which period, up to which day, what kind of figures."""
    t = translator(document.language)
    cells.put_text(sheet, 1, 1, title, cells.TITLE)
    row = 2
    if document.cover and document.cover.subtitle:
        cells.put_text(sheet, 2, 1, document.cover.subtitle, cells.QUIET)
    row += 2
    for label, value in _facts(document):
        cells.put_text(sheet, row, 1, label, cells.QUIET)
        simulated = document.status == "simulated" and label == t("Data status")
        font = cells.WARNING if simulated else cells.STRONG
        cells.put_text(sheet, row, 2, value, font, cells.WRAPPED)
        row += 1
    cells.put_link(sheet, row + 1, 1, t("Contents"), contents_sheet)
    cells.put_text(sheet, row + 3, 1, t(ANNEX), cells.QUIET)
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 70


def write_contents(
    sheet: Worksheet,
    document: Document,
    entries: Sequence[Entry],
    notes_sheet: str,
    warning: str,
) -> None:
    """One line a table or chart: number, caption, chapter, rows, a link to its sheet."""
    t = translator(document.language)
    cells.put_text(sheet, 1, 1, t("Contents"), cells.TITLE)
    if warning:
        cells.put_text(sheet, 2, 1, warning, cells.WARNING)
    cells.put_link(sheet, 3, 1, t("Notes"), notes_sheet)
    header = 4
    titles = (t("Sheet"), t("Number"), t("What it shows"), t("Chapter"), t("Rows"))
    for column, title in enumerate(titles, 1):
        put_header(sheet, header, column, title, numeric=column == len(titles))
    lines = [line for entry in entries for line in _lines(entry)]
    last_row = header + len(lines)
    for row, line in enumerate(lines, header + 1):
        border = line_below(row, last_row)
        cells.put_link(sheet, row, 1, line.sheet, line.sheet, border)
        cells.put_text(sheet, row, 2, line.number, border=border)
        cells.put_text(sheet, row, 3, line.title, cells.BODY, cells.WRAPPED, border)
        cells.put_text(sheet, row, 4, line.chapter, cells.BODY, cells.WRAPPED, border)
        cells.put_number(sheet, row, 5, line.rows, "#,##0", border)
        texts = zip((line.sheet, line.number, line.title, line.chapter), WIDTHS, strict=False)
        sheet.row_dimensions[row].height = row_height(wrapped_lines(*pair) for pair in texts)
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    if lines:
        make_table(sheet, CONTENTS_TABLE, header, last_row, len(titles))
        sheet.freeze_panes = f"A{header + 1}"


@dataclass(frozen=True)
class _Line:
    sheet: str
    number: str
    title: str
    chapter: str
    rows: int


def _lines(entry: Entry) -> list[_Line]:
    place, table = entry.place, entry.table
    lines = [_Line(place.sheet, place.number, table.caption, entry.chapter, len(table.values))]
    if entry.chart is not None and table.chart is not None:
        drawn = len(charted_rows(table))
        lines.append(
            _Line(place.chart_sheet, entry.chart_number, table.chart.title, entry.chapter, drawn)
        )
    return lines


def _facts(document: Document) -> list[tuple[str, str]]:
    t = translator(document.language)
    cover: Cover | None = document.cover
    if cover is None:
        status = document.status
        return [(t("Data status"), status_label(status, document.language))] if status else []
    return [
        (t("Union"), cover.federation),
        (t("Reporting period"), cover.period_label),
        (t("Figures up to"), cover.cutoff_label),
        (t("Data status"), cover.status_label),
        (t("Data set"), cover.dataset_title),
    ]
