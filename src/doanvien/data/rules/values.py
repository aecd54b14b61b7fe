"""Rules for single cells. A rule takes the text of a cell and returns what is wrong, or None."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from doanvien.data.problems import wrong
from doanvien.reference.indicators import Indicator, all_indicators
from doanvien.reference.maps import places_of
from doanvien.reference.places import TERRITORY_CHANGE, all_places
from doanvien.reference.provinces import UnknownProvince, place_on_either_map
from doanvien.reference.sentences import Alternatives, Sentences, meant
from doanvien.reference.text.names import nearest

Rule = Callable[[str], Sentences | None]

_PRINTED = re.compile(r"[0-9]+(?:,[0-9]+)?")


def one_of(*options: str) -> Rule:
    """A rule that accepts these words only."""

    def rule(text: str) -> Sentences | None:
        if text in options:
            return None
        complaint = wrong(
            "{value} is not one of the possible values.",
            "Write {options}.",
            options=Alternatives(options),
        )
        return complaint + near(text.lower(), options)

    return rule


def province_complaint(text: str) -> Sentences | None:
    """Only slugs are keys; a name is answered with its slug."""
    if places_of(text):
        return None
    if slug := _slug_of_name(text):
        return wrong(
            "{value} is not the slug of a province, of the country or of a sector union.",
            "Write {slug}.",
            slug=slug,
        )
    return wrong(
        "{value} is not the slug of a province, of the country or of a sector union.",
        "'doanvien provinces' lists the slugs.",
    ) + near(text, _slugs())


@cache
def slugs_meant(text: str) -> tuple[str, ...]:
    """The slugs that a text which is none may stand for, nearest first; none where it says nothing.

    A name stands for its province, a misspelt slug for those that are suggested instead.
    """
    slug = _slug_of_name(text)
    return (slug,) if slug else nearest(text, {known: known for known in _slugs()})


def indicator_complaint(text: str) -> Sentences | None:
    """Only codes of the table of indicators."""
    if find_indicator(text):
        return None
    for indicator in all_indicators():
        if text == indicator.also_called:
            return wrong(
                "{value} is another name of an indicator.", "Write {code}.", code=indicator.code
            )
    return wrong(
        "{value} is not an indicator.", "data/reference/indicators.csv lists them."
    ) + near(text, tuple(_indicators()))


def find_indicator(code: str) -> Indicator | None:
    """The indicator of a code, None where there is none."""
    return _indicators().get(code)


def printed_complaint(text: str) -> Sentences | None:
    """A percentage as printed: digits, and a comma where it has decimals ("34,05")."""
    if _PRINTED.fullmatch(text):
        return None
    bare = text.rstrip("% ").replace(".", ",")
    if _PRINTED.fullmatch(bare):
        return wrong(
            "{value} is not a percentage with a decimal comma and without a sign.",
            "Write {number}.",
            number=bare,
        )
    return wrong(
        "{value} is not a percentage with a decimal comma and without a sign.",
        "Write it as printed, such as 34,05.",
    )


def address_complaint(text: str) -> Sentences | None:
    """A web address; other schemes could run code in the page that links to them."""
    if re.match(r"https?://[^\s/]", text):
        return None
    return wrong(
        "{value} is not a web address.",
        "Write an address with http:// or https://, or leave it empty.",
    )


def units_named(text: str) -> tuple[str, ...]:
    """The units that a cell lists, separated by semicolons."""
    return tuple(unit.strip() for unit in text.split(";") if unit.strip())


def near(text: str, known: tuple[str, ...]) -> Sentences:
    """The question "Did you mean 'a'?", or nothing where nothing is near."""
    return meant(nearest(text, {option: option for option in known}))


def _slug_of_name(text: str) -> str | None:
    if text.isdigit():
        return None  # seven codes changed hands in 2025: a code does not say which province
    try:
        return place_on_either_map(text, TERRITORY_CHANGE).slug
    except UnknownProvince:
        return None


@cache
def _slugs() -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.slug for place in all_places()))


@cache
def _indicators() -> dict[str, Indicator]:
    return {indicator.code: indicator for indicator in all_indicators()}
