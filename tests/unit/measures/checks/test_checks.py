"""Checks of reported figures against each other and against their own past.

When this fails, a slip of a unit goes up to the federation unseen, or an officer is asked about
figures that are right.
"""

from datetime import date, timedelta

import pytest

from doanvien.chapters.checks.rules import finding_tables, rule_sentences, rule_tables
from doanvien.data.province import read_province
from doanvien.measures.checks.checks import FAR, Check, checks
from doanvien.measures.series.view import View, views
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope

Q2 = "2022Q2"
MARCH, JUNE = "2022-03-31", "2022-06-30"


def stock(day: str, value: int, indicator: str = "members_total", **more: str) -> dict[str, str]:
    figure = {"indicator": indicator, "period_start": "", "period_end": day, "value": str(value)}
    return figure | more


def flow(indicator: str, value: int, end: str = JUNE, start: str = "2022-04-01", **more: str):
    dates = {"indicator": indicator, "period_start": start, "period_end": end}
    return dates | {"value": str(value)} | more


def view_of(data_set, *rows: dict[str, str]) -> View:
    data_set.put("figures/ha-noi.csv", *rows)
    return views(read_province(data_set.folder, report_scope("ha-noi", Q2)))[0]


def found(view: View, rule: str) -> Check | None:
    return next((check for check in checks(view) if check.rule == rule), None)


ACCOUNT = [stock(MARCH, 1000), flow("members_new", 50), flow("members_lost", 20)]


@pytest.mark.parametrize(("closing", "findings"), [(1030, 0), (1031, 1), (1029, 1)])
def test_totals_that_the_account_does_not_give_are_found(data_set, closing, findings):
    check = found(view_of(data_set, *ACCOUNT, stock(JUNE, closing)), "identity")
    assert (check.run, len(check.findings)) == (1, findings)
    for one in check.findings:
        assert (one.value, one.against, one.source) == (closing, 1030, "s1")


def test_a_net_figure_that_is_not_new_less_lost_is_found(data_set):
    rows = [*ACCOUNT, stock(JUNE, 1030), flow("members_net_growth", 25)]
    (one,) = found(view_of(data_set, *rows), "identity").findings
    assert (one.indicator.code, one.value, one.against) == ("members_net_growth", 25, 30)


def test_removals_at_the_reorganisation_are_part_of_the_account(simulated_data):
    """2,6 million members were taken out without leaving: no such break may be called an error."""
    for slug in ("ha-tinh", "khanh-hoa"):
        for view in views(read_province(simulated_data, report_scope(slug, "2025"))):
            check = found(view, "identity")
            assert check is None or check.findings == ()


@pytest.mark.parametrize(("later", "findings"), [(100, 0), (99, 1)])
def test_a_running_total_that_falls_is_found(data_set, later, findings):
    rows = [flow("members_new", 100, "2022-05-31", "2022-01-01")]
    rows += [flow("members_new", later, JUNE, "2022-01-01")]
    check = found(view_of(data_set, *rows), "fall")
    assert (check.run, len(check.findings)) == (1, findings)
    for one in check.findings:
        assert (one.value, one.against) == (later, 100)


def months(unit: str, values: list[int]) -> list[dict[str, str]]:
    """Monthly new members that end in June 2022."""
    rows, last = [], date(2022, 6, 30)
    for value in reversed(values):
        first = last.replace(day=1)
        rows.append(flow("members_new", value, last.isoformat(), first.isoformat(), unit=unit))
        last = first - timedelta(days=1)
    return rows


@pytest.mark.parametrize(("june", "findings"), [(100, 0), (300, 0), (1000, 1), (0, 1)])
def test_a_figure_far_from_the_units_own_past_is_found(data_set, june, findings):
    """A zero too many or too few, not a good month: the limit is e^(6 × 0,25) = 4,5 times."""
    assert FAR * 0.25 == 1.5
    rows = months("Huyện A", [95, 100, 105] * 5 + [june])
    check = found(view_of(data_set, *rows), "outlier")
    assert (check.run, len(check.findings)) == (3, findings)
    assert [one.against for one in check.findings] == [100] * findings


def test_a_short_past_tells_nothing_of_what_is_usual(data_set):
    assert found(view_of(data_set, *months("Huyện A", [100] * 11 + [10000])), "outlier") is None


