"""Register and calendar. If these fail, an office is reminded of a report that it does not owe."""

from pathlib import Path

import pytest

from doanvien.data import mistakes_in

INFO = """\
title: Số liệu
title_en: Figures
status: reported
terms: Nội bộ
owner: LĐLĐ
updated: 2025-07-01
"""
FIGURES = (
    "province,territory,unit,indicator,period_start,period_end,value,qualifier,source,note\n"
    "ha-tinh,,Huyện Đức Thọ,members_new,2025-01-01,2025-03-31,5,exact,s,\n"
)
SOURCES = "source,publisher,title,url,published_on,kind\ns,LĐLĐ,,,2025-04-01,original\n"
UNITS = "province,territory,unit,kind,founded,ended,merged_into,communes,also_called\n"
CALENDAR = "province,unit,report,due\n"


def problems(folder: Path, units: str = "", calendar: str = "") -> list[str]:
    """What `check` says of a sound data set with these lines of register and calendar."""
    (folder / "figures").mkdir()
    for name, text in {
        "dataset.yaml": INFO,
        "figures/ha-tinh.csv": FIGURES,
        "sources.csv": SOURCES,
        "units.csv": UNITS + units,
        "calendar.csv": CALENDAR + calendar,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [str(one) for one in mistakes_in(folder)]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("ha-tinh,,1,,,,,,", "row 2, column unit"),
        ("ha-tin,,Huyện A,,,,,,", "row 2, column province"),
        ("ha-tinh,,Huyện A,,2024-05-01,2023-01-01,,,", "row 2, column founded"),
        ("ha-tinh,,Huyện A,,31/12/2024,,,,", "row 2, column founded"),
        ("ha-tinh,,Huyện A,,,,,ten,", "row 2, column communes"),
        ("ha-tinh,,Huyện A,,,2024-12-31,Huyện B,,", "row 2, column merged_into"),
        ("ha-tinh,,Huyện A,,,2024-12-31,H. A,,", "row 2, column merged_into"),
        ("ha-tinh,,Huyện A,,,,Huyện B,,\nha-tinh,,Huyện B,,,,,,", "row 2, column ended"),
        ("ha-tinh,,Huyện A,,,,,,H. B\nha-tinh,,Huyện B,,,,,,", "row 2, column also_called"),
        ("ha-tinh,,Huyện A,,,,,,\nha-tinh,,H. A,,,,,,", "row 3, column unit"),
        ("ha-tinh,,Huyện A,,,,,,\nha-tinh,,Huyện A,,,2024-01-01,,,", "row 3, column ended"),
        ("ha-tinh,,H. Đức Thọ,,,,,,", "row 2, column unit"),
        ("ha-tinh,99,Huyện A,,,,,,", "row 2, column territory"),
    ],
)
def test_a_mistake_in_the_register_is_named_with_row_and_column(tmp_path, line, place):
    (told,) = problems(tmp_path, units=line + "\n")
    assert f"units.csv, {place}: " in told


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("ha-tinh,Huyện Nghi Xuân,quarter,10", "row 2, column unit"),
        ("ha-tinh,,quarterly,10", "row 2, column report"),
        ("ha-tinh,,2025q1,2025-04-10", "row 2, column report"),
        ("ha-tinh,,2025Q1,10", "row 2, column due"),
        ("ha-tinh,,quarter,2025-04-10", "row 2, column due"),
        ("ha-tinh,,quarter,soon", "row 2, column due"),
        ("ha-tinh,,quarter,10\nha-tinh,,quarter,12", "row 3, column due"),
    ],
)
def test_a_mistake_in_the_calendar_is_named_with_row_and_column(tmp_path, line, place):
    (told,) = problems(tmp_path, calendar=line + "\n")
    assert f"calendar.csv, {place}: " in told


def test_a_sound_register_and_calendar_raise_nothing(tmp_path):
    units = (
        "ha-tinh,,Huyện Đức Thọ,huyện,,,,12,ĐT;H. Đ. Thọ\n"
        "ha-tinh,,Huyện A,,,2024-12-31,H. Đức Thọ,,\n"
        "lao-cai,34,Phường B,,2025-07-01,,,,\n"
    )
    calendar = (
        "ha-tinh,*,quarter,10\n"
        "ha-tinh,H. Đức Thọ,2025Q1,2025-04-05\n"
        "ha-tinh,,2025M01-09,2025-10-05\n"
    )
    assert problems(tmp_path, units, calendar) == []
