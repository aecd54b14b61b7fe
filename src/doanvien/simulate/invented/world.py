"""What may differ from one simulated country to another; as it stands, the usual one."""

from __future__ import annotations

from dataclasses import dataclass

from doanvien.reference.sentences import SpokenError, sentence


@dataclass(frozen=True)
class PlannedWave:
    """A wave that every province holds in a year. ``start`` and ``end`` are (month, day),
    ``effect`` is as in ``waves.Wave``, ``part`` the share of the units that take part, from 0 to 1:
    1 for all of them.
    """

    name: str
    year: int
    start: tuple[int, int]
    end: tuple[int, int]
    effect: float
    part: float


@dataclass(frozen=True)
class World:
    """``scatter`` is the shape of the gamma that makes counts vary more than Poisson's: 3 as
    enterprises do, more for less. A new union has at most ``largest_union`` members, a province at
    most ``most_units`` units; ``uneven`` are the standard deviations of the logarithm of their
    sizes, outside and inside the State sector. ``park``: how many members outside the State a
    union of industrial parks has, against a district. ``waves``: None for those that chance draws.

    Kinds of units are not alike: ``seasons`` says by what share the admissions of a kind lie higher
    in April to July, and lower from October to December, than those of the others; ``keen`` how
    many times the odds of the others its units have to take part in a wave.

    ``movement`` is the exponent on the country's movement from year to year: 1 as it was, 0 for
    years that are all alike, 2 for twice the movement (of the logarithm).
    """

    scatter: float = 3.0
    largest_union: int = 8_000
    most_units: int = 60
    uneven: tuple[float, float] = (0.9, 0.5)
    park: float = 6.0
    waves: tuple[PlannedWave, ...] | None = None
    seasons: tuple[tuple[str, float], ...] = (("park", 0.22), ("sector", -0.22))
    keen: tuple[tuple[str, float], ...] = (("park", 2.5), ("sector", 0.4))
    movement: float = 1.0


USUAL = World()

WORLDS = {
    "usual": USUAL,
    "steady": World(movement=0.0),
    "half": World(movement=0.5),
    "double": World(movement=2.0),
}
"""By how much the country moves from year to year."""


def world_of(name: str) -> World:
    """One of ``WORLDS``. Raises ValueError, which names them."""
    if name not in WORLDS:
        known = ", ".join(WORLDS)
        raise SpokenError(
            sentence("There is no world {name!r}; there are {known}.", name=name, known=known)
        )
    return WORLDS[name]
