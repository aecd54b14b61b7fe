"""Levels as told. When one of these fails, a rate stands where there is none, or a commune union
stands in two places and a total of unions in none."""

import pytest

from builders import Line, level, target, write_data_set
from doanvien.chapters.growth import communes_told, levels
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import said_in
from doanvien.reference.scope import report_scope


def report_of(tmp_path, *lines: Line) -> Report:
    data = write_data_set(tmp_path, "ha-noi", *lines)
    return Report(read_province(data, report_scope("ha-noi", "2025Q4")))


@pytest.mark.parametrize(
    ("earlier", "now", "told"),
    [
        (level("2025-09-30", 0), 512, ("0", "+512", "")),
        (level("2025-09-30", 256), 512, ("256", "+256", "100%")),
        (
            level("2025-09-30", 43_000, qualifier="over"),
            45_114,
            ("hơn 43.000", "khoảng +2.000", ""),
        ),
    ],
)
def test_a_change_has_a_rate_only_where_there_is_one(tmp_path, earlier: Line, now, told):
    """From nothing, and from "more than 43.000", there is none."""
    frame = levels(report_of(tmp_path, earlier, level("2025-12-31", now)))
    columns = ("earlier", "change", "rate")
    assert tuple(said_in(frame, frame.index[0], column) for column in columns) == told


def test_commune_unions_and_officers_are_told_in_one_place(tmp_path):
    """Rows of dashes in the table of totals, when two sentences say it."""
    on = "2025-12-31"
    report = report_of(
        tmp_path,
        *(level(on, 4000), level(on, 388, code="grassroots_unions_total")),
        *(level(on, 13, code="commune_unions_total"), level(on, 91, code="communes_total")),
        level(on, 14, code="full_time_officers_total"),
        target("commune_unions_total", f"/{on}", 15, "province", rule="at_least"),
    )
    shown = set(levels(report)["indicator"])
    assert shown == {"members_total", "grassroots_unions_total"}
    told = " ".join(communes_told(report))
    assert "13 trong 15" in told
    assert "địa bàn có 91 xã, phường" in told
    assert "28 CĐCS (388 CĐCS, 14 cán bộ)" in told
