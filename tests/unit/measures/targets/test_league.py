"""Units against their own targets. When one fails, a unit is ranked on a yardstick not its own."""

from fractions import Fraction

from builders import Line, flow, target, view_of
from doanvien.measures.targets.league import League, leagues
from doanvien.measures.targets.targets import TargetReport


def leagues_of(*lines: Line, period: str = "2024H1") -> tuple[League, ...]:
    view = view_of("ha-noi", period, *lines)
    return leagues(view, TargetReport(view))


def unit(name: str, low: float, value: float, by: str = "province") -> list[Line]:
    return [
        target("members_new", "2024", low, by, unit=f"Xã {name}"),
        flow("members_new", "2024H1", value, unit=f"Xã {name}"),
    ]


def test_the_league_sorts_units_by_their_own_targets():
    """A small unit at 120% stands before a large one at 50%, with its share of the whole."""
    (league,) = leagues_of(*unit("A", 1000, 500), *unit("B", 100, 120), *unit("C", 200, 20))
    verdicts = [(s.attainment.target.unit, s.attainment.verdict) for s in league.standings]
    assert verdicts == [("Xã B", "exceeded"), ("Xã A", "on_pace"), ("Xã C", "at_risk")]
    assert league.standings[1].of_total == Fraction(500, 640)
    assert league.count("exceeded", "at_risk") == 2


def test_a_unit_with_a_target_of_a_few_is_listed_and_not_ranked():
    """Five of four would lead every ranking, and its 125% would be read as a result."""
    units = [*unit("A", 1000, 500), *unit("B", 100, 120), *unit("C", 20, 5), *unit("D", 4, 5)]
    (league,) = leagues_of(*units)
    assert [one.attainment.target.unit for one in league.standings] == ["Xã B", "Xã A", "Xã C"]
    assert [one.attainment.target.unit for one in league.unranked] == ["Xã D"]
    assert league.count("exceeded") == 1
    small = [*unit("A", 1000, 500), *unit("B", 100, 120), *unit("C", 19, 5)]
    assert leagues_of(*small) == ()


def test_two_units_are_no_league_and_targets_of_two_bodies_are_two():
    assert leagues_of(*unit("A", 1000, 500), *unit("B", 100, 120)) == ()
    mixed = [*unit("A", 1000, 500), *unit("B", 100, 120), *unit("C", 200, 20, by="tld")]
    assert leagues_of(*mixed) == ()


def test_the_trend_is_three_months_against_the_same_of_the_year_before():
    lines = [*unit("A", 1000, 500), *unit("B", 100, 120), *unit("C", 200, 20)]
    quarters = [
        flow("members_new", "2024Q2", 300, unit="Xã A"),
        flow("members_new", "2023Q2", 200, unit="Xã A"),
        flow("members_new", "2024Q2", 30, unit="Xã B"),
        flow("members_new", "2023Q2", 19, unit="Xã B"),
    ]
    (league,) = leagues_of(*lines, *quarters)
    assert {s.attainment.target.unit: s.trend for s in league.standings} == {
        "Xã A": Fraction(1, 2),
        "Xã B": None,
        "Xã C": None,
    }
