"""The bars of a first page. If these fail, the row left out is the one that a leader must act on,
or a bar does not say whose target it is."""

import pandas as pd

from builders import flow, level, target, write_data_set
from doanvien.chapters.targets import progress
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope

PERIOD = "2026M01-09"
COUNTED = (
    *("members_new", "members_net_growth", "grassroots_unions_new", "elite_members_introduced"),
    *("grassroots_unions_new_nonstate", "members_new_nonstate", "grassroots_unions_new_20plus"),
    "grassroots_unions_new_25plus",
)


def bars(folder, results: list[float], bodies: tuple[str, ...] = ("province",)) -> pd.DataFrame:
    """Targets of 1.000, set by each of the bodies, and what has been counted of them."""
    codes = COUNTED[: len(results)]
    lines = [flow(code, PERIOD, value) for code, value in zip(codes, results, strict=True)]
    lines += [target(code, "2026", 1000, body) for code in codes for body in bodies]
    data = write_data_set(folder, "lao-cai", *lines, flow("grassroots_unions_dissolved", PERIOD, 1))
    return progress(Report(read_province(data, report_scope("lao-cai", PERIOD))))


def test_what_is_left_out_of_the_bars_is_furthest_ahead(tmp_path):
    frame = bars(tmp_path, [900, 880, 100, 860, 840, 820, 800, 200])
    assert frame["share"].tolist() == [0.86, 0.84, 0.82, 0.8, 0.2, 0.1]
    assert "Còn 2 chỉ tiêu khác" in frame.attrs["notes"][-1]


def test_one_body_is_named_under_the_bars_and_several_beside_each(tmp_path):
    alone = bars(tmp_path / "one", [800, 700])
    assert alone["target"].tolist() == ["Kết nạp mới", "Thực tăng"]
    assert alone.attrs["notes"] == ("Chỉ tiêu LĐLĐ tỉnh giao. Vạch đứng: đã qua 74,8% thời gian.",)
    both = bars(tmp_path / "two", [800], ("tld", "province"))
    assert sorted(both["target"]) == ["Kết nạp mới, LĐLĐ tỉnh", "Kết nạp mới, Tổng LĐLĐ"]


def test_a_report_without_targets_has_no_bars(tmp_path):
    assert bars(tmp_path, []).empty


def test_targets_that_no_bar_shows_are_counted_too(tmp_path):
    """Two were said to be left of the four that the table below has."""
    lines = [
        *(target("members_new", "2026", 1000), flow("members_new", PERIOD, 800)),
        *(target("members_total", "/2030-12-31", 5000, "congress"), level("2026-09-30", 4000)),
        target("grassroots_unions_new", "2026", 50),
    ]
    data = write_data_set(tmp_path, "lao-cai", *lines)
    frame = progress(Report(read_province(data, report_scope("lao-cai", PERIOD))))
    assert len(frame) == 1
    assert frame.attrs["notes"][-1] == "Còn 2 chỉ tiêu khác ở phần sau."
