"""A document as an Excel workbook: a cover, the contents, the notes, one sheet a table and one a
chart; and the nbconvert exporter `doanvien-xlsx`."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export.chapters import Document
from doanvien.export.chart_sheet import set_up_chart_paper, write_chart_sheet
from doanvien.export.excel_chart import chart_text, make_chart
from doanvien.export.excel_names import SheetNames, TableNames
from doanvien.export.exporter import ReportExporter
from doanvien.export.finish import unmarked
from doanvien.export.front_sheets import Entry, write_contents, write_cover
from doanvien.export.notes_sheet import write_notes
from doanvien.export.package import FIXED_TIME, normalise
from doanvien.export.table_sheet import HEADER_ROW, Place, write_table_sheet
from doanvien.present.shown.cover import status_label
from doanvien.reference.languages import translator


class WorkbookExporter(ReportExporter):
    """The tables of one executed notebook: `jupyter nbconvert --to doanvien-xlsx`."""

    export_from_notebook = "Excel (doanvien)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def _file_extension_default(self) -> str:
        return ".xlsx"

    def written(self, document: Document) -> bytes:
        """The workbook."""
        return render_workbook(document)


def render_workbook(document: Document) -> bytes:
    """The xlsx file of a document's tables; the same document gives the same bytes."""
    t = translator(document.language)
    names = SheetNames()
    cover_sheet, contents_sheet, notes_sheet = (
        names.take(t(name)) for name in ("Cover", "Contents", "Notes")
    )
    entries = _entries(document, names, contents_sheet)
    warning = status_label("simulated", document.language) if _is_simulated(document) else ""
    title = document.title

    book = Workbook()
    book.properties.title = title
    book.properties.subject = _context(document)
    book.properties.creator = "doanvien"
    book.properties.lastModifiedBy = "doanvien"
    book.properties.language = document.language
    book.properties.created = FIXED_TIME
    front = book.worksheets[0]
    front.title = cover_sheet
    write_cover(front, document, title, contents_sheet)
    write_contents(book.create_sheet(contents_sheet), document, entries, notes_sheet, warning)
    write_notes(book.create_sheet(notes_sheet), document.language, entries, contents_sheet, warning)
    chart_texts = []
    for entry in entries:
        sheet = book.create_sheet(entry.place.sheet)
        write_table_sheet(sheet, entry.table, entry.place, _context(document), warning)
        if entry.chart is not None:
            write_chart_sheet(
                book.create_sheet(entry.place.chart_sheet),
                entry.table,
                entry.place,
                entry.chart,
                entry.chart_number,
                _context(document),
                warning,
            )
            chart_texts.append((entry.chart_number, chart_text(entry.table)))
    for sheet in book.worksheets:
        _set_up_paper(sheet, title, warning, t("Page"))
    for entry in entries:
        if entry.chart is not None:
            set_up_chart_paper(book[entry.place.chart_sheet], entry.chart)
    raw = io.BytesIO()
    book.save(raw)
    return normalise(raw.getvalue(), chart_texts)


def _entries(document: Document, names: SheetNames, contents_sheet: str) -> list[Entry]:
    """Every table with its number, the same as in the page, its names in Excel, and its chart."""
    t = translator(document.language)
    table_names = TableNames()
    for ours in ("contents", "notes"):
        table_names.take(ours)
    entries: list[Entry] = []
    charts = 0
    for number, (chapter, table) in enumerate(document.tables(), 1):
        sheet = names.take(table.sheet or unmarked(table.caption, document.language))
        chart = make_chart(table, sheet, HEADER_ROW)
        charts += chart is not None
        mark = t("Chart {number}", number=charts) if chart is not None else ""
        place = Place(
            sheet=sheet,
            table_name=table_names.take(table.name),
            number=t("Table {number}", number=number),
            contents_sheet=contents_sheet,
            chart_sheet=names.take(mark) if mark else "",
        )
        entries.append(Entry(place, table, chapter.title, chart, mark))
    return entries


def _is_simulated(document: Document) -> bool:
    return document.status == "simulated"


def _context(document: Document) -> str:
    """Whose figures a sheet holds, for a sheet that is printed or copied alone."""
    cover = document.cover
    if cover is None:
        return ""
    up_to = translator(document.language)("figures up to {date}", date=cover.cutoff_label)
    return " · ".join((cover.federation, cover.period_label, up_to, cover.status_label))


def _set_up_paper(sheet: Worksheet, title: str, warning: str, page_word: str) -> None:
    """A4 across, as wide as one page, with what it is and the page number on every sheet."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left, sheet.page_margins.right = 1.18, 0.59  # 30 and 15 mm
    sheet.page_margins.top = sheet.page_margins.bottom = 0.79  # 20 mm
    header, footer = sheet.oddHeader, sheet.oddFooter
    assert header is not None  # openpyxl makes both with every sheet
    assert footer is not None
    header.left.text = _escaped(title)
    header.right.text = _escaped(warning) or None
    footer.right.text = f"{_escaped(page_word)} &P/&N"
    sheet.sheet_view.showGridLines = False


def _escaped(text: str) -> str:
    """& begins a code in headers and footers."""
    return text.replace("&", "&&")
