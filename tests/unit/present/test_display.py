"""Tiles, sentences, the cover, and showing them. If these fail, a notebook's headline is not what
the page says, or what a notebook shows does not reach the report."""

import json
from math import inf
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.figure import Figure as Drawing

from builders import cover
from doanvien.present.shown import display, nothing
from doanvien.present.shown.cover import COVER_MIME, cover_from_payload
from doanvien.present.shown.misuse import NotShown
from doanvien.present.shown.sentences import TEXT_MIME, Sentences, sentences_from_payload
from doanvien.present.shown.tables.table import TABLE_MIME
from doanvien.present.shown.tiles import TILES_MIME, Tile, Tiles, tiles_from_payload

TILE = Tile(
    "Đoàn viên <mới>", "24.396", "50,98% của 47.855", "Sát tiến độ", "◆", "near", "Khác cơ sở"
)
COVER = cover(status="simulated")


@pytest.fixture
def shown(monkeypatch):
    """What was put into the output of the cell."""
    bundles = []

    def show(bundle: dict[str, Any], raw: bool, metadata: dict[str, Any] | None = None) -> None:
        bundles.append({**bundle, "empty": True} if nothing.is_nothing(metadata or {}) else bundle)

    monkeypatch.setattr(display, "display", show)
    return bundles


def test_a_verdict_is_a_word_and_its_symbol_is_not_read_aloud():
    soup = BeautifulSoup(Tiles((TILE,)).to_html(), "html.parser")
    assert soup.find(class_="verdict").get_text() == "◆ Sát tiến độ"
    assert soup.find(class_="symbol")["aria-hidden"] == "true"
    assert soup.dt.get_text() == "Đoàn viên <mới>"


def test_a_colour_without_a_word_is_refused():
    with pytest.raises(ValueError, match="give a verdict"):
        Tile("Đoàn viên", "1", tone="good")


@pytest.mark.parametrize(
    ("thing", "mime", "read"),
    [
        (Tiles((TILE,)), TILES_MIME, tiles_from_payload),
        (Sentences("caveat", ("Một.", "Hai."), "en"), TEXT_MIME, sentences_from_payload),
        (COVER, COVER_MIME, cover_from_payload),
    ],
)
def test_what_is_shown_can_be_read_back(thing, mime, read):
    payload = json.loads(json.dumps(thing.bundle()[mime]))
    assert read(payload) == thing
    with pytest.raises(ValueError, match="Not the data"):
        read({})


def test_caveats_and_verdicts_carry_their_word():
    caveats = BeautifulSoup(Sentences("caveat", ("Một.", "Hai <b>.")).to_html(), "html.parser")
    assert caveats.get_text(" ", strip=True) == "Lưu ý: Một. Hai <b>."
    assert len(caveats.find_all("li")) == 2
    verdict = BeautifulSoup(Sentences("verdict", ("Đạt.",), "en").to_html(), "html.parser")
    assert verdict.get_text(" ", strip=True) == "Findings: Đạt."


def test_the_cover_says_date_and_status_in_the_readers_words():
    assert COVER.cutoff_label == "08/7/2022"
    assert COVER.status_label == "SỐ LIỆU MÔ PHỎNG"
    assert COVER.bundle()[COVER_MIME]["cutoff"] == "2022-07-08"


def test_an_unknown_status_is_refused():
    with pytest.raises(ValueError, match="'secret'"):
        cover_from_payload({**COVER.bundle()[COVER_MIME], "status": "secret"})


def test_an_analysts_frame_is_shown_with_its_data(shown):
    display.show_table(pd.DataFrame({"n": [1]}), caption="Thử", notes=["Ghi chú"])
    assert shown[0][TABLE_MIME]["title"] == "Thử"
    assert "<caption" in shown[0]["text/html"]


def drawn():
    axes = Drawing().subplots()
    axes.plot([1, 2])
    return axes