def test_a_unit_that_most_others_are_ahead_of_is_missing(data_set):
    rows = [row for unit in "ABC" for row in months(f"Huyện {unit}", [10] * 6)]
    late = months("Huyện D", [10] * 6)
    gone = [row | {"unit": "Huyện E"} for row in rows[:1]]
    gone[0] |= {"period_start": "2020-01-01", "period_end": "2020-01-31"}
    check = found(view_of(data_set, *rows, *late[1:], *gone), "missing")
    assert [(one.unit, one.end, one.value) for one in check.findings] == [
        ("Huyện D", date(2022, 6, 30), None)
    ]
    assert check.run == 12, "four units that report, three months; a unit that ended is no question"


def test_two_sources_that_differ_are_found(data_set):
    data_set.put("sources.csv", {}, {"source": "s2", "published_on": "2022-08-01"})
    rows = [flow("members_new", 50), flow("members_new", 52, source="s2")]
    rows += [stock(JUNE, 1000), stock(JUNE, 1000, source="s2")]
    check = found(view_of(data_set, *rows), "conflict")
    assert check.run == 2
    assert [(one.value, one.against) for one in check.findings] == [(52, 50)]


@pytest.mark.parametrize(("last", "findings"), [("2021-12-28", 0), ("2021-12-27", 1)])
def test_a_figure_older_than_half_a_year_is_stale(data_set, last, findings):
    check = found(view_of(data_set, stock(last, 1000)), "stale")
    assert (check.run, len(check.findings)) == (1, findings)


def test_the_figure_of_the_first_half_is_no_older_than_half_a_year_on_the_last_day(data_set):
    data_set.put("figures/ha-noi.csv", stock(JUNE, 1000))
    view = views(read_province(data_set.folder, report_scope("ha-noi", "2022")))[0]
    assert found(view, "stale").findings == ()


def test_a_federation_that_ended_is_not_asked_for_newer_figures(data_set):
    """The former Lào Cai reported for the last time at the merger; nobody is there to be asked."""
    data_set.put("figures/lao-cai.csv", stock("2025-06-13", 1000))
    data_set.put("figures/yen-bai.csv", stock("2024-06-30", 1000))
    for slug, findings in (("lao-cai", 0), ("yen-bai", 1)):
        for view in views(read_province(data_set.folder, report_scope(slug, "2025"))):
            check = found(view, "stale")
            assert check is None or len(check.findings) == findings


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
def test_a_rounded_total_does_not_make_the_next_one_a_fall(
    data_set, earlier, later, value, findings
):
    """ "Gần 100" in May and 99 in June may both be right; a floor of 100 and 99 cannot."""
    rows = [flow("members_new", 100, "2022-05-31", "2022-01-01", qualifier=earlier)]
    rows += [flow("members_new", value, JUNE, "2022-01-01", qualifier=later)]
    assert len(found(view_of(data_set, *rows), "fall").findings) == findings


@pytest.mark.parametrize(
    ("rule", "part", "whole"),
    [
        ("density", "members_total", "workers_total"),
        ("women", "members_total_female", "members_total"),
        ("part", "members_total_nonstate", "members_total"),
    ],
)
@pytest.mark.parametrize(("value", "findings"), [(1000, 0), (1001, 1)])
def test_a_part_larger_than_its_whole_is_found(data_set, rule, part, whole, value, findings):
    view = view_of(data_set, stock(JUNE, 1000, whole), stock(JUNE, value, part, unit=""))
    check = found(view, rule)
    assert (check.run, len(check.findings)) == (1, findings)


def test_what_was_found_is_told_with_the_figure_the_rule_and_what_to_do(data_set):
    data_set.put("figures/ha-noi.csv", *ACCOUNT, stock(JUNE, 1031))
    report = Report(read_province(data_set.folder, report_scope("ha-noi", Q2)))
    (rules,), (table,) = rule_tables(report), finding_tables(report)
    assert (rules.rows["run"].sum(), rules.rows["found"].sum()) == (3, 1)
    row = table.rows.iloc[0]
    assert (row["value"], row["against"]) == ("1.031", "1.030 nếu cộng trừ biến động trong kỳ")
    assert "rà soát" in row["todo"]
    assert rule_sentences(report) == ["Đã thực hiện 3 phép kiểm tra; có 1 số liệu cần xem lại."]
