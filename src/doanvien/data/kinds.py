"""What kind each unit of a province is, where the register of units says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from doanvien.data.layout import UNITS_FILE, shown
from doanvien.data.problems import DataError
from doanvien.data.reading.csv_file import read_table
from doanvien.data.rules.schema import UNITS
from doanvien.data.rules.tables import check_table


def kinds_of_units(folder: Path, slug: str) -> Mapping[str, str]:
    """Unit → kind, of the units of ``slug`` that ``units.csv`` names a kind of; none without it.

    Names are those of the figures; kinds are words, alike whatever their capitals. Raises DataError
    with everything that is wrong with the file.
    """
    path = folder / UNITS_FILE
    if not path.is_file():
        return {}
    table = read_table(path, shown(folder, UNITS_FILE), UNITS_FILE, UNITS)
    if problems := list(check_table(table)):
        raise DataError(problems)
    return {
        _plain(row["unit"]): kind
        for row in table.where("province", {slug}).rows
        if (kind := _plain(row["kind"]).casefold())
    }


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
