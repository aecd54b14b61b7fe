"""Target attainment. When one of these fails, a federation is misled about its target."""

from datetime import date
from fractions import Fraction

import pytest

from builders import Line, flow, level, printed, target, view_of
from doanvien.measures.targets.targets import (
    Attainment,
    TargetReport,
    months_left,
    target_attainment,
)


def targets_of(*lines: Line, period: str = "2022H1", as_of: str | None = None) -> TargetReport:
    return target_attainment(view_of("ha-noi", period, *lines, as_of=as_of))


def only(*lines: Line, **scope: str) -> Attainment:
    (found,) = targets_of(*lines, **scope).current
    return found


def test_one_result_answers_every_assigner():
    """Lào Cai, 2017: 1.128 is 75,2% of TLĐ's 1.500 and 41,8% of the province's 2.700."""
    report = targets_of(
        target("members_new", "2022", 1500),
        target("members_new", "2022", 2700, "province"),
        flow("members_new", "2022H1", 1128),
    )
    shares = [round(float(one.share) * 100, 1) for one in report.current]
    assert shares == [75.2, 41.8]
    assert [one.target.assigned_by for one in report.current] == ["tld", "province"]


@pytest.mark.parametrize(
    ("low", "by", "needed"),
    [
        (1500, "2022-06-30", 62),
        (1501, "2022-06-30", 63),
        (1128, "2022-06-30", None),
        (1500, "2022-12-01", 372),
    ],
    ids=["372 in six months", "373 in six months", "nothing lacks", "thirty days are one month"],
)
def test_what_is_needed_a_month_is_rounded_up(low, by, needed):
    """62 a month for six months is 372: one too few where 373 are lacking."""
    found = only(
        target("members_new", "2022", low),
        flow("members_new", f"2022-01-01/{by}", 1128),
        period="2022",
    )
    assert found.needed_per_month == needed


@pytest.mark.parametrize(
    ("after", "end", "expected"),
    [
        (date(2017, 6, 30), date(2017, 12, 31), Fraction(6)),
        (date(2022, 7, 8), date(2022, 12, 31), Fraction(23, 31) + 5),
        (date(2022, 12, 31), date(2022, 12, 31), Fraction(0)),
        (date(2024, 2, 15), date(2024, 2, 29), Fraction(14, 29)),
    ],
)
def test_months_left_follow_the_calendar(after, end, expected):
    """What is needed a month would be wrong with months of 30 days."""
    assert months_left(after, end) == expected


@pytest.mark.parametrize(("start", "planned"), [("2023-07-01", 1), ("2023-07-02", 0)])
def test_the_plan_reaches_a_year_ahead(start, planned):
    """A target for next year is known at the end of June; one of the year after is not due."""
    report = targets_of(target("members_new", f"{start}/2024-12-31", 1000))
    assert (len(report.plan), report.current) == (planned, ())


@pytest.mark.parametrize(
    ("changes", "matched"),
    [
        ({}, True),
        ({"base": "1500"}, True),
        ({"base": "1501"}, False),
        ({"of": "share", "base": "1500"}, False),
        ({"assigned_by": "tld"}, True),
        ({"assigned_by": "unknown"}, True),
        ({"assigned_by": "province"}, False),
        ({"unit": "quận Ba Đình"}, False),
    ],
)
def test_a_printed_percentage_belongs_to_the_target_it_was_formed_of(changes, matched):
    """75,2% of 1.500 is not 75,2% of 1.501: set beside it, a right figure would look wrong."""
    found = only(
        target("members_new", "2022", 1500),
        flow("members_new", "2022H1", 1128),
        printed("members_new", "2022H1", 1128, "75,2", **changes),
    )
    assert len(found.printed) == matched


def test_a_printed_percentage_of_another_result_is_not_this_ones():
    found = only(
        target("members_new", "2022", 1500),
        flow("members_new", "2022H1", 1128),
        printed("members_new", "2022-01-01/2022-05-31", 1100, "73,3", base="1500"),
    )
    assert found.printed == ()


def test_the_upper_end_of_a_range_may_be_what_was_divided_by():
    found = only(
        target("members_new", "2022", 1000, high="2000"),
        flow("members_new", "2022H1", 1128),
        printed("members_new", "2022H1", 1128, "56,4", base="2000"),
    )
    assert len(found.printed) == 1
    assert (found.share, found.share_of_high) == (Fraction(1128, 1000), Fraction(1128, 2000))


def test_a_percentage_of_a_target_that_was_not_printed_is_listed():
    report = targets_of(printed("members_new", "2022H1", 8818, "104,4"))
    assert [check.printed for check in report.without_target] == ["104,4"]
    old = targets_of(printed("members_new", "2021H1", 8818, "104,4"))
    assert old.without_target == ()


