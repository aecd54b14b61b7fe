"""On which map a row lies, and whether its province is on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Row
from doanvien.data.rules.dates import iso_date
from doanvien.data.rules.row_rules.rule import Rule
from doanvien.data.rules.schema import (
    FileSchema,
)
from doanvien.reference.maps import OLD_MAP, ONE_SERIES, WRITTEN, places_of, resolve_territory
from doanvien.reference.places import TERRITORY_CHANGE
from doanvien.reference.sentences import Sentences


def row_date(row: Row, schema: FileSchema) -> str:
    """The date, as written, that says on which map a row lies; "" if it has none."""
    return next((row[column] for column in schema.dated_by if row[column]), "")


def on_its_map(schema: FileSchema) -> Rule:
    """The map exists, and the province on it."""

    def check(row: Row) -> Iterator[Problem]:
        if told := territory_complaint(
            row["province"], row["territory"], iso_date(row_date(row, schema))
        ):
            yield row.problem("territory", told)

    return Rule(("province", "territory", *schema.dated_by), check)


def territory_complaint(slug: str, written: str, day: date | None) -> Sentences | None:
    """What is wrong with the map that a row of a known province says it is on; None if nothing."""
    places = places_of(slug)
    if not places:
        return None
    if written not in WRITTEN:
        return wrong("{value} is not a territory.", "Write 63 or 34, or leave the cell empty.")
    if place := places.get(ONE_SERIES):
        if written and place.kind in ("country", "sector_union"):
            return wrong(
                "{value} means nothing for {slug}, which is not a province.",
                "Leave the cell empty.",
                slug=slug,
            )
        return None
    if (written == "" and day is None) or resolve_territory(slug, written, day) in places:
        return None
    # Every province of the new map bears an old name, so only an old one can be missing.
    gone = places[OLD_MAP]
    words = {"slug": slug, "successor": gone.successor, "day": TERRITORY_CHANGE.isoformat()}
    if written:
        return wrong(
            "{value} is impossible, but {slug} has been part of {successor} since {day}.",
            "Write 63 if the former province is meant, or give the row to {successor}.",
            **words,
        )
    return wrong(
        "the cell is empty, which means 34 for this date, but {slug} has been part of {successor} "
        "since {day}.",
        "Write 63 if the former province is meant, or give the row to {successor}.",
        **words,
    )


def register_on_its_map(row: Row) -> Iterator[Problem]:
    """A unit of the register may be of both maps: its cell may be empty, whatever its days."""
    if row["territory"] and (told := territory_complaint(row["province"], row["territory"], None)):
        yield row.problem("territory", told)
