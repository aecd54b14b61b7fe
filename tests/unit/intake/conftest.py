"""Forms as an office would type them, built in memory, and what became of them in a data set."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from doanvien.data import mistakes_in
from doanvien.intake.outcome import Outcome
from doanvien.intake.request import Request
from doanvien.intake.take import take

RECEIVED = date(2025, 4, 7)
Fact = tuple[str, str, str, str, float]


class Office:
    """A folder with forms and the data set that they go into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.into = folder / "mine"

    def workbook(
        self,
        sheets: Mapping[str, Sequence[Sequence[Any]]],
        merges: Mapping[str, Sequence[str]] | None = None,
        name: str = "form.xlsx",
    ) -> Path:
        """A workbook of rows; a number is typed as a number."""
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            for area in (merges or {}).get(title, ()):
                sheet.merge_cells(area)
        path = self.folder / name
        book.save(path)
        return path

    def sheet(
        self,
        rows: Sequence[Sequence[Any]],
        name: str = "form.xlsx",
        head: Sequence[str] = ("LĐLĐ tỉnh Nghệ An",),
        said: str = "(đến 31/3/2025)",
    ) -> Outcome:
        """What came of a form whose header and rows are given."""
        title = [[line] for line in (*head, "BÁO CÁO QUÝ I NĂM 2025")]
        return self.take(self.workbook({"Biểu": [*title, [said], *rows]}, name=name))[0]

    def take(self, *paths: Path, received: date = RECEIVED, **request: Any) -> list[Outcome]:
        return take(paths, self.into, Request(**request), received)

    def facts(self) -> set[Fact]:
        """The rows of all files of figures: unit, indicator, first and last day, value."""
        return {
            (
                row["unit"],
                row["indicator"],
                row["period_start"],
                row["period_end"],
                float(row["value"]),
            )
            for path in sorted(self.into.glob("figures/*.csv"))
            for row in self.rows(f"figures/{path.name}")
        }

    def rows(self, name: str) -> list[dict[str, str]]:
        path = self.into / name
        if not path.is_file():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def files(self) -> dict[str, bytes]:
        """Every file of the data set, for comparing before and after."""
        return {
            path.relative_to(self.into).as_posix(): path.read_bytes()
            for path in sorted(self.into.rglob("*"))
            if path.is_file()
        }

    def problems(self) -> list[str]:
        """The mistakes in the data set; a doubt is asked about by `doanvien check`."""
        return [str(problem) for problem in mistakes_in(self.into)]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def plain_form(office: Office) -> Callable[..., Path]:
    """A small form of Hà Tĩnh's with two units, to be spoilt in one place by a test."""

    def make(
        cells: Mapping[str, Any] | None = None, name: str = "form.xlsx", quarter: str = "I"
    ) -> Path:
        rows = [
            ["LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ TĨNH"],
            [f"BÁO CÁO TÌNH HÌNH ĐOÀN VIÊN QUÝ {quarter} NĂM 2025"],
            ["(Số liệu tính đến ngày 31/3/2025)"],
            ["STT", "Đơn vị", "Tổng số CNVCLĐ", "Đầu kỳ", "Kết nạp mới", "Giảm", "Cuối kỳ"],
            [1, "Huyện Hương Sơn", 900, 800, 20, 10, 810],
            [2, "Huyện Đức Thọ", 700, 600, 30, 5, 625],
            ["", "TỔNG CỘNG", 1600, 1400, 50, 15, 1435],
        ]
        path = office.workbook({"Biểu": rows}, name=name)
        if cells:
            from openpyxl import load_workbook

            book = load_workbook(path)
            for ref, value in cells.items():
                book["Biểu"][ref] = value
            book.save(path)
        return path

    return make
