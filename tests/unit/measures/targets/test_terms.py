"""Targets of a term. When one of these fails, a term is judged by a year, or outlives its end."""

from datetime import date
from fractions import Fraction

import pytest

from builders import Line, flow, level, target, view_of
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.measures.targets.targets import TargetReport
from doanvien.measures.targets.terms import term_targets

NEW = "members_new"


def report_of(
    *lines: Line, period: str = "2026", province: str = "ha-noi", **more: str
) -> TargetReport:
    return TargetReport(view_of(province, period, *lines, **more))


def only(*lines: Line, **scope: str) -> Attainment:
    (found,) = report_of(*lines, **scope).current
    return found


def test_a_yearly_amount_stands_with_the_total_of_its_term():
    """Vĩnh Long: 18.000 each year, 90.000 for 2026–2030, on one row."""
    report = report_of(
        target(NEW, "2026-01-01/2030-12-31", 90000, "congress", rule="at_least"),
        target(NEW, "2026-01-01/2030-12-31", 18000, "congress", rule="point_per_year"),
        flow(NEW, "2026", 17000),
        flow(NEW, "2027H1", 10000),
        period="2027H1",
    )
    (found,) = term_targets(report)
    assert (found.yearly.target.low, found.whole.target.low) == (18000, 90000)
    assert (found.year.window.value, found.to_date.window.value) == (10000, 27000)
    assert found.whole.share == Fraction(27, 90)
    assert found.whole.elapsed == Fraction(365 + 181, 365 * 5 + 1), "of the time of the term"


def test_a_yearly_amount_alone_waits_for_a_second_year():
    """In the first year of a term it would only repeat the table of the year."""
    yearly = target(NEW, "2026-01-01/2030-12-31", 18000, "congress", rule="point_per_year")
    assert term_targets(report_of(yearly, flow(NEW, "2026", 17000))) == ()
    second = report_of(yearly, flow(NEW, "2026", 17000), flow(NEW, "2027", 20000), period="2027")
    (found,) = term_targets(second)
    assert (found.to_date.window.value, found.target.low) == (37000, 18000)


@pytest.mark.parametrize(("new", "verdict"), [(0, "too_early"), (400, "too_early"), (2000, "met")])
def test_a_term_just_begun_is_not_yet_judged(new, verdict):
    """It read "✓ Đúng tiến độ" with nothing done."""
    term = target(NEW, "2026-01-01/2030-12-31", 2000, "congress")
    assert only(term, flow(NEW, "2026Q1", new), period="2026Q1").verdict == verdict


def test_another_bodys_target_is_a_row_of_its_own():
    found = term_targets(
        report_of(
            target(NEW, "2026-01-01/2030-12-31", 90000, "congress"),
            target(NEW, "2026-01-01/2030-12-31", 95000, "province"),
            target(NEW, "2026-01-01/2030-12-31", 18000, "province", rule="point_per_year"),
        )
    )
    assert {one.target.assigned_by: one.yearly is None for one in found} == {
        "congress": True,
        "province": False,
    }


def test_a_target_of_the_year_is_none_of_the_term():
    assert term_targets(report_of(target(NEW, "2026", 20000))) == ()


def test_a_term_opened_by_a_december_congress_is_counted_in_whole_years():
    """Nobody publishes the last two weeks of 2025 by themselves."""
    found = only(target(NEW, "2025-12-22/2030-12-31", 2000), flow(NEW, "2026", 400))
    assert isinstance(found, Answered)
    assert (found.result.start, found.flags) == (date(2026, 1, 1), ("whole_years",))
    assert found.elapsed == Fraction(365, 365 * 5 + 1)
    spring = only(target(NEW, "2025-04-22/2030-12-31", 2000), flow(NEW, "2026", 400))
    assert spring.reason == "partial", "eight months are no opening"


@pytest.mark.parametrize(
    ("lines", "period", "closed"),
    [
        ([], "2025M01-09", None),
        ([], "2025", date(2025, 12, 31)),
        ([], "2026", date(2025, 12, 31)),
        ([target(NEW, "2025-12-02/2030-12-31", 9, "congress")], "2026", date(2025, 12, 1)),
    ],
    ids=["before the congresses", "their year", "the year after", "the day of its own congress"],
)
def test_the_provincial_terms_to_2028_were_closed_early(lines, period, closed):
    """Who is still shown what Hà Nội needs a month until 2028 is misled."""
    old = target(NEW, "2023-10-01/2028-12-31", 200000, "congress")
    report = report_of(old, *lines, flow(NEW, "2023-10-01/2025-09-30", 90000), period=period)
    found = next(one for one in report.current if one.target.end.year == 2028)
    assert found.target.closed == closed
    assert (found.verdict == "ended") == (closed is not None)
    if closed:
        assert getattr(found, "needed_per_month", None) is None


@pytest.mark.parametrize(("lost", "verdict"), [(90, "ended"), (110, "over_limit")])
def test_a_limit_ends_with_its_body_and_is_not_below_so_far(lost, verdict):
    """Yên Bái was merged by July 2025: nothing more can come."""
    limit = target("members_lost", "2025", 100, territory="63")
    lines = [limit, flow("members_lost", "2025H1", lost)]
    assert only(*lines, province="yen-bai", period="2025H1").verdict == verdict


def test_the_countrys_term_ends_with_the_congress_that_opens_the_next():
    old = target("members_total", "2023-12-01/2028-12-31", 15000, "congress")
    new = target("members_total", "2026-06-20/2031-12-31", 13000, "congress")
    stock = level("2026-09-30", 10000)
    alone = report_of(old, stock, province="toan-quoc").current
    assert [one.verdict for one in alone] == ["not_yet"], "nothing says that it has ended"
    both = report_of(old, new, stock, province="toan-quoc").current
    assert [one.verdict for one in both] == ["ended", "not_yet"]


def test_a_term_that_was_reached_before_it_was_closed_is_met():
    old = target(NEW, "2023-01-01/2028-12-31", 100, "congress")
    report = report_of(old, flow(NEW, "2023-01-01/2025-12-31", 150), period="2025")
    assert [one.verdict for one in report.current] == ["exceeded"]


def test_the_days_of_the_term_itself_go_before_its_whole_years():
    """Who publishes the last days of December too is not held to the years alone."""
    term = target(NEW, "2025-12-22/2030-12-31", 2000)
    found = only(term, flow(NEW, "2026", 400), flow(NEW, "2025-12-22/2026-12-31", 410))
    assert (found.result.value, found.flags) == (410, ())
