"""Tết. If these fail, the weeks when nobody joins are taken for an effect of something else."""

import math
from datetime import date, datetime, timedelta

import pytest

from doanvien.reference.calendar.tet import tet_window


def new_moon(lunation: int) -> datetime:
    """A new moon by Vietnamese time: Meeus, Astronomical Algorithms (1991), ch. 49."""
    t = lunation / 1236.85
    sun = math.radians(2.5534 + 29.1053567 * lunation - 0.0000014 * t**2)
    moon = math.radians(201.5643 + 385.81693528 * lunation + 0.0107582 * t**2)
    node = math.radians(160.7108 + 390.67050284 * lunation - 0.0016118 * t**2)
    e = 1 - 0.002516 * t
    day = 2451550.09766 + 29.530588861 * lunation + 0.00015437 * t**2
    day += -0.40720 * math.sin(moon) + 0.17241 * e * math.sin(sun) + 0.01608 * math.sin(2 * moon)
    day += 0.01039 * math.sin(2 * node) + 0.00739 * e * math.sin(moon - sun)
    day += -0.00514 * e * math.sin(moon + sun) + 0.00208 * e**2 * math.sin(2 * sun)
    day += -0.00111 * math.sin(moon - 2 * node) - 0.00057 * math.sin(moon + 2 * node)
    universal = datetime(2000, 1, 1, 12) + timedelta(days=day - 2451545, seconds=-70)
    return universal + timedelta(hours=7)


@pytest.mark.parametrize("year", range(2010, 2036))
def test_the_lunar_year_begins_on_a_new_moon_of_vietnam(year):
    first = tet_window(year)[0] + timedelta(days=2)
    assert date(year, 1, 21) <= first <= date(year, 2, 20)
    nearest = round((first - date(2000, 1, 6)).days / 29.530588861)
    assert first == new_moon(nearest).date()


def test_the_holiday_has_seven_days_from_the_29th_of_the_last_month():
    """2022: 30 January to 5 February around Tuesday, 1 February."""
    assert tet_window(2022) == (date(2022, 1, 30), date(2022, 2, 5))


def test_vietnam_is_a_day_before_china_in_2030():
    assert tet_window(2030)[0] + timedelta(days=2) == date(2030, 2, 2)


def test_a_year_outside_the_table_is_an_error_that_names_the_file():
    with pytest.raises(ValueError, match=r"No day of Tết for 2036: data/reference/tet\.csv"):
        tet_window(2036)
