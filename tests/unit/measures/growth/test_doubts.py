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


@pytest.mark.parametrize(("period", "told"), [("2022Q2", [25, 10]), ("2022Q3", [])])
def test_a_half_year_that_its_quarters_contradict_is_told_in_its_own_reports(period, told):
    lines = [flow("members_new", span, 10) for span in ("2022Q1", "2022Q2")]
    view = view_of("ha-noi", period, *lines, flow("members_new", "2022H1", 25))
    assert [one.printed.value for found in doubts_of(view) for one in found.mismatches] == told
