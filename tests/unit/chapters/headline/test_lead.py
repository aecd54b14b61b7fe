"""The sentences that a report opens with. If these fail, a leader reads that all is well and it is
not."""

import pytest
from tests.builders import flow, printed, target, write_data_set

from doanvien.chapters.headline.lead import lead
from doanvien.chapters.headline.quoted import quoted
from doanvien.chapters.headline.tiles import tiles
from doanvien.present.opening import open_report
from doanvien.present.shown.tiles import Tiles

YEAR = "2022-01-01/2022-12-31"
HALF = "2022-01-01/2022-06-30"
MET = [
    *(flow("members_new", YEAR, 1100), target("members_new", YEAR, 1000)),
    *(flow("grassroots_unions_new", YEAR, 60), target("grassroots_unions_new", YEAR, 50)),
]


def opened(folder, language, *lines):
    data = write_data_set(folder, "ha-noi", *lines)
    return " ".join(lead(open_report("ha-noi", "2022", None, language, data)))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "vi",
            "Vượt mức cho phép về đoàn viên giảm: 300, trong khi chỉ tiêu Tổng LĐLĐ Việt Nam giao "
            "năm 2022 là không quá 100.",
        ),
        (
            "en",
            "Over the limit: members lost, 300 where the target assigned by the Vietnam General "
            "Confederation of Labour for the year 2022 allows 100.",
        ),
    ],
)
def test_not_all_targets_are_met_where_a_limit_is_exceeded(tmp_path, language, told):
    losses = flow("members_lost", YEAR, 300), target("members_lost", YEAR, 100)
    sentences = opened(tmp_path, language, *MET, *losses)
    assert told in sentences
    assert "Cả " not in sentences
    assert "All " not in sentences


def test_a_limit_that_was_kept_to_is_one_of_the_targets_met(tmp_path):
    losses = flow("members_lost", YEAR, 90), target("members_lost", YEAR, 100)
    assert "Cả 3 chỉ tiêu được đánh giá đều đã đạt." in opened(tmp_path, "vi", *MET, *losses)


def test_a_target_of_a_handful_does_not_lead_what_is_behind(tmp_path):
    few = flow("grassroots_unions_new", YEAR, 1), target("grassroots_unions_new", YEAR, 3)
    many = flow("members_new", YEAR, 600), target("members_new", YEAR, 1000)
    told = opened(tmp_path, "vi", *few, *many)
    assert "kết nạp mới bằng 60%" in told
    assert "1 trên 3" not in told


def test_a_loss_is_told_as_one_and_reaches_no_target(tmp_path):
    """It read "thực tăng −388 đoàn viên, đạt −388 trên 5.060"."""
    lines = flow("members_net_growth", YEAR, -388), target("members_net_growth", YEAR, 5060)
    told = opened(tmp_path, "vi", *lines)
    assert "thực giảm 388 đoàn viên." in told
    assert "Không đạt chỉ tiêu: thực giảm 388 đoàn viên, trong khi chỉ tiêu" in told
    (told, *_) = quoted(open_report("ha-noi", "2022", None, "vi", tmp_path))
    assert "thực giảm 388 đoàn viên (chỉ tiêu 5.060)." in told


def test_the_time_gone_is_not_told_of_a_target_whose_time_is_over(tmp_path):
    first = flow("members_new", HALF, 600), target("members_new", HALF, 500, "province")
    year = flow("grassroots_unions_new", HALF, 60), target("grassroots_unions_new", YEAR, 100)
    data = write_data_set(tmp_path / "two", "ha-noi", *first, *year)
    told = " ".join(lead(open_report("ha-noi", "2022H1", None, "vi", data)))
    assert "đều đã đạt hoặc đúng tiến độ." in told


def test_a_target_is_called_the_furthest_behind_only_where_none_is_further(tmp_path):
    """One union of three stood in the table below "furthest behind: 60 %"."""
    few = flow("grassroots_unions_new", HALF, 1), target("grassroots_unions_new", YEAR, 12)
    many = flow("members_new", HALF, 300), target("members_new", YEAR, 1000, "province")
    data = write_data_set(tmp_path / "few", "ha-noi", *few, *many)
    (_, told) = lead(open_report("ha-noi", "2022H1", None, "vi", data))
    assert told.startswith("Nguy cơ không đạt: kết nạp mới đạt 30% chỉ tiêu LĐLĐ thành phố giao")
    few = flow("grassroots_unions_new", HALF, 4), target("grassroots_unions_new", YEAR, 12)
    data = write_data_set(tmp_path / "more", "ha-noi", *few, *many)
    (_, told) = lead(open_report("ha-noi", "2022H1", None, "vi", data))
    assert told.startswith("Chậm nhất là kết nạp mới: đạt 30%")


def test_a_province_that_was_merged_owes_no_result_of_the_time_after(simulated_data):
    """The opening went on for a hundred words on the targets of the former province, and one
    sentence was left to quote."""
    report = open_report("khanh-hoa", "2025Q3", None, "vi", simulated_data)
    assert not [told for told in lead(report) if "địa giới cũ" in told]
    assert len(quoted(report)) > 1


def test_of_two_bodies_each_is_named_beside_its_target(tmp_path):
    lines = [
        *(flow("members_new", YEAR, 600), target("members_new", YEAR, 1000)),
        flow("members_net_growth", YEAR, 300),
        target("members_net_growth", YEAR, 500),
        target("members_net_growth", YEAR, 800, "province"),
    ]
    data = write_data_set(tmp_path, "ha-noi", *lines)
    told = " ".join(quoted(open_report("ha-noi", "2022", None, "vi", data)))
    assert "đạt 60% chỉ tiêu Tổng LĐLĐ Việt Nam giao (500) và 37,5% chỉ tiêu" in told


def test_a_change_stands_below_the_days_that_it_is_of(tmp_path):
    """ "+50%" of the quarter stood below the total since 1 January."""
    lines = [
        *(flow("members_new", f"{year}Q1", 100) for year in (2021, 2022)),
        *(flow("members_new", "2021Q2", 100), flow("members_new", "2022Q2", 150)),
    ]
    data = write_data_set(tmp_path, "ha-noi", *lines)
    shown = Tiles(tuple(tiles(open_report("ha-noi", "2022Q2", None, "vi", data)))).to_html()
    days, change, total = (
        shown.index(part) for part in ("quý II/2022", "+50% so cùng kỳ", "từ đầu năm 250")
    )
    assert days < change < total


def test_admissions_are_not_told_to_reach_a_target_that_counts_net_growth(tmp_path):
    """Printed of the Confederation's target for 2024 or later, which is of net growth."""
    lines = [
        flow("members_new", "2024H1", 35_585),
        printed("members_new", "2024H1", 35_585, "92", assigned_by="tld"),
    ]
    data = write_data_set(tmp_path, "ha-noi", *lines)
    report = open_report("ha-noi", "2024H1", None, "vi", data)
    (told, *_) = quoted(report)
    assert "kết nạp mới 35.585 đoàn viên, bằng 92% chỉ tiêu" in told
    assert "từ năm 2024 tính theo thực tăng" in told
    assert tiles(report)[0].note == "chỉ tiêu tính theo thực tăng"
