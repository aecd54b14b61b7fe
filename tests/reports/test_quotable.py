"""The reader of reports finds what it is there to find: without these, its silence says nothing."""

import pandas as pd
import pytest
from tests.reports.quotable import faults
from tests.reports.walk import Shown

from doanvien.present.shown.sentences import Sentences
from doanvien.present.shown.tables.table import Column, Table
from doanvien.present.shown.tiles import Tile, Tiles

HEAD = "province,territory,unit,indicator,period_start,period_end,value,qualifier,source,note"
OVER = "ha-noi,,,members_new,2025-01-01,2025-12-31,5500,over,s1,"
KINDS = {"verdict": "text", "label": "text", "elapsed": "text", "share": "percent"}
TILE = Tile("Đoàn viên kết nạp mới", "5.500")
JUDGED = Tile("Thực tăng", "12", verdict="Vượt chỉ tiêu", tone="good")
TARGET = {"label": "Đoàn viên", "result": 684, "low": 1000, "share": 0.684}


def table(rows: list[dict[str, object]], said: dict[tuple[int, str], str] | None = None) -> Shown:
    frame = pd.DataFrame(rows)
    columns = tuple(Column(name, name, KINDS.get(name, "count"), "–", 1) for name in frame)
    made = Table("made", "Bảng thử", columns, frame, said=said or {})
    return Shown([made.bundle()], 0)


def said(text: str) -> Shown:
    return Shown([Sentences("lead", (text,)).bundle()], 0)


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (table([TARGET, {**TARGET, "label": "CĐCS"}], {(1, "share"): "68,5%"}), "two values"),
        (table([TARGET | {"share": 0.7}]), "70% is not 684 of 1000"),
        (table([TARGET | {"result": 9, "low": 12, "share": 0.75}]), "75% of 12"),
        (table([TARGET | {"result": -684, "share": -0.684}]), "of a loss"),
        (table([{"label": "Đoàn viên", "value": one} for one in (5, 7)]), "one label, two numbers"),
        (table([TARGET | {"verdict": "✓ Đúng tiến độ"}]), "without the time gone"),
        (table([TARGET | {"elapsed": "Đã qua 60% thời gian", "verdict": "✓ Đúng tiến độ"}]), ""),
        (table([TARGET | {"share": None, "result": None, "verdict": "✓ Đạt"}]), "of nothing"),
        (Shown([Tiles((TILE, TILE)).bundle()], 0), "two tiles"),
        (Shown([Tiles((JUDGED,)).bundle()], 0), "without ground"),
        (said("Kết nạp mới khoảng 5.500 đoàn viên."), "khoảng 5.500, where"),
        (said("Kết nạp mới hơn 5.500 đoàn viên."), ""),
        (said("CĐCS: 6, tăng 20% so với cùng kỳ năm trước (5)."), "a rate of 5"),
        (said("Thực tăng, bằng −12% chỉ tiêu."), "a share below zero"),
    ],
)
def test_a_number_that_cannot_be_quoted_is_told(tmp_path, shown, told):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "ha-noi.csv").write_text(f"{HEAD}\n{OVER}\n", encoding="utf-8")
    found = faults([shown], tmp_path, "ha-noi")
    assert told in " ".join(found)
    assert bool(found) == bool(told)
