"""The figures of every place of a data set: in one frame, or what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from doanvien.data.frames import typed_frame
from doanvien.data.info import DataSetInfo
from doanvien.data.kept import kept
from doanvien.data.layout import figures_name, slugs_with_file
from doanvien.data.load import load, load_table
from doanvien.data.problems import DataError
from doanvien.data.reading.table import Table
from doanvien.data.reading.wanted import Wanted
from doanvien.data.rules.schema import FIGURES, SOURCES
from doanvien.data.rules.tables import check_table
from doanvien.reference.maps import places_of

SOURCES_FILE = "sources.csv"


def read_everywhere(
    folder: Path, cutoff: date | None = None
) -> tuple[DataSetInfo, pd.DataFrame, pd.DataFrame]:
    """What a data set is, its figures up to a day (None: all days), province by province, and its
    sources (index: the source's id).

    The frame of figures has the typed columns of ``typed_frame``. Raises DataError with every
    problem of the files read.
    """
    slugs = slugs_with_file(folder)
    loaded = load(folder, slugs)
    if loaded.info is None or loaded.problems:
        raise DataError(loaded.problems)
    frame = typed_frame([loaded.tables[figures_name(slug)] for slug in slugs], FIGURES)
    if cutoff is not None:
        frame = _until(frame, cutoff)
    sources = typed_frame([loaded.tables[SOURCES_FILE]], SOURCES)
    return loaded.info, frame, sources.drop_duplicates("source").set_index("source")


@dataclass(frozen=True)
class Everywhere:
    """The whole places of a data set up to a day, for what a report needs of the others.

    Nothing is read before it is asked for, nor where the answer is kept (see ``kept``). A province
    whose file has a problem is left out: its own report says so, the others go on without it.
    """

    folder: Path
    cutoff: date
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def common(self, what: str, make: Callable[[pd.DataFrame, pd.DataFrame, date], Any]) -> Any:
        """What ``make`` finds in the figures, the sources (index: the source's id) and the cut-off.

        ``what`` names it; the result is plain data as JSON knows it. The figures have the typed
        columns of ``typed_frame`` and no rows of units.
        """
        if what not in self._made:
            self._made[what] = self._kept(what, make)
        return self._made[what]

    def _kept(self, what: str, make: Callable[[pd.DataFrame, pd.DataFrame, date], Any]) -> Any:
        slugs = [slug for slug in slugs_with_file(self.folder) if _is_province(slug)]
        names = [figures_name(slug) for slug in slugs]
        files = [self.folder / name for name in (SOURCES_FILE, *names)]

        def made() -> Any:
            return make(self._figures(slugs), self._sources(), self.cutoff)

        return kept(f"{what} {self.cutoff}", files, made)

    def _figures(self, slugs: Collection[str]) -> pd.DataFrame:
        wanted = {slug: Wanted(slug, units=False) for slug in slugs}
        tables = [load_table(self.folder, figures_name(slug), wanted[slug]) for slug in slugs]
        sound = [
            table.where("province", {slug})
            for slug, table in zip(slugs, tables, strict=True)
            if _is_sound(table)
        ]
        return _until(typed_frame(sound, FIGURES), self.cutoff)

    def _sources(self) -> pd.DataFrame:
        table = load_table(self.folder, SOURCES_FILE)
        frame = typed_frame([table] if _is_sound(table) else [], SOURCES)
        return frame.drop_duplicates("source").set_index("source")


def _is_province(slug: str) -> bool:
    return any(place.kind in ("province", "municipality") for place in places_of(slug).values())


def _is_sound(table: Table) -> bool:
    return table.complete and not any(True for _ in check_table(table))


def _until(frame: pd.DataFrame, cutoff: date) -> pd.DataFrame:
    return frame[frame["period_end"] <= pd.Timestamp(cutoff)].reset_index(drop=True)
