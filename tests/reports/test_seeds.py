"""The five federations of params/seeds.yaml, built for real and read back as readers get them.

When one of these fails, a head of department reads a wrong figure or a report that differs from
the one a colleague built from the same inputs.
"""

import re
import shutil
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from typer.testing import CliRunner

from doanvien.batch.making.crew import COLD
from doanvien.cli import app

ROOT = Path(__file__).parents[2]
# What each report must say; all of it recomputed from published figures.
MUST_SAY = {
    "lao-cai/lao-cai_2017H1": [
        "kết nạp mới 1.128 đoàn viên, đạt 41,8% chỉ tiêu LĐLĐ tỉnh giao năm 2017 (2.700)",
        "75,2% chỉ tiêu Tổng LĐLĐ Việt Nam giao năm 2017 (1.500)",
        "thành lập mới 29 CĐCS",
        "6.000–7.000",
        "Tiêu đề ghi 5 tháng, trong bài ghi 6 tháng đầu năm",
        "41,8%",
    ],
    "ha-noi/ha-noi_2022H1": [
        "Đến ngày 08/7/2022, các cấp công đoàn thành phố Hà Nội kết nạp mới 24.396 đoàn viên, "
        "bằng 51% chỉ tiêu",
        "tính theo thực tăng",
        "thành lập mới 306 CĐCS, đạt 40,8% chỉ tiêu (750 trở lên)",
        "Trong số 306 CĐCS thành lập mới có 302 CĐCS",
        "đạt 75,5% chỉ tiêu (400 trở lên)",
        "có 23.540 đoàn viên kết nạp mới ngoài khu vực Nhà nước, bằng 67,3%",
        "41,1%",
        "chỉ đạt tiến độ nếu sau khi trừ số giảm còn ít nhất 92,1% số đã kết nạp",
        "còn thiếu 444, cần 78 mỗi tháng (đến nay bình quân 49)",
        "chỉ tiêu tính theo 25 đoàn viên trở lên, kết quả công bố tính theo 25 lao động trở lên",
        "52,4%",
        "theo phương thức mới (Điều 14 Điều lệ) 35",
        "Đã qua 51,8% thời gian",
        "4.086",
        "từ 15/4/2022 đến 31/5/2022",
        "từ 01/6/2022 đến 31/7/2022",
        "34,05%",
        "30,72%",
        "Đây là mô tả, chưa phải tác dụng của đợt",
    ],
    "lang-son/lang-son_2015": [
        "thành lập mới 5 CĐCS ngoài khu vực Nhà nước",
        "toàn tỉnh có 1.416 CĐCS",
        "tỷ lệ CĐCS vững mạnh là hơn 86,9%",
        "1.000–1.600",
        "Đoàn viên kết nạp mới, năm 2016: 1.000–1.600",
    ],
    "thai-nguyen/thai-nguyen_2020": [
        "10.000",
        "1.500",
        "70% trở lên",
        "Chưa công bố",
    ],
    "da-nang/da-nang_2024Q1": [
        "3 cán bộ chuyên trách nhưng quản lý khoảng 400 CĐCS",
        "khoảng 133 CĐCS",
        "Chưa công bố trong kỳ: đoàn viên kết nạp mới",
    ],
}
REPORTS = sorted(MUST_SAY)
# All five reports have the same chapters; these two fill them most.
STARTED_COLD = ("ha-noi/2022H1", "lang-son/2015")


RAW = re.compile(
    r"\b(?:NaN|NaT|None|True|False|nan|inf|null)\b|<NA>|\d\.0(?!\d)|\d[eE][+-]?\d|\{\w*\}|%\(\w+\)s"
)
ENGLISH = re.compile(
    r"\b(?:the|and|of|for|with|from|not|this|that|are|was|were|is|by|which|their|has|have|had|been|as"
    r"|at|or|than|but|figures|members|targets?|published|reports?|results?|period|total|share|growth"
    r"|waves?|unknown|missing|sources?|tables?|charts?|figure|page|number)\b",
    re.IGNORECASE,
)
"""Words that hold English sentences together; none of them is a Vietnamese syllable."""


