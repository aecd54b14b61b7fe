"""Parts and rates. When one of these fails, a share mixes figures of different days."""

from datetime import date
from fractions import Fraction

from builders import Line, flow, level, view_of
from doanvien.measures.growth.parts import Part, parts
from doanvien.reference.calendar.periods import parse_period


def parts_of(*lines: Line, period: str = "2022H1") -> tuple[Part, ...]:
    view = view_of("ha-noi", period, *lines)
    return parts(view, view.period, view.cutoff)


def test_a_part_of_a_flow_is_of_the_same_days():
    """302 of the 306 new unions are non-state; of another span's 306 they are nothing."""
    non_state = flow("grassroots_unions_new_nonstate", "2022H1", 302)
    (part,) = parts_of(non_state, flow("grassroots_unions_new", "2022H1", 306))
    assert (part.share, part.rounded) == (Fraction(302, 306), False)
    assert parts_of(non_state, flow("grassroots_unions_new", "2022Q1", 306)) == ()
    assert parts_of(non_state, flow("grassroots_unions_new", "2022H1", 0)) == ()


def test_density_names_its_denominator():
    """80.000 members of 90.700 workers is 88,2%."""
    (part,) = parts_of(
        level("2022-06-30", 80_000, qualifier="about"),
        level("2022-06-30", 90_700, "workers_total"),
    )
    assert part.rate is not None
    assert (part.rate.code, part.whole.code) == ("membership_density_rate", "workers_total")
    assert round(float(part.share), 3) == 0.882
    assert part.rounded


def test_the_last_day_that_knows_both_is_taken():
    lines = [level(f"2022-0{month}-28", month * 10) for month in (1, 2, 3)]
    workers = [level(f"2022-0{month}-28", 100, "workers_total") for month in (1, 2)]
    (part,) = parts_of(*lines, *workers)
    assert (part.end.month, part.share) == (2, Fraction(20, 100))


def test_parts_of_before_the_period_are_not_of_the_period():
    """The density of December is not that of the first half-year, whatever else is missing."""
    old = [level("2021-12-31", 80), level("2021-12-31", 100, "workers_total")]
    assert parts_of(*old) == ()
    first = [level("2022-01-01", 80), level("2022-01-01", 100, "workers_total")]
    assert len(parts_of(*first)) == 1


def test_a_level_of_after_the_cutoff_is_in_no_share():
    """The report of the first half-year, made again in autumn, says what it said in July."""
    days = ("2022-06-30", "2022-09-30")
    lines = [level(day, 80) for day in days] + [level(day, 100, "workers_total") for day in days]
    view = view_of("ha-noi", "2022", *lines)
    (part,) = parts(view, parse_period("2022H1"), date(2022, 6, 30))
    assert part.end == date(2022, 6, 30)
