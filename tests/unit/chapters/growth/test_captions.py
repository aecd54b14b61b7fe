"""Captions as a reader quotes them. If these fail, a caption claims more than its table holds."""

from itertools import pairwise

import pytest
import seaborn

from builders import Line, flow, level, write_data_set
from doanvien.chapters.growth import (
    account,
    changes,
    draw_totals,
    months,
    name_years,
    of_units,
    parts,
    quarters,
    season_finding,
    totals,
    unit_figures,
    unit_sizes,
    units_summary,
)
from doanvien.chapters.growth.seasons import LEAST_GAP
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope

UNIONS = "grassroots_unions_total"
REMOVED = "members_removed_structural"
DAYS = ("2022-03-31", "2022-06-30", "2022-09-30")


def report_of(tmp_path, period: str, *lines: Line, public: bool = False) -> Report:
    data = write_data_set(tmp_path, "ha-noi", *lines)
    return Report(read_province(data, report_scope("ha-noi", period)), public=public)


def caption(frame) -> str:
    assert not frame.empty
    return frame.attrs["caption"]


def quarter(code: str, new: int, lost: int, opening: int) -> list[Line]:
    return [
        flow("members_new", code, new),
        flow("members_lost", code, lost),
        level({"2022Q1": "2022-03-31", "2022Q2": "2022-06-30"}[code], opening + new - lost),
    ]


def grown(unit: str, new: int, lost: int) -> list[Line]:
    return [
        flow("members_new", "2026Q1", new, unit=unit),
        flow("members_lost", "2026Q1", lost, unit=unit),
    ]


def sized(day: str, *members: int) -> list[Line]:
    return [
        line
        for number, value in enumerate(members)
        for line in (
            level(day, 20, UNIONS, unit=f"Xã {number} {day}"),
            level(day, value, unit=f"Xã {number} {day}"),
        )
    ]


def test_growth_net_of_the_removed_is_not_told_as_the_change_of_the_total(tmp_path):
    removed = flow(REMOVED, "2025-06-01/2025-06-30", 400)
    lines = level("2024-12-31", 1000), level("2025-03-31", 1000), level("2026-03-31", 650), removed
    report = report_of(tmp_path, "2026Q1", *lines, level("2025-12-31", 640))
    assert caption(changes(report)) == (
        "Tăng trưởng so với ngày 31/3/2025, đã loại trừ số giảm do sắp xếp: +50"
    )


def test_growth_is_that_of_the_place_whose_report_it_is(simulated_data):
    """Of Hồ Chí Minh City the former one alone can be held against June 2024."""
    read = read_province(simulated_data, report_scope("ho-chi-minh", "2025"))
    told = caption(changes(Report(read)))
    assert told.startswith("Tăng trưởng so với ngày 31/12/2024, đã loại trừ số giảm do sắp xếp:")


def test_an_account_says_that_its_number_is_net_growth(tmp_path):
    told = caption(account(report_of(tmp_path, "2022Q1", *quarter("2022Q1", 50, 20, 1000))))
    assert told == "Biến động đoàn viên trong quý I/2022: thực tăng +30"


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        ((20, 10), "Trong 2 quý, thực tăng nhiều nhất là quý II/2022: +40"),
        ((90, 60), "Trong 2 quý, giảm ít nhất là quý II/2022: −10"),
    ],
)
def test_where_every_quarter_lost_none_is_said_to_have_grown_most(tmp_path, lost, told):
    first = quarter("2022Q1", 50, lost[0], 1000)
    second = quarter("2022Q2", 50, lost[1], 1050 - lost[0])
    report = report_of(tmp_path, "2022Q2", level("2021-12-31", 1000), *first, *second)
    assert caption(quarters(report)) == told


def test_a_quarter_whose_total_is_a_sum_keeps_its_mark(simulated_data):
    read = read_province(simulated_data, report_scope("ho-chi-minh", "2025"))
    assert "quý II/2024 *:" in caption(quarters(Report(read)))


def test_the_largest_unit_is_the_largest_of_those_that_are_there(tmp_path):
    """Districts that ended in June are not ranked with the communes of December."""
    districts, communes = sized("2025-06-30", 9000, 8000), sized("2025-12-31", 50, 40, 30, 20, 10)
    few = report_of(tmp_path / "few", "2025", *communes[2:], *districts)
    assert caption(unit_sizes(few)) == "6 đơn vị theo quy mô"
    assert caption(unit_sizes(report_of(tmp_path / "all", "2025", *communes, *districts))) == (
        "Trong 5 đơn vị có số liệu ngày 31/12/2025, Xã 0 2025-12-31 có nhiều đoàn viên nhất: 50"
    )


def test_no_unit_grew_most_where_another_ones_growth_is_withheld(tmp_path):
    units = [line for number in range(5) for line in grown(f"Xã {number}", 40 + number, 20)]
    told = caption(of_units(report_of(tmp_path / "all", "2026Q1", *units)))
    assert told == "Trong 5 đơn vị có số liệu, Xã 4 tăng nhiều nhất trong quý I/2026: +24"
    withheld = report_of(tmp_path / "some", "2026Q1", *units, *grown("Xã 5", 300, 3), public=True)
    assert caption(of_units(withheld)) == "Biến động đoàn viên của các đơn vị trong quý I/2026"


