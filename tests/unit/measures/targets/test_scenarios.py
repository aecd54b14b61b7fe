"""Scenarios. When one of these fails, a year is said to end where nothing known leads it."""

from builders import flow, target, view_of
from doanvien.measures.targets.scenarios import scenarios
from doanvien.measures.targets.targets import TargetReport


def test_a_running_year_ends_where_the_known_would_lead_it():
    """By 30 June 600 of 1.200: three months at 110 give 1.260, last year's second half 1.100."""
    view = view_of(
        "ha-noi",
        "2024Q2",
        target("members_new", "2024", 1200),
        flow("members_new", "2023H2", 500),
        flow("members_new", "2024Q1", 270),
        flow("members_new", "2024Q2", 330),
    )
    (found,) = TargetReport(view).current
    assert [(one.kind, one.total, one.reached) for one in scenarios(view, found)] == [
        ("recent", 1260, True),
        ("last_year", 1100, False),
    ]
