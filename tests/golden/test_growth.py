"""Growth. When one of these fails, a report mixes gross with net or compares across the break."""

from datetime import date
from pathlib import Path

from doanvien.data.province import read_province
from doanvien.measures.checks.checks import checks
from doanvien.measures.growth.growth import Growth
from doanvien.measures.growth.parts import parts
from doanvien.measures.growth.workload import workloads
from doanvien.measures.series.view import views
from doanvien.reference.scope import report_scope

PUBLISHED = Path(__file__).parents[2] / "data" / "published"


def growth_of(slug: str, period: str, as_of: str | None = None, other: bool = False) -> Growth:
    figures = read_province(PUBLISHED, report_scope(slug, period, as_of))
    return Growth(views(figures)[1 if other else 0])


def value(result: Growth, code: str) -> float:
    flow = result.flow(code)
    assert flow is not None
    assert flow.window is not None
    return flow.window.value


def test_gross_and_net_imply_the_losses():
    """Hải Phòng 2025: 69.829 new and 47.741 net leave 22.088 lost, marked as derived."""
    balance = growth_of("hai-phong", "2025").balance
    assert balance is not None
    assert (balance.new, balance.net, balance.lost) == (69829, 47741, 22088)
    assert balance.derived == ("lost",)


def test_gross_and_losses_imply_the_net():
    """Hậu Giang, seven months of 2024: 9.216 new less 7.186 lost is 2.030."""
    balance = growth_of("hau-giang", "2024", "2024-07-31").balance
    assert balance is not None
    assert (balance.net, balance.derived) == (2030, ("net",))


def test_a_printed_account_is_checked():
    """Đà Nẵng 2025 prints 50.017, 4.511 and 45.506; they agree."""
    balance = growth_of("da-nang", "2025").balance
    assert balance is not None
    assert balance.net_residual == 0
    assert balance.derived == ()
    assert balance.removed == 82000


def test_opening_and_closing_are_held_against_the_flows():
    """The country 2024: totals rose by 626.781, net growth is printed as 627.675."""
    balance = growth_of("toan-quoc", "2024").balance
    assert balance is not None
    assert balance.residual == 11_224_831 + 627_675 - 11_851_612 == 894


def test_the_same_days_one_year_earlier():
    """The country's new unions 2024 against 2023: 10.976 and 3.296."""
    result = growth_of("toan-quoc", "2024")
    unions = next(c for c in result.comparisons if c.indicator.code == "grassroots_unions_new")
    assert (unions.now.value, unions.earlier.value, unions.change) == (10976, 3296, 7680)


def test_no_change_is_given_across_the_break():
    """The country's total of 2024 is not compared with one after June 2025."""
    lang_son = growth_of("lang-son", "2025H1").level("members_total")
    assert lang_son is not None
    assert lang_son.change is None


def test_no_rate_of_a_flow_crosses_the_break():
    """The country 2025 against 2024 would compare before with after the reorganisation."""
    result = growth_of("toan-quoc", "2025")
    assert result.comparisons
    assert {comparison.rate for comparison in result.comparisons} == {None}


def test_the_nearest_earlier_total_is_compared():
    """Lào Cai, June 2025: about 44.000 after 45.114 in January, not after 43.000 in 2024."""
    level = growth_of("lao-cai", "2025H1").level("members_total")
    assert level is not None
    assert level.earlier is not None
    assert level.earlier.value == 45114


def test_a_merged_province_does_not_inherit_its_namesake():
    """Lào Cai 2025: 41.226 is compared with July's 39.188, never with old Lào Cai's 45.114."""
    level = growth_of("lao-cai", "2025").level("members_total")
    assert level is not None
    assert level.earlier is not None
    assert (level.now.value, level.earlier.value) == (41226, 39188)


def test_the_namesake_on_the_other_map_stands_beside_it():
    """Gia Lai, first half of 2025: 1.079 in the old province, 5.066 added up by the merged one."""
    assert value(growth_of("gia-lai", "2025H1"), "members_new") == 1079
    assert value(growth_of("gia-lai", "2025H1", other=True), "members_new") == 5066


