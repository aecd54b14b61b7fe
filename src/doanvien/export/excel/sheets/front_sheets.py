"""The first two sheets of a workbook: the report in short, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from doanvien.export.excel.parts import cells
from doanvien.export.excel.parts.chart_look import Chart
from doanvien.export.excel.parts.charted import charted_rows
from doanvien.export.excel.parts.excel_table import line_below, make_table, put_header
from doanvien.export.excel.parts.numbers_said import number_said
from doanvien.export.excel.parts.paper import fit_to_paper
from doanvien.export.excel.parts.widths import row_height, wrapped_lines
from doanvien.export.excel.sheets.picture_sheet import Drawn
from doanvien.export.excel.sheets.table_sheet import Place
from doanvien.export.reading.document import Document
from doanvien.present.shown.cover import MARKS, Cover, status_label
from doanvien.present.shown.sentences import Role, Sentences
from doanvien.present.shown.tables.table import Table
from doanvien.present.shown.tiles import Tile
from doanvien.reference.languages import translator

CONTENTS_TABLE, TILES_TABLE, SENTENCES_TABLE = "t_contents", "t_key_figures", "t_in_short"
CONTENTS_WIDTHS = (28, 10, 50, 23, 9)
SUMMARY_WIDTHS = (22, 71, 10, 17)
ROLES: dict[Role, str] = {
    "lead": "In short",
    "action": "To be decided",
    "quote": "For quotation",
    "caveat": "Caveat",
}
"""What a summary tells in sentences, in this order; what is to be decided, of every chapter."""
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


def write_summary(sheet: Worksheet, document: Document, title: str, contents_sheet: str) -> None:
    """Whose figures these are and of which days, then the key figures and the sentences that the
    report opens with."""
    t = translator(document.language)
    cells.put_text(sheet, 1, 1, title, cells.TITLE)
    cells.put_link(sheet, 1, len(SUMMARY_WIDTHS), t("Contents"), contents_sheet)
    row = 2
    for label, value in _facts(document, title):
        cells.put_text(sheet, row, 1, label, cells.QUIET)
        marked = document.status in MARKS and label == t("Data status")
        cells.put_text(sheet, row, 2, value, cells.WARNING if marked else cells.STRONG)
        row += 1
    for letter, width in zip("ABCD", SUMMARY_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    if document.headline:
        row = _write_tiles(sheet, document, row + 1)
    told = _told(document)
    if told:
        row = _write_sentences(sheet, document, told, row + 1)
    cells.put_text(sheet, row, 1, t(ANNEX), cells.QUIET)
    fit_to_paper(sheet, SUMMARY_WIDTHS, row)


def write_contents(
    sheet: Worksheet,
    document: Document,
    entries: Sequence[Entry],
    pictures: Sequence[Drawn],
    sheets: Sequence[str],
    warning: str,
) -> None:
    """One line a table, chart or picture: number, caption, chapter, rows, a link to its place;
    then the other sheets in `sheets`, which have no number."""
    t = translator(document.language)
    cells.put_text(sheet, 1, 1, t("Contents"), cells.TITLE)
    if warning:
        cells.put_text(sheet, 2, 1, warning, cells.WARNING)
    header = 4
    titles = (t("Sheet"), t("Number"), t("What it shows"), t("Chapter"), t("Rows"))
    for column, title in enumerate(titles, 1):
        put_header(sheet, header, column, title, numeric=column == len(titles))
    lines = [line for entry in entries for line in _lines(entry)]
    lines += [
        _Line(one.sheet, one.sheet, one.picture.caption, one.chapter, None, 1) for one in pictures
    ]
    lines += [_Line(name, "–", name, "–", None, 1) for name in sheets]
    last_row = header + len(lines)
    for row, line in enumerate(lines, header + 1):
        border = line_below(row, last_row)
        cells.put_link(sheet, row, 1, line.sheet, line.sheet, border, line.row)
        cells.put_text(sheet, row, 2, line.number, border=border)
        cells.put_text(sheet, row, 3, line.title, cells.BODY, cells.WRAPPED, border)
        cells.put_text(sheet, row, 4, line.chapter, cells.BODY, cells.WRAPPED, border)
        if line.rows is None:
            cells.put_text(sheet, row, 5, "–", cells.MISSING, cells.RIGHT, border)
        else:
            cells.put_number(sheet, row, 5, line.rows, "#,##0", border)
        texts = zip(
            (line.sheet, line.number, line.title, line.chapter), CONTENTS_WIDTHS, strict=False
        )
        sheet.row_dimensions[row].height = row_height(wrapped_lines(*pair) for pair in texts)
    for letter, width in zip("ABCDE", CONTENTS_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    make_table(sheet, CONTENTS_TABLE, header, last_row, len(titles))
    sheet.freeze_panes = f"A{header + 1}"
    sheet.print_title_rows = f"{header}:{header}"
    fit_to_paper(sheet, CONTENTS_WIDTHS, last_row)


@dataclass(frozen=True)
class _Line:
    sheet: str
    number: str
    title: str
    chapter: str
    rows: int | None
    row: int


def _lines(entry: Entry) -> list[_Line]:
    place, table = entry.place, entry.table
    rows, caption_row = len(table.values), place.header_row - 1
    lines = [_Line(place.sheet, place.number, table.caption, entry.chapter, rows, caption_row)]
    if entry.chart is not None and table.chart is not None:
        drawn, chart = len(charted_rows(table)), place.chart_sheet
        lines.append(_Line(chart, chart, table.chart.title, entry.chapter, drawn, 1))
    return lines


def _write_tiles(sheet: Worksheet, document: Document, header: int) -> int:
    """The key figures as a table from row `header`; the row after it."""
    t = translator(document.language)
    titles = (t("Indicator"), t("Compared with"), t("Result"), t("Verdict"))
    for column, title in enumerate(titles, 1):
        put_header(sheet, header, column, title, numeric=column == 3)
    last_row = header + len(document.headline)
    for row, tile in enumerate(document.headline, header + 1):
        border = line_below(row, last_row)
        against = "; ".join(part for part in (tile.against, tile.note) if part)
        cells.put_text(sheet, row, 1, tile.label, cells.BODY, cells.WRAPPED, border)
        cells.put_text(sheet, row, 2, against or "–", cells.BODY, cells.WRAPPED, border)
        _put_value(sheet, row, tile, document, border)
        cells.put_text(sheet, row, 4, tile.verdict or "–", cells.STRONG, cells.WRAPPED, border)
        texts = (
            (tile.label, SUMMARY_WIDTHS[0]),
            (against, SUMMARY_WIDTHS[1]),
            (tile.verdict, SUMMARY_WIDTHS[3]),
        )
        sheet.row_dimensions[row].height = row_height(wrapped_lines(*pair) for pair in texts)
    make_table(sheet, TILES_TABLE, header, last_row, len(titles))
    return last_row + 1


def _put_value(
    sheet: Worksheet, row: int, tile: Tile, document: Document, border: cells.Border
) -> None:
    number = number_said(tile.value, document.language)
    if number is None:
        cells.put_text(sheet, row, 3, tile.value, cells.STRONG, cells.RIGHT, border)
    else:
        cells.put_number(sheet, row, 3, *number, border)


def _told(document: Document) -> list[tuple[Role, str]]:
    """What the report opens with: its first chapter's sentences, and what is to be decided."""
    told: dict[tuple[Role, str], None] = {}
    for role in ROLES:
        chapters = document.chapters if role == "action" else document.chapters[:1]
        for chapter in chapters:
            for part in chapter.parts:
                if isinstance(part.content, Sentences) and part.content.role == role:
                    told |= dict.fromkeys((role, text) for text in part.content.sentences)
    return list(told)


