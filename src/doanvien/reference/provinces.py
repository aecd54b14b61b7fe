"""Find a province by what people call it, at a date."""

import re
from datetime import date, timedelta
from functools import cache

from doanvien.reference.files import read_table
from doanvien.reference.languages import languages
from doanvien.reference.places import (
    TERRITORY_CHANGE,
    Province,
    all_places,
    place_versions,
    province_of,
    provinces_on,
)
from doanvien.reference.sentences import Sentence, Sentences, SpokenError, meant, sentence
from doanvien.reference.text.names import LONGEST_NAME, name_key, nearest, plain_words, split_name

__all__ = [
    "TERRITORY_CHANGE",
    "Province",
    "UnknownProvince",
    "all_places",
    "find_province",
    "place_on_either_map",
    "province_of",
    "provinces_on",
]


class UnknownProvince(SpokenError):
    """No place of that name on that date.

    ``elsewhere`` is the place of that name on the other map, where there is one.
    """

    def __init__(self, *sentences: Sentence, elsewhere: Province | None = None) -> None:
        super().__init__(*sentences)
        self.elsewhere = elsewhere


_LIST = sentence("'doanvien provinces' lists them all.")
_PATH = re.compile(r"[/\\\x00]")


def find_province(text: str, on: date) -> Province:
    """The place that ``text`` names on a day.

    Understands slugs, names with or without diacritics in any Unicode form, the aliases of
    ``aliases.csv``, "tỉnh", "TP.", "LĐLĐ tỉnh" and the like before a name, and two-digit NSO codes
    (whose meaning changed on 1 July 2025). Raises UnknownProvince with the nearest slugs; for a
    province that no longer exists on that day the message names its successor.
    """
    if len(text) > LONGEST_NAME:
        cut = text[:60] + "…"
        raise UnknownProvince(sentence("Unknown province {text!r}.", text=cut), _LIST)
    if re.fullmatch(r"\s*\d{1,2}\s*", text):
        return _find_by_code(text.strip().zfill(2), on)
    slug, called_city = _find_slug(text)
    if slug is None or _PATH.search(text):  # a name is not a way to a folder
        hint = meant(nearest(split_name(text).key, _slug_of_key()))
        hint = hint or (_LIST,)
        raise UnknownProvince(sentence("Unknown province {text!r}.", text=text), *hint)
    versions = [place for place in place_versions() if place.slug == slug]
    place = next((version for version in versions if version.existed_on(on)), None)
    if called_city and (place or versions[0]).kind == "province":
        raise UnknownProvince(
            sentence("{text!r} is not a centrally run city on {day}.", text=text, day=on),
            sentence(
                "For the province write {slug!r}; a city inside a province is one of its units.",
                slug=slug,
            ),
        )
    if place is None:
        raise UnknownProvince(*_no_longer(versions[0], on), elsewhere=versions[0])
    return place


def place_on_either_map(text: str, on: date) -> Province:
    """The place that a text names on a day, or else the one on the other map.

    Raises UnknownProvince where there is none at any time.
    """
    try:
        return find_province(text, on)
    except UnknownProvince as error:
        if error.elsewhere is None:
            raise
        return error.elsewhere


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
    nobody = sentence("No province has the code {code} on {day}.", code=code, day=on)
    former = next((place for place in place_versions() if place.code == code), None)
    if former is None or former.successor is None or former.valid_to is None:
        raise UnknownProvince(nobody, sentence("'doanvien provinces' lists the codes."))
    successor = province_of(former.successor, 34)
    raise UnknownProvince(
        nobody,
        sentence(
            "Until {day} it was the code of {former!r}, now part of {slug!r} with the code {code}.",
            day=former.valid_to,
            former=former.slug,
            slug=successor.slug,
            code=successor.code,
        ),
    )


def _no_longer(place: Province, on: date) -> Sentences:
    if place.successor is None or place.valid_to is None:
        return (sentence("There is no province {slug!r} on {day}.", slug=place.slug, day=on),)
    return (
        sentence(
            "There is no province {slug!r} on {day}: it was merged into {successor!r} on "
            "{merged_on}.",
            slug=place.slug,
            day=on,
            successor=place.successor,
            merged_on=place.valid_to + timedelta(days=1),
        ),
    )


@cache
def _slug_of_key() -> dict[str, str]:
    slugs: dict[str, str] = {}
    for place in place_versions():
        for name in (place.slug, place.name, *map(place.short_name, languages())):
            slugs[name_key(name)] = place.slug
    for row in read_table("aliases.csv"):
        slugs[name_key(row["alias"])] = row["slug"]
    return slugs
