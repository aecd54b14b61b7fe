"""What a public report says of officers that it must not tell. If these fail, it says of one unit
both how many there are and that they are not told, or speaks of years that are none of its own."""

from builders import Line, flow, level, write_data_set
from doanvien.chapters.growth import of_units, workloads
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.present.shown.tables.frames import table_from_frame
from doanvien.reference.scope import report_scope

OFFICERS = "full_time_officers_in_one_upper_unit"
UNIONS = "grassroots_unions_managed_by_one_upper_unit"


def officers(tmp_path, *lines: Line) -> list:
    data = write_data_set(tmp_path, "ha-noi", *lines)
    report = Report(read_province(data, report_scope("ha-noi", "2026H1")), public=True)
    return workloads(report)["day"].dt.date.astype(str).tolist()


def test_officers_withheld_before_the_period_are_not_spoken_of(tmp_path):
    before = level("2025-03-31", 3, OFFICERS, unit="Xã A")
    assert officers(tmp_path / "before", before) == []
    inside = level("2026-04-30", 2, OFFICERS, unit="Xã A")
    assert officers(tmp_path / "inside", before, inside) == ["2026-04-30"]


def test_a_unit_whose_officers_are_told_has_one_row(tmp_path):
    lines = [
        level("2026-03-31", 9, OFFICERS, unit="Xã A"),
        level("2026-06-30", 3, OFFICERS, unit="Xã A"),
        level("2026-03-31", 90, UNIONS, unit="Xã A"),
    ]
    assert officers(tmp_path, *lines) == ["2026-03-31"]


def test_a_small_transfer_of_a_unit_is_withheld_and_so_is_what_would_tell_it(tmp_path):
    """Nor is the growth that needs it told as if nobody had moved."""
    moved = {"Xã A": 3, "Xã B": -3, "Xã C": 0, "Xã D": 0}
    lines = [
        line
        for unit, came in moved.items()
        for line in (
            level("2026-03-31", 400, unit=unit),
            level("2026-06-30", 430 + came, unit=unit),
            flow("members_new", "2026Q2", 50, unit=unit),
            flow("members_lost", "2026Q2", 20, unit=unit),
            flow("members_transferred", "2026Q2", came, unit=unit),
        )
    ]
    data = write_data_set(tmp_path, "ha-noi", *lines)
    read = read_province(data, report_scope("ha-noi", "2026Q2"))
    frame = of_units(Report(read, public=True))
    table = table_from_frame(frame)
    untold = {
        (frame["unit"][row], column.name)
        for row in range(len(frame))
        for at, column in enumerate(table.columns)
        if table.cell_text(row, at) == "[c]"
    }
    hidden = ("lost", "transferred", "growth", "rate")
    assert untold == {(unit, column) for unit in ("Xã A", "Xã B") for column in hidden}
    assert set(frame["closing"]) == {427, 430, 433}