def _write_sentences(
    sheet: Worksheet, document: Document, told: Sequence[tuple[Role, str]], header: int
) -> int:
    t = translator(document.language)
    for column, title in enumerate((t("What it is"), t("In words")), 1):
        put_header(sheet, header, column, title, numeric=False)
    last_row = header + len(told)
    for row, (role, text) in enumerate(told, header + 1):
        border = line_below(row, last_row)
        cells.put_text(sheet, row, 1, t(ROLES[role]), cells.BODY, cells.WRAPPED, border)
        cells.put_text(sheet, row, 2, text, cells.BODY, cells.WRAPPED, border)
        sheet.row_dimensions[row].height = row_height([wrapped_lines(text, SUMMARY_WIDTHS[1])])
    make_table(sheet, SENTENCES_TABLE, header, last_row, 2)
    return last_row + 1


def _facts(document: Document, title: str) -> list[tuple[str, str]]:
    """What the key figures are of; the period where the title does not say it."""
    t = translator(document.language)
    cover: Cover | None = document.cover
    if cover is None:
        status = document.status
        return [(t("Data status"), status_label(status, document.language))] if status else []
    return [
        (t("Union"), cover.federation),
        *([] if cover.period_label in title else [(t("Reporting period"), cover.period_label)]),
        (t("Figures up to"), cover.cutoff_label),
        (t("Data status"), cover.status_label),
        (t("Data set"), cover.dataset_title),
    ]
