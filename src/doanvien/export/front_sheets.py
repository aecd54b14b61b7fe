"""The first two sheets of a workbook: what it is about, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export import cells
from doanvien.export.chapters import Document
from doanvien.export.excel_table import make_table, put_header
from doanvien.export.table_sheet import Place
from doanvien.present.cover import Cover, status_label
from doanvien.present.table import Table
from doanvien.reference.languages import translator

CONTENTS_TABLE = "t_contents"
ANNEX = (
    "Annex of figures, drawn up automatically; it does not replace a signed and sealed document."
)


@dataclass(frozen=True)
class Entry:
    """One line of the contents."""

    place: Place
    table: Table
    chapter: str


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
    sheet: Worksheet, document: Document, entries: Sequence[Entry], warning: str
) -> None:
    """One line a table: number, caption, chapter, rows, a link to its sheet."""
    t = translator(document.language)
    cells.put_text(sheet, 1, 1, t("Contents"), cells.TITLE)
    if warning:
        cells.put_text(sheet, 2, 1, warning, cells.WARNING)
    header = 4
    titles = (t("Sheet"), t("Table"), t("What it shows"), t("Chapter"), t("Rows"))
    for column, title in enumerate(titles, 1):
        put_header(sheet, header, column, title, numeric=column == len(titles))
    for row, entry in enumerate(entries, header + 1):
        cells.put_link(sheet, row, 1, entry.place.sheet, entry.place.sheet)
        cells.put_text(sheet, row, 2, entry.place.number)
        cells.put_text(sheet, row, 3, entry.table.caption, cells.BODY, cells.WRAPPED)
        cells.put_text(sheet, row, 4, entry.chapter, cells.BODY, cells.WRAPPED)
        cells.put_number(sheet, row, 5, len(entry.table.values), "#,##0")
    for letter, width in zip("ABCDE", (32, 10, 58, 28, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    if entries:
        make_table(sheet, CONTENTS_TABLE, header, header + len(entries), len(titles))
        sheet.freeze_panes = f"A{header + 1}"


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
