"""Waves described. If these fail, a reader takes a part of the half year for one of the year."""

from builders import flow, wave_result, write_data_set
from doanvien.chapters.waves.described import pace
from doanvien.chapters.waves.sentences import described
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope


def test_a_share_names_the_days_of_its_base(tmp_path):
    lines = [
        wave_result("Tháng Công nhân", "2022M05", "members_new", "2022M05", 553),
        flow("members_new", "2022H1", 1000),
    ]
    data = write_data_set(tmp_path, "ha-noi", *lines)
    report = Report(read_province(data, report_scope("ha-noi", "2022")))
    assert pace(report).attrs["caption"] == (
        "Tháng Công nhân: chiếm 55,3% số đoàn viên kết nạp mới trong 6 tháng đầu năm 2022"
    )
    assert "chiếm 55,3% của 1.000 trong 6 tháng đầu năm 2022;" in described(report)[0]
