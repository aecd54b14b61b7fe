"""A report as an office would send it: text, tiles, figures, a table of 60 rows."""

from datetime import date

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from doanvien.export.reading.chapters import read_document
from doanvien.export.reading.document import Document
from doanvien.present.look import style
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.figures.axes import dress
from doanvien.present.shown.figures.figure import Figure
from doanvien.present.shown.sentences import Sentences
from doanvien.present.shown.tables.table import Column, NativeChart, Table
from doanvien.present.shown.tiles import Tile, Tiles
from doanvien.present.words.phrases import Words
from doanvien.reference.places import the_country


@pytest.fixture(scope="session")
def sample() -> Document:
    """A simulated report of five chapters, read from notebooks as if they had been executed."""
    chapters = {
        "headline": [_lead(), _tiles(), _caveats()],
        "membership_growth": ["# Tăng trưởng đoàn viên\n\n## Diễn biến", *_lines(), _growth()],
        "units": ["# Đơn vị trực thuộc\n\n| Đợt | Ý nghĩa |\n|---|---|\n| 1 | Tháng 5 |", _units()],
        "targets": ["# Mức độ đạt chỉ tiêu", *_bars(), _targets(), _verdict()],
        "sources": ["# Nguồn số liệu", _sources(), _analysts_table()],
    }
    notebooks = [_notebook(_cover(), *things) for things in chapters.values()]
    return read_document(notebooks, list(chapters))


def _notebook(*things: object) -> NotebookNode:
    cells = []
    for thing in things:
        if isinstance(thing, str):
            cells.append(new_markdown_cell(thing))
        else:
            data = thing if isinstance(thing, dict) else thing.bundle()
            output = new_output("display_data", data=data)
            cells.append(new_code_cell("show()", execution_count=1, outputs=[output]))
    return new_notebook(cells=cells)


def _cover() -> Cover:
    return Cover(
        title="Kết quả phát triển đoàn viên, thành lập công đoàn cơ sở",
        subtitle="Tăng trưởng, chỉ tiêu và các đợt cao điểm",
        federation="Liên đoàn Lao động thành phố Hà Nội",
        place="thành phố Hà Nội",
        province="ha-noi",
        period="2022H1",
        period_label="6 tháng đầu năm 2022",
        cutoff=date(2022, 7, 8),
        language="vi",
        status="simulated",
        dataset_title="Số liệu dựng để thử",
    )


def _lead() -> Sentences:
    return Sentences("lead", ("Đến ngày 08/7/2022, kết nạp mới 24.396 đoàn viên, lập 306 CĐCS.",))


def _caveats() -> Sentences:
    return Sentences("caveat", ("Chỉ tiêu tính theo thực tăng.", "Kết quả tính theo kết nạp mới."))


def _verdict() -> Sentences:
    return Sentences("verdict", ("Chậm hơn tiến độ thời gian 0,8 điểm phần trăm.",))


def _tiles() -> Tiles:
    near = Tile("Đoàn viên kết nạp mới", "24.396", "50,98% của 47.855", "Sát", "◆", "near")
    behind = Tile("CĐCS thành lập mới", "306", "40,8% của 750", "Chậm", "▼", "behind")
    good = Tile("Giới thiệu cho Đảng", "4.901", "51,85% của 9.453", "Vượt", "▲", "good")
    plain = Tile("Kết nạp trong tháng 5", "8.307", "34,05%", note="Đây là mô tả.")
    return Tiles((near, behind, good, plain))


def _drawing(height: float = 3.1) -> tuple[Drawing, Axes]:
    with style():
        drawing = Drawing(figsize=(5.2, height))
        return drawing, drawing.subplots()


def _lines() -> list[Figure]:
    """Three lines: two short ones, and one of 3000 points that is smaller as a picture."""
    figures = []
    for name, values in {
        "cumulative": [9800, 13100, 21407, 24396],
        "unions": [81, 117, 211, 306],
        "daily": [100 + at * at % 37 for at in range(3000)],
    }.items():
        drawing, axes = _drawing()
        axes.plot(range(len(values)), values, marker="o", rasterized=False)
        axes.set_ylabel("đoàn viên")
        alt = f"Đường {name} tăng từ {values[0]} lên {values[-1]} trong {len(values)} kỳ."
        dress(drawing, Words("vi", the_country()))
        figures.append(Figure(name, f"Diễn biến {name}, lũy kế", alt, drawing))
    return figures


