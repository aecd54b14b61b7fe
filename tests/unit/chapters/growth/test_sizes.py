"""Units by size. If these fail, a reader cannot tell a ward of 168 unions from one of four."""

from builders import Line, level, write_data_set
from doanvien.chapters.growth import unit_figures, unit_sizes
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import said_in
from doanvien.reference.scope import report_scope

UNIONS, WORKERS = "grassroots_unions_total", "workers_total"
DAY, EARLIER = "2025-10-20", "2025-09-01"


def report_of(tmp_path, *lines: Line) -> Report:
    data = write_data_set(tmp_path, "ha-noi", *lines)
    return Report(read_province(data, report_scope("ha-noi", "2025")))


def test_what_is_known_on_one_day_stands_in_one_row(tmp_path):
    ward, commune = {"unit": "Công đoàn phường A"}, {"unit": "Công đoàn xã B"}
    report = report_of(
        tmp_path,
        *(level(DAY, 4, UNIONS, **commune), level(DAY, 1000, qualifier="about", **commune)),
        *(level(DAY, 168, UNIONS, **ward), level(DAY, 14837, **ward)),
        level(DAY, 29494, WORKERS, **ward),
    )
    sizes = unit_sizes(report)
    assert sizes["unit"].tolist() == ["Công đoàn phường A", "Công đoàn xã B"], "the largest first"
    assert said_in(sizes, sizes.index[0], "members_each") == "88"
    assert said_in(sizes, sizes.index[0], "density") == "50,3%"
    assert said_in(sizes, sizes.index[1], "members_each") == "khoảng 250"
    assert unit_figures(report).empty, "no figure stands in two tables"


def test_figures_of_two_days_are_not_divided(tmp_path):
    ward = {"unit": "Công đoàn phường A"}
    report = report_of(tmp_path, level(EARLIER, 168, UNIONS, **ward), level(DAY, 14837, **ward))
    assert unit_sizes(report).empty
    assert sorted(unit_figures(report)["indicator"]) == [UNIONS, "members_total"]
