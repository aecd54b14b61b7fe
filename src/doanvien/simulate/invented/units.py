"""The subordinate units of a province: districts, industrial parks and sectors, later communes.

Names of districts and communes are invented; none is meant to be a real place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doanvien.reference.places import Province
from doanvien.simulate.invented.scale import size_of
from doanvien.simulate.invented.world import World

_FIRST = "Tân Phú Bình An Hòa Long Thanh Đông Minh Xuân Vĩnh Hưng Yên Kim Nam Khánh Mỹ Trường"
_SECOND = "Lập Thành Hưng Sơn Phong Thịnh Lâm Hà Khê Giang Lộc Thủy Điền Hải Phước Lợi Thắng Hiệp"
_SECTORS = (
    *("Viên chức", "Giáo dục", "Y tế", "Xây dựng", "Công Thương"),
    *("Giao thông vận tải", "Nông nghiệp và Phát triển nông thôn"),
)
_LASTING = ("Xây dựng", "Công Thương")  # sectors of enterprises, which outlived June 2025
FEWEST, MOST_FORMER = 10, 48

# How much of the members outside and inside the State one unit of a kind has, against a district.
_WEIGHTS = {
    "district": (1.0, 1.0),
    "park": (1.0, 0.05),  # the first times ``World.park``
    "sector": (0.35, 2.2),
    "commune": (1.0, 1.0),
}


@dataclass(frozen=True)
class Units:
    """The units of one place, in order of their names' first appearance.

    ``nonstate`` and ``state`` are each unit's share of the place's members outside and inside the
    State sector, float (units,), adding up to 1.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    nonstate: np.ndarray
    state: np.ndarray


def former_units(slug: str, name: str, rng: np.random.Generator, world: World) -> Units:
    """The units of one of the 63 provinces: ten and more, by its size."""
    size = size_of(slug)
    members = size.nonstate + size.state
    count = int(np.clip(round(6 + members / 25_000), FEWEST, min(MOST_FORMER, world.most_units)))
    sectors = [f"Công đoàn ngành {sector}" for sector in _SECTORS[: 4 if count < 14 else 7]]
    parks = _parks(name, size.nonstate)
    kinds = ["park"] * len(parks) + ["sector"] * len(sectors)
    left = count - len(kinds)
    districts = [f"LĐLĐ {kind} {place}" for kind, place in _districts(left, rng)]
    return _weighed([*parks, *sectors, *districts], [*kinds, *["district"] * left], rng, world)


def present_units(
    place: Province, former: list[str], rng: np.random.Generator, world: World
) -> Units:
    """The units of one of the 34: parks and sectors that last, then communes and wards."""
    merged = place.predecessors or (place.slug,)
    members = sum(size_of(slug).nonstate + size_of(slug).state for slug in merged)
    lasting = [name for name in former if _kind(name) == "park" or name.endswith(_LASTING)]
    lasting = list(dict.fromkeys(lasting))
    fewest = min(len(lasting) + 12, world.most_units)
    count = int(np.clip(round(22 + members / 22_000), fewest, world.most_units))
    left = count - len(lasting)
    names = [
        f"Công đoàn {'phường' if rng.random() < 0.3 else 'xã'} {n}" for n in _places(left, rng)
    ]
    kinds = [_kind(name) for name in lasting] + ["commune"] * left
    return _weighed([*lasting, *names], kinds, rng, world)


def _weighed(names: list[str], kinds: list[str], rng: np.random.Generator, world: World) -> Units:
    """Shares as uneven as enterprises are: log-normal around the kind's weight."""
    spread = np.exp(rng.normal(0.0, world.uneven, (len(names), 2)))
    weights = spread * np.array([_WEIGHTS[kind] for kind in kinds])
    weights[[kind == "park" for kind in kinds], 0] *= world.park
    shares = weights / weights.sum(axis=0)
    return Units(tuple(names), tuple(kinds), shares[:, 0], shares[:, 1])


def _kind(name: str) -> str:
    return "park" if name.startswith("Công đoàn các KCN") else "sector"


def _parks(name: str, nonstate: float) -> list[str]:
    """One union of industrial parks in each province, more in the industrial ones."""
    count = 1 + (nonstate > 120_000) + (nonstate > 400_000)
    if count == 1:
        return [f"Công đoàn các KCN {name}"]
    return [f"Công đoàn các KCN {name} {number}" for number in range(1, count + 1)]


def _districts(count: int, rng: np.random.Generator) -> list[tuple[str, str]]:
    kinds = ["thành phố", "thị xã", *["huyện"] * count]
    return list(zip(kinds, _places(count, rng), strict=False))


def _places(count: int, rng: np.random.Generator) -> list[str]:
    pairs = [f"{one} {two}" for one in _FIRST.split() for two in _SECOND.split() if one != two]
    return [pairs[at] for at in rng.choice(len(pairs), count, replace=False)]
