"""Target attainment. When one of these fails, a federation is misled about its target."""

import math
from datetime import date
from fractions import Fraction
from typing import get_args

import pytest

from builders import Line, flow, level, printed, target, view_of, views_of
from doanvien.measures.targets import assess
from doanvien.measures.targets.codes import LevelVerdict, Unknown, Verdict
from doanvien.measures.targets.forecast import Forecast
from doanvien.measures.targets.months import months_left
from doanvien.measures.targets.outcome import Answered, Attainment, Unanswered
from doanvien.measures.targets.targets import TargetReport
from doanvien.present.words.phrases import Words
from doanvien.reference.provinces import find_province


def targets_of(*lines: Line, period: str = "2022H1", as_of: str | None = None) -> TargetReport:
    return TargetReport(view_of("ha-noi", period, *lines, as_of=as_of))


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


@pytest.mark.parametrize(("start", "planned"), [("2023-06-30", 1), ("2023-07-01", 0)])
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
    assert (found.elapsed_days, found.total_days) == (189, 365)
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
        (0, None, "denominator_zero"),
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
    assert found.verdict == ("on_pace" if reason is None else "not_computable")


@pytest.mark.parametrize(
    ("value", "verdict", "lacking"), [(5000, "reached", 0), (4999, "not_yet", 1)]
)
def test_a_level_is_reached_or_not_yet(value, verdict, lacking):
    found = only(target("members_total", "/2026-12-31", 5000), level("2022-06-30", value))
    assert (found.verdict, found.remaining, found.share) == (
        verdict,
        lacking,
        Fraction(value, 5000),
    )
    assert "level_not_progress" in found.flags


def test_a_rate_is_held_against_its_target_without_a_share_of_it():
    """80% of an 85% target is no "94%"."""
    density = "membership_density_rate"
    found = only(
        target(density, "/2022-12-31", 85),
        level("2022-06-30", 80, density, qualifier="about", note="cả năm"),
    )
    assert (found.share, found.verdict, found.remaining) == (None, "not_yet", 5)
    assert found.flags == ("rounded",)
    result = found.result
    assert (result.indicator.code, result.value, result.end) == (density, 80, date(2022, 6, 30))
    assert (result.qualifier, result.sources, result.notes) == ("about", ("s1",), (("cả năm", ""),))


def test_a_level_of_the_first_day_is_of_the_period():
    found = only(target("members_total", "/2026-12-31", 5000), level("2022-01-01", 4000))
    assert found.verdict == "not_yet"


def test_the_longest_part_of_what_is_published_is_named():
    """Of April and of a quarter, the quarter tells more of a target of the year."""
    found = only(
        target("members_new", "2022", 1500),
        flow("members_new", "2022Q2", 50),
        flow("members_new", "2022M06", 20),
        flow("members_new", "2022Q1", 9, unit="Xã A"),
    )
    assert found.partial.value == 50


def test_a_units_minimum_per_union_is_of_its_own_unions():
    unit = {"unit": "Xã A"}
    per_union = "elite_members_introduced_per_union"
    found = only(
        target(per_union, "2022", 2, **unit),
        flow("elite_members_introduced", "2022H1", 9, qualifier="about", **unit),
        level("2022-06-30", 3, "grassroots_unions_total", **unit),
        flow("elite_members_introduced", "2022H1", 900),
        level("2022-06-30", 100, "grassroots_unions_total"),
    )
    assert (found.base, found.share, found.flags) == (6, Fraction(3, 2), ("per_union", "rounded"))
    nothing = only(target(per_union, "2022", 2))
    assert (nothing.target.low, nothing.reason) == (2, "not_published")


def test_a_level_of_before_the_period_answers_nothing():
    found = only(target("members_total", "/2026-12-31", 5000), level("2021-12-31", 4000))
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
    (found,) = TargetReport(view).current
    assert (found.result.value, "summed" in found.flags) == (600, True)


