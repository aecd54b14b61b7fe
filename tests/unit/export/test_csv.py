"""The CSV file of results. If it fails, whoever goes on calculating gets other numbers."""

import csv
import io
from datetime import date

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook, new_output
from openpyxl import load_workbook

from doanvien.export.excel.tidy_csv import render_csv
from doanvien.export.excel.workbook import render_workbook
from doanvien.export.pages.page import render_page
from doanvien.export.reading.chapters import read_document
from doanvien.export.reading.document import Document
from doanvien.export.reading.errors import ExportError
from doanvien.present.shown.tables.table import Column, Table

COLUMNS = (
    Column("wave", "wave", missing=""),
    Column("value", "value", "decimal", missing=""),
    Column("share", "share", "percent", missing=""),
    Column("end", "end", "date", missing=""),
)
ROWS = {
    "wave": ["Lớp đoàn viên 28/7", "=1+1", None],
    "value": [24396.0, 34.05, None],
    "share": [24396 / 47855, None, None],
    "end": [date(2022, 7, 8), None, None],
}


def document(*names: str) -> Document:
    tables = [
        Table(name, "Toàn bộ kết quả", COLUMNS, pd.DataFrame(ROWS, dtype=object), as_file=True)
        for name in names
    ]
    outputs = [new_output("display_data", data=table.bundle()) for table in tables]
    cell = new_code_cell("show_table(table)", execution_count=1, outputs=outputs)
    return read_document([new_notebook(cells=[cell])], ["overview"], "vi")


def test_numbers_keep_every_digit_and_missing_stays_empty():
    rows = list(csv.reader(io.StringIO(render_csv(document("results")).decode("utf-8-sig"))))
    assert rows[0] == ["wave", "value", "share", "end"]
    assert rows[1] == ["Lớp đoàn viên 28/7", "24396", repr(24396 / 47855), "2022-07-08"]
    assert rows[2] == ["'=1+1", "34.05", "", ""], "a name is never a formula"
    assert rows[3] == ["", "", "", ""]


def test_the_page_says_where_the_rows_are_and_the_workbook_holds_them():
    """Hundreds of rows for machines are no reading matter; they must not fill a phone."""
    soup = BeautifulSoup(render_page(document("results")), "html.parser")
    assert soup.find("table") is None
    assert "Bảng 1. Toàn bộ kết quả: 3 dòng, có trong sổ Excel và tệp CSV" in soup.get_text()
    book = load_workbook(io.BytesIO(render_workbook(document("results"))))
    assert book["1 Toàn bộ kết quả"]["B6"].value == 24396


def test_a_report_has_one_file_or_none():
    assert render_csv(document()) is None
    with pytest.raises(ExportError, match="one table"):
        render_csv(document("results", "more"))