def test_figures_of_many_days_are_counted_and_none_is_told_without_its_days(tmp_path):
    lines = [
        flow("elite_members_introduced", "2022M03", 9, unit="Xã A"),
        flow("elite_members_introduced", "2022Q1", 30, unit="Xã B"),
        flow("grassroots_unions_dissolved", "2022Q1", 0, unit="Xã B"),
    ]
    report = report_of(tmp_path, "2022Q1", *lines)
    assert caption(unit_figures(report)) == "3 số liệu khác của 2 đơn vị"


@pytest.mark.parametrize(
    ("new", "told"), [(2, "2 trên 2"), (20, "100%, 20 trên 20")], ids=["few", "enough"]
)
def test_a_part_of_so_few_is_told_once(tmp_path, new, told):
    lines = [
        flow(code, "2022Q1", new)
        for code in ("grassroots_unions_new", "grassroots_unions_new_nonstate")
    ]
    found = caption(parts(report_of(tmp_path, "2022Q1", *lines)))
    assert found.rpartition(": ")[2] == told


def test_months_that_are_missing_are_in_no_span(tmp_path):
    lines = [flow("members_new", f"2026M0{month}", 40) for month in (1, 2, 3)]
    whole = report_of(tmp_path / "whole", "2026Q1", *lines)
    told = "120 đoàn viên kết nạp mới trong quý I/2026"
    assert season_finding(months(whole)) == told
    gap = report_of(tmp_path / "gap", "2026Q1", lines[0], lines[2])
    assert season_finding(months(gap)) == "Đoàn viên kết nạp mới theo tháng"


def test_half_of_the_new_members_is_at_least_half_of_those_of_the_units(tmp_path):
    units = [line for number in range(5) for line in grown(f"Xã {number}", 40 + number, 20)]
    told = units_summary(report_of(tmp_path, "2026Q1", *units))[-1]
    assert told.startswith("Ít nhất một nửa số kết nạp mới của 5 đơn vị thuộc về 3 đơn vị;")


def test_a_sentence_that_begins_with_a_unit_begins_with_a_capital(tmp_path):
    names = ("công đoàn KCN", "phường 1", "phường 2", "phường 3", "phường 4")
    new = (400, 20, 20, 20, 20)
    units = [line for name, value in zip(names, new, strict=True) for line in grown(name, value, 9)]
    data = write_data_set(tmp_path, "ha-noi", *units)
    report = Report(read_province(data, report_scope("ha-noi", "2026Q1", language="en")))
    assert units_summary(report)[-1].startswith("Công đoàn KCN alone admitted 83.3%")


def test_a_quarter_has_its_article_in_english(tmp_path):
    first, second = quarter("2022Q1", 50, 20, 1000), quarter("2022Q2", 50, 10, 1030)
    data = write_data_set(tmp_path, "ha-noi", level("2021-12-31", 1000), *first, *second)
    report = Report(read_province(data, report_scope("ha-noi", "2022Q2", None, "en")))
    assert "was highest in the second quarter of 2022" in caption(quarters(report))


def test_the_lines_of_years_are_named_at_their_ends_and_clear_of_each_other(tmp_path):
    lines = [
        flow("members_new", f"{year}M{month:02}", 40 + year % 2)
        for year in (2023, 2024, 2025)
        for month in range(1, 13)
    ]
    frame = months(report_of(tmp_path, "2025", *lines))
    axes = seaborn.lineplot(frame, x="month", y="value", hue="year")
    axes.set_ylim(0)
    name_years(axes, frame)
    assert axes.get_legend() is None
    heights = sorted(text.get_position()[1] for text in axes.texts)
    least = LEAST_GAP * axes.get_ylim()[1]
    assert [text.get_text() for text in axes.texts] == ["2024", "2023", "2025"]
    assert all(high - low >= least - 1e-9 for low, high in pairwise(heights))


def test_an_axis_that_does_not_begin_at_zero_says_so(tmp_path):
    lines = [level(day, value) for day, value in zip(DAYS, (1000, 1010, 1020), strict=True)]
    axes = draw_totals(totals(report_of(tmp_path, "2022Q3", *lines)))
    assert axes.get_ylim()[0] > 0
    assert axes.get_ylabel() == "Số lượng (trục cắt dưới)"


def test_what_is_said_of_the_other_units_is_said(tmp_path):
    """Where each unit had something withheld, "the following is of the others" had none below."""
    units = [line for number in range(5) for line in grown(f"Xã {number}", 40 + number, 3)]
    told = units_summary(report_of(tmp_path, "2026Q1", *units, public=True))
    assert told == ["Số liệu của 5 đơn vị không được nêu đầy đủ ([c])."]
