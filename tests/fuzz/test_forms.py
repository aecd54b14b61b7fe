"""Damaged and hostile forms. If this fails, one file of an office stops or misleads the intake.

Some dozens in the time of a test; `make fuzz` tries more, and SEED chooses others. What a mutation
must never do: raise, take longer than ten seconds, or get a figure in that is not what another
reader sees in its cell, under the heading and the unit that stand there. Time is that of the
processor, so that a busy machine does not count as a hang.
"""

import codecs
import csv
import io
import random
import re
import resource
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.fuzz.kinds import EACH, SEED

from doanvien.data import check_dataset
from doanvien.intake.outcome import Outcome
from doanvien.intake.request import Request
from doanvien.intake.sent_back import write_copy
from doanvien.intake.take import take
from doanvien.reference.languages import NOTEBOOKS_IN

SLOWEST = 10.0
MOST_MEMORY = 2**20  # KiB, as ru_maxrss counts on Linux
DAY = date(2025, 4, 7)
UNITS = ("Huyện Hương Sơn", "Huyện Đức Thọ", "Thị xã Kỳ Anh", "Huyện Kỳ Anh")
FIRST_ROW = 6
MEANT = {"Tổng số": "members_total", "Kết nạp mới": "members_new", "Giảm": "members_lost"}
LINES = {
    "Tổng số": "Tổng số đoàn viên",
    "Kết nạp mới": "Đoàn viên kết nạp mới",
    "Giảm": "Đoàn viên giảm",
}

Cells = tuple[object, ...]
ODD_CELLS: Cells = (
    *("1,128", "4 512", "-", "…", "x", "", " ", "350 (KCN 120)", "1.128", "0", "１２", "٣", "1e5"),
    *("#REF!", "=1/0", "=SUM(", "=cmd|'/c calc'!A0", "=[1]Sheet1!A1", '=HYPERLINK("http://a","b")'),
    *("HuyÖn TriÖu S¬n", "TỔNG CỘNG", "I", "Trong đó", "Ghi chú", "TM. BAN THƯỜNG VỤ"),
    *("STT", "Đơn vị", "Đoàn viên", "Nội dung", "Đơn vị: Xã A", "\u200b", "\ud7ff", "a" * 40_000),
    *(
        "(tính đến ngày 31/2/2025)",
        "đến 30/6/2025",
        "QUÝ IV NĂM 2099",
        "năm 0000",
        "☑ 31/5 ☑ 30/11",
    ),
    *(0, -1, 12.5, 1e15, 1e300, True, None, datetime(2025, 3, 15), datetime(1900, 1, 1)),
)
ODD_XML = (
    *("<v>", "</v>", "</c>", "<row>", '<row r="1048576">', "</sheetData>", "<f/>", "&#0;", "&bad;"),
    *('t="s"', 't="e"', 't="b"', 't="d"', 't="str"', 'r="XFD1048576"', 'r="A0"', 's="99999"'),
    *('<mergeCell ref="A1:XFD1048576"/>', '<col min="1" max="16384" hidden="1"/>', 'hidden="1"'),
    *("<!DOCTYPE a [<!ENTITY b 'c'>]>", "\x00", "]]>", "<a " + "b" * 5000, "encoding='utf-16'"),
)


def form(random_: random.Random) -> bytes:
    """A right form with figures of its own: units in rows."""
    book = Workbook()
    _units_in_rows(book.worksheets[0], "QUÝ I NĂM 2025", "31/3/2025", random_)
    return _saved(book)


def any_form(random_: random.Random) -> bytes:
    """A right form of some layout: units in rows or columns, lines, or a sheet for each quarter."""
    book = Workbook()
    sheet = book.worksheets[0]
    layout = random_.choice(("rows", "rows", "columns", "lines", "quarters"))
    if layout in ("rows", "quarters"):
        _units_in_rows(sheet, "QUÝ I NĂM 2025", "31/3/2025", random_)
    if layout == "quarters":
        _units_in_rows(book.create_sheet("Quý IV"), "QUÝ IV NĂM 2024", "31/12/2024", random_)
    if layout == "columns":
        _head(sheet, "QUÝ I NĂM 2025", "31/3/2025")
        sheet.append(["STT", "Nội dung", *UNITS, "Cộng"])
        for number, title in enumerate(MEANT, 1):
            counts = [random_.randint(5, 900) for _ in UNITS]
            sheet.append([number, LINES[title], *counts, sum(counts)])
    if layout == "lines":
        _head(sheet, "QUÝ I NĂM 2025", "31/3/2025")
        sheet.append(["TT", "Nội dung", "Đơn vị tính", "Số lượng", "Ghi chú"])
        for number, title in enumerate(MEANT, 1):
            sheet.append([number, LINES[title], "người", random_.randint(5, 900), None])
    return _saved(book)


