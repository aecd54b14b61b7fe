"""Every place that can have figures: provinces of both maps, the country, central sector unions.

63 provinces until 30 June 2025, 34 since 1 July 2025; 11 are the same before and after. A name or a
code alone says nothing without a date: seven codes changed hands and all 23 merged provinces carry
the name of an old one. Codes are those of the National Statistics Office (NSO).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal, cast

from doanvien.reference.files import read_table
from doanvien.reference.languages import Language, text_of, translator

TERRITORY_CHANGE = date(2025, 7, 1)
"""First day of the 34 provinces."""

PlaceKind = Literal["province", "municipality", "country", "sector_union"]


@dataclass(frozen=True)
class Province:
    """A place at a time; ``slug`` and ``territory`` together are its key.

    ``names`` is its line of ``place_names.csv``, where it is called otherwise than its name and
    kind say.

    ``territory`` is 63 or 34 for a place that the merger of 2025 made or ended, and 0 for one whose
    series runs on: the 11 unchanged provinces, the country and the sector unions.
    """

    slug: str
    code: str
    name: str
    kind: PlaceKind
    territory: int
    valid_from: date | None
    valid_to: date | None
    predecessors: tuple[str, ...]
    successor: str | None
    names: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def existed_on(self, day: date) -> bool:
        """Whether the place was in force on a day (both ends of its validity included)."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    def short_name(self, language: Language) -> str:
        """For a column or a chart: "Lào Cai", "TP Hồ Chí Minh", "Toàn quốc"."""
        return text_of(self.names, "short", language) or self.name

    def full_name(self, language: Language) -> str:
        """Inside a sentence: "tỉnh Lào Cai", "thành phố Hà Nội", "Lào Cai province"."""
        if own := text_of(self.names, "full", language):
            return own
        t = translator(language)
        if self.kind == "province":
            return t("{name} province", name=self.name)
        if self.kind == "municipality":
            return t("{name} city", name=self.name)
        return self.short_name(language)

    def federation(self, language: Language) -> str:
        """The union organisation that reports for the place."""
        if own := text_of(self.names, "federation", language):
            return own
        t = translator(language)
        if self.kind == "province":
            return t("{name} provincial Federation of Labour", name=self.name)
        if self.kind == "municipality":
            return t("{place} Federation of Labour", place=self.full_name(language))
        return self.short_name(language)


def provinces_on(on: date) -> tuple[Province, ...]:
    """The provinces and municipalities in force on a day (63 or 34), by NSO code."""
    return tuple(
        sorted(
            (place for place in place_versions() if place.code and place.existed_on(on)),
            key=lambda place: place.code,
        )
    )


def province_of(slug: str, territory: int) -> Province:
    """The place with this exact key; of an unchanged one that changed its name, today's version.

    Raises KeyError if there is none.
    """
    return _by_key()[slug, territory]


def the_country() -> Province:
    """The whole country, whose series runs on over all maps."""
    return province_of("toan-quoc", 0)


def all_places() -> tuple[Province, ...]:
    """Every key once: country, the 63, the 23 merged provinces, sector unions."""
    return tuple(_by_key().values())


@cache
def place_versions() -> tuple[Province, ...]:
    """Every row of ``provinces.csv``: as all_places, but Huế stands as province and as city."""
    rows = read_table("provinces.csv")
    names = {row["slug"]: row for row in read_table("place_names.csv")}
    old_provinces = sorted((row for row in rows if row["successor"]), key=lambda row: row["code"])
    fed_by: dict[str, list[str]] = {}
    for row in old_provinces:
        fed_by.setdefault(row["successor"], []).append(row["slug"])
    return tuple(
        Province(
            slug=row["slug"],
            code=row["code"],
            name=row["name"],
            kind=cast(PlaceKind, row["kind"]),
            territory=int(row["territory"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            predecessors=tuple(fed_by[row["slug"]]) if row["territory"] == "34" else (),
            successor=row["successor"] or None,
            names=names.get(row["slug"], {}),
        )
        for row in rows
    )


@cache
def _by_key() -> dict[tuple[str, int], Province]:
    # A later row replaces an earlier one of the same key: the table lists versions oldest first.
    return {(place.slug, place.territory): place for place in place_versions()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
