"""What is known before anybody types: the units of a province, and their opening levels."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from doanvien.data.layout import figures_name
from doanvien.data.register import read_register, units_on
from doanvien.intake.blank.columns import asked
from doanvien.intake.blank.layout import Plan
from doanvien.intake.record.rows import SOURCES_FILE, Row, read_rows, territory_of
from doanvien.reference.calendar.periods import Period
from doanvien.reference.places import Province


def plan_form(folder: Path, province: Province, period: Period, as_of: date | None) -> Plan:
    """A form for a province and period, filled with what a data set knows; it may not exist.

    Flows run from 1 January of the year in which the figures stop, as forms of the union have it.
    """
    cut_off = as_of or period.end
    since = date(cut_off.year, 1, 1)
    rows = [
        row
        for row in read_rows(folder, figures_name(province.slug))
        if territory_of(row) == province.territory
    ]
    published = {
        row["source"]: row.get("published_on") or "" for row in read_rows(folder, SOURCES_FILE)
    }
    register = read_register(folder, province.slug)
    known = tuple(one.name for one in units_on(register, province, cut_off))
    units = known if register else _last_units(rows, cut_off)
    opening = _levels(rows, since - timedelta(days=1), published)
    return Plan(province, period, cut_off, since, units, opening)


def _last_units(rows: Iterable[Row], cut_off: date) -> tuple[str, ...]:
    """The units that reported on the last day on which any did."""
    of_units = [row for row in rows if row["unit"] and row["period_end"] <= cut_off.isoformat()]
    last = max((row["period_end"] for row in of_units), default="")
    return tuple(dict.fromkeys(row["unit"] for row in of_units if row["period_end"] == last))


def _levels(
    rows: Iterable[Row], day: date, published: dict[str, str]
) -> dict[tuple[str, str], str]:
    """The levels on a day by unit and code, each by its latest source."""
    wanted = {one.code for one in asked() if one.day == "opening"}
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row["indicator"] not in wanted or row["period_end"] != day.isoformat():
            continue
        key = row["unit"], row["indicator"]
        earlier = found.get(key)
        newer = published.get(row["source"], "")
        if earlier is None or published.get(earlier["source"], "") <= newer:
            found[key] = row
    return {key: row["value"].replace(".", "") for key, row in found.items()}
