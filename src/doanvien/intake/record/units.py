"""Lines of ``units.csv`` for units that forms name and the register does not have yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from doanvien.data.rules.units import unit_name
from doanvien.intake.record.rows import Row
from doanvien.reference.maps import NEW_MAP, OLD_MAP
from doanvien.reference.places import TERRITORY_CHANGE, Province

_KINDS = {
    **dict.fromkeys(("huyện", "quận", "thị xã", "thành phố"), "cấp huyện"),
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), "cấp xã"),
}
_DISTRICTS_ENDED = TERRITORY_CHANGE - timedelta(days=1)
"""With that day districts and townships ended, with their unions; the new communes, wards and
special zones began."""


def new_lines(rows: Iterable[Row], place: Province, units: Mapping[str, date]) -> list[Row]:
    """Lines for those of ``units`` (name → last day it reports on) that no line of a register is.

    A district or township says by its name what it is and when its union ended; all else is left to
    the owner.
    """
    territory = str(place.territory) if place.territory in (OLD_MAP, NEW_MAP) else ""
    known = {
        unit_name(name)
        for row in rows
        if row["province"] == place.slug and row["territory"] in ("", territory)
        for name in (row["unit"], *(row.get("also_called") or "").split(";"))
    }
    return [
        _line(place.slug, territory, name, last)
        for name, last in units.items()
        if unit_name(name) not in known
    ]


def _line(slug: str, territory: str, name: str, last: date) -> Row:
    level = unit_name(name).level
    kind = _KINDS.get(level, "")
    ended = (kind == "cấp huyện" or level == "thị trấn") and last <= _DISTRICTS_ENDED
    return {
        "province": slug,
        "territory": territory,
        "unit": name,
        "kind": kind,
        "founded": "",
        "ended": _DISTRICTS_ENDED.isoformat() if ended else "",
        "merged_into": "",
        "communes": "",
        "also_called": "",
    }
