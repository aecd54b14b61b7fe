"""Read the text tables of a data set, or of the part one report needs, and check them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from doanvien.data.info import DataSetInfo, read_info
from doanvien.data.layout import INFO_FILE, figures_name, folder_problems, shown
from doanvien.data.problems import Problem
from doanvien.data.reading.tables import EVERYTHING, Table, read_table
from doanvien.data.reading.text import is_nfc
from doanvien.data.reading.wanted import Wanted
from doanvien.data.rules.between_rows import (
    check_file_name,
    check_sources,
    check_table,
    check_units,
)
from doanvien.data.rules.schema import FIGURES, SHARED_FILES, SOURCES


@dataclass(frozen=True)
class Loaded:
    """Tables by their name in the data set ("targets.csv", "figures/ha-noi.csv"), as text.

    ``info`` is None only where ``problems`` says why.
    """

    info: DataSetInfo | None
    tables: dict[str, Table]
    problems: tuple[Problem, ...]


def load(folder: Path, slugs: Iterable[str]) -> Loaded:
    """Read and check ``dataset.yaml``, the shared files and the figures of some provinces.

    A province without a file of figures has reported none; that is no problem here.
    """
    return _loaded(folder, dict.fromkeys(slugs, EVERYTHING), EVERYTHING)


def load_needed(folder: Path, slug: str, merged: Iterable[str]) -> Loaded:
    """The same for the report on one place: only the rows that it needs, and their problems.

    Needed are the rows of ``slug`` and, of the provinces ``merged`` in it, those on a whole
    province; and of the sources those that these rows cite.
    """
    parts = {other: Wanted(other, units=False) for other in merged if other != slug}
    loaded = _loaded(folder, {slug: EVERYTHING, **parts}, Wanted(slug))
    listing = loaded.tables.get("sources.csv")
    if listing is None or not loaded.problems:
        return loaded
    tables = [table for table in loaded.tables.values() if table is not listing]
    cited = {source for table in tables for source in table.column("source").distinct}
    others = listing.taken(np.flatnonzero(~listing.column("source").holds(cited)))
    spared = {(listing.file, int(line)) for line in others.lines}
    used = listing.where("source", cited)
    if not all(is_nfc(texts.distinct) for texts in used.cells.values()):
        # One problem speaks for all such lines, on the first of them.
        spared -= {(found.file, found.row) for found in listing.problems}
    problems = [found for found in loaded.problems if (found.file, found.row) not in spared]
    return Loaded(loaded.info, loaded.tables, tuple(problems))


def load_table(folder: Path, name: str, wanted: Wanted = EVERYTHING) -> Table:
    """One table, with the problems of its form only."""
    schema = SHARED_FILES.get(name, FIGURES)
    return read_table(folder / name, shown(folder, name), name, schema, wanted)


def _loaded(folder: Path, of_places: Mapping[str, Wanted], of_shared: Wanted) -> Loaded:
    if problems := folder_problems(folder):
        return Loaded(None, {}, problems)
    info, found = read_info(folder / INFO_FILE, shown(folder, INFO_FILE))
    # No source belongs to a place.
    tables = {
        name: load_table(folder, name, EVERYTHING if schema is SOURCES else of_shared)
        for name, schema in SHARED_FILES.items()
    }
    for slug, wanted in of_places.items():
        name = figures_name(slug)
        if (folder / name).is_file():
            tables[name] = load_table(folder, name, wanted)
            found += check_file_name(tables[name], slug)
            if wanted.units:
                found += check_units(
                    tables["campaigns.csv"], tables[name].where("province", {slug})
                )
    for table in tables.values():
        found += check_table(table)
    found += check_sources(tables.values())
    # File by file in the order of reading, line by line; one line's problems stay together.
    files = [shown(folder, name) for name in (INFO_FILE, *tables)]
    found.sort(key=lambda problem: (files.index(problem.file), problem.row or 0))
    return Loaded(info, tables, tuple(found))
