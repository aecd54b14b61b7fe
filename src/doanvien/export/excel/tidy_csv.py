"""The rows of a report that are for machines, as a CSV file beside the page and the workbook."""

from __future__ import annotations

import csv
import io
from datetime import date

from doanvien.export.reading.document import Document
from doanvien.export.reading.errors import ExportError
from doanvien.present.shown.tables.table import Value
from doanvien.reference.sentences import sentence

FORMULA_MARKS = ("=", "+", "-", "@")


def render_csv(document: Document) -> bytes | None:
    """The file of the one table that was shown `as_file`; None where there is none.

    UTF-8 with the mark that Excel needs to read Vietnamese, RFC 4180, column names as header, ISO
    dates, plain numbers with every digit, empty cells for what is missing. Raises `ExportError` for
    a second such table.
    """
    shown = [(chapter, table) for chapter, table in document.tables() if table.as_file]
    if not shown:
        return None
    if len(shown) > 1:
        told = sentence("a report has one table that is shown as a file.")
        raise ExportError(shown[1][0].name, told)
    table = shown[0][1]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.values)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        # A text that Excel would take for a formula is quoted, as OWASP advises.
        return f"'{value}" if value.startswith(FORMULA_MARKS) else value
    return str(int(value)) if value == int(value) else repr(value)
