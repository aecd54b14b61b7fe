"""Which rows of a file one report needs.

The files that provinces share are read row by row: a mistake in the row of one province is no
business of the others. `doanvien check` reads everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from doanvien.data.rules.values import slugs_meant
from doanvien.reference.maps import WRITTEN, places_of


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

    def positions(self, lines: Sequence[bytes], separator: bytes) -> list[int]:
        """The positions of the wanted ones among lines that begin with province, territory, unit
        and hold no quotation marks.
        """
        if self.all:
            return list(range(len(lines)))
        known = tuple(
            separator.join((self.slug.encode(), territory.encode(), b"")) for territory in WRITTEN
        )
        kept = []
        answers: dict[tuple[bytes, bytes], bool] = {}  # few units have many rows each
        for position, line in enumerate(lines):
            if self.units and line.startswith(known):
                kept.append(position)
                continue
            province, _, rest = line.partition(separator)
            unit = b"" if self.units else rest.partition(separator)[2].partition(separator)[0]
            key = province, unit
            if key not in answers:
                answers[key] = self.row(_text(province), _text(unit))
            if answers[key]:
                kept.append(position)
        return kept


EVERYTHING = Wanted()


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
