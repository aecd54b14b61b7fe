"""Waves described. If these fail, a reader takes a part of the half year for one of the year."""

from builders import flow, wave_result, write_data_set
from doanvien.chapters.waves.described import pace, pace_finding, waves_held
from doanvien.chapters.waves.names import times_as_many
from doanvien.chapters.waves.sentences import described
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.present.words.phrases import Words
from doanvien.reference.places import the_country
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


def test_the_result_of_a_part_of_a_wave_is_not_told_as_the_waves(tmp_path):
    """May of a wave from 15 April read "Đợt 1: chiếm 34,05% số kết nạp mới"."""
    lines = [
        wave_result("Đợt 1", "2022-04-15/2022-05-31", "members_new", "2022M05", 100),
        flow("members_new", "2022H1", 1000),
    ]
    data = write_data_set(tmp_path, "ha-noi", *lines)
    report = Report(read_province(data, report_scope("ha-noi", "2022H1")))
    assert pace(report).attrs["caption"].startswith("Đợt 1, kết quả trong tháng 5/2022: chiếm 10%")
    assert waves_held(report).attrs["caption"].startswith("Đợt 1, kết quả trong tháng 5/2022: ")
    assert "vào những ngày của đợt đã tính" in pace_finding(pace(report))
    assert "chỉ bằng 0,54 lần" in described(report)[0]


def test_two_paces_that_read_alike_are_as_many():
    """415 of 2.430 read "13,4 … 13,4, chỉ bằng 1 lần"."""
    words = Words("vi", the_country())
    told = [times_as_many(words, ratio) for ratio in (0.99, 0.9964, 1.004, 1.01)]
    assert told == ["chỉ bằng 0,99 lần", "bằng nhau", "bằng nhau", "gấp 1,01 lần"]