def _head(sheet: Worksheet, period: str, day: str) -> None:
    sheet.append(["LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ TĨNH"])
    sheet.append([f"BÁO CÁO TÌNH HÌNH ĐOÀN VIÊN {period}"])
    sheet.append([f"(Số liệu tính đến ngày {day})"])


def _units_in_rows(sheet: Worksheet, period: str, day: str, random_: random.Random) -> None:
    _head(sheet, period, day)
    sheet.append(["STT", "Đơn vị", "Đoàn viên", "", "", "Ghi chú"])
    sheet.append(["", "", *MEANT, ""])
    for area in ("A4:A5", "B4:B5", "C4:E4", "F4:F5"):
        sheet.merge_cells(area)
    rows = [
        [random_.randint(500, 9000), random_.randint(0, 90), random_.randint(0, 90)] for _ in UNITS
    ]
    for number, (unit, row) in enumerate(zip(UNITS, rows, strict=True), 1):
        sheet.append([number, unit, *row, None])
    sheet.append(["", "TỔNG CỘNG", *(sum(column) for column in zip(*rows, strict=True)), None])


def _saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def odd_cells(data: bytes, random_: random.Random) -> bytes:
    """Some cells hold something else, and some rows, columns and merges are elsewhere."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    for _ in range(random_.randint(1, 4)):
        row, column = random_.randint(1, 12), random_.randint(1, 7)
        for merge in [one for one in sheet.merged_cells.ranges if (row, column) in one.cells]:
            sheet.unmerge_cells(str(merge))
        value = random_.choice(ODD_CELLS)
        sheet.cell(row, column).value = value[:32_000] if isinstance(value, str) else value
    moves: tuple[Callable[[], object], ...] = (
        lambda: sheet.delete_rows(random_.randint(1, 12)),
        lambda: sheet.insert_cols(1, random_.randint(1, 3)),
        lambda: sheet.insert_rows(random_.randint(1, 12), random_.randint(1, 3)),
        lambda: book.create_sheet("Trang 2").append(["Đơn vị", "CĐCS", random_.choice(ODD_CELLS)]),
        lambda: setattr(sheet.row_dimensions[7], "hidden", True),
        lambda: None,
    )
    random_.choice(moves)()
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def odd_parts(data: bytes, random_: random.Random) -> bytes:
    """The text of a part is changed in some places, or the part is gone, or a new one is there."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = random_.choice(sorted(parts))
    text = parts[name].decode("utf-8", "replace")
    for _ in range(random_.randint(1, 3)):
        at = random_.randrange(len(text) + 1)
        kept = random_.choice((at, at, min(len(text), at + random_.randint(1, 200))))
        text = text[:at] + random_.choice((*ODD_XML, "")) + text[kept:]
    parts[name] = text.encode("utf-8", "surrogatepass")
    if random_.random() < 0.15:
        del parts[random_.choice(sorted(parts))]
    if random_.random() < 0.1:
        parts["xl/vbaProject.bin"] = bytes(random_.randrange(256) for _ in range(200))
    if random_.random() < 0.05:
        parts[name] = text.encode() + b" " * (60 * 2**20)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return target.getvalue()


def odd_bytes(data: bytes, random_: random.Random) -> bytes:
    """Bytes of the package are flipped, or its end is missing."""
    damaged = bytearray(data)
    for _ in range(random_.randint(1, 8)):
        damaged[random_.randrange(len(damaged))] = random_.randrange(256)
    cut = random_.random() < 0.3
    return bytes(damaged[: random_.randrange(len(damaged))] if cut else damaged)