def prepare(folder: Path) -> Path:
    """A copy of what a report is made from: its batch file."""
    for name in ("notebooks", "data", "params"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(folder / "params/recipients.example.yaml", folder / "params/recipients.yaml")
    return folder / "params" / "seeds.yaml"


def build(batch: Path, *options: str, kernels: str = "") -> None:
    arguments = ["build", str(batch), "--jobs", "2", *options]
    result = CliRunner(env={COLD: kernels}).invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert result.stderr == (f"Kernels start cold: {COLD} says so.\n" if kernels else "")


def mailed(batch: Path) -> Path:
    """The folder of what was built, with the drafts of its mails."""
    result = CliRunner().invoke(app, ["mail", str(batch)])
    assert result.exit_code == 0, result.output
    return batch.parents[1] / "output" / "seeds"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    batch = prepare(tmp_path_factory.mktemp("first"))
    build(batch)
    return mailed(batch)


@pytest.fixture(scope="module")
def seeds_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In another folder; two of the reports by kernels that are started cold instead of forked."""
    batch = prepare(tmp_path_factory.mktemp("second"))
    build(batch, *(f"--only={report}" for report in STARTED_COLD), kernels="cold")
    build(batch)
    return mailed(batch)


def text_of(page: Path) -> str:
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    for hidden in soup(["style", "title"]):
        hidden.decompose()
    return " ".join(soup.get_text(" ").split())


@pytest.mark.parametrize("report", REPORTS)
def test_the_page_says_what_was_published(seeds, report):
    """Each figure of the five federations stands in its report, with its target and its doubt."""
    text = text_of(seeds / f"{report}.html")
    missing = [phrase for phrase in MUST_SAY[report] if phrase not in text]
    assert missing == []


@pytest.mark.parametrize("report", REPORTS)
def test_the_page_is_one_file_that_asks_nobody(seeds, report):
    """Outlook blocks scripts and outside pictures: neither may be needed."""
    html = (seeds / f"{report}.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "html.parser")
    assert soup.html["lang"] == "vi"
    assert soup.find_all(["script", "iframe"]) == []
    assert all(link["href"].startswith("data:") for link in soup.find_all("link"))
    assert not re.search(r'(?:src|url\()["\']?\s*https?:', html)
    assert len(soup.find_all("h1")) == 1
    assert all(table.caption for table in soup.find_all("table"))
    assert all(image.get("alt") for image in soup.find_all("img"))
    assert all(drawing.get("aria-label") for drawing in soup.find_all("svg"))
    assert len(html.encode()) < 200_000
    told = [item.get_text(" ", strip=True) for item in soup.select(".caveat li, .verdict li")]
    assert [text for text in told if told.count(text) > 1] == []


@pytest.mark.parametrize("report", REPORTS)
def test_the_workbook_holds_the_tables_of_the_page(seeds, report):
    """The page and the workbook agree: the same captions in the same order."""
    soup = BeautifulSoup((seeds / f"{report}.html").read_text(encoding="utf-8"), "html.parser")
    captions = [" ".join(c.get_text(" ").split()) for c in soup.find_all("caption")]
    book = load_workbook(seeds / f"{report}.xlsx")
    told = [
        str(cell.value).split(". ", 1)[-1]
        for sheet in book.worksheets[2:-1]
        for row in sheet.iter_rows(max_col=1)
        for cell in row
        if re.match(r"Bảng \d+\. ", str(cell.value))
    ]
    assert sorted(told) == sorted(caption.split(". ", 1)[-1] for caption in captions)
    ours = {"t_key_figures", "t_in_short", "t_contents", "t_data", "t_notes"}
    tables = [name for sheet in book for name in sheet.tables if name not in ours]
    assert len(tables) == len(captions)


def test_figures_arrive_in_the_workbook_as_numbers(seeds):
    """An officer can go on calculating with 24.396 and 50,98%."""
    book = load_workbook(seeds / "ha-noi/ha-noi_2022H1.xlsx")
    cells = [c for sheet in book if sheet.title != "Dữ liệu" for r in sheet.iter_rows() for c in r]
    members = [cell for cell in cells if cell.value == 24396]
    shares = [c for c in cells if isinstance(c.value, float) and round(c.value, 4) == 0.5098]
    assert members
    assert all(cell.number_format == "#,##0" for cell in members)
    assert shares
    assert all("%" in cell.number_format for cell in shares)
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_report_of_three_figures_stays_short(seeds):
    """Đà Nẵng published one ratio: the first page says it, all else waits in the annex."""
    html = (seeds / "da-nang/da-nang_2024Q1.html").read_text(encoding="utf-8")
    main = BeautifulSoup(html, "html.parser").main
    assert [h.get_text() for h in main.find_all("h2")] == ["Phụ lục"]
    parts = [summary.get_text() for summary in main.find_all("summary")]
    assert parts == ["Tóm tắt", "Tăng trưởng đoàn viên", "Nguồn số liệu và kiểm tra"]


def test_the_same_inputs_give_the_same_bytes(seeds, seeds_again, records):
    """Two officers who build the same report get the same file, wherever and whenever they do, and
    whether their system can fork or not: page, workbook and the executed notebooks."""
    kernels = {report: record["kernels"] for report, record in records(seeds_again).items()}
    assert sorted(kernels.values()) == ["cold"] * 2 + ["warm"] * 3
    one, other = files(seeds), files(seeds_again)
    assert [path for path in other if other[path] != one.get(path)] == []
    assert len(one) == len(other) == len(REPORTS) * (5 + 2) + 1


def files(folder: Path) -> dict[str, bytes]:
    """Path → contents of what was built: without the drafts of mails, and what tells times."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path for path in found}
    return {
        name: path.read_bytes()
        for name, path in names.items()
        if not name.startswith(("manifest/", "mail/"))
    }


def test_the_drafts_of_a_batch_are_small_and_the_same_everywhere(seeds, seeds_again):
    """Gmail clips a mail of 102 kB of text; gateways hold back a mail of several megabytes."""
    drafts = sorted((seeds / "mail").glob("*.eml"))
    assert len(drafts) == len(REPORTS)
    for draft in drafts:
        raw = draft.read_bytes()
        assert raw == (seeds_again / "mail" / draft.name).read_bytes(), draft.name
        assert len(raw) <= 1_000_000
        mail = message_from_bytes(raw, policy=policy.default)
        assert mail.defects == []
        assert len(mail.get_body(("html",)).get_content().encode()) <= 40_000


def test_no_page_and_no_mail_shows_a_raw_value_or_an_english_word(seeds):
    """What a program prints for want of a figure, and what was left untranslated."""
    shown = {path.name: spoken(path.read_text(encoding="utf-8")) for path in seeds.rglob("*.html")}
    for draft in (seeds / "mail").glob("*.eml"):
        mail = message_from_bytes(draft.read_bytes(), policy=policy.default)
        shown[draft.name] = spoken(mail.get_body(("html",)).get_content())
        shown[f"{draft.name}, plain"] = mail.get_body(("plain",)).get_content()
    assert len(shown) == 3 * len(REPORTS) + 1
    found = {
        name: [match[0] for pattern in (RAW, ENGLISH) for match in pattern.finditer(text)]
        for name, text in shown.items()
    }
    assert {name: words for name, words in found.items() if words} == {}


def spoken(html: str) -> str:
    """All that a reader sees or hears, without addresses on the web."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup(["style"]):
        hidden.decompose()
    told = [soup.get_text(" ")]
    for key in ("alt", "aria-label"):
        told += [str(tag[key]) for tag in soup.find_all(attrs={key: True})]
    return re.sub(r"https?://\S+|[\w-]+\.(?:vn|com|org)\b\S*", " ", " ".join(told))


def test_no_output_names_this_machine(seeds):
    """Reports are sent out: no folder, user name or time of this machine goes with them."""
    folder = str(seeds.parents[1])
    for path in seeds.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".ipynb", ".json"):
            text = path.read_text(encoding="utf-8")
            assert folder not in text, path.name
            assert str(Path.home()) + "/" not in text, path.name