@pytest.mark.parametrize(
    ("notes", "kept"), [(("", "hai"), "hai"), (("một", "hai"), "một"), (("một", ""), "một")]
)
def test_a_target_in_two_papers_is_one_target_with_the_first_note(notes, kept):
    """The note says what the number means; lost, "giảm 10%" is read as ten members."""
    found = only(
        *(
            target("members_new", "2022", 1500, source=name, note=note)
            for name, note in zip(("a", "b"), notes, strict=True)
        )
    )
    assert (found.target.sources, found.target.note) == (("a", "b"), kept)


def test_a_total_due_on_a_day_is_one_target_whenever_its_term_began():
    report = targets_of(
        target("members_total", "2021-01-01/2022-12-31", 5000, source="a"),
        target("members_total", "/2022-12-31", 5000, source="b"),
    )
    assert [one.target.sources for one in report.current] == [("a", "b")]


def test_a_term_is_not_answered_by_one_half_year():
    """6.000–7.000 for five years is not judged by the six months that were published."""
    found = only(
        target("members_new", "2020-01-01/2024-12-31", 6000, high="7000"),
        flow("members_new", "2022H1", 1128),
    )
    assert (found.share, found.reason, found.partial.value) == (None, "partial", 1128)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "not_published"),
        ([flow("members_new", "2022Q1", 50)], "earlier"),
        ([flow("members_new", "2022Q2", 50)], "partial"),
    ],
)
def test_a_target_without_an_answer_says_why(lines, reason):
    found = only(target("members_new", "2022", 1500), *lines, period="2022Q2")
    assert (found.reason, found.share) == (reason, None)


def test_time_is_counted_to_the_day_of_the_result():
    """Hà Nội, 8 July 2022: 189 of 365 days, both ends included."""
    found = only(
        target("members_new", "2022", 47_855),
        flow("members_new", "2022-01-01/2022-07-08", 24_396),
        as_of="2022-07-08",
    )
    assert (found.elapsed_days, found.total_days, found.days_left) == (189, 365, 176)
    assert (found.elapsed, found.running) == (Fraction(189, 365), True)


def test_a_yearly_amount_of_a_term_is_due_in_whole_years():
    """30.000 a year from December 2025 on is a plan for 2026, no target for 2025."""
    term = target("members_new", "2025-12-01/2030-12-31", 30_000, rule="at_least_per_year")
    opening = targets_of(term, flow("members_new", "2025", 40_000), period="2025")
    assert opening.current == ()
    assert [(one.start, one.per_year) for one in opening.plan] == [(date(2026, 1, 1), True)]
    found = only(term, flow("members_new", "2027", 33_000), period="2027")
    assert (found.target.start, found.target.end) == (date(2027, 1, 1), date(2027, 12, 31))
    assert found.share == Fraction(11, 10)


@pytest.mark.parametrize(
    ("unions", "share", "reason"),
    [
        (None, None, "denominator_not_published"),
        (100, Fraction(120, 200), None),
    ],
)
def test_a_minimum_per_union_needs_the_number_of_unions(unions, share, reason):
    """Two for each of 100 unions are 200; without their number there is no share."""
    known = [] if unions is None else [level("2022-06-30", unions, "grassroots_unions_total")]
    found = only(
        target("elite_members_introduced_per_union", "2022", 2),
        flow("elite_members_introduced", "2022H1", 120),
        *known,
    )
    assert (found.share, found.reason) == (share, reason)
    assert found.result.value == 120


@pytest.mark.parametrize(
    ("value", "verdict", "lacking"), [(5000, "reached", 0), (4999, "not_yet", 1)]
)
def test_a_level_is_reached_or_not_yet(value, verdict, lacking):
    found = only(target("members_total", "/2030-12-31", 5000), level("2022-06-30", value))
    assert (found.verdict, found.remaining, found.share) == (
        verdict,
        lacking,
        Fraction(value, 5000),
    )
    assert "level_not_progress" in found.flags


def test_a_level_of_before_the_period_answers_nothing():
    found = only(target("members_total", "/2030-12-31", 5000), level("2021-12-31", 4000))
    assert (found.share, found.reason) == (None, "not_published")


def test_a_result_of_the_merged_provinces_answers_and_is_marked():
    view = view_of(
        "lao-cai",
        "2025Q3",
        target("members_new", "2025", 1000, territory="34"),
        flow("members_new", "2025-01-01/2025-06-30", 300),
        flow("members_new", "2025-01-01/2025-06-30", 100).of("yen-bai"),
        flow("members_new", "2025Q3", 200),
    )
    (found,) = target_attainment(view).current
    assert (found.result.value, "summed" in found.flags) == (600, True)


def test_targets_of_units_stay_with_their_units():
    report = targets_of(
        target("members_new", "2022", 1500),
        target("members_new", "2022", 20, unit="quận Ba Đình"),
        flow("members_new", "2022H1", 31, unit="quận Ba Đình"),
    )
    assert [one.share for one in report.of_province] == [None]
    assert [one.share for one in report.of_units] == [Fraction(31, 20)]