FRAME = pd.DataFrame({"tỉnh": ["Hà Nội", "Huế"], "tỷ lệ": [0.5, 1.45]})


@pytest.mark.parametrize(
    ("shows", "told"),
    [
        (lambda: display.show_table(FRAME), 'Chưa có tên. Hãy viết show_table(df, "…").'),
        (lambda: display.show_table(FRAME, language="en"), "The caption is missing"),
        (lambda: display.show_table(FRAME, "Thử", "vn"), "Không có ngôn ngữ 'vn'"),
        (lambda: display.show_table(FRAME, "Thử", kinds={"ty le": "percent"}), "là 'tỷ lệ'?"),
        (lambda: display.show_table(FRAME, "Thử", titles={"Tỉnh.": "Nơi"}), "là 'tỉnh'?"),
        (lambda: display.show_table(FRAME, "Thử", kinds={"tỷ lệ": "percentage"}), "là 'percent'?"),
        (lambda: display.show_table(FRAME.replace(0.5, inf), "Thử"), "Cột 'tỷ lệ', dòng 1"),
        (lambda: display.show_table([1], "Thử"), "list không phải là bảng"),
        (lambda: display.show_table(pd.DataFrame(index=[0]), "Thử"), "Bảng không có cột nào"),
        (lambda: display.show_figure("x", "Thử", "Lời tả"), "str không phải là hình"),
        (lambda: display.show_figure(drawn(), "Thử", "ngắn"), "dài hơn 20 ký tự"),
        (lambda: display.show_text(5), "5 không phải là chữ"),
        (lambda: display.show_text("Câu.", "note"), "Không có vai trò 'note'"),
    ],
)
def test_a_call_that_cannot_be_shown_is_answered_with_what_to_write(shown, shows, told):
    """An analyst reads one sentence in the report's language, not the library's insides."""
    with pytest.raises(NotShown) as refused:
        shows()
    assert told in str(refused.value)
    assert shown == []


def test_what_pandas_hands_out_is_shown_as_it_is(shown):
    """A series, axes, spans of time: an analyst need not know our types."""
    display.show_table(FRAME.set_index("tỉnh")["tỷ lệ"], "Chuỗi", kinds={"tỷ lệ": "percent"})
    assert shown[-1]["text/plain"] == "Chuỗi\ntỉnh | tỷ lệ\nHà Nội | 50%\nHuế | 145%"
    times = {"lâu": pd.to_timedelta([36], unit="h"), "lúc": pd.to_datetime(["2022-07-08 05:30"])}
    display.show_table(pd.DataFrame(times), "Thời gian", notes="Một câu.")
    assert shown[-1]["text/plain"] == "Thời gian\nlâu | lúc\n1,5 | 08/07/2022 05:30\nMột câu."
    display.show_figure(drawn(), "Hình", "Một đường đi từ 1 lên 2, vẽ để thử.")
    assert "<figcaption>Hình</figcaption>" in shown[-1]["text/html"]


def test_nothing_is_shown_where_there_is_nothing_to_say(shown):
    """One grey line in JupyterLab, marked so that page and workbook leave it out."""
    display.show_text([], "caveat")
    display.show_tiles([])
    display.show_table(FRAME.iloc[:0], "Thử")
    display.show_figure(Drawing().subplots(), "Hình", "Một hình chưa vẽ gì cả, để thử.")
    display.show_figure(None)
    assert [bundle["empty"] for bundle in shown] == [True] * 5
    assert "Không có gì để trình bày" in shown[0]["text/plain"]


def test_one_sentence_may_be_a_plain_string(shown):
    display.show_text("Một câu.", "lead")
    assert shown[0]["text/html"] == '<p class="lead">Một câu.</p>'


def test_every_bundle_is_plain_json(shown):
    display.show_cover(COVER)
    display.show_tiles([TILE])
    assert len(shown) == 2
    json.dumps(shown, allow_nan=False)
