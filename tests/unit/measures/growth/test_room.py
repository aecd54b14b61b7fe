"""Room to grow. If these fail, a federation reads a share of enterprises that nobody counted, or
misses the enterprises that are without a union."""

from fractions import Fraction

import pytest

from builders import Line, flow, level, view_of
from doanvien.measures.growth.room import Room, room

ALL, LARGE = "enterprises_without_union_total", "enterprises_without_union_20plus"
NONSTATE, NEW_LARGE = "grassroots_unions_new_nonstate", "grassroots_unions_new_20plus"


def found(period: str, *lines: Line) -> dict[str, Room]:
    return {one.band: one for one in room(view_of("ha-noi", period, *lines))}


def test_new_unions_up_to_the_day_of_the_count_are_added_to_what_is_left():
    """142 are left and 32 were founded: they were 174, not 142."""
    one = found("2024", level("2024-12-31", 142, ALL), flow(NONSTATE, "2024", 32))["all"]
    assert one.founded is not None
    assert (one.founded.meeting, one.founded.of) == ("before", 174)
    assert one.founded.share == Fraction(32, 174)


def test_new_unions_after_the_count_are_a_share_of_what_was_counted():
    one = found("2024", level("2023-12-31", 142, ALL), flow(NONSTATE, "2024-01-01/2024-03-31", 9))
    founded = one["all"].founded
    assert founded is not None
    assert (founded.meeting, founded.of, founded.share) == ("after", 142, Fraction(9, 142))


def test_days_that_do_not_meet_give_no_share():
    one = found("2024", level("2024-07-10", 504, LARGE), flow(NEW_LARGE, "2024", 40))["20plus"]
    assert one.founded is not None
    assert (one.founded.meeting, one.founded.share) == ("apart", None)
    assert one.founded.window.value == 40


def test_new_unions_of_every_kind_are_no_share_of_enterprises():
    rows = [level("2024-12-31", 142, ALL), level("2024-12-31", 63, LARGE)]
    by_size = found("2024", *rows, flow("grassroots_unions_new", "2024", 38))
    whole = by_size["all"].founded
    assert whole is not None
    assert (whole.meeting, whole.share) == ("mixed", None)
    assert by_size["20plus"].founded is None, "38 are not those of the larger enterprises"


def test_workers_alone_are_room_too():
    one = found("2024", level("2024-07-10", 208_000, "workers_without_union_total"))["all"]
    assert one.enterprises is None
    assert one.workers is not None
    assert one.workers.value == 208_000


def test_workers_of_another_day_do_not_stand_beside_the_enterprises():
    rows = [level("2024-06-30", 142, ALL), level("2024-03-31", 3728, "workers_without_union_total")]
    assert found("2024", *rows)["all"].workers is None


@pytest.mark.parametrize(("day", "bands"), [("2022-12-30", []), ("2023-01-02", ["all"])])
def test_a_count_of_long_ago_is_no_room(day, bands):
    assert list(found("2024", level(day, 142, ALL))) == bands