def test_units_never_enter_the_total():
    """Hà Nội 2024 publishes members of Hoàn Kiếm only: the city's own total stays unknown."""
    result = growth_of("ha-noi", "2024")
    assert result.flow("members_new") is None
    assert {unit.unit for unit in result.of_units} >= {"quận Hoàn Kiếm", "quận Ba Đình"}


def test_conflicts_and_falls_are_carried_to_the_report():
    """Hải Phòng's running total fell in 2025; Lào Cai's 38 and 32 new unions stand side by side."""
    hai_phong = growth_of("hai-phong", "2025")
    falls = [fall for doubt in hai_phong.doubts for fall in doubt.falls]
    assert (falls[0].earlier.value, falls[0].later.value) == (86830, 69829)
    lao_cai = growth_of("lao-cai", "2025")
    conflicts = [c for doubt in lao_cai.doubts for c in doubt.conflicts]
    assert {conflicts[0].used.value, conflicts[0].other.value} == {38, 32}


def test_gaps_of_the_period_are_named():
    """Quảng Trị 2025 counts to 20 December; the last eleven days are a gap, not a zero."""
    flow = growth_of("quang-tri", "2025").flow("members_new")
    assert flow is not None
    assert flow.gaps == ((date(2025, 12, 21), date(2025, 12, 31)),)


def test_longer_results_stand_apart():
    """Hà Nội's 379.448 of 2012–2019 is not the result of 2019."""
    result = growth_of("ha-noi", "2019")
    assert value(result, "members_new") == 35575
    assert 379448 in {window.value for _, window in result.longer}


def test_unions_per_officer():
    """Đà Nẵng 2024: about 400 unions for three officers, 133 each."""
    figures = read_province(PUBLISHED, report_scope("da-nang", "2024Q1"))
    (workload,) = workloads(views(figures)[0])
    assert round(workload.per_officer) == 133
    assert workload.unions_qualifier == "about"


def test_unions_per_officer_of_a_whole_federation():
    """Khánh Hòa, 6 November 2025: 24 officers for 922 unions, 38 each."""
    figures = read_province(PUBLISHED, report_scope("khanh-hoa", "2025"))
    (workload,) = workloads(views(figures)[0])
    assert (workload.unit, workload.unions, workload.officers) == ("", 922, 24)
    assert round(workload.per_officer) == 38


def test_a_lost_zero_is_found():
    """Vĩnh Long, 10 December 2025: 30.024 stands, 3.024 of a translated page is asked about."""
    figures = read_province(PUBLISHED, report_scope("vinh-long", "2025"))
    found = [
        finding
        for check in checks(views(figures)[0])
        for finding in check.findings
        if check.rule == "conflict" and finding.indicator.code == "members_new"
    ]
    assert [(one.value, one.against, one.digit_lost) for one in found] == [(30024, 3024, True)]
    assert value(growth_of("vinh-long", "2025"), "members_new") == 30024


def test_a_printed_total_is_held_against_its_parts():
    """Gia Lai, first half of 2025: 5.066 was printed, but 4.227 + 1.079 is 5.306."""
    history = views(read_province(PUBLISHED, report_scope("gia-lai", "2025")))[0].history
    found = [one for one in history.mismatches if one.indicator == "members_new"]
    assert [(one.printed, one.total) for one in found] == [(5066, 5306)]
    assert {place.slug: value for place, value in found[0].parts} == {
        "binh-dinh": 4227,
        "gia-lai": 1079,
    }
    assert all(one.indicator != "grassroots_unions_new" for one in history.mismatches)  # 25 + 12


def test_what_moves_inside_a_province_is_no_growth_of_it():
    """Nghệ An, March 2025: 26.405 members passed between its upper-level unions."""
    view = growth_of("nghe-an", "2025").view
    assert not view.flow("members_transferred", "").used
    received = view.flow("members_transferred", "Các công đoàn cấp trên nhận chuyển giao").used
    assert [flow.value for flow in received] == [26405]


def test_density_names_its_denominator():
    """Gia Lai, 30 December 2025: about 80.000 members of 90.700 workers is 88,2%."""
    view = views(read_province(PUBLISHED, report_scope("gia-lai", "2025")))[0]
    density = next(
        one
        for one in parts(view.history, view.period, view.cutoff)
        if one.rate and one.rate.code == "membership_density_rate"
    )
    assert round(float(density.share), 3) == 0.882
    assert density.whole.code == "workers_total"