def test_targets_of_units_stay_with_their_units():
    report = targets_of(
        target("members_new", "2022", 1500),
        target("members_new", "2022", 20, unit="quận Ba Đình"),
        flow("members_new", "2022H1", 31, unit="quận Ba Đình"),
    )
    assert [one.share for one in report.of_province] == [None]
    assert [one.share for one in report.of_units] == [Fraction(31, 20)]


# The basis: what the target's row counts, against what the result counts.


def net_target(*lines: Line, period: str = "2022H1", as_of: str | None = None) -> Attainment:
    return only(target("members_net_growth", "2022", 47_855), *lines, period=period, as_of=as_of)


def test_gross_admissions_get_no_verdict_on_a_net_target():
    """Hà Nội 2022: 24.396 admitted of a net 47.855 is on pace only if 92,1% of them remain."""
    found = net_target(flow("members_new", "2022-01-01/2022-07-08", 24_396), as_of="2022-07-08")
    assert (found.verdict, found.same_basis) == ("other_basis", False)
    assert round(float(found.share), 4) == 0.5098, "the ratio as it is printed"
    assert round(float(found.must_remain), 4) == 0.9211


def test_what_must_remain_is_what_the_pace_rule_asks_for():
    """If exactly that share of the admitted remains, the net figure is on pace; less is not."""
    gross = net_target(flow("members_new", "2022H1", 24_000))
    enough = float(gross.must_remain * 24_000)
    for net, verdict in ((math.ceil(enough), "on_pace"), (math.ceil(enough) - 1, "slow")):
        assert net_target(flow("members_net_growth", "2022H1", net)).verdict == verdict


def test_a_gross_result_above_a_net_target_is_not_praised():
    """48.000 admitted in the year meet a net 47.855 only if 99,7% of them remain."""
    found = net_target(flow("members_new", "2022", 48_000), period="2022")
    assert found.verdict == "other_basis"
    assert found.must_remain == Fraction(47_855, 48_000)


def test_the_net_figure_goes_before_the_gross_one():
    lines = [flow("members_new", "2022H1", 24_000), flow("members_net_growth", "2022H1", 30_000)]
    found = net_target(*lines)
    assert (found.result.value, found.same_basis, found.must_remain) == (30_000, True, None)


def test_no_verdict_is_given_that_an_open_cutoff_would_change():
    """Lào Cai 2017, 41,8%: behind pace if the figures were closed on 30 June, on pace on 31 May."""
    result = flow("members_new", "2022H1", 1128, earliest_end="2022-05-31")
    open_one = only(target("members_new", "2022", 2700), result)
    assert open_one.verdict == "unsettled"
    assert open_one.if_closed == ((date(2022, 5, 31), "on_pace"), (date(2022, 6, 30), "slow"))
    either_way = only(target("members_new", "2022", 1500), result)
    assert (either_way.verdict, either_way.if_closed) == ("on_pace", ())


@pytest.mark.parametrize(("value", "verdict"), [(16_259, "unsettled"), (16_260, "on_pace")])
def test_the_days_of_an_open_cutoff_are_counted_as_those_of_any_other(value, verdict):
    """By 30 June 36.500 need 36.500 − 1,1 × 18.400 = 16.260: one fewer is behind on that day."""
    result = flow("members_new", "2022H1", value, earliest_end="2022-05-31")
    assert only(target("members_new", "2022", 36_500), result).verdict == verdict


def test_unions_of_25_workers_get_no_verdict_on_a_target_of_25_members():
    """Hà Nội 2022: 189/460 is printed, but counts other unions than the target does."""
    found = only(
        target("grassroots_unions_new_25members", "2022", 460),
        flow("grassroots_unions_new_25plus", "2022H1", 189),
    )
    assert (found.verdict, found.flags) == ("other_basis", ("other_measure",))
    assert (found.share, found.needed_per_month) == (Fraction(189, 460), None)
    assert not found.rankable


def test_a_net_result_against_a_gross_target_gets_no_verdict_either():
    found = only(target("members_new", "2022", 1000), flow("members_net_growth", "2022H1", 600))
    assert (found.verdict, found.flags, found.must_remain) == (
        "other_basis",
        ("net_for_gross",),
        None,
    )


# Days: which results answer a year's target, and when it is judged.