def _bars() -> list[Figure]:
    figures = []
    for name, shares in {
        "attainment": [0.408, 0.5098],
        "nonstate": [0.755, 0.6726],
        "party": [0.5236, 0.4109],
    }.items():
        drawing, axes = _drawing(2.4)
        axes.barh(["CĐCS mới", "Đoàn viên"], shares)
        told = " và ".join(f"{100 * share:.2f}%".replace(".", ",") for share in shares)
        alt = f"Hai cột ngang của {name}, công đoàn cơ sở và đoàn viên: {told}."
        axes.set_xlabel("share")
        dress(drawing, Words("vi", the_country()))
        figures.append(Figure(name, f"Tỷ lệ đạt chỉ tiêu năm, {name}", alt, drawing))
    return figures


def _growth() -> Table:
    columns = (
        Column("day", "Đến ngày", "date"),
        Column("total", "Lũy kế từ 01/01", "count"),
        Column("change", "Trong khoảng", "signed"),
    )
    rows = {
        "day": [date(2022, 3, 31), date(2022, 5, 31), date(2022, 7, 8)],
        "total": [9800, 21407, 24396],
        "change": [9800, 11607, 2989],
    }
    chart = NativeChart("line", "day", ("total",), "Đoàn viên kết nạp mới")
    return Table("growth", "Lũy kế và từng khoảng", columns, pd.DataFrame(rows), chart=chart)


def _units() -> Table:
    columns = (
        Column("unit", "Đơn vị"),
        Column("members", "Đoàn viên kết nạp mới", "count"),
        Column("lost", "Đoàn viên giảm", "count"),
        Column("net", "Thực tăng", "signed"),
        Column("target", "Chỉ tiêu", "count"),
        Column("share", "Tỷ lệ đạt", "percent"),
        Column("note", "Ghi chú"),
    )
    numbers = range(1, 61)
    rows = {
        "unit": [f"Công đoàn ngành Nông nghiệp và Phát triển nông thôn {n}" for n in numbers],
        "members": [None if n % 17 == 0 else 31 * n for n in numbers],
        "lost": [7 * n for n in numbers],
        "net": [24 * n - 300 for n in numbers],
        "target": [40 * n for n in numbers],
        "share": [None if n % 17 == 0 else 31 / 40 for n in numbers],
        "note": ["Một doanh nghiệp chiếm hơn nửa" if n % 9 == 0 else "" for n in numbers],
    }
    notes = ("Ô “chưa công bố” là chưa có số liệu, không phải bằng không.",)
    chart = NativeChart("bar", "unit", ("members", "target"), "Kết quả và chỉ tiêu")
    caption = "Kết quả theo đơn vị trực thuộc, 6 tháng đầu năm 2022"
    return Table("units", caption, columns, pd.DataFrame(rows), notes=notes, chart=chart)


def _targets() -> Table:
    columns = (
        Column("target", "Chỉ tiêu"),
        Column("by", "Cấp giao"),
        Column("low", "Mức giao", "count"),
        Column("result", "Kết quả", "count"),
        Column("share", "Tỷ lệ đạt", "percent"),
    )
    rows = {
        "target": ["Đoàn viên (thực tăng)", "CĐCS thành lập mới"],
        "by": ["LĐLĐ thành phố"] * 2,
        "low": [47855, 750],
        "result": [24396, 306],
        "share": [24396 / 47855, 306 / 750],
    }
    return Table("targets", "Chỉ tiêu năm 2022 và kết quả", columns, pd.DataFrame(rows))


def _sources() -> Table:
    columns = (Column("key", "Mã"), Column("title", "Tên bài"), Column("url", "Địa chỉ"))
    address = "https://laodongthudo.vn/" + "phat-trien-doan-vien-" * 6 + "143411.html"
    rows = {"key": ["s002"], "title": ["Phát triển đoàn viên"], "url": [address]}
    return Table("sources", "Nguồn của từng số liệu", columns, pd.DataFrame(rows))


def _analysts_table() -> dict[str, str]:
    """A frame left as the last line of a cell, wider than a phone."""
    frame = pd.DataFrame([range(1000, 1020)], columns=[f"cột {at}" for at in range(20)])
    return {"text/html": frame.to_html(), "text/plain": "…"}
