"""Which rows of a file one report needs.

The files that provinces share are read row by row: a mistake in the row of one province is no
business of the others. `doanvien check` reads everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from doanvien.data.territory import WRITTEN, places_of
from doanvien.data.values import slugs_meant


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

    def positions(self, lines: Sequence[bytes]) -> list[int]:
        """The positions of the wanted ones among lines that begin with province, territory, unit
        and hold no quotation marks.
        """
        if self.all:
            return list(range(len(lines)))
        known = tuple(f"{self.slug},{territory},".encode() for territory in WRITTEN)
        whole = tuple(start + b"," for start in known)
        kept = []
        of_others: dict[bytes, bool] = {}  # by province: a file has many rows of few of them
        for position, line in enumerate(lines):
            if line.startswith(known):
                if self.units or line.startswith(whole):
                    kept.append(position)
                continue
            province = line.partition(b",")[0]
            if province not in of_others:
                of_others[province] = concerns(_text(province), self.slug)
            if of_others[province]:
                kept.append(position)
        return kept


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
