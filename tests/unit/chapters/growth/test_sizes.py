"""Units by size. If these fail, a reader cannot tell a ward of 168 unions from one of four."""

from builders import Line, level, write_data_set
from doanvien.chapters.growth import communes, unit_figures, unit_grid, unit_sizes
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import said_in
from doanvien.reference.scope import report_scope

UNIONS, WORKERS = "grassroots_unions_total", "workers_total"
DAY, EARLIER = "2025-10-20", "2025-09-01"
MEMBERS = "members_total_communes"


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


def test_the_grid_counts_units_by_their_unions_and_members(tmp_path):
    """A commune union below 10 unions or 1.500 members is to be joined with another."""
    sizes = [(9, 400), (10, 1499), (19, 1500), (20, 2999), (49, 3000), (50, 9000)]
    lines = [
        line
        for number, (unions, members) in enumerate(sizes)
        for line in (
            level(DAY, unions, UNIONS, unit=f"Công đoàn xã {number}"),
            level(DAY, members, unit=f"Công đoàn xã {number}"),
        )
    ]
    grid = unit_grid(report_of(tmp_path, *lines)).set_index("unions_band")
    assert grid.index.tolist() == ["Dưới 10", "10–19", "20–49", "Từ 50 trở lên"]
    assert grid.to_numpy().tolist() == [[1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [0, 0, 0, 1]]
    few = report_of(tmp_path, *lines[2:])
    assert unit_grid(few).empty, "five units are a list, not a grid"


def test_the_register_says_what_a_unit_covers_and_took_over(tmp_path):
    report_of(tmp_path)
    (tmp_path / "units.csv").write_text(
        "province,territory,unit,kind,founded,ended,merged_into,communes,also_called\n"
        "ha-noi,,Công đoàn phường A,phường,2025-07-01,,,3,\n"
        "ha-noi,,LĐLĐ quận B,quận,,2025-06-30,Công đoàn phường A,,\n",
        encoding="utf-8",
    )
    ward = {"unit": "Công đoàn phường A"}
    report = report_of(
        tmp_path,
        *(level(DAY, 40, UNIONS, **ward), level(DAY, 2500, **ward)),
        *(level(DAY, 200, "commune_unions_total"), level(DAY, 168, "communes_total")),
        *(level(DAY, 1600, "grassroots_unions_total_communes"), level(DAY, 90000, MEMBERS)),
    )
    (row,) = unit_sizes(report).to_dict("records")
    assert (row["communes"], row["took_over"]) == (3, "LĐLĐ quận B")
    (row,) = communes(report).to_dict("records")
    assert (row["commune_unions"], row["communes"], row["covered"]) == (200, 168, 3)
    assert (row["unions_each"], row["members_each"]) == (8, 56.25)
