"""How many units the figures cover. If these fail, a part of a province is quoted as all of it."""

from datetime import date

import pytest
from tests.builders import flow, write_data_set

from doanvien.chapters.headline import caveats
from doanvien.chapters.overview import caveats as caveats_of_country
from doanvien.chapters.overview.overview import open_overview
from doanvien.present.opening import open_report

UNITS = (
    "province,territory,unit,founded,ended\n"
    "ha-noi,,Quận A,,\nha-noi,,Quận B,,\nha-noi,,Quận C,,2024-12-31\n"
)


def data_of(folder, *units, register=UNITS):
    lines = [flow("members_new", "2025Q1", 5, unit=unit) for unit in units]
    data = write_data_set(folder, "ha-noi", flow("members_new", "2025Q1", 20), *lines)
    (data / "units.csv").write_text(register, encoding="utf-8")
    return data


@pytest.mark.parametrize(
    ("units", "vi", "en"),
    [
        (
            ["Quận A"],
            "Số liệu gồm 1 trên 2 đơn vị trong danh sách; chưa có của Quận B.",
            "The figures cover 1 of the 2 units on the register; none from Quận B.",
        ),
        (
            ["Quận A", "Quận B"],
            "Số liệu có đủ 2 đơn vị trong danh sách đơn vị.",
            "The figures cover all 2 units on the register.",
        ),
        (
            [],
            "Chưa đơn vị nào trong 2 đơn vị của danh sách có số liệu riêng trong kỳ.",
            "None of the 2 units on the register has figures of its own in the period.",
        ),
    ],
)
def test_a_report_says_how_many_of_the_units_its_figures_cover(tmp_path, units, vi, en):
    data = data_of(tmp_path, *units)
    for language, told in (("vi", vi), ("en", en)):
        assert caveats(open_report("ha-noi", "2025Q1", None, language, data))[0] == told


def test_many_units_without_figures_are_counted_not_listed(tmp_path):
    register = UNITS + "".join(f"ha-noi,,Phường {number},,\n" for number in range(1, 9))
    report = open_report(
        "ha-noi", "2025Q1", None, "en", data_of(tmp_path, "Quận A", register=register)
    )
    assert caveats(report)[0].endswith("Phường 3, Phường 4 and 4 more.")


def test_without_a_register_nothing_is_said_of_units(tmp_path):
    data = data_of(tmp_path, "Quận A", register="province,territory,unit\n")
    assert not any(
        "unit" in told for told in caveats(open_report("ha-noi", "2025Q1", None, "en", data))
    )


def test_the_overview_adds_up_the_registers_and_names_who_is_not_whole(tmp_path):
    data = data_of(tmp_path, "Quận A")
    overview = open_overview("toan-quoc", "2025Q1", date(2025, 3, 31), "vi", data)
    assert caveats_of_country(overview)[:2] == [
        "Số liệu gồm 1 trên 2 đơn vị trong danh sách của 1 tỉnh, thành phố.",
        "Chưa đủ đơn vị: Hà Nội (1 trên 2).",
    ]
