"""Checks of reported figures against each other and against their own past.

When this fails, a slip of a unit goes up to the federation unseen, or an officer is asked about
figures that are right.
"""

from datetime import date

import pytest

from builders import Line, flow, level, months, source, target, view_of, views_of
from doanvien.measures.checks.checks import checks
from doanvien.measures.checks.finding import Check
from doanvien.measures.checks.past import FAR
from doanvien.measures.series.view import View

Q2 = "2022Q2"
MARCH, JUNE = "2022-03-31", "2022-06-30"
FIRST_HALF, TO_MAY = f"2022-01-01/{JUNE}", "2022-01-01/2022-05-31"


def q2(*lines: Line) -> View:
    return view_of("ha-noi", Q2, *lines)


def found(view: View, rule: str) -> Check | None:
    return next((check for check in checks(view) if check.rule == rule), None)


ACCOUNT = [level(MARCH, 1000), flow("members_new", Q2, 50), flow("members_lost", Q2, 20)]


@pytest.mark.parametrize(("closing", "findings"), [(1030, 0), (1031, 1), (1029, 1)])
def test_totals_that_the_account_does_not_give_are_found(closing, findings):
    check = found(q2(*ACCOUNT, level(JUNE, closing)), "identity")
    assert (check.run, len(check.findings)) == (1, findings)
    for one in check.findings:
        assert (one.value, one.against, one.source) == (closing, 1030, "s1")


def test_a_net_figure_that_is_not_new_less_lost_is_found():
    rows = [*ACCOUNT, level(JUNE, 1030), flow("members_net_growth", Q2, 25)]
    (one,) = found(q2(*rows), "identity").findings
    assert (one.indicator.code, one.value, one.against) == ("members_net_growth", 25, 30)


@pytest.mark.parametrize("removed", [None, 600, 601])
def test_removals_at_the_reorganisation_are_part_of_the_account(removed):
    """2,6 million members were taken out without leaving: no such break may be called an error."""
    rows = [
        level("2025-03-31", 1000),
        level("2025-06-30", 430),
        flow("members_new", "2025Q2", 50),
        flow("members_lost", "2025Q2", 20),
    ]
    if removed is not None:
        rows.append(flow("members_removed_structural", "2025M06", removed))
    check = found(view_of("ha-noi", "2025Q2", *rows), "identity")
    if removed is None:
        assert check is None, "nothing to hold the change against"
    else:
        assert len(check.findings) == (removed != 600)


@pytest.mark.parametrize(("later", "findings"), [(100, 0), (99, 1)])
def test_a_running_total_that_falls_is_found(later, findings):
    rows = [flow("members_new", TO_MAY, 100)]
    rows += [flow("members_new", FIRST_HALF, later)]
    check = found(q2(*rows), "fall")
    assert (check.run, len(check.findings)) == (1, findings)
    for one in check.findings:
        assert (one.value, one.against) == (later, 100)


def to_june(unit: str, values: list[int]) -> list[Line]:
    """Monthly new members that end in June 2022."""
    before = 2022 * 12 + 6 - len(values)
    return months("members_new", f"{before // 12}M{before % 12 + 1:02}", values, unit=unit)


@pytest.mark.parametrize(("june", "findings"), [(100, 0), (300, 0), (1000, 1), (0, 1)])
def test_a_figure_far_from_the_units_own_past_is_found(june, findings):
    """A zero too many or too few, not a good month: the limit is e^(6 × 0,25) = 4,5 times."""
    assert FAR * 0.25 == 1.5
    rows = to_june("Huyện A", [95, 100, 105] * 5 + [june])
    check = found(q2(*rows), "outlier")
    assert (check.run, len(check.findings)) == (3, findings)
    assert [one.against for one in check.findings] == [100] * findings


def test_a_short_past_tells_nothing_of_what_is_usual():
    assert found(q2(*to_june("Huyện A", [100] * 11 + [10000])), "outlier") is None


def test_a_unit_that_most_others_are_ahead_of_is_missing():
    rows = [row for unit in "ABC" for row in to_june(f"Huyện {unit}", [10] * 6)]
    late = to_june("Huyện D", [10] * 6)
    gone = flow("members_new", "2020M01", 10, unit="Huyện E")
    check = found(q2(*rows, *late[:-1], gone), "missing")
    assert [(one.unit, one.end, one.value) for one in check.findings] == [
        ("Huyện D", date(2022, 6, 30), None)
    ]
    assert check.run == 12, "four units that report, three months; a unit that ended is no question"


def test_two_sources_that_differ_are_found():
    rows = [source("s2", "2022-08-01")]
    rows += [flow("members_new", Q2, 50), flow("members_new", Q2, 52, source="s2")]
    rows += [level(JUNE, 1000), level(JUNE, 1000, source="s2")]
    check = found(q2(*rows), "conflict")
    assert check.run == 2
    assert [(one.value, one.against) for one in check.findings] == [(52, 50)]


@pytest.mark.parametrize(("last", "findings"), [("2021-12-28", 0), ("2021-12-27", 1)])
def test_a_figure_older_than_half_a_year_is_stale(last, findings):
    check = found(q2(level(last, 1000)), "stale")
    assert (check.run, len(check.findings)) == (1, findings)


def test_the_figure_of_the_first_half_is_no_older_than_half_a_year_on_the_last_day():
    assert found(view_of("ha-noi", "2022", level(JUNE, 1000)), "stale").findings == ()


