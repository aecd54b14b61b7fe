"""Where each province stands on a map of equal squares, for the 63 provinces and for the 34.

Equal squares in a geographic arrangement: a small province is seen as well as a large one, and
nothing is said about borders.
"""

from dataclasses import dataclass
from functools import cache

from doanvien.reference.files import read_table
from doanvien.reference.places import all_places
from doanvien.reference.provinces import Province


@dataclass(frozen=True)
class GridTile:
    """A province's square: row from the north, column from the west, both from 0.

    ``label`` is its name in at most two lines.
    """

    place: Province
    row: int
    column: int
    label: tuple[str, ...]


@cache
def tile_grid(territory: int) -> tuple[GridTile, ...]:
    """The squares of one map, 63 or 34; KeyError where the table names no place of that map."""
    places = {
        place.slug: place
        for place in all_places()
        if place.code and place.territory in (0, territory)
    }
    return tuple(
        GridTile(
            place=places[row["slug"]],
            row=int(row["row"]),
            column=int(row["column"]),
            label=tuple((row["label"] or places[row["slug"]].name).split()),
        )
        for row in read_table("tile_grid.csv")
        if int(row["territory"]) == territory
    )
