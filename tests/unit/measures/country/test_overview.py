"""The provinces side by side. A fault here ranks a federation wrongly before all the others."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Line, flow, target, view_of
from doanvien.measures.country.overview import (
    MEMBERS,
    Measured,
    Standing,
    by_verdict,
    distribution,
    moves,
    ranking,
    target_total,
    total,
    without_figures,
)
from doanvien.measures.growth.growth import Growth
from doanvien.measures.targets.assigned import Target
from doanvien.measures.targets.outcome import Answered, Result
from doanvien.measures.targets.targets import TargetReport
from doanvien.reference.indicators import indicator
from doanvien.reference.provinces import province_of, provinces_on

SLUGS = [place.slug for place in provinces_on(date(2022, 12, 31))]


def measure(period: str, *places: tuple[str, *tuple[Line, ...]]) -> list[Measured]:
    """Every place, given as its slug and its lines, measured alone."""
    found = []
    for slug, *lines in places:
        view = view_of(slug, period, *lines)
        found.append(Measured(Growth(view), TargetReport(view)))
    return found


def admitted(value: int, span: str = "2022") -> Line:
    return flow("members_new", span, value)


def due(low: int, by: str = "tld") -> Line:
    return target("members_new", "2022", low, by)


def standing(
    slug: str, share: Fraction | None, day: date = date(2022, 12, 31), of: float = 1e6
) -> Standing:
    """A province that attained a share of a target, of one million if nothing else is said."""
    measured, year = indicator("members_new"), (date(day.year, 1, 1), date(day.year, 12, 31))
    attainment = None
    if share is not None:
        assigned = Target("", measured, *year, of, None, "point", False, "tld", ("s1",), "", "")
        result = Result(measured, float(share) * of, year[0], day, "exact", ("s1",))
        attainment = Answered(
            target=assigned,
            result=result,
            base=of,
            share=share,
            share_of_high=None,
            elapsed_days=365,
            total_days=365,
            remaining=0.0,
            needed_per_month=None,
            verdict="exceeded",
            flags=(),
            must_remain=None,
            forecast=None,
        )
    place = next(p for p in provinces_on(day) if p.slug == slug)
    return Standing(place, measured, 1.0, "exact", day, attainment)


def test_the_best_share_comes_first_whatever_the_size():
    """The level stands beside the rate and does not decide; without a target nobody is ranked."""
    measured = measure(
        "2022",
        ("lao-cai", admitted(1128), due(1500)),
        ("hue", admitted(1128), due(1500)),
        ("son-la", admitted(50_000)),
        ("ha-noi", admitted(9000), due(10_000)),
    )
    assert [(s.place.slug, s.rank, s.share) for s in ranking(measured, MEMBERS)] == [
        ("ha-noi", 1, Fraction(9, 10)),
        ("lao-cai", 2, Fraction(1128, 1500)),
        ("hue", 2, Fraction(1128, 1500)),
        ("son-la", None, None),
    ]


def test_tlds_target_ranks_before_the_provinces_own():
    """Lào Cai's 1.128 are 75,2% of TLĐ's target, 41,8% of its own: one yardstick for all."""
    measured = measure("2022", ("lao-cai", admitted(1128), due(2700, "province"), due(1500)))
    (only,) = ranking(measured, MEMBERS)
    assert round(float(only.share), 3) == 0.752


def test_five_of_a_target_of_four_do_not_lead_the_country():
    """Lạng Sơn with 5 of 4 stood first; a base under twenty is listed after all who are ranked."""
    measured = measure(
        "2022",
        ("lang-son", admitted(5), due(4)),
        ("hue", admitted(20), due(20)),
        ("ha-noi", admitted(9000), due(10_000)),
        ("son-la", admitted(9)),
    )
    ranked = ranking(measured, MEMBERS)
    assert [(s.place.slug, s.rank) for s in ranked] == [
        ("hue", 1),
        ("ha-noi", 2),
        ("lang-son", None),
        ("son-la", None),
    ]
    assert ranked[2].share == Fraction(5, 4)
    assert {verdict: len(found) for verdict, found in by_verdict(ranked).items()} == {
        "met": 1,
        "missed": 1,
    }


def test_gross_admissions_are_not_ranked_by_a_net_target():
    """Nor summed with it: 24.396 admitted say nothing of a net 47.855."""
    net = target("members_net_growth", "2022", 47_855)
    measured = measure(
        "2022",
        ("ha-noi", admitted(24_396), net),
        ("hue", admitted(900), target("members_net_growth", "2022", 500), due(1000, "province")),
    )
    hue, ha_noi = ranking(measured, MEMBERS)
    assert (hue.place.slug, hue.rank, hue.share) == ("hue", 1, Fraction(9, 10))
    assert (ha_noi.rank, ha_noi.attainment.verdict) == (None, "other_basis")
    assert target_total(measured, "members_net_growth", "tld") is None


def test_a_term_of_several_years_ranks_nobody():
    term = target("members_new", "2021-01-01/2025-12-31", 9000)
    (only,) = ranking(measure("2022", ("lao-cai", admitted(1128), term)), MEMBERS)
    assert (only.value, only.share) == (1128, None)


def test_results_and_targets_are_summed_over_the_same_provinces():
    """A result without a target would make the sum look better than it is."""
    measured = measure(
        "2022",
        ("ha-noi", admitted(9000), due(10_000)),
        ("lao-cai", admitted(1000, "2022-01-01/2022-11-30"), due(2000)),
        ("son-la", admitted(50_000), due(7, "province")),
    )
    found = target_total(measured, "members_new", "tld")
    assert (found.result, found.target, found.share) == (10_000, 12_000, Fraction(5, 6))
    summed = total(measured, "members_new")
    assert (summed.value, len(summed.places)) == (60_000, 3)
    assert (summed.first, summed.last) == (date(2022, 11, 30), date(2022, 12, 31))
    assert total(measured, "members_lost") is None
    assert target_total(measured, "members_new", "congress") is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("exact", "exact", "exact"),
        ("exact", "at_least", "at_least"),
        ("at_least", "at_least", "at_least"),
        ("about", "at_least", "about"),
    ],
)
def test_a_sum_of_provinces_is_as_exact_as_its_least_exact_part(one, other, expected):
    """A floor in a sum leaves a floor: called "about", the true sum could be lower."""
    measured = measure(
        "2022",
        ("ha-noi", flow("members_new", "2022", 9000, qualifier=one)),
        ("lao-cai", flow("members_new", "2022", 1000, qualifier=other)),
    )
    assert total(measured, "members_new").qualifier == expected


def test_a_sum_is_no_more_precise_than_its_roughest_term():
    """ "Khoảng 74.000" and 1.234 are about 75.000 together, not about 75.234."""
    rough = ("ha-noi", flow("members_new", "2022", 74_000, qualifier="about"))
    found = total(measure("2022", rough, ("lao-cai", admitted(1234))), "members_new")
    assert (found.value, found.qualifier) == (75_000, "about")
    found = total(
        measure("2022", ("ha-noi", admitted(74_000)), ("hue", admitted(1234))), "members_new"
    )
    assert (found.value, found.qualifier) == (75_234, "exact")


def test_a_former_province_is_not_added_to_the_merged_one_that_holds_it():
    """Lào Cai's first half of 2025 was added up with Yên Bái's: counted twice, the sum is wrong."""
    half = "2025-01-01/2025-06-30"
    measured = measure(
        "2025H1",
        ("lao-cai", flow("members_new", half, 300, territory="34")),
        ("yen-bai", admitted(100, half)),
    )
    assert [one.place.territory for one in measured] == [34, 63]
    assert total(measured, "members_new").value == 300
    missing = without_figures(provinces_on(date(2025, 6, 30)), measured[:1])
    assert len(missing) == 61


def test_who_is_missing_is_named():
    assert len(without_figures(provinces_on(date(2022, 12, 31)), [])) == 63


def test_movers_are_ranked_among_those_who_can_be_compared():
    """A newcomer at the top must not push everybody else down a rank."""
    now = [
        standing("hue", Fraction(2)),
        standing("ha-noi", Fraction(9, 10)),
        standing("lao-cai", Fraction(8, 10)),
    ]
    day = date(2021, 12, 31)
    before = [standing("lao-cai", Fraction(7, 10), day), standing("ha-noi", Fraction(6, 10), day)]
    found = moves(now, before)
    assert [(m.now.place.slug, m.before.rank, m.now.rank, m.change) for m in found] == [
        ("ha-noi", 2, 1, Fraction(3, 10)),
        ("lao-cai", 1, 2, Fraction(1, 10)),
    ]


def test_ranks_won_are_those_before_less_those_now():
    day = date(2021, 12, 31)
    now = [standing(slug, Fraction(4 - n, 4)) for n, slug in enumerate(("hue", "ha-noi", "son-la"))]
    before = [
        standing(slug, Fraction(n + 1, 4), day)
        for n, slug in enumerate(("hue", "ha-noi", "son-la"))
    ]
    assert [(m.now.place.slug, m.climbed) for m in moves(now, before)] == [
        ("hue", 2),
        ("ha-noi", 0),
        ("son-la", -2),
    ]


def test_who_has_a_target_of_a_few_in_either_period_is_not_moved():
    day = date(2021, 12, 31)
    few_now = moves([standing("hue", Fraction(1), of=4)], [standing("hue", Fraction(1, 2), day)])
    few_then = moves([standing("hue", Fraction(1))], [standing("hue", Fraction(1, 2), day, of=4)])
    assert (few_now, few_then) == ((), ())


def test_new_members_are_not_ranked_by_a_target_of_unions():
    of_unions = target("grassroots_unions_new", "2022", 40, "tld")
    founded = flow("grassroots_unions_new", "2022", 50)
    (found,) = ranking(measure("2022", ("hue", admitted(900), founded, of_unions)), MEMBERS)
    assert (found.value, found.attainment, found.rank) == (900, None, None)


@pytest.mark.parametrize("slug", ["ha-noi", "lao-cai"])
def test_nobody_is_moved_across_the_break_of_2025(slug):
    """Before and after it, neither the province nor its membership is the same."""
    before = standing(slug, Fraction(1, 2), date(2025, 3, 31))
    now = standing(slug, Fraction(3, 4), date(2025, 9, 30))
    assert moves([now], [before]) == ()


def test_quartiles_are_those_of_the_textbook():
    """Hyndman and Fan 1996, type 7 (R's default): 1 … 5 has quartiles 2, 3 and 4."""
    spread = distribution([standing(slug, Fraction(n)) for n, slug in enumerate(SLUGS[:5], 1)])
    assert (spread.lowest, spread.lower, spread.median) == (1, 2, 3)
    assert (spread.upper, spread.highest) == (4, 5)
    assert distribution([standing(slug, Fraction(1)) for slug in SLUGS[:3]]) is None


@given(st.lists(st.fractions(0, 3), min_size=4, max_size=63))
def test_the_quartiles_stand_in_order(shares):
    spread = distribution([standing(s, share) for s, share in zip(SLUGS, shares, strict=False)])
    in_order = [spread.lowest, spread.lower, spread.median, spread.upper, spread.highest]
    assert in_order == sorted(in_order)


def test_every_ranked_province_stands_under_one_verdict():
    groups = by_verdict([standing("hue", Fraction(2)), standing("ha-noi", None)])
    assert {verdict: len(found) for verdict, found in groups.items()} == {"exceeded": 1}


def test_the_same_place_on_two_maps_is_two_places():
    assert province_of("lao-cai", 63) != province_of("lao-cai", 34)
