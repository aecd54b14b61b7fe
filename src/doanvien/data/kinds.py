"""What kind each unit of a province is, where the register of units says so."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from doanvien.data.layout import UNITS_FILE, shown
from doanvien.data.problems import DataError, Problem


def kinds_of_units(folder: Path, slug: str) -> Mapping[str, str]:
    """Unit → kind, of the units of ``slug`` that ``units.csv`` names a kind of; none without it.

    Names are those of the figures; kinds are words, alike whatever their capitals. Raises DataError
    if the file cannot be read.
    """
    path = folder / UNITS_FILE
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        remedy = "Save it as CSV in UTF-8."
        problem = Problem(shown(folder, UNITS_FILE), None, "", "", "cannot be read", remedy)
        raise DataError([problem]) from error
    return {
        _plain(row["unit"] or ""): kind
        for row in rows
        if row.get("province") == slug and row.get("unit")
        if (kind := _plain(row.get("kind") or "").casefold())
    }


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
