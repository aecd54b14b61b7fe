"""Targets level by level and of the term, as frames. If these fail, an office reads a sum of units
that nobody counted, or a term without its years."""

from fractions import Fraction

import pytest

from builders import Line, flow, target, write_data_set
from doanvien.chapters.targets import (
    attainment,
    cascade,
    cascade_described,
    cascade_finding,
    draw_cascade,
    finding,
    of_units,
    terms,
)
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.present.shown.tables.grid import NO_FIGURE
from doanvien.present.shown.tables.origin import said_in
from doanvien.reference.scope import report_scope

NEW, NET = "members_new", "members_net_growth"
HALF = "2026H1"


def report_of(tmp_path, *lines: Line, period: str = HALF) -> Report:
    data = write_data_set(tmp_path, "ha-noi", *lines)
    return Report(read_province(data, report_scope("ha-noi", period)))


def test_every_level_has_its_amount_its_result_and_its_basis(tmp_path):
    units = [
        target(NEW, "2026", 50, "province", unit="Xã C"),
        flow(NEW, HALF, 0, unit="Xã C"),
        *(
            target(NEW, "2026", 400, "province", unit="Phường A"),
            flow(NEW, HALF, 90, unit="Phường A"),
        ),
        *(target(NEW, "2026", 500, "province", unit="Xã B"), flow(NEW, HALF, 60, unit="Xã B")),
    ]
    report = report_of(
        tmp_path,
        target(NET, "2026", 800),
        target(NEW, "2026", 1000, "province"),
        flow(NET, HALF, 200),
        flow(NEW, HALF, 300),
        *units,
    )
    frame = cascade(report)
    assert frame["label"].tolist()[0] == "Đoàn viên thực tăng", "net at the top"
    assert frame["level"].tolist() == ["Tổng LĐLĐ Việt Nam", "LĐLĐ thành phố", "3 đơn vị cộng lại"]
    assert frame["low"].tolist() == [800, 1000, 950]
    assert frame["result"].tolist() == [200, 300, 150]
    assert [said_in(frame, at, "of_above") for at in frame.index] == ["", "", "95%"]
    assert draw_cascade(frame) is not None
    told = "Đoàn viên kết nạp mới, chỉ tiêu mỗi cấp so với mức liền trên: 3 đơn vị cộng lại 95%"
    assert cascade_finding(frame) == told
    assert "chỉ tiêu 1.000, kết quả 300" in cascade_described(frame)


def test_without_levels_there_is_nothing_to_draw(tmp_path):
    frame = cascade(report_of(tmp_path, target(NEW, "2026", 1000), flow(NEW, HALF, 300)))
    assert frame.empty
    assert draw_cascade(frame) is None
    assert (cascade_finding(frame), cascade_described(frame)) == ("", "")


def test_units_of_which_one_has_no_result_have_none_together(tmp_path):
    report = report_of(
        tmp_path,
        target(NEW, "2026", 1000, "province"),
        target(NEW, "2026", 400, "province", unit="Phường A"),
        *(target(NEW, "2026", 500, "province", unit=f"Xã {name}") for name in "BC"),
        flow(NEW, HALF, 90, unit="Phường A"),
    )
    frame = cascade(report)
    assert said_in(frame, frame.index[-1], "result").startswith("chưa đủ kết quả")
    assert frame["share"].isna().tolist()[-1]


def test_a_level_without_a_result_has_one_bar(tmp_path):
    report = report_of(
        tmp_path,
        target(NEW, "2026", 1000, "province"),
        target(NEW, "2026", 400, "province", unit="Phường A"),
        *(target(NEW, "2026", 500, "province", unit=f"Xã {name}") for name in "BC"),
        *(flow(NEW, HALF, 90, unit="Phường A"), flow(NEW, HALF, 300)),
    )
    told = [text.get_text() for text in draw_cascade(cascade(report)).texts]
    assert told == ["Chỉ tiêu giao 1.000", "1.400", "Kết quả 300"]


