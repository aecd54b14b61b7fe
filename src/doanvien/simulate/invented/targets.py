"""Year targets of a place and its units, set from what could be expected before the year began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from doanvien.reference.maps import NEW_MAP
from doanvien.simulate.invented.months import Month
from doanvien.simulate.invented.place import SimulatedPlace
from doanvien.simulate.invented.scale import year_totals

NET_SHARE = 0.30  # of the gross target; what was asked for as net growth
FIRST_OF_NEW_MAP = 2025


@dataclass(frozen=True)
class Target:
    """A target as ``targets.csv`` has it; ``unit`` "" is the whole place."""

    unit: str
    indicator: str
    start: date
    end: date
    low: int
    assigned_by: str


def year_targets(simulated: SimulatedPlace) -> list[Target]:
    """The targets of every year of the place's map; of 2025 on the new map, the second half."""
    years = sorted({month.year for month in simulated.account.months})
    return [target for year in years for target in _of_year(simulated, year)]


def _of_year(simulated: SimulatedPlace, year: int) -> list[Target]:
    rng, units = simulated.rng, simulated.account.units
    half = simulated.territory == NEW_MAP and year == FIRST_OF_NEW_MAP
    span = Month(year, 7 if half else 1).start, Month(year, 12).end
    part = 0.5 if half else 1.0
    totals = year_totals(year, simulated.world.movement)
    gross = totals.new * simulated.share * part * float(np.exp(rng.normal(-0.03, 0.08)))
    of_province = gross * float(np.exp(rng.normal(0.06, 0.04)))
    unions = totals.unions_new * simulated.share * part * float(np.exp(rng.normal(0, 0.12)))
    elite = simulated.account.opening.members.sum() * 0.010 * part
    # A unit's target follows its members at the beginning, with some bargaining.
    weights = units.nonstate * np.exp(rng.normal(0.0, 0.18, len(units.names)))
    of_units = np.maximum(5, _rounded(of_province * weights / weights.sum(), 5)).astype(int)
    net_of_units = np.maximum(5, _rounded(of_units * NET_SHARE, 5)).astype(int)
    own = [
        ("members_new", _tens(gross), "tld"),
        ("members_new", int(of_units.sum()), "province"),
        ("members_net_growth", _tens(gross * NET_SHARE), "tld"),
        ("members_net_growth", int(net_of_units.sum()), "province"),
        ("grassroots_unions_new", max(1, round(unions)), "tld"),
        ("elite_members_introduced", _tens(elite), "province"),
    ]
    targets = [Target("", code, *span, low, by) for code, low, by in own]
    for name, new, net in zip(units.names, of_units, net_of_units, strict=True):
        targets.append(Target(name, "members_new", *span, int(new), "province"))
        targets.append(Target(name, "members_net_growth", *span, int(net), "province"))
    return targets


def _tens(number: float) -> int:
    return max(10, int(_rounded(np.array([number]), 10)[0]))


def _rounded(numbers: np.ndarray, to: int) -> np.ndarray:
    return np.round(numbers / to) * to