@pytest.mark.parametrize(
    ("by", "value", "verdict"),
    [
        ("2022-03-31", 900, "too_early"),
        ("2022-03-31", 1500, "met"),
        ("2022-04-01", 900, "on_pace"),
        ("2022-06-30", 100, "at_risk"),
    ],
)
def test_a_years_target_is_not_judged_before_april(by, value, verdict):
    found = only(
        target("members_new", "2022", 1500),
        flow("members_new", f"2022-01-01/{by}", value),
        period="2022",
        as_of=by,
    )
    assert found.verdict == verdict


def test_a_term_is_judged_in_its_first_quarter_too():
    found = only(
        target("members_new", "2021-01-01/2025-12-31", 10_000),
        flow("members_new", "2021-01-01/2022-03-31", 2500),
        period="2022Q1",
    )
    assert found.verdict == "on_pace"


@pytest.mark.parametrize(
    ("span", "answers"),
    [
        ("2023-12-01/2024-11-30", True),
        ("2023-12-10/2024-12-10", True),
        ("2023-12-11/2024-12-10", True),
        ("2023-11-27/2024-11-26", False),
        ("2023-11-28/2024-11-27", True),
        ("2023-11-28/2024-11-30", False),
        ("2023-11-29/2024-11-30", True),
        ("2023-12-03/2024-11-30", True),
        ("2023-12-04/2024-11-30", False),
        ("2024-02-01/2024-11-30", False),
    ],
)
def test_twelve_months_that_close_shortly_before_the_year_answer_its_target(span, answers):
    """A form that closes on 30 November every year is no reason to say "not published"."""
    found = only(
        target("members_net_growth", "2024", 1000),
        flow("members_net_growth", span, 900),
        period="2024",
    )
    if not answers:
        assert isinstance(found, Unanswered)
        return
    assert isinstance(found, Answered)
    assert "twelve_months" in found.flags
    first, last = span.split("/")
    assert (found.result.start.isoformat(), found.result.end.isoformat()) == (first, last)
    assert (found.verdict, found.share, found.running) == ("missed", Fraction(9, 10), False)
    assert found.needed_per_month is None


def test_two_half_years_of_the_form_are_its_twelve_months():
    found = only(
        target("members_new", "2024", 1000),
        flow("members_new", "2023-12-01/2024-05-31", 500),
        flow("members_new", "2024-06-01/2024-11-30", 600),
        period="2024",
    )
    assert (found.result.value, found.verdict) == (1100, "exceeded")


def test_the_calendar_year_goes_before_twelve_other_months():
    found = only(
        target("members_new", "2024", 1000),
        flow("members_new", "2023-12-01/2024-11-30", 900),
        flow("members_new", "2024", 1000),
        period="2024",
    )
    assert (found.verdict, found.flags) == ("met", ())


@pytest.mark.parametrize(
    ("territory", "end", "verdict"),
    [("63", "2025-12-31", "ended"), ("63", "2025-06-30", "missed"), ("34", "2025-12-31", "slow")],
)
def test_a_target_ends_with_the_body_that_it_was_set_for(territory, end, verdict):
    """The former Lào Cai has nobody left who could bring 1.000 members a month."""
    views = views_of(
        "lao-cai",
        "2025",
        target("members_new", f"2025-01-01/{end}", 1000, territory=territory),
        flow("members_new", "2025-01-01/2025-06-30", 400, territory=territory),
    )
    (found,) = (one for view in views for one in TargetReport(view).current)
    assert found.verdict == verdict
    assert (found.needed_per_month is None) == (verdict != "slow")


def test_before_the_year_of_the_merger_nobody_knew_of_it():
    """A congress target of 2023 for 2028 was not in vain in a report of 2023."""
    found = view_of(
        "long-an",
        "2023",
        target("members_total", "/2028-12-31", 400_000, "congress", territory="63"),
        level("2023-12-31", 280_000),
    )
    assert [one.verdict for one in TargetReport(found).current] == ["not_yet"]