def test_a_term_shows_this_year_beside_the_years_since_it_began(tmp_path):
    report = report_of(
        tmp_path,
        target(NEW, "2025-12-15/2030-12-31", 90, "congress"),
        target(NEW, "2025-12-15/2030-12-31", 18, "congress", rule="point_per_year"),
        flow(NEW, "2026", 17),
        flow(NEW, "2027H1", 10),
        period="2027H1",
    )
    frame = terms(report)
    row = frame.iloc[0]
    assert (row["a_year"], row["year_result"], row["low"], row["result"]) == (18, 10, 90, 27)
    assert "giai đoạn 2025–2030" in row["target"]
    assert any("01/01/2026" in note for note in frame.attrs["notes"]), "from when it is counted"


def test_a_closed_term_is_told_to_its_end_and_not_of_the_years_after(tmp_path):
    """What it had attained was empty, and this year's result "not published" though it was."""
    report = report_of(
        tmp_path,
        target(NEW, "2023-01-01/2028-12-31", 120, "congress"),
        target(NEW, "2023-01-01/2028-12-31", 20, "congress", rule="point_per_year"),
        flow(NEW, "2023-01-01/2025-12-31", 90),
        flow(NEW, HALF, 10),
    )
    frame = terms(report)
    row = frame.iloc[0]
    assert (row["result"], row["share"], row["verdict"]) == (90, 0.75, "ended")
    assert row["elapsed"] == Fraction(365 * 3 + 1, 365 * 6 + 2)
    assert said_in(frame, 0, "year_result") == NO_FIGURE


def test_a_limit_exceeded_is_not_furthest_behind_with_nothing_lacking(tmp_path):
    over = flow("members_lost", "2026", 150), target("members_lost", "2026", 100)
    frame = attainment(report_of(tmp_path, *over, period="2026"))
    told = "Vượt mức cho phép: đoàn viên giảm, bằng 150% mức đó"
    assert frame.attrs["caption"] == told


def test_a_term_that_was_closed_says_so(tmp_path):
    report = report_of(tmp_path, target(NEW, "2023-01-01/2028-12-31", 90, "congress"))
    frame = terms(report)
    assert report.words.verdict(frame["verdict"].iloc[0]).word == "Đã kết thúc sớm"
    assert any("31/12/2025" in note for note in frame.attrs["notes"])


@pytest.mark.parametrize(
    ("results", "caption"),
    [
        ((600, 60), "Cả 2 chỉ tiêu được đánh giá đều đạt hoặc đúng tiến độ"),
        (
            (600, 10),
            "1 trên 2 chỉ tiêu đạt hoặc đúng tiến độ, 1 chỉ tiêu có nguy cơ không đạt",
        ),
        ((100, 10), "Cả 2 chỉ tiêu có nguy cơ không đạt"),
        ((600,), "Đoàn viên kết nạp mới: đúng tiến độ"),
    ],
)
def test_the_caption_says_all_of_them_and_never_2_of_2(tmp_path, results, caption):
    codes = (NEW, "grassroots_unions_new")
    lines = [
        line
        for code, low, result in zip(codes, (1000, 100), results, strict=False)
        for line in (target(code, "2026", low, "province"), flow(code, HALF, result))
    ]
    assert finding(attainment(report_of(tmp_path, *lines))) == caption


def test_the_caption_of_the_units_names_the_row_that_lacks_most(tmp_path):
    report = report_of(
        tmp_path,
        *(target(NET, "2026", 200, "province", unit="Xã A"), flow(NET, HALF, 90, unit="Xã A")),
        *(target(NEW, "2026", 900, "province", unit="Xã B"), flow(NEW, HALF, 100, unit="Xã B")),
        *(target(NEW, "2026", 100, "province", unit="Xã A"), flow(NEW, HALF, 60, unit="Xã A")),
    )
    frame = of_units(report)
    assert frame.attrs["caption"] == "Xã B còn thiếu nhiều nhất: 800 (kết nạp mới)"


def test_captions_of_terms_and_levels_state_what_was_found(tmp_path):
    report = report_of(
        tmp_path,
        target(NEW, "2026-01-01/2030-12-31", 10_000, "congress"),
        target(NEW, "2026", 1000),
        target(NEW, "2026", 1500, "province"),
        flow(NEW, HALF, 300),
    )
    assert terms(report).attrs["caption"] == (
        "Đoàn viên kết nạp mới, giai đoạn 2026–2030: đạt 3% khi đã qua 9,9% thời gian"
    )
    assert cascade(report).attrs["caption"] == (
        "Đoàn viên kết nạp mới: chỉ tiêu của LĐLĐ thành phố bằng 150% mức liền trên"
    )
