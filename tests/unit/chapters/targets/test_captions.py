"""Captions of targets. If these fail, what a leader reads instead of the table is false."""

import pytest

from builders import Line, flow, level, printed, target, write_data_set
from doanvien.chapters.targets import (
    attainment,
    cascade,
    draw_cascade,
    finding,
    implied,
    of_units_open,
    scenarios,
    terms,
    what_to_do,
)
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import said_in
from doanvien.reference.scope import report_scope

NEW, NET, LOST = "members_new", "members_net_growth", "members_lost"
UNIONS, TOTAL, RATE = "grassroots_unions_new", "members_total", "membership_density_rate"
OLD_TERM = "2023-01-01/2028-12-31"


def report_of(tmp_path, period: str, *lines: Line, public: bool = False) -> Report:
    data = write_data_set(tmp_path, "ha-noi", *lines)
    return Report(read_province(data, report_scope("ha-noi", period)), public=public)


@pytest.mark.parametrize(
    ("code", "low", "told"),
    [
        (TOTAL, 250_000, "200.168 vào ngày 30/6/2026, mức đề ra 250.000"),
        (RATE, 90, "82% vào ngày 30/6/2026, mức đề ra 90%"),
    ],
)
def test_a_level_is_told_with_its_day_and_brought_nothing_since_a_term_began(
    tmp_path, code, low, told
):
    value = 200_168 if code == TOTAL else 82
    lines = target(code, "/2030-12-31", low, "congress"), level("2026-06-30", value, code)
    frame = terms(report_of(tmp_path, "2026H1", *lines))
    assert frame.attrs["caption"].endswith(f", đến 31/12/2030: {told}")


def test_a_level_that_nobody_has_counted_is_no_amount_of_a_whole_term(tmp_path):
    frame = terms(report_of(tmp_path, "2026H1", target(RATE, "/2030-12-31", 100, "congress")))
    assert frame.attrs["caption"].endswith(", đến 31/12/2030: mức đề ra 100%")


def test_results_of_units_that_are_withheld_are_no_results(tmp_path):
    lines = [
        line
        for unit, count in (("Xã A", 3), ("Xã B", 2), ("Xã C", None))
        for line in (
            target(NEW, "2026", 100, "province", unit=unit),
            *([flow(NEW, "2026Q1", count, unit=unit)] if count else ()),
        )
    ]
    frame = of_units_open(report_of(tmp_path, "2026Q1", *lines, public=True))
    assert frame.attrs["caption"] == (
        "1 trên 3 chỉ tiêu của đơn vị chưa có kết quả; "
        "không nêu kết quả của 2 trên 3 chỉ tiêu của đơn vị ([c])"
    )


def test_months_of_units_that_circulate_by_quarter_were_reported(tmp_path):
    lines = [
        line
        for unit in ("Xã A", "Xã B")
        for line in (
            target(NEW, "2026", 100, "province", unit=unit),
            flow(NEW, "2026M01", 40, unit=unit),
        )
    ]
    frame = of_units_open(report_of(tmp_path, "2026M01", *lines, public=True))
    assert frame.attrs["caption"] == "Không nêu kết quả của cả 2 chỉ tiêu của đơn vị ([c])"
    assert frame["ground"].str.contains("chỉ nêu theo quý").all()


def test_what_a_finished_year_has_missed_is_not_late(tmp_path):
    """A target of the old term, ended early, made the whole year look as if it were running."""
    lines = [
        *(target(NEW, "2025", 1000), flow(NEW, "2025", 300)),
        *(target(UNIONS, "2025", 100), flow(UNIONS, "2025", 30)),
        *(target(NEW, OLD_TERM, 5000, "congress"), flow(NEW, "2023-01-01/2024-12-31", 900)),
    ]
    told = finding(attainment(report_of(tmp_path, "2025", *lines)))
    assert told == "2 trên 3 chỉ tiêu không đạt, 1 chỉ tiêu kết thúc sớm"


def test_an_ended_target_is_not_one_that_the_year_has_missed(tmp_path):
    lines = [
        *(target(NEW, "2025", 1000), flow(NEW, "2025", 1300)),
        *(target(UNIONS, "2025", 100), flow(UNIONS, "2025", 30)),
        *(target(NEW, OLD_TERM, 5000, "congress"), flow(NEW, "2023-01-01/2024-12-31", 900)),
    ]
    told = finding(attainment(report_of(tmp_path, "2025", *lines)))
    assert told == "Đạt 1 trên 3 chỉ tiêu, 1 chỉ tiêu không đạt, 1 chỉ tiêu kết thúc sớm"


def test_suppositions_are_counted_for_one_target(tmp_path):
    lines = [
        *(
            flow(code, f"2026Q{n}", count)
            for code, count in ((NEW, 90), (UNIONS, 2))
            for n in (1, 2)
        ),
        *(target(NEW, "2026", 300), target(UNIONS, "2026", 500)),
    ]
    frame = scenarios(report_of(tmp_path, "2026H1", *lines))
    assert frame["target"].nunique() == 2
    assert frame.attrs["caption"] == "Đoàn viên kết nạp mới: 1 kịch bản đạt chỉ tiêu"


