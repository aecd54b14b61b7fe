"""The two maps: the 63 provinces until 30 June 2025, the 34 since, and which one a row is on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from doanvien.reference.places import TERRITORY_CHANGE, Province, all_places

OLD_MAP, NEW_MAP = 63, 34
ONE_SERIES = 0  # unchanged provinces, the country, sector unions
WRITTEN = {"": None, str(OLD_MAP): OLD_MAP, str(NEW_MAP): NEW_MAP}


def places_of(slug: str) -> Mapping[int, Province]:
    """The places of a slug by territory (0, or 63 and/or 34); empty for an unknown slug."""
    return _places_by_slug().get(slug, {})


def map_in_force(day: date) -> int:
    """63 until 30 June 2025, 34 from 1 July 2025."""
    return OLD_MAP if day < TERRITORY_CHANGE else NEW_MAP


def other_map(territory: int) -> int:
    """63 for 34 and 34 for 63."""
    return NEW_MAP if territory == OLD_MAP else OLD_MAP


def resolve_territory(slug: str, written: str, day: date | None) -> int:
    """The territory of a row: 0 where the series is one, else as written, else by its date.

    ``slug`` must be known, ``written`` "", "63" or "34". A row without any date (None) belongs to
    the only map of its province, or else to the old one.
    """
    places = places_of(slug)
    if ONE_SERIES in places:
        return ONE_SERIES
    if (territory := WRITTEN[written]) is not None:
        return territory
    if day is None:
        return OLD_MAP
    return map_in_force(day)


@cache
def _places_by_slug() -> dict[str, dict[int, Province]]:
    places: dict[str, dict[int, Province]] = {}
    for place in all_places():
        places.setdefault(place.slug, {})[place.territory] = place
    return places
