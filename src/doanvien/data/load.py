"""Read the text tables of a data set, or of the part one report needs, and check them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from doanvien.data.info import DataSetInfo, read_info
from doanvien.data.layout import INFO_FILE, figures_name, folder_problems, shown
from doanvien.data.problems import Problem
from doanvien.data.schema import FIGURES, SHARED_FILES
from doanvien.data.tables import Table, read_table
from doanvien.data.validate import check_file_name, check_sources, check_table


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
    if problems := folder_problems(folder):
        return Loaded(None, {}, problems)
    info, found = read_info(folder / INFO_FILE, shown(folder, INFO_FILE))
    tables = {name: load_table(folder, name) for name in SHARED_FILES}
    for slug in slugs:
        name = figures_name(slug)
        if (folder / name).is_file():
            tables[name] = load_table(folder, name)
            found += check_file_name(tables[name], slug)
    for table in tables.values():
        found += check_table(table)
    found += check_sources(tables.values())
    # File by file in the order of reading, line by line; one line's problems stay together.
    files = [shown(folder, name) for name in (INFO_FILE, *tables)]
    found.sort(key=lambda problem: (files.index(problem.file), problem.row or 0))
    return Loaded(info, tables, tuple(found))


def load_table(folder: Path, name: str) -> Table:
    """One table, with the problems of its form only."""
    return read_table(folder / name, shown(folder, name), name, SHARED_FILES.get(name, FIGURES))