def test_a_level_due_after_the_end_of_its_body_is_not_awaited():
    (found,) = (
        one
        for view in views_of(
            "lao-cai",
            "2025",
            target("members_total", "/2026-12-31", 5000, territory="63"),
            level("2025-06-13", 4000, territory="63"),
        )
        for one in TargetReport(view).current
    )
    assert found.verdict == "ended"


def test_a_forecast_stands_beside_the_verdict_and_never_replaces_it(monkeypatch):
    """Foretold to end at 800 of 1.000, a place that keeps its pace is not called behind."""
    foretold = Forecast(date(2022, 6, 30), 460, 800, 700, 900, 0.575, (2019, 2020, 2021), 63)
    monkeypatch.setattr(assess, "forecast_year", lambda *_: foretold)
    found = only(target("members_new", "2022", 1000), flow("members_new", "2022H1", 460))
    assert (found.forecast, found.verdict) == (foretold, "on_pace")


@pytest.mark.parametrize(
    "lines",
    [
        [target("members_lost", "2022", 1000), flow("members_lost", "2022H1", 460)],
        [
            target("members_new", "2021-01-01/2025-12-31", 1000),
            flow("members_new", "2021-01-01/2022-06-30", 460),
        ],
        [target("members_new", "2022", 1000), flow("members_new", "2022", 460)],
    ],
    ids=["a limit", "a term", "a year that is over"],
)
def test_only_a_running_year_is_foretold(monkeypatch, lines):
    """A forecast of the year beside a target of five years would be read as that of the five."""
    monkeypatch.setattr(assess, "forecast_year", lambda *_: "foretold")
    assert only(*lines, period="2022").forecast is None


def test_every_code_of_a_verdict_has_its_words():
    """A code without words would stop the page."""
    words = Words("vi", find_province("ha-noi", date(2022, 1, 1)))
    for code in (*get_args(Verdict), *get_args(LevelVerdict), *get_args(Unknown)):
        assert words.verdict(code).word


def test_new_less_lost_answers_a_net_target():
    """Đà Nẵng 2025: 50.017 − 4.511 is what TLĐ's target is held against, printed or not."""
    flows = [flow("members_new", "2022H1", 24_000), flow("members_lost", "2022H1", 4_000)]
    found = net_target(*flows)
    assert (found.result.value, found.result.how, found.flags) == (20_000, "derived", ("derived",))
    assert found.verdict in ("slow", "at_risk"), "on the basis of the target"
    moved = net_target(*flows, flow("members_transferred", "2022M03", -500))
    assert moved.result.value == 19_500


@pytest.mark.parametrize(
    ("lost", "value"),
    [("2022-01-01/2022-05-31", 24_000), ("2022H1", 20_000)],
    ids=["of fewer days", "of the same days"],
)
def test_losses_of_other_days_make_no_net_figure(lost, value):
    found = net_target(flow("members_new", "2022H1", 24_000), flow("members_lost", lost, 4_000))
    assert found.result.value == value


def test_losses_of_the_reorganisation_are_not_ordinary_ones():
    """Published around June 2025, they sometimes hold those who were removed."""
    lines = [
        target("members_net_growth", "2025", 1000),
        flow("members_new", "2025", 900),
        flow("members_lost", "2025", 800),
    ]
    assert only(*lines, period="2025").same_basis is False
    apart = only(*lines, flow("members_removed_structural", "2025", 500), period="2025")
    assert (apart.result.value, apart.same_basis) == (100, True)


def test_twelve_months_that_close_on_the_cutoff_answer():
    """The report of 30 November is made of the form that closes on that day."""
    found = only(
        target("members_new", "2024", 1000),
        flow("members_new", "2023-12-01/2024-11-30", 900),
        period="2024",
        as_of="2024-11-30",
    )
    assert found.result.value == 900


def test_twelve_months_go_before_a_half_year_of_the_calendar():
    found = only(
        target("members_new", "2024", 1000),
        flow("members_new", "2024H1", 500),
        flow("members_new", "2023-12-01/2024-11-30", 900),
        period="2024",
    )
    assert (found.result.value, found.flags) == (900, ("twelve_months",))
