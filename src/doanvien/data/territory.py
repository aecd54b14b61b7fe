"""What is wrong with the map that a row says it is on."""

from __future__ import annotations

from datetime import date

from doanvien.data.problems import Complaint
from doanvien.reference.maps import OLD_MAP, ONE_SERIES, WRITTEN, places_of, resolve_territory
from doanvien.reference.places import TERRITORY_CHANGE, Province


def territory_complaint(slug: str, written: str, day: date | None) -> Complaint | None:
    """What is wrong with the territory of a row of a known province; None if nothing."""
    if written not in WRITTEN:
        return Complaint("is not a territory", "Write 63 or 34, or leave the cell empty.")
    places = places_of(slug)
    if ONE_SERIES in places:
        place = places[ONE_SERIES]
        if written and place.kind in ("country", "sector_union"):
            return Complaint(
                f"means nothing for {slug}, which is not a province", "Leave the cell empty."
            )
        return None
    if written == "" and day is None:
        return None
    if resolve_territory(slug, written, day) in places:
        return None
    return _gone(places[OLD_MAP], written)


def _gone(place: Province, written: str) -> Complaint:
    """Every province of the new map bears an old name, so only an old one can be missing."""
    reason = "is impossible" if written else "the cell is empty, which means 34 for this date"
    return Complaint(
        f"{reason}, but {place.slug} has been part of {place.successor} since {TERRITORY_CHANGE}",
        f"Write 63 if the former province is meant, or give the row to {place.successor}.",
    )
