"""Workload. When one of these fails, an officer seems to look after unions of another time."""

from datetime import date

import pytest

from builders import Line, level, view_of
from doanvien.measures.growth.workload import Workload, workloads


def unions(day: str, value: float) -> Line:
    return level(day, value, "grassroots_unions_total")


def officers(day: str, value: float) -> Line:
    return level(day, value, "full_time_officers_total")


def workloads_of(*lines: Line) -> tuple[Workload, ...]:
    return workloads(view_of("ha-noi", "2022", *lines))


def test_unions_are_divided_by_officers():
    (found,) = workloads_of(unions("2022-06-30", 1000), officers("2022-06-30", 50))
    assert (found.unit, found.per_officer, found.day) == ("", 20, date(2022, 6, 30))


@pytest.mark.parametrize(
    ("days", "expected", "day"),
    [
        ({"2022-03-31": 1000, "2022-09-30": 1200}, 1000, date(2022, 6, 30)),
        ({"2022-09-30": 1200}, 1200, date(2022, 9, 30)),
    ],
    ids=["known by that day", "known later only"],
)
def test_the_unions_are_those_known_when_the_officers_were_counted(days, expected, day):
    """A hundred officers of June did not look after the unions that were founded in summer."""
    lines = [unions(of, value) for of, value in days.items()]
    (found,) = workloads_of(*lines, officers("2022-06-30", 100))
    assert (found.unions, found.day) == (expected, day)


@pytest.mark.parametrize(
    "lines",
    [
        [unions("2021-12-31", 1000), officers("2022-06-30", 50)],
        [unions("2022-06-30", 1000), officers("2021-12-31", 50)],
        [unions("2022-06-30", 1000), officers("2022-06-30", 0)],
        [officers("2022-06-30", 50)],
        [unions("2022-06-30", 1000)],
    ],
    ids=["old unions", "old officers", "no officer", "no unions", "officers not published"],
)
def test_without_both_in_the_period_there_is_no_workload(lines):
    assert workloads_of(*lines) == ()
