"""A data set as a whole: is it in order, what is it, which provinces does it know about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from doanvien.data.info import DataSetInfo, read_info
from doanvien.data.last_days import last_days
from doanvien.data.layout import (
    INFO_FILE,
    UNITS_FILE,
    figures_name,
    files_read,
    folder_problems,
    shown,
    slugs_read,
    slugs_with_file,
    stray_files,
)
from doanvien.data.load import (
    check_figures,
    check_shared,
    figures_of,
    in_order,
    load_table,
    read_shared,
)
from doanvien.data.problems import DataError, Problem
from doanvien.data.province import ProvinceFigures, read_province
from doanvien.data.reading.wanted import Wanted
from doanvien.data.register import register_problems, register_tables
from doanvien.data.rules.dates import iso_date
from doanvien.data.rules.doubts import doubts_of
from doanvien.data.rules.schema import SHARED_FILES
from doanvien.data.rules.tables import check_file_name
from doanvien.reference.calendar.periods import Period
from doanvien.reference.maps import map_in_force, places_of

__all__ = [
    "DataSetInfo",
    "ProvinceFigures",
    "check_dataset",
    "files_read",
    "mistakes_in",
    "provinces_with_figures",
    "read_dataset_info",
    "read_province",
    "speaks_of",
]


def check_dataset(folder: Path) -> tuple[Problem, ...]:
    """Everything wrong or doubtful in any file of a data set, file by file; empty if nothing is.

    Figures are read and checked one file after the other, so that memory is that of the largest.
    A place is doubted only once its figures, and the files that places share, hold no mistake.
    """
    return _checked(folder, doubts=True)


def mistakes_in(folder: Path) -> tuple[Problem, ...]:
    """What is wrong in any file of a data set, and not what is doubtful, which takes longest."""
    return tuple(one for one in _checked(folder, doubts=False) if one.severity == "mistake")


def _checked(folder: Path, *, doubts: bool) -> tuple[Problem, ...]:
    if problems := folder_problems(folder):
        return tuple(problems)
    info, found = read_info(folder / INFO_FILE, shown(folder, INFO_FILE))
    shared = read_shared(folder)
    of_shared = list(check_shared(shared, info))
    registers = register_tables(folder)
    used: dict[str, tuple[str, ...]] = {}
    # A unit is spelt in the register as in the figures.
    spelt = {**shared, **{name: one for name, one in registers.items() if name == UNITS_FILE}}
    slugs = slugs_with_file(folder)
    spoken_of = {slug for table in spelt.values() for slug in table.column("province").distinct}
    for slug in (*slugs, *sorted(spoken_of.difference(slugs))):
        table = figures_of(folder, slug)
        used[slug] = table.column("unit").distinct
        own = list(check_figures(table, slug, spelt, info))
        mistaken = any(problem.severity == "mistake" for problem in (*of_shared, *own))
        if doubts and not mistaken:
            own += doubts_of(table, shared, slug)
        found += own
    found += (*of_shared, *register_problems(registers, used), *stray_files(folder))
    names = [INFO_FILE, *SHARED_FILES, *registers, *map(figures_name, slugs)]
    return in_order(found, names, folder)


def read_dataset_info(folder: Path) -> DataSetInfo:
    """What ``dataset.yaml`` says. Raises DataError with all that is wrong with it."""
    if problems := folder_problems(folder):
        raise DataError(problems)
    info, found = read_info(folder / INFO_FILE, shown(folder, INFO_FILE))
    if info is None:
        raise DataError(found)
    return info


def provinces_with_figures(
    folder: Path, period: Period, cutoff: date | None = None
) -> tuple[str, ...]:
    """Slugs of the provinces with a figure or a campaign result of a period, by NSO code.

    A row counts if its last day lies from the period's first day to ``cutoff`` (None: the period's
    last day). A file of figures that cannot be read counts too, so that its report fails with the
    reason instead of being left out in silence. Raises DataError where that is not possible: no
    such folder, no readable ``campaigns.csv``, a file of figures with the name of no place.
    """
    if problems := folder_problems(folder):
        raise DataError(problems)
    last = cutoff or period.end
    campaigns = load_table(folder, "campaigns.csv")
    found = [] if campaigns.complete else list(campaigns.problems)
    slugs = {
        row["province"]
        for row in campaigns.rows
        if row["value"] and _within(row["result_end"], period.start, last)
    }
    named = slugs_with_file(folder)
    for slug in named:
        if not places_of(slug):
            found += check_file_name(load_table(folder, figures_name(slug)), slug)
    for slug, (days, sound) in last_days(folder, filter(places_of, named)).items():
        if not sound or any(_within(day, period.start, last) for day in days):
            slugs.add(slug)
    if found:
        raise DataError(found)
    codes = {slug: _code(slug, period) for slug in slugs}
    known = (slug for slug in slugs if codes[slug])
    return tuple(sorted(known, key=lambda slug: (codes[slug], slug)))


def speaks_of(folder: Path, slug: str) -> bool:
    """Whether a data set says anything about a place, so that a report on it can be made.

    True too for what cannot be read, and for the country, which may be the sum of its provinces.
    """
    if (folder / figures_name(slug)).exists() or _is_country(slug):
        return True
    wanted = {name: Wanted(slug) for name in SHARED_FILES if name != "sources.csv"}
    wanted |= {figures_name(part): Wanted(part, units=False) for part in slugs_read(slug)[1:]}
    tables = (
        load_table(folder, name, part) for name, part in wanted.items() if (folder / name).exists()
    )
    return any(len(table) or table.problems for table in tables)


def _is_country(slug: str) -> bool:
    return any(place.kind == "country" for place in places_of(slug).values())


def _within(text: str, first: date, last: date) -> bool:
    """Whether a day lies in a span; one that cannot be read might."""
    day = iso_date(text)
    return day is None or first <= day <= last


def _code(slug: str, period: Period) -> str:
    """The NSO code on the map of the period, or else the former one; "" if not a province."""
    places = places_of(slug)
    place = places.get(map_in_force(period.end)) or next(iter(places.values()), None)
    return place.code if place else ""
