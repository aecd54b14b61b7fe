"""What changed since the last report. When one fails, a correction goes unsaid or is invented."""

from fractions import Fraction

import pytest

from builders import flow, level, source, target, view_of
from doanvien.measures.growth.since import movements, revisions, target_movements
from doanvien.measures.targets.targets import TargetReport


@pytest.mark.parametrize(
    ("publisher", "published", "revised"),
    [("LĐLĐ", "2024-07-05", 1), ("Báo", "2024-07-05", 0), ("LĐLĐ", "2024-04-05", 0)],
    ids=["the same one later", "another one", "the same day"],
)
def test_a_publisher_that_corrects_itself_revises_and_another_contradicts(
    publisher, published, revised
):
    lines = [
        source("s1", "2024-04-05"),
        source("s2", published, publisher=publisher),
        *(flow("members_new", "2024Q1", v, source=s) for v, s in ((900, "s1"), (950, "s2"))),
        *(level("2024-03-31", v, source=s) for v, s in ((90, "s1"), (95, "s2"))),
        flow("members_new", "2024Q2", 800),
    ]
    found = revisions(view_of("ha-noi", "2024Q2", *lines))
    assert [(one.indicator.code, one.old, one.new) for one in found] == [
        ("members_new", 900, 950),
        ("members_total", 90, 95),
    ][: 2 * revised]
    assert revisions(view_of("ha-noi", "2024Q1", *lines)) == ()


def test_movements_are_of_two_whole_periods_and_exact():
    quarters = [flow("members_new", "2024Q1", 270), flow("members_new", "2024Q2", 330)]
    (moved,) = movements(view_of("ha-noi", "2024Q2", *quarters))
    assert (moved.earlier, moved.now, moved.change) == (270, 330, 60)
    assert movements(view_of("ha-noi", "2024Q2", *quarters, as_of="2024-06-29")) == ()
    rounded = flow("members_new", "2024Q2", 330, qualifier="about")
    assert movements(view_of("ha-noi", "2024Q2", quarters[0], rounded)) == ()


def test_a_target_moves_where_its_result_does():
    lines = [
        target("members_new", "2024", 1200),
        target("members_new", "2024", 1000, unit="Xã A"),
        flow("members_new", "2024Q1", 270),
    ]
    later = flow("members_new", "2024Q2", 330)
    view = view_of("ha-noi", "2024Q2", *lines, later)
    (moved,) = target_movements(view, TargetReport(view).of_province)
    assert (moved.earlier.share, moved.now.share) == (Fraction(27, 120), Fraction(1, 2))
    still = view_of("ha-noi", "2024Q1", *lines)
    assert target_movements(still, TargetReport(still).of_province) == ()
