"""How many of the units of a place its figures cover."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from doanvien.data.province import ProvinceFigures
from doanvien.data.register import units_on
from doanvien.data.rules.units import unit_name


@dataclass(frozen=True)
class Coverage:
    """``units`` exist on the last day of the report by the register; ``silent`` are those of them
    without any figure that ends in the period.
    """

    units: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def covered(self) -> int:
        return len(self.units) - len(self.silent)


def coverage(figures: ProvinceFigures) -> Coverage | None:
    """Whose figures a report has; None without a register of units of the place."""
    scope = figures.scope
    day = min(scope.cutoff, scope.period.end)
    units = tuple(unit.name for unit in units_on(figures.register, figures.place, day))
    if not units:
        return None
    told = figures.figures[figures.figures["period_end"] >= pd.Timestamp(scope.period.start)]
    known = {unit_name(unit) for unit in told["unit"].unique() if unit}
    return Coverage(units, tuple(unit for unit in units if unit_name(unit) not in known))
