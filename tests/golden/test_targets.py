"""Target attainment. When one of these fails, a federation is misled about its target."""

from datetime import date
from pathlib import Path

import pytest

from doanvien.data.province import read_province
from doanvien.measures.series.view import views
from doanvien.measures.targets.targets import (
    Attainment,
    TargetReport,
)
from doanvien.reference.scope import report_scope

PUBLISHED = Path(__file__).parents[2] / "data" / "published"


def targets_of(slug: str, period: str, as_of: str | None = None) -> TargetReport:
    figures = read_province(PUBLISHED, report_scope(slug, period, as_of))
    return TargetReport(views(figures)[0])


def attainment_of(report: TargetReport, code: str, assigner: str, unit: str = "") -> Attainment:
    found = [
        a
        for a in report.current
        if (a.target.indicator.code, a.target.assigned_by, a.target.unit) == (code, assigner, unit)
    ]
    assert len(found) == 1, f"{len(found)} targets {code} by {assigner}"
    return found[0]


def percent(attainment: Attainment, decimals: int = 2) -> float:
    assert attainment.share is not None
    return round(float(attainment.share * 100), decimals)


def test_one_result_answers_every_assigner():
    """Lào Cai, 2017: 1.128 is 75,2% of TLĐ's 1.500 and 41,8% of the province's 2.700."""
    report = targets_of("lao-cai", "2017H1")
    tld = attainment_of(report, "members_new", "tld")
    province = attainment_of(report, "members_new", "province")
    assert (percent(tld), percent(province, 1)) == (75.2, 41.8)
    assert (tld.verdict, province.verdict) == ("on_pace", "unsettled")
    assert province.if_closed == ((date(2017, 5, 31), "on_pace"), (date(2017, 6, 30), "slow"))
    assert (tld.needed_per_month, province.needed_per_month) == (62, 262)
    assert [check.verdict for check in tld.printed] == ["rounded"]
    assert [check.verdict for check in province.printed] == ["rounded"]


def test_a_term_target_is_not_answered_by_one_half_year():
    """Lào Cai's 6.000–7.000 for 2013–2018 is not judged by the six months that were published."""
    term = attainment_of(targets_of("lao-cai", "2017H1"), "members_new", "congress")
    assert (term.target.low, term.target.high) == (6000, 7000)
    assert term.share is None
    assert term.reason == "partial"
    assert term.partial is not None
    assert term.partial.value == 1128


@pytest.mark.parametrize(
    ("code", "target", "expected", "flags"),
    [
        ("members_net_growth", 47855, 50.98, ("gross_for_net",)),
        ("grassroots_unions_new", 750, 40.8, ()),
        ("grassroots_unions_new_nonstate", 400, 75.5, ()),
        ("members_new_in_new_unions_nonstate", 35000, 67.26, ("other_measure",)),
        ("grassroots_unions_new_25members", 460, 41.09, ("other_measure",)),
        ("elite_members_introduced", 9453, 52.36, ()),
    ],
)
def test_the_targets_of_ha_noi_2022(code, target, expected, flags):
    """Every target of Hà Nội 2022 by 8 July; what answers on another basis is flagged: gross for
    net, 25 workers for 25 members, non-state members whose unions may be old."""
    attainment = attainment_of(targets_of("ha-noi", "2022H1", "2022-07-08"), code, "province")
    assert attainment.target.low == target
    assert percent(attainment) == expected
    assert attainment.flags == flags
    assert (attainment.elapsed_days, attainment.total_days) == (189, 365)
    assert round(float(attainment.elapsed) * 100, 2) == 51.78


