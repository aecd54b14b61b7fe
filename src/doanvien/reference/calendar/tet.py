"""The days of Tết, the lunar new year, when work and admissions stop."""

from datetime import date, timedelta
from functools import cache

from doanvien.reference.files import read_table

# The usual break of seven days: from the 29th of the last lunar month to the 5th of the first.
DAYS_BEFORE = 2
DAYS_AFTER = 4


@cache
def tet_window(year: int) -> tuple[date, date]:
    """First and last of the seven days of Tết in a calendar year, both included.

    ``data/reference/tet.csv`` holds the first day of the lunar year by Vietnamese time (UTC+7),
    which in 2030 is a day earlier than in China. Raises ValueError for a year outside the table.
    """
    table = _first_days()
    if year not in table:
        raise ValueError(
            f"No day of Tết for {year}: data/reference/tet.csv ends in {max(table)} and begins in "
            f"{min(table)}. Add the line of that year."
        )
    first = table[year]
    return first - timedelta(days=DAYS_BEFORE), first + timedelta(days=DAYS_AFTER)


def tet_known(year: int) -> bool:
    """Whether the table has the year."""
    return year in _first_days()


@cache
def _first_days() -> dict[int, date]:
    return {int(row["year"]): date.fromisoformat(row["first_day"]) for row in read_table("tet.csv")}
