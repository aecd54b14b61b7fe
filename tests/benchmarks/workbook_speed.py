"""How long a workbook of five tables of 500 rows takes.

    .venv/bin/python tests/benchmarks/workbook_speed.py

Not a test: a machine may be busy; so the time of the processor is taken. The aim is half a second.
"""

import statistics
import time
from datetime import date, timedelta

import pandas as pd

from doanvien.export.excel.workbook import render_workbook
from doanvien.export.reading.document import Chapter, Document, Part
from doanvien.present.shown.tables.table import Column, NativeChart, Table

ROWS, TABLES, ROUNDS = 500, 5, 7
COLUMNS = (
    Column("unit", "Đơn vị"),
    Column("members", "Đoàn viên kết nạp mới", "count"),
    Column("net", "Thực tăng", "signed"),
    Column("share", "Tỷ lệ đạt", "percent"),
    Column("day", "Tính đến", "date"),
    Column("note", "Ghi chú"),
)


def table(number: int) -> Table:
    rows = range(ROWS)
    frame = pd.DataFrame(
        {
            "unit": [f"Công đoàn xã, phường số {n}" for n in rows],
            "members": [None if n % 9 == 0 else 31 * n for n in rows],
            "net": [24 * n - 300 for n in rows],
            "share": [n / 700 for n in rows],
            "day": [date(2025, 1, 1) + timedelta(n) for n in rows],
            "note": ["Một doanh nghiệp chiếm hơn nửa" if n % 7 == 0 else "" for n in rows],
        }
    )
    chart = NativeChart("bar", "unit", ("members",), "Kết quả") if number == 1 else None
    return Table(f"t{number}", f"Kết quả theo đơn vị, phần {number}", COLUMNS, frame, chart=chart)


def main() -> None:
    parts = tuple(Part(number, table(number)) for number in range(1, TABLES + 1))
    document = Document((Chapter("units", "Đơn vị", parts),), None, "vi")
    seconds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        made = render_workbook(document)
        seconds.append(time.process_time() - begun)
    print(
        f"{TABLES} tables of {ROWS} rows: {statistics.median(seconds):.2f} s "
        f"(from {min(seconds):.2f} to {max(seconds):.2f}), {len(made) / 1000:.0f} kB"
    )


if __name__ == "__main__":
    main()
