"""From gross to net in one line. If these fail, an office quotes a net figure nobody reckoned."""

import pytest

from builders import Line, flow, level, view_of
from doanvien.chapters.growth.lines import account_sentences
from doanvien.present.place import Place

YEAR = "2024"


def told(*lines: Line) -> list[str]:
    return account_sentences(Place(view_of("ha-noi", YEAR, *lines), "vi"))


def members(**counts: float) -> list[Line]:
    return [flow(f"members_{name}", YEAR, value) for name, value in counts.items()]


def unions(**counts: float) -> list[Line]:
    return [flow(f"grassroots_unions_{name}", YEAR, value) for name, value in counts.items()]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (
            members(new=50017, lost=4511, net_growth=45506, removed_structural=82000),
            "kết nạp mới 50.017 − giảm 4.511 = thực tăng 45.506 đoàn viên; ngoài ra giảm 82.000 do "
            "sắp xếp tổ chức.",
        ),
        (
            members(new=100, lost=70, transferred=-5),
            "kết nạp mới 100 − giảm 70 − chuyển đi 5 = thực tăng 25 đoàn viên (số suy ra, chưa "
            "công bố).",
        ),
        (
            members(new=100, net_growth=-20),
            "kết nạp mới 100 − giảm 120 (số suy ra, chưa công bố) = thực giảm 20 đoàn viên.",
        ),
        (
            unions(new=12, dissolved=4, transferred=2, dissolved_structural=3),
            "thành lập mới 12 − giải thể 4 + chuyển đến 2 = thực tăng 10 CĐCS (số suy ra, chưa "
            "công bố); ngoài ra giảm 3 do sắp xếp tổ chức.",
        ),
        (
            members(new=6, lost=6, net_growth=0),
            "kết nạp mới 6 − giảm 6 = thực tăng 0 đoàn viên.",
        ),
    ],
    ids=["all printed", "transfers", "the lost derived", "unions", "as many as before"],
)
def test_gross_less_lost_is_net_and_the_removed_stand_apart(lines, line):
    assert f"Trong năm 2024: {line}" in told(*lines)


def test_a_rounded_removal_makes_no_other_term_rough():
    (line, _) = told(
        *members(new=100, lost=70), flow("members_removed_structural", YEAR, 900, qualifier="about")
    )
    assert "thực tăng 30 đoàn viên" in line
    assert "giảm khoảng 900" in line


def test_printed_terms_that_do_not_agree_make_no_line():
    (difference, _) = told(*members(new=100, lost=70, net_growth=25))
    assert "lệch 5 người" in difference


def test_unions_founded_alone_are_no_account():
    assert told(*unions(new=12)) == []


def test_totals_of_unions_are_held_against_the_line():
    totals = [
        level("2023-12-31", 100, "grassroots_unions_total"),
        level("2024-12-31", 111, "grassroots_unions_total"),
    ]
    assert "lệch 3 CĐCS" in told(*unions(new=12, dissolved=4), *totals)[-1]
