"""One province from 2019 on: before the merger by itself, after it with those it merged with.

Every place draws from its own stream of random numbers, so that its figures do not depend on which
other provinces are simulated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doanvien.reference.maps import NEW_MAP, OLD_MAP
from doanvien.reference.places import Province, province_of
from doanvien.simulate.invented.account import Account, Opening, first_opening, keep_accounts
from doanvien.simulate.invented.months import new_months, old_months
from doanvien.simulate.invented.scale import size_of
from doanvien.simulate.invented.units import Units, former_units, present_units
from doanvien.simulate.invented.waves import Wave, draw_waves
from doanvien.simulate.invented.world import USUAL, World


@dataclass(frozen=True)
class SimulatedPlace:
    """A place on one map (``territory`` 63 or 34, also for provinces that did not change)."""

    place: Province
    territory: int
    share: float
    account: Account
    waves: list[Wave]
    world: World
    rng: np.random.Generator


def simulate_family(
    place: Province, seed: int, world: World = USUAL
) -> tuple[list[SimulatedPlace], SimulatedPlace]:
    """A province of the 34, and before it those it was made of: itself, if it did not change."""
    territory = OLD_MAP if place.predecessors else 0
    merged = [province_of(slug, territory) for slug in place.predecessors or (place.slug,)]
    former = [simulate_former(old, seed, world) for old in merged]
    return former, simulate_present(place, former, seed, world)


def simulate_former(place: Province, seed: int, world: World = USUAL) -> SimulatedPlace:
    """A province of the 63, to June 2025."""
    rng = _stream(place, OLD_MAP, seed)
    size = size_of(place.slug)
    units = former_units(place.slug, place.name, rng, world)
    waves = draw_waves(old_months(), units.kinds, rng, world)
    opening = first_opening(units, size.nonstate, size.state)
    account = keep_accounts(units, old_months(), size.share, opening, waves, rng, world)
    return SimulatedPlace(place, OLD_MAP, size.share, account, waves, world, rng)


def simulate_present(
    place: Province, former: list[SimulatedPlace], seed: int, world: World = USUAL
) -> SimulatedPlace:
    """A province of the 34, from July 2025: it opens with all that ``former`` closed with."""
    rng = _stream(place, NEW_MAP, seed)
    names = [name for old in former for name in old.account.units.names]
    units = present_units(place, names, rng, world)
    opening = _handed_over(units, former, rng)
    waves = draw_waves(new_months(), units.kinds, rng, world)
    share = sum(old.share for old in former)
    # Admissions and losses go where the members are.
    members = opening.members / np.maximum(1, opening.members.sum(axis=0))
    units = Units(units.names, units.kinds, members[:, 0], members[:, 1])
    account = keep_accounts(units, new_months(), share, opening, waves, rng, world)
    return SimulatedPlace(place, NEW_MAP, share, account, waves, world, rng)


def _handed_over(units: Units, former: list[SimulatedPlace], rng: np.random.Generator) -> Opening:
    """Lasting units keep what they had; everything else is shared out among the new ones."""
    at = {name: position for position, name in enumerate(units.names)}
    members = np.zeros((len(units.names), 2), dtype=int)
    unions = np.zeros((len(units.names), 2), dtype=int)
    pool_members, pool_unions = np.zeros(2, dtype=int), np.zeros(2, dtype=int)
    for old in former:
        closing = old.account.closing
        for position, name in enumerate(old.account.units.names):
            if name in at:
                members[at[name]] += closing.members[position]
                unions[at[name]] += closing.unions[position]
            else:
                pool_members += closing.members[position]
                pool_unions += closing.unions[position]
    fresh = np.array([kind == "commune" for kind in units.kinds])
    for sector, shares in enumerate((units.nonstate, units.state)):
        weights = np.where(fresh, shares, 0.0)
        weights = weights / weights.sum()
        members[:, sector] += rng.multinomial(pool_members[sector], weights)
        unions[:, sector] += rng.multinomial(pool_unions[sector], weights)
    return Opening(members, unions)


def _stream(place: Province, territory: int, seed: int) -> np.random.Generator:
    return np.random.default_rng(
        np.random.SeedSequence(seed, spawn_key=(territory, int(place.code)))
    )
