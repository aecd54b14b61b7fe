"""The account of a place's units, month by month: members and unions, in whole numbers.

opening + new − lost ± transferred − removed by reorganisation = closing, exactly, for members in
and outside the State sector, and the same for grassroots unions without transfers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doanvien.simulate.invented.months import Month, loss_season, season, season_of_kinds
from doanvien.simulate.invented.scale import UNIONS_PER_MEMBER, year_totals
from doanvien.simulate.invented.units import Units
from doanvien.simulate.invented.waves import Wave, factors
from doanvien.simulate.invented.world import World

STATE_SHARE = (0.06, 0.15)  # of admissions and of losses, in the State sector
REMOVED = {(2025, 6): 0.81, (2025, 7): 0.55}  # of the members in the State sector, by month
MEAN_NEW_UNION = 49.4  # members of a new union; Lomax with a heavy tail, see ``_union_sizes``
TAIL = 1.3
TRANSFERRED = 0.0008  # of the members of a unit, a month
DISSOLVED = 0.07  # of the unions outside the State sector, a year
ELITE = 0.011  # of the members, introduced to the Party in a year
NONSTATE, STATE = 0, 1


@dataclass(frozen=True)
class Opening:
    """Members and grassroots unions of each unit on the evening before the first month, int
    (units, 2): outside and inside the State sector."""

    members: np.ndarray
    unions: np.ndarray


@dataclass(frozen=True)
class Expected:
    """What the figures are drawn around, float (units, months): admissions, the part of them that
    waves add, the part that waves take away from the month after, and losses."""

    new: np.ndarray
    added: np.ndarray
    taken: np.ndarray
    lost: np.ndarray


@dataclass(frozen=True)
class Account:
    """Counts of each unit and month, int (units, months), by indicator; ``closing`` at the end."""

    units: Units
    months: tuple[Month, ...]
    opening: Opening
    flows: dict[str, np.ndarray]
    stocks: dict[str, np.ndarray]
    closing: Opening
    expected: Expected


def first_opening(units: Units, nonstate: float, state: float) -> Opening:
    """The members of a place, shared out among its units, and the unions that they need."""
    members = np.column_stack([units.nonstate * nonstate, units.state * state]).round().astype(int)
    return Opening(members, np.ceil(members * np.array(UNIONS_PER_MEMBER)).astype(int))


def keep_accounts(
    units: Units,
    months: tuple[Month, ...],
    share: float,
    opening: Opening,
    waves: list[Wave],
    rng: np.random.Generator,
    world: World,
) -> Account:
    """Draw every month of a place that has ``share`` (of 1) of the country's admissions."""
    expected = _expected(units, months, share, waves, rng, world)
    new = _admissions(expected.new, months, rng, world)
    return _run(units, months, opening, expected, new, rng, world.scatter)


def _expected(
    units: Units,
    months: tuple[Month, ...],
    share: float,
    waves: list[Wave],
    rng: np.random.Generator,
    world: World,
) -> Expected:
    """Totals of the years, spread over months and units; each province-year varies a little."""
    factor, added, taken = factors(waves, months, len(units.names))
    profile, losing = season(months), loss_season(months)
    own_season = season_of_kinds(months, units.kinds, dict(world.seasons))
    new_base, lost_base = np.zeros(len(months)), np.zeros(len(months))
    for year in sorted({month.year for month in months}):
        at = np.array([month.year == year for month in months])
        part = at.sum() / 12
        mood = np.exp(rng.normal(0.0, (0.10, 0.10)))
        weight = (units.nonstate[:, None] * profile * own_season * factor)[:, at].sum()
        totals = year_totals(year, world.movement)
        new_base[at] = totals.new * share * part * mood[0] * profile[at] / weight
        lost_base[at] = totals.lost * share * mood[1] * losing[at] / 12
    base = np.outer(units.nonstate, new_base) * own_season
    return Expected(base * factor, base * added, base * taken, np.outer(units.nonstate, lost_base))


