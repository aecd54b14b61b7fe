"""Find a province by what people call it, at a date."""

import re
from datetime import date, timedelta
from functools import cache

from doanvien.reference.files import read_table
from doanvien.reference.names import did_you_mean, name_key, nearest, plain_words, split_name
from doanvien.reference.periods import english_date
from doanvien.reference.places import (
    TERRITORY_CHANGE,
    Province,
    all_places,
    place_versions,
    province_of,
    provinces_on,
)

__all__ = [
    "TERRITORY_CHANGE",
    "Province",
    "UnknownProvince",
    "all_places",
    "find_province",
    "province_of",
    "provinces_on",
]


class UnknownProvince(ValueError):
    """No place of that name on that date.

    ``elsewhere`` is the place of that name on the other map, where there is one.
    """

    def __init__(self, message: str, elsewhere: Province | None = None) -> None:
        super().__init__(message)
        self.elsewhere = elsewhere


def find_province(text: str, on: date) -> Province:
    """The place that ``text`` names on a day.

    Understands slugs, names with or without diacritics in any Unicode form, the aliases of
    ``aliases.csv``, "tỉnh", "TP.", "LĐLĐ tỉnh" and the like before a name, and two-digit NSO codes
    (whose meaning changed on 1 July 2025). Raises UnknownProvince with the nearest slugs; for a
    province that no longer exists on that day the message names its successor.
    """
    if re.fullmatch(r"\s*\d{1,2}\s*", text):
        return _find_by_code(text.strip().zfill(2), on)
    slug, called_city = _find_slug(text)
    if slug is None:
        hint = did_you_mean(nearest(split_name(text).key, _slug_of_key()))
        hint = hint or " 'doanvien provinces' lists them all."
        raise UnknownProvince(f"Unknown province {text!r}.{hint}")
    versions = [place for place in place_versions() if place.slug == slug]
    place = next((version for version in versions if version.existed_on(on)), None)
    if called_city and (place or versions[0]).kind == "province":
        raise UnknownProvince(
            f"{text!r} is not a centrally run city on {english_date(on)}. For the province write "
            f"{slug!r}; a city inside a province is one of its units."
        )
    if place is None:
        raise UnknownProvince(_no_longer(versions[0], on), elsewhere=versions[0])
    return place


def _find_slug(text: str) -> tuple[str | None, bool]:
    """The slug that ``text`` means, and whether the text calls the place a city."""
    slugs = _slug_of_key()
    whole = name_key(re.sub(r"^(?:cong doan nganh|cd nganh|cd) ", "cong doan ", plain_words(text)))
    if whole in slugs:
        return slugs[whole], False
    name = split_name(text)
    return slugs.get(name.key), name.called == "city"


def _find_by_code(code: str, on: date) -> Province:
    place = next((place for place in provinces_on(on) if place.code == code), None)
    if place is not None:
        return place
    message = f"No province has the code {code} on {english_date(on)}."
    former = next((place for place in place_versions() if place.code == code), None)
    if former is None or former.successor is None or former.valid_to is None:
        raise UnknownProvince(f"{message} 'doanvien provinces' lists the codes.")
    successor = province_of(former.successor, 34)
    raise UnknownProvince(
        f"{message} Until {english_date(former.valid_to)} it was the code of {former.slug!r}, now "
        f"part of {successor.slug!r} with the code {successor.code}."
    )


def _no_longer(place: Province, on: date) -> str:
    message = f"There is no province {place.slug!r} on {english_date(on)}"
    if place.successor is None or place.valid_to is None:
        return f"{message}."
    merged_on = english_date(place.valid_to + timedelta(days=1))
    return f"{message}: it was merged into {place.successor!r} on {merged_on}."


@cache
def _slug_of_key() -> dict[str, str]:
    slugs: dict[str, str] = {}
    for place in place_versions():
        for name in (place.slug, place.name, place.name_en):
            if name:
                slugs[name_key(name)] = place.slug
    for row in read_table("aliases.csv"):
        slugs[name_key(row["alias"])] = row["slug"]
    return slugs
