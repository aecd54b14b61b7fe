"""A contradiction is told in the report whose days it touches, and in no later one."""

import pytest

from builders import flow, level, view_of
from doanvien.measures.growth.doubts import doubts_of, level_conflicts


@pytest.mark.parametrize(("day", "told"), [("2022-04-01", 1), ("2022-03-31", 0)])
def test_what_ends_on_the_first_day_of_the_period_touches_it(day, told):
    """Else two totals of the very day on which a report begins would stand uncontradicted."""
    view = view_of(
        "ha-noi",
        "2022Q2",
        *(
            flow("members_new", f"2022-01-01/{day}", value, source=by)
            for value, by in ((10, "a"), (20, "b"))
        ),
        *(level(day, value, source=by) for value, by in ((1000, "a"), (2000, "b"))),
    )
    assert len(list(doubts_of(view))) == told
    assert len(list(level_conflicts(view))) == told