def odd_text(data: bytes, random_: random.Random) -> bytes:
    """The form as a CSV, in some encoding, with some characters changed."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    separator = random_.choice(";,\t|")
    rows = [["" if value is None else str(value) for value in row] for row in sheet.values]
    text = "\n".join(separator.join(row) for row in rows)
    for _ in range(random_.randint(0, 5)):
        at = random_.randrange(len(text))
        text = (
            text[:at]
            + random_.choice(['"', "\x00", "\r", separator, "é", "9", ""])
            + text[at + 1 :]
        )
    encoding = random_.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "utf-32"])
    return text.encode(encoding, "replace")


def odd_sizes(data: bytes, random_: random.Random) -> bytes:
    """More rows, columns, parts, texts or bytes than any form has, declared or there."""
    sheet = "xl/worksheets/sheet1.xml"
    empty, wide = '<row r="{0}" ht="15"/>', '<row r="{0}"><c r="XFD{0}" s="1"/></row>'
    row = random_.choice((empty, wide, '<row r="{0}"><c r="B{0}"><v>1</v></c></row>'))
    many = "".join(row.format(at) for at in range(60, random_.choice((2_000, 300_000))))
    changes: tuple[tuple[str, str, str], ...] = (
        (sheet, "<dimension ", '<dimension ref="A1:XFD1048576" old_'),
        (sheet, "</sheetData>", f"{many}</sheetData>"),
        (sheet, "</sheetData>", f"{row.format(1_048_576)}</sheetData>"),
        (sheet, "<sheetData>", f"<sheetData><!--{'x' * 30_000_000}-->"),
        (sheet, "</worksheet>", "<mergeCells>" + merges(random_) + "</mergeCells></worksheet>"),
        (sheet, "<t>", "<t>" + "a" * random_.choice((50_000, 40_000_000))),
        (sheet, "<t>", "<r><t>a</t></r>" * 400_000 + "<t>"),
        (
            "xl/workbook.xml",
            "</sheets>",
            '<sheet name="x" sheetId="9" r:id="rId1"/>' * 400 + "</sheets>",
        ),
        ("[Content_Types].xml", "<Types", '<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><Types'),
        (sheet, "<worksheet", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><worksheet'),
    )
    name, old, new = random_.choice(changes)
    more = {f"xl/media/{at}.png": b"x" for at in range(2_500)} if random_.random() < 0.1 else {}
    return repacked(data, {name: lambda text: text.replace(old, new, 1)}, more)


def merges(random_: random.Random) -> str:
    """Merged ranges: many small ones, or one that holds everything."""
    many = "".join(f'<mergeCell ref="H{at}:I{at}"/>' for at in range(1, 9_000))
    return random_.choice((many, '<mergeCell ref="A1:XFD1048576"/>', '<mergeCell ref="C6:C9"/>'))


def odd_programs(data: bytes, random_: random.Random) -> bytes:
    """Formulas, links, macros and data connections, with results that a program left in them."""
    formula = random_.choice(
        (
            *(
                "cmd|'/c calc'!A0",
                "[1]Sheet1!$A$1",
                'WEBSERVICE("http://a.b")',
                "SUM(C6:C9)",
                "RAND()",
            ),
            *(
                'HYPERLINK("http://a","x")',
                "INDIRECT(A1)",
                "SUM(C:C)",
                "1/0",
                "",
                "_xlfn.LET(a,1,a)",
            ),
        )
    )
    kind, result = random_.choice(
        (
            ("n", "77"),
            ("n", ""),
            ("str", "77"),
            ("str", "1,128"),
            ("e", "#REF!"),
            ("b", "1"),
            ("d", "2025-03-31"),
        )
    )
    ref = random_.choice(("C6", "D7", "E8", "C10", "B7", "A3"))
    cell = f'<c r="{ref}" t="{kind}"><f>{formula}</f>{f"<v>{result}</v>" if result else ""}</c>'
    macros = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(500)}
    dde = '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'
    link = f'<externalLink xmlns="{SHEETS}">{dde}</externalLink>'
    links = {
        "xl/externalLinks/externalLink1.xml": link.encode(),
        "xl/connections.xml": b"<connections/>",
    }
    more = random_.choice(({}, macros, links, macros | links))
    pattern = re.compile(rf'<c r="{ref}"[^>]*?(?:/>|>.*?</c>)')
    return repacked(data, {"xl/worksheets/sheet1.xml": lambda text: pattern.sub(cell, text)}, more)


def odd_types(data: bytes, random_: random.Random) -> bytes:
    """Numbers as texts, days, truths, errors, shares; in formats that show another number."""
    book = load_workbook(io.BytesIO(data))
    cell = book.worksheets[0].cell(random_.randint(6, 10), random_.randint(3, 5))
    assert isinstance(cell.value, int)
    value = cell.value
    texts = (
        f"{value:,}",
        f"{value:,}".replace(",", "."),
        f" {value}",
        f"{value} người",
        f"{value}%",
    )
    cell.value = random_.choice((value, value, value / 10, str(value), *texts, f"{value}.0"))
    formats = (
        "0%",
        "0.0%",
        "dd/mm/yyyy",
        "#,##0.00",
        "@",
        "General",
        "0E+00",
        "# ?/?",
        ";;;",
        "[h]:mm",
    )
    cell.number_format = random_.choice((*formats, "#,##0,", '0"00"', "-0"))
    target = io.BytesIO()
    book.save(target)
    encoding = random_.choice(("utf-8", "utf-16"))
    return repacked(target.getvalue(), {"xl/worksheets/sheet1.xml": str}, {}, encoding)


def repacked(
    data: bytes,
    changes: dict[str, Callable[[str], str]],
    more: dict[str, bytes],
    encoding: str = "utf-8",
) -> bytes:
    """The package with some parts changed as texts, and some more."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()} | more
    for name, change in changes.items():
        text = change(parts[name].decode("utf-8"))
        said = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding != "utf-8" else ""
        parts[name] = (said + re.sub(r"^<\?xml.*?\?>", "", text) if said else text).encode(encoding)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return target.getvalue()


