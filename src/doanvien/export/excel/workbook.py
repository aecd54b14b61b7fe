"""A document as an Excel workbook: the report in short, the contents, a sheet for the small tables
of each chapter, one for each large table, chart and picture, all numbers as data, the notes; and
the nbconvert exporter `doanvien-xlsx`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from openpyxl import Workbook

from doanvien.export.excel.package import FIXED_TIME, normalise, saved
from doanvien.export.excel.parts import cells
from doanvien.export.excel.parts.chart_text import chart_text
from doanvien.export.excel.parts.charted import charted_rows
from doanvien.export.excel.parts.excel_chart import make_chart
from doanvien.export.excel.parts.excel_names import SheetNames, TableNames
from doanvien.export.excel.parts.numbers_apart import apart
from doanvien.export.excel.parts.paper import set_up_paper
from doanvien.export.excel.sheets.chart_sheet import write_chart_sheet
from doanvien.export.excel.sheets.data_sheet import data_table
from doanvien.export.excel.sheets.front_sheets import Entry, write_contents, write_summary
from doanvien.export.excel.sheets.notes_sheet import write_notes
from doanvien.export.excel.sheets.picture_sheet import Drawn, write_picture_sheet
from doanvien.export.excel.sheets.table_sheet import DATA, Place, write_tables
from doanvien.export.exporter import ReportExporter
from doanvien.export.reading.content import Picture
from doanvien.export.reading.document import Chapter, Document, Part
from doanvien.export.reading.finish import unmarked
from doanvien.present.shown.cover import MARKS, status_label
from doanvien.present.shown.tables.table import Table
from doanvien.reference.languages import translator
from doanvien.reference.sheets import sheet_title

SMALL, NARROW, SHORT = 12, 10, 160
"""Rows, columns and letters in a cell of a table that stands and prints with others of its chapter.
"""
OURS = ("contents", "notes", "key_figures", "in_short", DATA)


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
    summary_sheet, contents_sheet, notes_sheet = (
        names.take(t(name)) for name in ("Summary", "Contents", "Notes")
    )
    entries = _entries(document, names, contents_sheet)
    context = _context(document)
    marked = document.status in MARKS
    warning = status_label(document.status, document.language) if marked else ""

    book = _empty_book(document)
    summary, contents = book.worksheets[0], book.create_sheet(contents_sheet)
    summary.title = summary_sheet
    chart_texts: list[tuple[str, str]] = []
    written: list[Entry] = []
    for name, together in groupby(entries, key=lambda entry: entry.place.sheet):
        sheet = book.create_sheet(name)
        group = list(together)
        title = group[0].chapter if len(group) > 1 else _caption(group[0])
        placed = [(entry.place, entry.table) for entry in group]
        headers = write_tables(sheet, title, placed, context, warning)
        for entry, header in zip(group, headers, strict=True):
            entry = replace(entry, place=replace(entry.place, header_row=header))
            if entry.place.chart_sheet:
                entry = replace(
                    entry, chart=make_chart(entry.table, name, header, entry.place.chart_sheet)
                )
            written.append(entry)
        for entry in written[-len(group) :]:
            if entry.chart is not None:
                chart_sheet = book.create_sheet(entry.place.chart_sheet)
                write_chart_sheet(
                    chart_sheet, entry.table, entry.place, entry.chart, context, warning
                )
                chart_texts.append((entry.place.chart_sheet, chart_text(entry.table)))
    pictures = _pictures(document, names)
    for drawn in pictures:
        sheet = book.create_sheet(drawn.sheet)
        write_picture_sheet(sheet, drawn, contents_sheet, context, warning, document.language)
        chart_texts.append((drawn.sheet, drawn.picture.alt))
    others = [notes_sheet]
    if written and not any(entry.table.as_file for entry in written):
        data = data_table(written, document.language)
        data_sheet = names.take(t("Data"))
        place = Place(data_sheet, TableNames().take(DATA), t("Data"), contents_sheet)
        write_tables(book.create_sheet(data_sheet), data.caption, [(place, data)], context, warning)
        others.insert(0, data_sheet)
    notes = book.create_sheet(notes_sheet)
    for sheet in book.worksheets:
        set_up_paper(sheet, document.title, warning, t("Page"))
    write_summary(summary, document, document.title, contents_sheet)
    write_contents(contents, document, written, pictures, others, warning)
    write_notes(notes, document, written, contents_sheet, warning)
    return normalise(saved(book), chart_texts)


def _empty_book(document: Document) -> Workbook:
    book = Workbook()
    # Widths of columns are counted in digits of this font.
    usual = book._fonts[0]  # type: ignore[attr-defined]
    usual.name, usual.sz, usual.scheme = cells.FONT, 10, None
    book.properties.title = document.title
    book.properties.subject = _context(document)
    book.properties.creator = "doanvien"
    book.properties.lastModifiedBy = "doanvien"
    book.properties.language = document.language
    book.properties.created = FIXED_TIME
    return book


def _entries(document: Document, names: SheetNames, contents_sheet: str) -> list[Entry]:
    """Every table with its number, the same as in the page, its sheet, its names in Excel, and the
    sheet of its chart; tables of one sheet one after the other."""
    t = translator(document.language)
    table_names = TableNames()
    for ours in OURS:
        table_names.take(ours)
    figures = _figures(document)
    together: dict[str, str] = {}
    entries: list[Entry] = []
    for at, (number, chapter, table) in enumerate(_numbered(document)):
        count = next(n for n, one in enumerate(document.chapters, 1) if one is chapter)
        held = apart(table)
        if table.sheet or table.as_file or not _is_small(held):
            sheet = names.take(table.sheet or f"{count} {_short(table, document)}")
        else:
            if chapter.name not in together:
                titled = sheet_title(chapter.name, document.language) or chapter.title
                together[chapter.name] = names.take(f"{count} {titled}")
            sheet = together[chapter.name]
        figure = figures.get(at)
        place = Place(
            sheet=sheet,
            table_name=table_names.take(table.name),
            number=t("Table {number}", number=number),
            contents_sheet=contents_sheet,
            chart_sheet=names.take(t("Figure {number}", number=figure)) if figure else "",
        )
        entries.append(Entry(place, held, chapter.title))
    order = list(dict.fromkeys(entry.place.sheet for entry in entries))
    return sorted(entries, key=lambda entry: order.index(entry.place.sheet))


def _is_small(table: Table) -> bool:
    texts = (cell for row in table.values for cell in row if isinstance(cell, str))
    longest = max(map(len, texts), default=0)
    return len(table.values) <= SMALL and len(table.columns) <= NARROW and longest <= SHORT


def _numbered(document: Document) -> Iterator[tuple[int, Chapter, Table]]:
    """Tables as the page counts them."""
    for number, (chapter, table) in enumerate(document.tables(), 1):
        yield number, chapter, table


def _figures(document: Document) -> dict[int, int]:
    """The number of the chart of each table that has one: that of the figure which the page draws
    of it, else the next one after those of the page. Tables are counted from 0, figures from 1."""
    found: dict[int, int] = {}
    figures, tables = 0, 0
    waiting: list[int] = []
    for _, parts in _in_order(document):
        of_chapter: int | None = None
        for part in parts:
            if isinstance(part.content, Picture):
                figures += 1
                if of_chapter is not None:
                    found[of_chapter] = figures
                    waiting.remove(of_chapter)
                    of_chapter = None
            elif isinstance(part.content, Table):
                if part.content.chart is not None and charted_rows(part.content):
                    of_chapter = tables
                    waiting.append(tables)
                tables += 1
    return found | {table: figures + more for more, table in enumerate(waiting, 1)}


def _in_order(document: Document) -> Iterator[tuple[Chapter, tuple[Part, ...]]]:
    """The parts of all chapters as the page has them: those of the annex last."""
    yield from ((chapter, chapter.main) for chapter in document.chapters)
    yield from ((chapter, chapter.annex) for chapter in document.chapters)


def _pictures(document: Document, names: SheetNames) -> list[Drawn]:
    """The drawings of the page, without those that Excel draws from a table."""
    t, excels = translator(document.language), set(_figures(document).values())
    shown = [
        (chapter, part.content)
        for chapter, parts in _in_order(document)
        for part in parts
        if isinstance(part.content, Picture)
    ]
    return [
        Drawn(names.take(t("Figure {number}", number=number)), number, chapter.title, picture)
        for number, (chapter, picture) in enumerate(shown, 1)
        if number not in excels and picture.png
    ]


def _short(table: Table, document: Document) -> str:
    return sheet_title(table.name, document.language) or unmarked(table.caption, document.language)


def _caption(entry: Entry) -> str:
    return f"{entry.place.number}. {entry.table.caption}"


def _context(document: Document) -> str:
    """Whose figures a sheet holds, for a sheet that is printed or copied alone."""
    cover = document.cover
    if cover is None:
        return ""
    return " · ".join((cover.federation, cover.period_label, cover.days, cover.status_label))
