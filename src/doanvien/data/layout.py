"""Where things stand in a data set, and how messages name them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from doanvien.data.problems import Problem, wrong
from doanvien.data.rules.schema import SHARED_FILES
from doanvien.reference.maps import NEW_MAP, places_of

INFO_FILE = "dataset.yaml"
UNITS_FILE, CALENDAR_FILE, REFUSED_FILE = "units.csv", "calendar.csv", "refused.csv"
FIGURES_FOLDER = "figures"
OF_SYSTEMS = {"thumbs.db", "desktop.ini", ".ds_store"}


def is_data_set(folder: Path) -> bool:
    """Whether a folder describes itself as a data set; a path that no file can have does not."""
    return os.path.isfile(folder / INFO_FILE)


def figures_name(slug: str) -> str:
    """Where the figures of a province stand in a data set."""
    return f"{FIGURES_FOLDER}/{slug}.csv"


def slugs_with_file(folder: Path) -> tuple[str, ...]:
    """The slugs after which files of figures are named, right or wrong, in order."""
    files = (folder / FIGURES_FOLDER).glob("*.csv")
    return tuple(sorted(path.stem for path in files if not path.name.startswith((".", "~"))))


def slugs_read(slug: str) -> tuple[str, ...]:
    """Whose figures a report on ``slug`` needs: its own and those of the provinces merged in it."""
    merged = places_of(slug).get(NEW_MAP)
    return tuple(dict.fromkeys((slug, *(merged.predecessors if merged else ()))))


def files_read(folder: Path, slug: str) -> tuple[Path, ...]:
    """The files that ``read_province`` opens for a slug, as far as they exist."""
    names = (INFO_FILE, *SHARED_FILES, UNITS_FILE, *map(figures_name, slugs_read(slug)))
    return tuple(path for name in names if (path := folder / name).is_file())


def shown(folder: Path, name: str = "") -> str:
    """A file of the data set as messages name it: as the user gave the folder.

    An absolute folder is named from the working folder or else by its last part, so that no path of
    a machine gets into a message.
    """
    if folder.is_absolute():
        here = Path.cwd()
        folder = folder.relative_to(here if folder.is_relative_to(here) else folder.parent)
    return (folder / name).as_posix()


def folder_problems(folder: Path) -> list[Problem]:
    """At most one problem: that the folder, or its folder of figures, does not exist."""
    if not os.path.isdir(folder):
        told = wrong(
            "there is no such data folder.",
            "Check the path; it starts from the folder in which the command or notebook runs.",
        )
        return [Problem.of_file(shown(folder), told)]
    if not (folder / FIGURES_FOLDER).is_dir():
        told = wrong(
            "the folder is missing.",
            "Create it for one file of figures a province, or choose another data folder.",
        )
        return [Problem.of_file(shown(folder, FIGURES_FOLDER), told)]
    return []


def stray_files(folder: Path) -> Iterator[Problem]:
    """Files among the figures that nothing would ever read, such as a workbook."""
    for path in sorted((folder / FIGURES_FOLDER).glob("*")):
        name = shown(folder, f"{FIGURES_FOLDER}/{path.name}")
        if path.name.startswith("._") or path.name.lower() in OF_SYSTEMS:
            told = wrong(
                "the operating system has put the file here; it is never read.", "Delete it."
            )
            yield replace(Problem.of_file(name, told), severity="doubt")
        elif path.suffix != ".csv" and not path.name.startswith((".", "~")):
            told = wrong(
                "is not a CSV file.", "Save it as <slug>.csv, or move it out of the folder."
            )
            yield Problem.of_file(name, told)
    yield from _unread_tables(folder)


def _unread_tables(folder: Path) -> Iterator[Problem]:
    """Tables beside those of a data set, under names that nothing reads: "targets (1).csv"."""
    known = {*SHARED_FILES, UNITS_FILE, CALENDAR_FILE, REFUSED_FILE}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known and not path.name.startswith((".", "~")):
            told = wrong(
                "nothing reads a file of this name.",
                "Rename it if it is one of {names}; else move it away.",
                names=", ".join(sorted(known)),
            )
            yield replace(Problem.of_file(shown(folder, path.name), told), severity="doubt")