def test_a_target_nearly_kept_up_with_is_on_pace():
    """Hà Nội 2022: 52,36% at 51,78% of the time is no delay; 40,8% of the unions is one. Of 24.396
    admitted, 92,1% must remain for the net target to be on pace."""
    report = targets_of("ha-noi", "2022H1", "2022-07-08")
    verdicts = {
        code: attainment_of(report, code, "province").verdict
        for code in (
            "members_net_growth",
            "grassroots_unions_new",
            "elite_members_introduced",
            "grassroots_unions_new_25members",
            "members_new_in_new_unions_nonstate",
        )
    }
    assert list(verdicts.values()) == [
        "other_basis",
        "slow",
        "on_pace",
        "other_basis",
        "other_basis",
    ]
    net = attainment_of(report, "members_net_growth", "province")
    assert round(float(net.must_remain) * 100, 1) == 92.1


def test_a_minimum_per_union_needs_the_number_of_unions():
    """35 unions by the new method: without the number of upper-level unions there is no share."""
    attainment = attainment_of(
        targets_of("ha-noi", "2022H1", "2022-07-08"),
        "grassroots_unions_new_bottom_up_per_upper_union",
        "province",
    )
    assert attainment.share is None
    assert attainment.reason == "denominator_not_published"
    assert attainment.result is not None
    assert attainment.result.value == 35


def test_targets_of_units_stay_with_their_units():
    """Hoàn Kiếm's 31/20 = 155% and 6.257/6.000 = 104% never enter the city's own targets."""
    report = targets_of("ha-noi", "2024")
    unions = attainment_of(report, "grassroots_unions_new", "district", "quận Hoàn Kiếm")
    members = attainment_of(report, "members_new", "district", "quận Hoàn Kiếm")
    assert (percent(unions), percent(members)) == (155.0, 104.28)
    assert unions not in report.of_province
    city = attainment_of(report, "grassroots_unions_new", "unknown")
    assert percent(city) == 173.78
    assert city.verdict == "exceeded"


def test_a_target_that_was_not_printed_is_an_interval():
    """Hưng Yên 2024 prints 27,6% and 27,3% of net targets it does not print."""
    report = targets_of("hung-yen", "2024", "2024-08-31")
    bases = {check.printed: check.bases for check in report.without_target}
    assert set(bases) == {"27,6", "27,3"}
    for printed, implied in (("27,6", 19_800), ("27,3", 20_000)):
        interval = bases[printed]
        assert interval is not None
        assert interval[0] <= implied <= interval[1]


def test_a_plan_for_next_year_is_listed_not_judged():
    """Lạng Sơn's conference of January 2016 set twelve targets for 2016, none for 2015."""
    report = targets_of("lang-son", "2015")
    assert report.current == ()
    assert len(report.plan) == 12
    members = next(t for t in report.plan if t.indicator.code == "members_new")
    assert (members.low, members.high, members.rule) == (1000, 1600, "range")


def test_targets_without_any_result_say_so():
    """Thái Nguyên 2020: 10.000, 1.500 and at least 70%, no result published."""
    report = targets_of("thai-nguyen", "2020")
    assert {a.target.low for a in report.current} == {10_000, 1_500, 70}
    assert {a.verdict for a in report.current} == {"not_published"}


def test_a_yearly_amount_of_a_term_is_due_in_whole_years():
    """Hải Phòng's 30.000 a year from the congress of December 2025 is a plan for 2026, not 2025."""
    report = targets_of("hai-phong", "2025")
    assert all(not a.target.per_year for a in report.current)
    yearly = next(t for t in report.plan if t.per_year and not t.unit)
    assert (yearly.low, yearly.start) == (30_000, date(2026, 1, 1))


def test_the_same_target_from_two_sources_is_one_target():
    """TLĐ's target for 2026 stands in two papers and in one row of the report."""
    plan = targets_of("toan-quoc", "2025").plan
    net = [t for t in plan if t.indicator.code == "members_net_growth" and t.assigned_by == "tld"]
    assert len(net) == 1
    assert len(net[0].sources) == 2


def test_attainment_above_the_target_is_never_capped():
    """Hà Nội 2024: 855 new unions against 492 is 173,78%."""
    attainment = attainment_of(targets_of("ha-noi", "2024"), "grassroots_unions_new", "unknown")
    assert percent(attainment) == 173.78
    assert attainment.remaining == 0
    assert attainment.needed_per_month is None