ANY_LAYOUT = (odd_cells, odd_cells, odd_parts, odd_bytes, odd_text)
MUTATIONS = (
    *ANY_LAYOUT,
    *(odd_sizes, odd_programs, odd_types, odd_types),
)
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


Seen = dict[str, dict[tuple[int, int], object]]


def seen(path: Path) -> list[Seen]:
    """The cells of a file as other readers see them: openpyxl, or the csv module with whichever
    separator; empty where none can read it."""
    if path.suffix == ".csv":
        return _seen_text(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheets = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            sheets[sheet.title] = {
                (cell.row, cell.column): cell.value
                for row in sheet.iter_rows(max_row=60, max_col=30)
                for cell in row
                if cell.value is not None
            }
    except Exception:  # of an odd part openpyxl says so in some other error each time
        return []
    return [sheets]


def _seen_text(path: Path) -> list[Seen]:
    data = path.read_bytes()
    coded = "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    try:
        lines = data.decode(coded).splitlines(keepends=True)
    except UnicodeError:
        return []
    return [
        {
            path.stem: {
                (row, column): text
                for row, cells in enumerate(csv.reader(lines, delimiter=separator), 1)
                for column, text in enumerate(cells, 1)
            }
        }
        for separator in ",;\t|"
    ]


def is_seen(outcome: Outcome, path: Path) -> bool:
    """Whether each number that was read is that of its cell, and its column called what it is."""
    found = seen(path)
    return not found or any(_agrees(outcome, sheets) for sheets in found)


def _agrees(outcome: Outcome, sheets: Seen) -> bool:
    for sheet in outcome.sheets:
        cells = sheets.get(sheet.name, {})
        for table in sheet.tables:
            for line in table.lines:
                for column in table.columns:
                    cell = line.cells.get(column.place)
                    value = line.values.get(column.place)
                    if not isinstance(value, int) or cell is None or cell.row > 60:
                        continue
                    shown = cells.get((cell.row, cell.column))
                    if isinstance(shown, str):
                        digits = shown.strip().replace(".", "")
                        shown = int(digits) if digits.isdigit() else None
                    if shown != value:
                        return False
                    title = column.path[-1] if column.path else ""
                    if MEANT.get(title, column.meaning.indicator) != column.meaning.indicator:
                        return False
    return True


def test_no_damaged_form_stops_the_intake(tmp_path: Path) -> None:
    random_ = random.Random(SEED)
    results: dict[str, int] = {}
    for number in range(EACH):
        mutate = random_.choice(MUTATIONS)
        data = mutate((any_form if mutate in ANY_LAYOUT else form)(random_), random_)
        path = tmp_path / f"{number}.{'csv' if mutate is odd_text else 'xlsx'}"
        path.write_bytes(data)
        into = tmp_path / f"set-{number}"
        begun = time.process_time()
        (outcome,) = take([path], into, Request(), DAY)
        copy = write_copy(outcome, tmp_path / "back") if outcome.result == "refused" else None
        taken = time.process_time() - begun
        told = f"{mutate.__name__}, form {number} of seed {SEED}"
        assert taken < SLOWEST, told
        assert path.read_bytes() == data, told
        assert (outcome.result == "refused") == bool(outcome.problems), told
        for finding in outcome.findings:
            assert finding.said(NOTEBOOKS_IN), told
        if outcome.result == "refused":
            assert not into.exists(), told
        else:
            mistakes = [one for one in check_dataset(into) if one.severity == "mistake"]
            assert mistakes == [], told
            assert is_seen(outcome, path), told
        if copy:
            assert load_workbook(copy).sheetnames, told
        results[outcome.result] = results.get(outcome.result, 0) + 1
        path.unlink()
    assert results.get("refused"), "nothing was damaged enough to be refused"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MOST_MEMORY


def test_a_changed_digit_never_gets_in_where_the_total_still_shows_it(tmp_path: Path) -> None:
    """The one silent mistake that a form can tell: a figure that its total contradicts."""
    random_ = random.Random(SEED)
    for number in range(max(5, EACH // 10)):
        book = load_workbook(io.BytesIO(form(random_)))
        cell = book.worksheets[0].cell(
            FIRST_ROW + random_.randrange(len(UNITS)), random_.choice((3, 4, 5))
        )
        assert isinstance(cell.value, int)
        cell.value += random_.choice((1, 9, 10, 900))
        path = tmp_path / f"{number}.xlsx"
        book.save(path)
        (outcome,) = take([path], tmp_path / f"set-{number}", Request(), DAY)
        assert outcome.result == "refused"
        assert cell.column_letter in outcome.problems[0].ref
