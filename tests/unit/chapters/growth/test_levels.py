"""Levels as told. When one of these fails, a sentence breaks off where a rate would stand."""

import pytest

from builders import Line, level, write_data_set
from doanvien.chapters.growth.sentences import sentences
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            [level("2021-12-31", 0), level("2022-06-30", 512)],
            "Tổng số đoàn viên tăng từ 0 (31/12/2021) lên 512 (30/6/2022), tăng 512.",
        ),
        (
            [level("2021-12-31", 256), level("2022-06-30", 512)],
            "Tổng số đoàn viên tăng từ 256 (31/12/2021) lên 512 (30/6/2022), tăng 256, tương đương "
            "100%.",
        ),
        (
            [
                level("2021-12-31", 43_000, qualifier="over"),
                level("2022-06-30", 45_114),
            ],
            "Tổng số đoàn viên tăng từ hơn 43.000 (31/12/2021) lên 45.114 (30/6/2022), tăng khoảng "
            "2.000.",
        ),
    ],
)
def test_a_change_without_a_rate_ends_its_sentence(tmp_path, lines: list[Line], told: str):
    """ "Tăng 512, tương đương ." was sent out: from nothing there is no rate."""
    data = write_data_set(tmp_path, "ha-noi", *lines)
    report = Report(read_province(data, report_scope("ha-noi", "2022H1")))
    assert told in " ".join(sentences(report))
