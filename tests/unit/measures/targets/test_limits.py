"""A target on what is to be kept low is a limit. When one of these fails, a federation that lost
more members than it meant to is praised for it."""

import pytest

from doanvien.data.province import read_province
from doanvien.measures.series.view import views
from doanvien.measures.targets.scenarios import scenarios
from doanvien.measures.targets.targets import TargetReport
from doanvien.measures.targets.verdicts import limit_verdict
from doanvien.present.words.phrases import Words
from doanvien.reference.scope import report_scope

YEAR = {"period_start": "2022-01-01", "period_end": "2022-12-31"}


@pytest.fixture
def judged(data_set):
    """``judged(lost, "2022-12-31")``: at most 500 members to be lost in 2022, and those lost."""

    def judge(lost: int, until: str):
        result = {"indicator": "members_lost", "period_end": until, "value": str(lost)}
        data_set.put("figures/ha-noi.csv", result)
        limit = {"indicator": "members_lost", **YEAR, "low": "500", "rule": "point"}
        data_set.put("targets.csv", limit)
        figures = read_province(data_set.folder, report_scope("ha-noi", "2022", until))
        view = views(figures)[0]
        (found,) = TargetReport(view).of_province
        return view, found

    return judge


@pytest.mark.parametrize(
    ("lost", "until", "verdict"),
    [
        (501, "2022-06-30", "over_limit"),
        (501, "2022-12-31", "over_limit"),
        (500, "2022-12-31", "within_limit"),
        (499, "2022-06-30", "below_limit"),
        (500, "2022-06-30", "below_limit"),
    ],
)
def test_losses_are_held_against_a_limit(judged, lost, until, verdict):
    assert judged(lost, until)[1].verdict == verdict


def test_more_losses_than_planned_are_not_praised(judged):
    """It read "▲ Vượt chỉ tiêu", in green."""
    view, attainment = judged(600, "2022-12-31")
    worded = Words("vi", view.place).verdict(attainment.verdict)
    assert (str(worded), worded.tone) == ("✗ Vượt mức cho phép", "behind")
    assert float(attainment.share) == 1.2, "the ratio stays as it is, over 100%"


def test_nothing_is_still_to_be_lost(judged):
    """A limit not used up is no work left undone, and no forecast of it is an aim."""
    view, attainment = judged(100, "2022-06-30")
    assert attainment.remaining == 0
    assert attainment.needed_per_month is None
    assert attainment.forecast is None
    assert scenarios(view, attainment) == ()


def test_a_range_is_exceeded_above_its_upper_end():
    assert limit_verdict(120, 120, over=True) == "within_limit"
    assert limit_verdict(121, 120, over=False) == "over_limit"
