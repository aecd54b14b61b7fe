"""A data set as a whole: is it in order, what is it, which provinces does it know about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from doanvien.data.info import DataSetInfo, read_info
from doanvien.data.layout import (
    INFO_FILE,
    figures_name,
    files_read,
    folder_problems,
    shown,
    slugs_with_file,
    stray_files,
)
from doanvien.data.load import load, load_table
from doanvien.data.problems import DataError, Problem
from doanvien.data.province import ProvinceFigures, read_province
from doanvien.data.rules.between_rows import check_file_name
from doanvien.data.rules.dates import iso_date
from doanvien.reference.maps import map_in_force, places_of
from doanvien.reference.periods import Period

__all__ = [
    "DataSetInfo",
    "ProvinceFigures",
    "check_dataset",
    "files_read",
    "provinces_with_figures",
    "read_dataset_info",
    "read_province",
]


def check_dataset(folder: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with any file of a data set, file by file; empty if nothing is."""
    return (*load(folder, slugs_with_file(folder)).problems, *stray_files(folder))


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
    for slug in slugs_with_file(folder):
        table = load_table(folder, figures_name(slug))
        days = table.column("period_end").distinct
        if not places_of(slug):
            found += check_file_name(table, slug)
        elif table.problems or any(_within(day, period.start, last) for day in days):
            slugs.add(slug)
    if found:
        raise DataError(found)
    codes = {slug: _code(slug, period) for slug in slugs}
    known = (slug for slug in slugs if codes[slug])
    return tuple(sorted(known, key=lambda slug: (codes[slug], slug)))


def _within(text: str, first: date, last: date) -> bool:
    """Whether a day lies in a span; one that cannot be read might."""
    day = iso_date(text)
    return day is None or first <= day <= last


def _code(slug: str, period: Period) -> str:
    """The NSO code on the map of the period, or else the former one; "" if not a province."""
    places = places_of(slug)
    place = places.get(map_in_force(period.end)) or next(iter(places.values()), None)
    return place.code if place else ""
