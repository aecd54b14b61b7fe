"""The cascade of targets. When one of these fails, a province is told that what it passed on to its
units covers what TLĐ asked, where nobody knows."""

from fractions import Fraction

from builders import Line, flow, target, view_of
from doanvien.measures.targets.cascade import Step, cascades
from doanvien.measures.targets.targets import TargetReport

NEW, NET = "members_new", "members_net_growth"
TLD, PROVINCE = target(NEW, "2022", 1500), target(NEW, "2022", 2700, "province")


def of(*lines: Line, period: str = "2022") -> tuple[tuple[Step, ...], ...]:
    return cascades(TargetReport(view_of("ha-noi", period, *lines)))


def of_unit(name: str, low: float, by: str = "province", **more: str) -> Line:
    return target(NEW, "2022", low, by, unit=name, **more)


def test_what_is_passed_on_is_held_against_what_was_assigned():
    """Lào Cai, 2017: TLĐ's 1.500, the province's 2.700, its units' targets together."""
    (found,) = of(TLD, PROVINCE, of_unit("Xã A", 1000), of_unit("Xã B", 1500), of_unit("Xã C", 65))
    assert [step.low for step in found] == [1500, 2700, 2565]
    assert [step.of_above for step in found] == [None, Fraction(9, 5), Fraction(19, 20)]


def test_net_and_gross_are_not_divided_by_each_other():
    (found,) = of(target(NET, "2022", 1500), PROVINCE)
    assert [step.target.indicator.code for step in found] == [NET, NEW], "net at the top"
    assert found[1].of_above is None


def test_a_level_with_two_targets_is_no_base_for_the_next():
    """Two versions of what TLĐ assigned: which of them was passed on, nobody knows."""
    (found,) = of(TLD, target(NEW, "2022", 1600, source="s2"), PROVINCE)
    assert [step.of_above for step in found] == [None, None, None]


def test_one_level_is_no_cascade():
    assert of(TLD) == ()
    assert of(TLD, target(NEW, "2022", 1600, source="s2")) == (), "two versions of one level"
    assert of(TLD, target(NEW, "2022-07-01/2022-12-31", 800, "province")) == (), "another span"


def test_a_unit_counts_once_with_what_was_assigned_to_it():
    others = of_unit("Xã B", 10), of_unit("Xã C", 10)
    (found,) = of(PROVINCE, of_unit("Xã A", 300), of_unit("Xã A", 500, "district"), *others)
    assert found[-1].low == 320


def test_two_units_say_nothing_about_what_was_passed_on():
    """Two communes of 114 that a paper wrote about are no share of the province's target."""
    assert of(PROVINCE, of_unit("Xã A", 300), of_unit("Xã B", 300)) == ()


def test_units_have_a_result_together_where_all_have_one_over_the_same_days():
    units = [PROVINCE, *(of_unit(f"Xã {name}", 100) for name in "ABC")]
    units += [flow(NEW, "2022H1", 10, unit="Xã C")]
    half = flow(NEW, "2022H1", 60, unit="Xã A")
    (found,) = of(*units, half)
    assert found[-1].together == (), "nothing is known of the other"
    (found,) = of(*units, half, flow(NEW, "2022-01-01/2022-05-31", 50, unit="Xã B"))
    assert found[-1].together == (), "counted to another day"
    (found,) = of(*units, half, flow(NEW, "2022H1", 70, unit="Xã B"))
    assert [one.result.value for one in found[-1].together] == [60, 70, 10]


def test_a_term_is_one_whatever_day_each_level_opened_it():
    (found,) = of(
        target(NEW, "2025-12-15/2030-12-31", 9000, "congress"),
        *(
            target(NEW, "2025-10-01/2030-12-31", 900, "district", unit=f"Phường {name}")
            for name in "ABC"
        ),
        period="2026",
    )
    assert [step.low for step in found] == [9000, 2700]


def test_gross_results_of_net_targets_are_none_together():
    """Members won by three units, of whom nobody knows how many left, reach no net target."""
    units = [target(NET, "2022", 100, "province", unit=f"Xã {name}") for name in "ABC"]
    units += [flow(NEW, "2022H1", 10, unit=f"Xã {name}") for name in "ABC"]
    (found,) = of(target(NET, "2022", 1500), target(NET, "2022", 300, "province"), *units)
    assert found[-1].together == ()
