"""A batch for the next quarter. If these fail, its reports are on the wrong days."""

import pytest

from doanvien.batch.request.move_on import moved_on, period_of, place_for, same_kind
from doanvien.batch.request.problems import BatchError
from doanvien.reference.calendar.periods import parse_period

BATCH = """\
# The quarter as the standing board gets it.
title: Báo cáo quý II/2026, QUÝ II NĂM 2026
data: data/mine
notebooks: [headline]
provinces: all
period: 2026Q2
as_of: 2026-06-30
overrides:
  ha-noi: {as_of: 2026-07-08}   # closes late
"""


def moved(text, old, new):
    return moved_on(text, parse_period(old), parse_period(new))


def test_periods_titles_and_cut_offs_move_and_everything_else_stays():
    assert moved(BATCH, "2026Q2", "2026Q3") == (
        BATCH.replace("II/2026", "III/2026")
        .replace("QUÝ II NĂM", "QUÝ III NĂM")
        .replace("2026Q2", "2026Q3")
        .replace("2026-06-30", "2026-09-30")
        .replace("2026-07-08", "2026-10-08")
    )


def test_a_year_turns_and_a_month_ends():
    text = "title: quý IV/2026\nperiod: 2026Q4\nas_of: 2026-11-30\n"
    assert moved(text, "2026Q4", "2027Q1") == (
        "title: quý I/2027\nperiod: 2027Q1\nas_of: 2027-02-28\n"
    )


def test_reports_of_another_kind_move_by_the_same_months():
    text = (
        "reports:\n  - {province: ha-noi, period: 2026H1}\n  - {province: hue, period: 2026M06}\n"
    )
    assert "2027H1" in moved(text, "2026H1", "2027H1")
    assert "2027M06" in moved(text, "2026H1", "2027H1")


def test_the_period_of_a_batch_is_its_latest():
    assert period_of(BATCH, "x").code == "2026Q2"
    with pytest.raises(BatchError):
        period_of("title: x\n", "x")


def test_the_new_file_is_named_by_its_period(tmp_path):
    old, new = parse_period("2026Q2"), parse_period("2026Q3")
    for name, wanted in (("2026Q2", "2026Q3"), ("board_2026Q2", "board_2026Q3"), ("x", "2026Q3")):
        assert place_for(tmp_path / f"{name}.yaml", old, new, "").stem == wanted
    assert place_for(tmp_path / "x.yaml", old, new, "mine").stem == "mine"


def test_a_cut_off_moves_with_the_period_of_its_line_and_comments_stay():
    text = (
        "# The last quarter: period: 2024Q1, quý I/2024\n"
        "  - {province: ha-noi, period: 2022H1, as_of: 2022-07-08}\n"
        "  - {province: da-nang, period: 2024Q1}\n"
        "  - {province: hue, period: 2023M01-09, as_of: 2023-09-30}\n"
    )
    comment, ha_noi, da_nang, hue = moved(text, "2024Q1", "2026Q3").splitlines()
    assert comment == text.splitlines()[0]
    assert "period: 2024H2, as_of: 2025-01-08" in ha_noi
    assert "2026Q3" in da_nang
    assert "period: 2026Q1, as_of: 2026-03-31" in hue


def test_a_period_of_another_kind_is_answered_with_one_of_the_same():
    assert same_kind(parse_period("2025H1"), parse_period("2026Q4")).code == "2026H2"
    assert same_kind(parse_period("2025Q1"), parse_period("2026Q4")).code == "2026Q4"
