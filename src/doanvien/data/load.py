"""Read the text tables of a data set, or of the part one report needs, and check them together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from doanvien.data.info import DataSetInfo, read_info
from doanvien.data.layout import INFO_FILE, figures_name, folder_problems, shown
from doanvien.data.problems import Problem, each_once
from doanvien.data.reading.csv_file import read_table
from doanvien.data.reading.table import Table
from doanvien.data.reading.wanted import EVERYTHING, Wanted
from doanvien.data.rules.places import check_place
from doanvien.data.rules.schema import FIGURES, SHARED_FILES, SOURCES
from doanvien.data.rules.tables import check_file_name, check_sources, check_table
from doanvien.data.rules.times import check_times


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
    return _loaded(folder, {slug: EVERYTHING, **parts}, Wanted(slug))


def load_table(folder: Path, name: str, wanted: Wanted = EVERYTHING) -> Table:
    """One table, with the problems of its form only; a shared file that is not there has no rows.

    Without a list of sources, every source is known by its id alone.
    """
    schema = SHARED_FILES.get(name, FIGURES)
    if name in SHARED_FILES and not os.path.lexists(folder / name):
        return Table(shown(folder, name), name, schema, complete=True)
    return read_table(folder / name, shown(folder, name), name, schema, wanted)


def read_shared(folder: Path, wanted: Wanted = EVERYTHING) -> dict[str, Table]:
    """The files that provinces share; of the sources all, for none belongs to a place."""
    return {
        name: load_table(folder, name, EVERYTHING if schema is SOURCES else wanted)
        for name, schema in SHARED_FILES.items()
    }


def check_shared(shared: Mapping[str, Table], info: DataSetInfo | None) -> Iterator[Problem]:
    """What is wrong with the files that provinces share."""
    for table in shared.values():
        yield from check_table(table)
        yield from check_times(table, info)
        if table.schema is not SOURCES:
            yield from check_sources(table, shared["sources.csv"])


def check_figures(
    table: Table, slug: str, shared: Mapping[str, Table], info: DataSetInfo | None
) -> Iterator[Problem]:
    """What is wrong with the figures of a province, and with what the shared files say of it."""
    if len(table.columns):
        yield from check_file_name(table, slug)
    yield from check_table(table)
    yield from check_times(table, info)
    yield from check_sources(table, shared["sources.csv"])
    yield from check_place(table.where("province", {slug}), shared, slug)


def figures_of(folder: Path, slug: str, wanted: Wanted = EVERYTHING) -> Table:
    """The figures of a province; an empty table where it has no file."""
    name = figures_name(slug)
    if not (folder / name).exists():
        return Table(shown(folder, name), name, FIGURES)
    return load_table(folder, name, wanted)


def _loaded(folder: Path, of_places: Mapping[str, Wanted], of_shared: Wanted) -> Loaded:
    if problems := folder_problems(folder):
        return Loaded(None, {}, tuple(problems))
    info, found = read_info(folder / INFO_FILE, shown(folder, INFO_FILE))
    shared = read_shared(folder, of_shared)
    figures = {slug: figures_of(folder, slug, wanted) for slug, wanted in of_places.items()}
    tables = {**shared, **{table.name: table for table in figures.values()}}
    found += check_shared(shared, info)
    for slug, table in figures.items():
        found += check_figures(table, slug, shared, info)
    if not of_shared.all:
        found = _without_uncited(found, tables)
    mistakes = (problem for problem in found if problem.severity == "mistake")
    return Loaded(info, tables, in_order(mistakes, [INFO_FILE, *tables], folder))


def in_order(
    problems: Iterable[Problem], names: Iterable[str], folder: Path
) -> tuple[Problem, ...]:
    """Each problem once, file by file in an order, line by line."""
    place = {shown(folder, name): at for at, name in enumerate(names)}

    def where(problem: Problem) -> tuple[int, int]:
        return place.get(problem.file, len(place)), problem.row or 0

    return tuple(each_once(sorted(problems, key=where)))


def _without_uncited(problems: list[Problem], tables: Mapping[str, Table]) -> list[Problem]:
    """Without the problems of sources that no row of the tables cites."""
    listing = tables["sources.csv"]
    others = [table for table in tables.values() if table is not listing]
    cited = {source for table in others for source in table.column("source").distinct}
    spare = listing.taken(np.flatnonzero(~listing.column("source").holds(cited)))
    spared = {(listing.file, int(line)) for line in spare.lines}
    return [found for found in problems if (found.file, found.row) not in spared]