@pytest.mark.parametrize(("last", "findings"), [("2025-06-13", 0), ("2024-06-30", 1)])
def test_a_federation_that_ended_is_not_asked_for_newer_figures(last, findings):
    """The former Lào Cai reported for the last time at the merger; nobody is there to be asked."""
    former = level(last, 1000, territory="63")
    for view in views_of("lao-cai", "2025", former, flow("members_new", "2025H1", 1)):
        check = found(view, "stale")
        if view.place.territory == 63:
            assert len(check.findings) == findings


@pytest.mark.parametrize(
    ("earlier", "later", "value", "findings"),
    [
        ("exact", "exact", 99, 1),
        ("about", "exact", 99, 0),
        ("exact", "about", 99, 0),
        ("about", "exact", 90, 1),
        ("exact", "at_least", 90, 0),
        ("at_least", "exact", 99, 1),
    ],
)
def test_a_rounded_total_does_not_make_the_next_one_a_fall(earlier, later, value, findings):
    """ "Gần 100" in May and 99 in June may both be right; a floor of 100 and 99 cannot."""
    rows = [flow("members_new", TO_MAY, 100, qualifier=earlier)]
    rows += [flow("members_new", FIRST_HALF, value, qualifier=later)]
    assert len(found(q2(*rows), "fall").findings) == findings


@pytest.mark.parametrize(
    ("rule", "part", "whole"),
    [
        ("density", "members_total", "workers_total"),
        ("women", "members_total_female", "members_total"),
        ("part", "members_total_nonstate", "members_total"),
    ],
)
@pytest.mark.parametrize(("value", "findings"), [(1000, 0), (1001, 1)])
def test_a_part_larger_than_its_whole_is_found(rule, part, whole, value, findings):
    view = q2(level(JUNE, 1000, whole), level(JUNE, value, part))
    check = found(view, rule)
    assert (check.run, len(check.findings)) == (1, findings)
    assert sum(len(one.findings) for one in checks(view)) == findings, "once, under one rule"


@pytest.mark.parametrize(
    ("code", "year", "by", "findings"),
    [
        ("members_new", "2024", "tld", 1),
        ("members_net_growth", "2024", "tld", 0),
        ("members_new", "2023", "tld", None),
        ("members_new", "2024", "province", None),
        ("grassroots_unions_new", "2024", "tld", None),
    ],
)
def test_a_gross_target_of_the_confederation_is_asked_about(code, year, by, findings):
    """Since 2024 the confederation's targets count net growth; gross admissions would flatter."""
    check = found(view_of("ha-noi", year, target(code, year, 1000, by)), "basis")
    if findings is None:
        assert check is None
        return
    assert (check.run, len(check.findings)) == (1, findings)
    for one in check.findings:
        assert (one.value, one.start, one.source) == (1000, date(2024, 1, 1), "s1")


def test_a_stale_figure_is_named_with_its_value():
    """ "Chưa có báo cáo" was said of 71.000 members that a source prints."""
    view = q2(level("2021-09-30", 71_000, source="s053"))
    (stale,) = found(view, "stale").findings
    assert (stale.value, stale.end, stale.source) == (71_000, date(2021, 9, 30), "s053")
    (flow_stale,) = found(q2(flow("members_new", "2021Q3", 50)), "stale").findings
    assert (flow_stale.value, flow_stale.start) == (50, date(2021, 7, 1))


def test_a_fall_is_found_whatever_was_reported_before_the_period():
    spans = {"2022-01-01/2022-02-28": 10, "2022-01-01/2022-03-31": 20, TO_MAY: 100, FIRST_HALF: 99}
    rows = [flow("members_new", span, value) for span, value in spans.items()]
    assert [one.value for one in found(q2(*rows), "fall").findings] == [99]


def test_a_year_without_many_new_unions_is_no_outlier():
    """Unions are founded in campaigns: a hundred in June after five a month is a good campaign."""
    rows = months("grassroots_unions_new", "2021M01", [5] * 17 + [100])
    assert found(q2(*rows), "outlier") is None


def test_units_that_report_for_the_first_time_are_most_of_those_that_report():
    """Three new units report June: the two of last year are asked where their figures are."""
    old = [flow("members_new", "2022M05", 10, unit=f"Huyện {name}") for name in "AB"]
    new = [flow("members_new", "2022M06", 10, unit=f"Huyện {name}") for name in "CDE"]
    asked = found(q2(*old, *new), "missing").findings
    assert [(one.unit, one.end.month) for one in asked] == [("Huyện A", 6), ("Huyện B", 6)]


def test_units_of_the_former_map_are_not_missing_after_its_end():
    """Nobody is left in a district to report for August 2025."""
    old = [flow("members_new", "2025M06", 10, unit=f"Huyện {name}") for name in "ABC"]
    new = [flow("members_new", "2025M08", 10, unit=f"Xã {name}") for name in "ABCD"]
    check = found(view_of("ha-noi", "2025Q3", *old, *new), "missing")
    assert check.findings == ()


def test_a_lost_digit_is_suspected_only_where_there_is_a_second_figure():
    """30.240 in May and 3.024 in June: the zero is what to look for."""
    rows = [flow("members_new", TO_MAY, 30_240), flow("members_new", FIRST_HALF, 3_024)]
    (fell,) = found(q2(*rows), "fall").findings
    assert fell.digit_lost
    (stale,) = found(q2(level("2021-09-30", 71_000)), "stale").findings
    assert not stale.digit_lost
