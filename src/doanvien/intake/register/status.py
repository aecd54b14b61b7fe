"""Who has reported on a period, on time or late, who was refused and why, who has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from doanvien.data.layout import (
    CALENDAR_FILE,
    REFUSED_FILE,
    UNITS_FILE,
    folder_problems,
    slugs_with_file,
)
from doanvien.data.load import figures_of, load_table
from doanvien.data.problems import DataError
from doanvien.data.reading.table import Row, Table
from doanvien.data.register import read_register, register_problems, register_tables
from doanvien.data.rules.dates import iso_date
from doanvien.data.rules.units import unit_name
from doanvien.intake.reading.place import same_place
from doanvien.intake.record.rows import SOURCES_FILE, read_rows
from doanvien.intake.register.calendar import Duty, duties
from doanvien.reference.calendar.periods import Period
from doanvien.reference.sentences import SpokenError, sentence

AFTER = timedelta(days=15)
"""A report on a period may stop some days after its end (Hà Nội closed June 2022 on 8 July)."""
A_YEAR = timedelta(days=366)
_DECIDING = ("unit", "period_end", "source")

State = Literal["on_time", "late", "reported", "refused", "overdue", "awaited"]


class NoDuties(SpokenError):
    """Nobody is known who would have to report."""


@dataclass(frozen=True)
class Standing:
    """``received`` is the day on which the first report came, None while there is none; ``why`` is
    the first problem of a refused one.
    """

    duty: Duty
    state: State
    received: date | None = None
    why: str = ""
    approved: bool = False


def standings(folder: Path, period: Period, today: date) -> tuple[Standing, ...]:
    """How everybody stands who has to report on a period.

    Raises NoDuties, and DataError with the problems of the register, of the calendar, and of files
    that cannot be read.
    """
    if not folder.is_dir():
        raise DataError(folder_problems(folder))
    tables = register_tables(folder)
    units, calendar = tables.get(UNITS_FILE), tables.get(CALENDAR_FILE)
    spoken_of = [*slugs_with_file(folder)]
    for table in (units, calendar):
        spoken_of += table.column("province").distinct if table is not None else ()
    places = [place for slug in dict.fromkeys(spoken_of) if (place := same_place(slug, period.end))]
    figures = {place.slug: _told(folder, place.slug) for place in places}
    used = {slug: [row["unit"] for row in rows] for slug, rows in figures.items()}
    if problems := list(register_problems(tables, used)):
        raise DataError(problems)
    register = read_register(folder)
    reporting = {slug: _of_late(rows, period) for slug, rows in figures.items()}
    owed = duties(places, period, calendar.rows if calendar else (), register, reporting)
    if not owed:
        raise NoDuties(
            sentence(
                "Nobody is known who has to report. Write {units} or {calendar}; data/README.md "
                "says how.",
                units=UNITS_FILE,
                calendar=CALENDAR_FILE,
            )
        )
    sources = {row["source"]: row for row in _sound(load_table(folder, SOURCES_FILE)).rows}
    refused = read_rows(folder, REFUSED_FILE)
    return tuple(
        _standing(duty, figures[duty.province.slug], sources, refused, period, today)
        for duty in owed
    )


def _told(folder: Path, slug: str) -> list[Row]:
    """Which units have figures of which days from which sources, each combination once."""
    table = _sound(figures_of(folder, slug))
    _, firsts = table.alike(_DECIDING)
    return [table.row(at, _DECIDING) for at in firsts.tolist()]


def _sound(table: Table) -> Table:
    """What could be misread is told before anybody is said not to have reported."""
    if problems := [one for one in table.problems if one.severity == "mistake"]:
        raise DataError(problems)
    return table


def counts(found: Iterable[Standing]) -> Counter[State]:
    """How many stand how."""
    return Counter(one.state for one in found)


def has_reported(one: Standing) -> bool:
    return one.received is not None and one.state != "refused"


def _standing(
    duty: Duty,
    figures: list[Row],
    sources: dict[str, Row],
    refused: Iterable[Mapping[str, str]],
    period: Period,
    today: date,
) -> Standing:
    cited = {
        row["source"]
        for row in figures
        if unit_name(row["unit"]) == unit_name(duty.unit) and _is_of(row["period_end"], period)
    }
    came = sorted(
        (row["received_on"] or row["published_on"], row["approved_on"])
        for source in cited
        if (row := sources.get(source))
    )
    if came:
        day = iso_date(came[0][0])
        state: State = "reported"
        if duty.due and day:
            state = "on_time" if day <= duty.due else "late"
        return Standing(duty, state, day, approved=all(approval for _, approval in came))
    for sent in refused:
        same = sent["province"] == duty.province.slug and unit_name(sent["unit"]) == unit_name(
            duty.unit
        )
        if same and _is_of(sent["cut_off"], period):
            return Standing(duty, "refused", iso_date(sent["received_on"]), sent["why"])
    return Standing(duty, "overdue" if duty.due and today > duty.due else "awaited")


def _of_late(figures: list[Row], period: Period) -> tuple[str, ...]:
    """The units with a figure of the year before the end of a period."""
    first, last = period.end - A_YEAR, period.end + AFTER
    days = first.isoformat(), last.isoformat()
    units = (row["unit"] for row in figures if days[0] <= row["period_end"] <= days[1])
    return tuple(dict.fromkeys(unit for unit in units if unit))


def _is_of(day: str, period: Period) -> bool:
    return period.start.isoformat() <= day <= (period.end + AFTER).isoformat()
