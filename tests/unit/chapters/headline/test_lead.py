"""The sentences that a report opens with. If these fail, a leader reads that all is well and it is
not."""

import pytest
from tests.builders import flow, target, write_data_set

from doanvien.chapters.headline.lead import lead
from doanvien.chapters.headline.quoted import quoted
from doanvien.present.opening import open_report

YEAR = "2022-01-01/2022-12-31"
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
    assert "thực giảm 388 đoàn viên." in opened(tmp_path, "vi", *lines)
    (told, *_) = quoted(open_report("ha-noi", "2022", None, "vi", tmp_path))
    assert "thực giảm 388 đoàn viên (chỉ tiêu 5.060)." in told
