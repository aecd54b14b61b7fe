"""Which rows of a file one report needs.

The files that provinces share are read row by row: a mistake in the row of one province is no
business of the others. `doanvien check` reads everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from doanvien.data.rules.values import slugs_meant
from doanvien.reference.maps import places_of


@dataclass(frozen=True)
class Wanted:
    """The rows of one place, all of them where ``slug`` is empty.

    Wanted are also rows whose province is no slug but may mean the place, so that a misspelt row
    stops the report that lacks it. ``units`` False: only rows on the whole place.
    """

    slug: str = ""
    units: bool = True

    @property
    def all(self) -> bool:
        return not self.slug

    def row(self, province: str, unit: str) -> bool:
        """Whether a row with these cells is wanted."""
        return self.all or (concerns(province, self.slug) and (self.units or not unit))

    def positions(self, body: bytes, separator: bytes) -> list[int]:
        """The positions of the wanted ones among lines that begin with province, territory, unit
        and hold no quotation marks.
        """
        found = [
            at
            for (province, unit), places in _by_place(body, separator, self.units).items()
            if self.row(_text(province), _text(unit))
            for at in places
        ]
        return sorted(found)


EVERYTHING = Wanted()


@lru_cache(maxsize=4)  # the files that provinces share, while one place after the other is read
def _by_place(
    body: bytes, separator: bytes, every_unit: bool
) -> Mapping[tuple[bytes, bytes], Sequence[int]]:
    """The positions of lines by their province and, unless all are alike, their unit."""
    places: dict[tuple[bytes, bytes], list[int]] = defaultdict(list)
    for position, line in enumerate(body.split(b"\n")):
        province, _, rest = line.partition(separator)
        unit = b"" if every_unit else rest.partition(separator)[2].partition(separator)[0]
        places[province, unit].append(position)
    return places


@cache
def concerns(province: str, slug: str) -> bool:
    """Whether a row with this text as its province may be one of ``slug``.

    What nobody can attribute concerns everybody: some report lacks the row, and none may hide it.
    """
    if province == slug:
        return True
    if places_of(province):
        return False
    meant = slugs_meant(province)
    return not meant or slug in meant


def _text(cell: bytes) -> str:
    """The text of a cell; what is not UTF-8 is no slug, and its row is read and refused."""
    return cell.decode("utf-8", errors="replace").strip()
