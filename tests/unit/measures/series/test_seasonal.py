"""A flow's years. When one of these fails, a forecast leans on years too old or missing."""

from datetime import date
from fractions import Fraction

from doanvien.measures.series.seasonal import YearPath, seasonal_share, usable_years

JUNE = date(2026, 6, 30)


def year(number: int, half: int) -> YearPath:
    return YearPath(number, 100, {(6, 31): half, (12, 31): 100})


def test_the_season_is_that_of_the_last_five_years():
    """A sixth year would be too old, a fourth alone too few."""
    paths = [year(2020 + at, 10 * at) for at in range(6)]
    assert [path.year for path in usable_years(paths, JUNE)] == [2021, 2022, 2023, 2024, 2025]
    assert seasonal_share(paths, JUNE) == Fraction(10 + 20 + 30 + 40 + 50, 500)
