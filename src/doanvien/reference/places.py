"""Every place that can have figures: provinces of both maps, the country, central sector unions.

63 provinces until 30 June 2025, 34 since 1 July 2025; 11 are the same before and after. A name or a
code alone says nothing without a date: seven codes changed hands and all 23 merged provinces carry
the name of an old one. Codes are those of the National Statistics Office (NSO).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from doanvien.reference.files import read_table
from doanvien.reference.languages import Language

TERRITORY_CHANGE = date(2025, 7, 1)
"""First day of the 34 provinces."""

PlaceKind = Literal["province", "municipality", "country", "sector_union"]


@dataclass(frozen=True)
class Province:
    """A place at a time; ``slug`` and ``territory`` together are its key.

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
    name_en: str = ""

    def existed_on(self, day: date) -> bool:
        """Whether the place was in force on a day (both ends of its validity included)."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    def short_name(self, language: Language) -> str:
        """For a column or a chart: "Lào Cai", "TP Hồ Chí Minh", "Toàn quốc"."""
        if language == "en" and self.name_en:
            return self.name_en
        if self.slug == "ho-chi-minh":
            return f"TP {self.name}" if language == "vi" else f"{self.name} City"
        return self.name

    def full_name(self, language: Language) -> str:
        """Inside a sentence: "tỉnh Lào Cai", "thành phố Hà Nội", "Lào Cai province"."""
        if self.kind == "country":
            return "cả nước" if language == "vi" else "the whole country"
        if self.kind == "sector_union":
            return self.short_name(language)
        if self.slug == "ho-chi-minh":  # the only one with its kind in its official name
            return f"Thành phố {self.name}" if language == "vi" else f"{self.name} City"
        if language == "vi":
            return f"{'tỉnh' if self.kind == 'province' else 'thành phố'} {self.name}"
        return f"{self.name} {'province' if self.kind == 'province' else 'city'}"

    def federation(self, language: Language) -> str:
        """The union organisation that reports for the place."""
        if self.kind == "country":
            return (
                "Tổng Liên đoàn Lao động Việt Nam"
                if language == "vi"
                else "Vietnam General Confederation of Labour"
            )
        if self.kind == "sector_union":
            return self.short_name(language)
        if language == "vi":
            return f"Liên đoàn Lao động {self.full_name('vi')}"
        if self.kind == "province":
            return f"{self.name} provincial Federation of Labour"
        return f"{self.full_name('en')} Federation of Labour"


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
            name_en=row["name_en"],
        )
        for row in rows
    )


@cache
def _by_key() -> dict[tuple[str, int], Province]:
    # A later row replaces an earlier one of the same key: the table lists versions oldest first.
    return {(place.slug, place.territory): place for place in place_versions()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