def test_what_follows_from_a_printed_share_follows_once(tmp_path):
    frame = implied(report_of(tmp_path, "2026H1", printed(NEW, "2026H1", 9206, "104,4")))
    caption = frame.attrs["caption"]
    assert caption.endswith("mức giao suy ra: từ 8.810 đến 8.822")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([target(NEW, "2026", 1000, "province"), flow(NEW, "2026H1", 0)], "(đến nay chưa có)"),
        ([target(NET, "2026", 1000), flow(NET, "2026H1", -30)], "(đến nay giảm 30)"),
    ],
)
def test_nothing_and_a_loss_are_no_only_so_many(tmp_path, lines, told):
    assert told in what_to_do(report_of(tmp_path, "2026H1", *lines))[0]


def test_what_cannot_be_judged_is_not_said_to_be_neither_late_nor_lacking(tmp_path):
    """It read "none behind" of a target that only a net figure could answer."""
    lines = [
        *(target(NET, "2026", 1000), flow(NEW, "2026H1", 300)),
        *(target(UNIONS, "2026", 100, "province"), flow(UNIONS, "2026H1", 60)),
    ]
    told = finding(attainment(report_of(tmp_path, "2026H1", *lines)))
    assert told == "1 trên 2 chỉ tiêu đạt hoặc đúng tiến độ, 1 chỉ tiêu không đánh giá"


def test_a_limit_kept_to_so_far_and_a_target_too_young_are_told_as_such(tmp_path):
    lines = [
        *(target(NEW, "2026", 1000, "province"), flow(NEW, "2026H1", 600)),
        *(target(LOST, "2026", 500, "province"), flow(LOST, "2026H1", 100)),
        *(target(UNIONS, "2026-05-01/2036-04-30", 90, "province"),),
        flow(UNIONS, "2026-05-01/2026-06-30", 1),
    ]
    told = finding(attainment(report_of(tmp_path, "2026H1", *lines)))
    assert told == (
        "1 trên 3 chỉ tiêu đạt hoặc đúng tiến độ, 1 chỉ tiêu dưới mức cho phép đến nay, "
        "1 chỉ tiêu chưa đánh giá"
    )


def test_a_loss_is_drawn_and_has_its_number(tmp_path):
    lines = [
        *(target(NET, "2026", 1000), target(NET, "2026", 1200, "province")),
        flow(NET, "2026H1", -388),
    ]
    axes = draw_cascade(cascade(report_of(tmp_path, "2026H1", *lines)))
    assert axes.get_xlim()[0] < -388


def test_of_two_equally_far_none_is_the_furthest(tmp_path):
    lines = [
        *(target(NEW, "2026", 1000, "province"), flow(NEW, "2026H1", 300)),
        *(target(UNIONS, "2026", 100, "province"), flow(UNIONS, "2026H1", 30)),
    ]
    assert "Chậm nhất" not in attainment(report_of(tmp_path, "2026H1", *lines)).attrs["caption"]


@pytest.mark.parametrize(
    ("unions", "told"),
    [
        ((40, 100), "Chậm nhất: đoàn viên kết nạp mới, đạt 30%, còn thiếu 700"),
        ((1, 10), "Nguy cơ không đạt: đoàn viên kết nạp mới, đạt 30%, còn thiếu 700"),
    ],
)
def test_nothing_is_furthest_behind_where_a_target_of_a_handful_is_further(tmp_path, unions, told):
    lines = [
        *(target(NEW, "2026", 1000, "province"), flow(NEW, "2026H1", 300)),
        *(target(UNIONS, "2026", unions[1], "province"), flow(UNIONS, "2026H1", unions[0])),
    ]
    assert attainment(report_of(tmp_path, "2026H1", *lines)).attrs["caption"] == told


def test_a_target_with_more_time_left_is_not_further_behind_for_its_smaller_share(tmp_path):
    """A tenth after three tenths of a term lacks less than six tenths when the year is over."""
    lines = [
        *(target(NEW, "2026", 1000, "province"), flow(NEW, "2026M01-11", 600)),
        *(target(NEW, "2024-01-01/2033-12-31", 20_000, "congress"), flow(NEW, "2024", 800)),
        flow(NEW, "2025", 800),
    ]
    told = attainment(report_of(tmp_path, "2026M01-11", *lines)).attrs["caption"]
    assert told == "Nguy cơ không đạt: đoàn viên kết nạp mới, đạt 60%, còn thiếu 400"


def test_a_loss_reaches_no_share_of_a_target(tmp_path):
    """The caption read "đạt −388 trên 5.060"."""
    lines = target(NET, "2026", 5060), flow(NET, "2026H1", -388)
    frame = attainment(report_of(tmp_path, "2026H1", *lines))
    assert frame.attrs["caption"] == (
        "Nguy cơ không đạt: thực giảm 388 đoàn viên, trong khi chỉ tiêu là 5.060"
    )
    assert said_in(frame, 0, "share") == "giảm"


def test_a_target_for_half_a_year_is_named_as_one(tmp_path):
    """In English it was "the target for in the second half of 2025"."""
    lines = target(NEW, "2025-07-01/2025-12-31", 1000), flow(NEW, "2025Q3", 300)
    frame = attainment(report_of(tmp_path, "2025Q3", *lines))
    assert frame["target_period"].tolist() == ["6 tháng cuối năm 2025"]