def _admissions(
    expected: np.ndarray, months: tuple[Month, ...], rng: np.random.Generator, world: World
) -> dict[str, np.ndarray]:
    """New unions with their members, and admissions in the unions that exist."""
    totals = [year_totals(month.year, world.movement) for month in months]
    rate = np.array([total.unions_new / total.new for total in totals])
    noise = rng.gamma(world.scatter, 1 / world.scatter, expected.shape)
    unions = rng.poisson(expected * rate * noise)
    founding = np.repeat(np.arange(unions.size), unions.ravel())
    sizes = _union_sizes(len(founding), world.largest_union, rng)
    nonstate = rng.random(len(founding)) < 0.92

    def count(which: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        values = None if weights is None else weights[which]
        counted = np.bincount(founding[which], values, unions.size)
        return counted.astype(int).reshape(unions.shape)

    everyone = np.ones(len(founding), dtype=bool)
    existing = rng.poisson(np.maximum(expected * (1 - rate * MEAN_NEW_UNION), 0) * noise)
    existing_state = rng.binomial(existing, STATE_SHARE[0])
    joined = count(everyone, sizes)
    joined_nonstate = count(nonstate, sizes)
    return {
        "members_new": existing + joined,
        "members_new_nonstate": existing - existing_state + joined_nonstate,
        "grassroots_unions_new": unions,
        "grassroots_unions_new_nonstate": count(nonstate),
        "grassroots_unions_new_25plus": count(nonstate & (sizes >= 25)),
    }


def _union_sizes(count: int, largest: int, rng: np.random.Generator) -> np.ndarray:
    """Members of new unions, 5 and more: a few enterprises are thousands, most are small."""
    sizes = 13.0 * (1 + rng.pareto(TAIL, count))
    return np.clip(sizes * rng.uniform(0.6, 1.4, count), 5, largest).astype(int)


def _run(
    units: Units,
    months: tuple[Month, ...],
    opening: Opening,
    expected: Expected,
    new: dict[str, np.ndarray],
    rng: np.random.Generator,
    scatter: float,
) -> Account:
    shape = expected.new.shape
    flows = new | {
        name: np.zeros(shape, dtype=int)
        for name in (
            *("members_lost", "members_transferred", "members_removed_structural"),
            *("grassroots_unions_dissolved", "grassroots_unions_dissolved_structural"),
            *("members_net_growth", "elite_members_introduced"),
        )
    }
    stocks = {
        name: np.zeros(shape, dtype=int)
        for name in (
            *("members_total", "members_total_nonstate", "grassroots_unions_total"),
            *("workers_total",),
        )
    }
    members, unions = opening.members.copy(), opening.unions.copy()
    density = rng.beta(18, 2.5, (shape[0], 1)) + rng.normal(0, 0.004, shape)
    for at, month in enumerate(months):
        came = _both(new["members_new_nonstate"][:, at], new["members_new"][:, at])
        founded = _both(
            new["grassroots_unions_new_nonstate"][:, at], new["grassroots_unions_new"][:, at]
        )
        lost = _lost(expected.lost[:, at], members, rng, scatter)
        moved = _moved(members[:, NONSTATE] - lost[:, NONSTATE], rng)
        removed, closed = _removed(month, members[:, STATE] - lost[:, STATE], unions, rng)
        dissolved = rng.binomial(unions[:, NONSTATE], DISSOLVED / 12)
        members += came - lost
        members[:, NONSTATE] += moved
        members[:, STATE] -= removed
        unions += founded
        unions[:, NONSTATE] -= dissolved
        unions[:, STATE] -= closed
        total = members.sum(axis=1)
        flows["members_lost"][:, at] = lost.sum(axis=1)
        flows["members_net_growth"][:, at] = (came - lost).sum(axis=1)
        flows["members_transferred"][:, at] = moved
        flows["members_removed_structural"][:, at] = removed
        flows["grassroots_unions_dissolved"][:, at] = dissolved
        flows["grassroots_unions_dissolved_structural"][:, at] = closed
        flows["elite_members_introduced"][:, at] = rng.poisson(total * ELITE / 12)
        stocks["members_total"][:, at] = total
        stocks["members_total_nonstate"][:, at] = members[:, NONSTATE]
        stocks["grassroots_unions_total"][:, at] = unions.sum(axis=1)
        workers = np.ceil(total / np.clip(density[:, at], 0.5, 1.0)).astype(int)
        stocks["workers_total"][:, at] = workers
    return Account(units, months, opening, flows, stocks, Opening(members, unions), expected)


def _both(nonstate: np.ndarray, total: np.ndarray) -> np.ndarray:
    return np.column_stack([nonstate, total - nonstate])


def _lost(
    expected: np.ndarray, members: np.ndarray, rng: np.random.Generator, scatter: float
) -> np.ndarray:
    """Who leaves a unit, int (units, 2): never more than it has."""
    noise = rng.gamma(scatter, 1 / scatter, members.shape)
    state = members[:, STATE]
    of_state = expected.sum() * STATE_SHARE[1] * state / max(1, state.sum())
    rate = np.column_stack([expected * (1 - STATE_SHARE[1]), of_state])
    return np.minimum(rng.poisson(rate * noise), members)


def _moved(members: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Who changes the unit inside the province: in less out, adding up to zero."""
    out = rng.binomial(members, TRANSFERRED)
    return rng.multinomial(out.sum(), members / max(1, members.sum())) - out


def _removed(
    month: Month, members: np.ndarray, unions: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Members and unions in the State sector that the reorganisation of 2025 ends in a month."""
    share = REMOVED.get((month.year, month.number), 0.0)
    if not share:
        return np.zeros(len(members), dtype=int), np.zeros(len(members), dtype=int)
    part = rng.beta(12 * share, 12 * (1 - share), len(members))
    return rng.binomial(members, part), rng.binomial(unions[:, STATE], part)
