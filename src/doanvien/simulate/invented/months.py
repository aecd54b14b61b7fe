"""The months that are simulated, and what every year repeats: Tết, seasons, the pandemic."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from doanvien.reference.calendar.tet import tet_window
from doanvien.reference.places import TERRITORY_CHANGE

FIRST, LAST = (2019, 1), (2026, 12)  # the years that ``scale.YEARS`` knows

# Admissions of a month against an average one, without waves: they thin out before and during Tết.
_SEASON = (0.80, 0.95, 1.00, 1.02, 1.00, 1.08, 1.00, 1.02, 1.06, 1.10, 1.15, 1.05)
_LOSSES = (0.90, 1.15, 1.30, 1.10, 1.00, 1.00, 0.95, 0.95, 0.95, 0.95, 0.95, 0.90)
_SPRING, _AUTUMN = (4, 5, 6, 7), (10, 11, 12)
TET_DIP = 0.55  # of the admissions of a month, missing if it holds all the days of Tết
PANDEMIC = {(2021, 7): 0.55, (2021, 8): 0.45, (2021, 9): 0.60}


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    @property
    def start(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


def all_months() -> tuple[Month, ...]:
    """Every month that can be simulated, in order."""
    return tuple(
        Month(year, number) for year in range(FIRST[0], LAST[0] + 1) for number in range(1, 13)
    )


def old_months() -> tuple[Month, ...]:
    """Those of the 63 provinces."""
    return tuple(month for month in all_months() if month.start < TERRITORY_CHANGE)


def new_months() -> tuple[Month, ...]:
    """Those of the 34 provinces."""
    return tuple(month for month in all_months() if month.start >= TERRITORY_CHANGE)


def season(months: tuple[Month, ...]) -> np.ndarray:
    """Admissions of each month against an average month, float (months,); no wave in it."""
    return np.array(
        [
            _SEASON[month.number - 1]
            * (1 - TET_DIP * _part_of_tet(month))
            * PANDEMIC.get((month.year, month.number), 1.0)
            for month in months
        ]
    )


def _part_of_tet(month: Month) -> float:
    """The share of the days of Tết that lie in a month."""
    first, last = tet_window(month.year)
    inside = (min(last, month.end) - max(first, month.start)).days + 1
    return max(0, inside) / ((last - first).days + 1)


def season_of_kinds(
    months: tuple[Month, ...], kinds: tuple[str, ...], shares: Mapping[str, float]
) -> np.ndarray:
    """Admissions of each unit and month against what they would be if all kinds had one season,
    float (units, months): higher by the kind's share in April to July, lower by it in October to
    December."""
    numbers = np.array([month.number for month in months])
    shape = np.isin(numbers, _SPRING) * 1.0 - np.isin(numbers, _AUTUMN)
    return 1 + np.outer([shares.get(kind, 0.0) for kind in kinds], shape)


def loss_season(months: tuple[Month, ...]) -> np.ndarray:
    """Losses of each month against an average month, float (months,): most come after Tết."""
    return np.array([_LOSSES[month.number - 1] for month in months])
