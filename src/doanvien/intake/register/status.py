"""Who has reported on a period, on time or late, who was refused and why, who has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from doanvien.data.dataset import check_dataset
from doanvien.data.layout import (
    CALENDAR_FILE,
    UNITS_FILE,
    figures_name,
    is_data_set,
    slugs_with_file,
)
from doanvien.data.problems import DataError
from doanvien.data.register import read_register, register_problems, register_tables
from doanvien.data.rules.units import unit_name
from doanvien.intake.reading.place import same_place
from doanvien.intake.record.refused import REFUSED
from doanvien.intake.record.rows import Row, read_rows
from doanvien.intake.record.store import SOURCES_FILE
from doanvien.intake.register.calendar import Duty, duties
from doanvien.reference.periods import Period
from doanvien.reference.sentences import SpokenError, sentence

AFTER = timedelta(days=15)
"""A report on a period may stop some days after its end (Hà Nội closed June 2022 on 8 July)."""
A_YEAR = timedelta(days=366)

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

    Raises NoDuties, and DataError with every mistake of the data set.
    """
    _demand_sound(folder)
    register = read_register(folder)
    calendar = read_rows(folder / CALENDAR_FILE)
    slugs = dict.fromkeys(
        [
            *slugs_with_file(folder),
            *(unit.province for unit in register),
            *(row["province"] for row in calendar),
        ]
    )
    places = [place for slug in slugs if (place := same_place(slug, period.end))]
    figures = {place.slug: read_rows(folder / figures_name(place.slug)) for place in places}
    reporting = {slug: _of_late(rows, period) for slug, rows in figures.items()}
    owed = duties(places, period, calendar, register, reporting)
    if not owed:
        raise NoDuties(
            sentence(
                "Nobody is known who has to report. Write {units} or {calendar}; data/README.md "
                "says how.",
                units=UNITS_FILE,
                calendar=CALENDAR_FILE,
            )
        )
    sources = {row["source"]: row for row in read_rows(folder / SOURCES_FILE)}
    refused = read_rows(folder / REFUSED)
    return tuple(
        _standing(duty, figures[duty.province.slug], sources, refused, period, today)
        for duty in owed
    )


def _demand_sound(folder: Path) -> None:
    """What could be misread is told before anybody is said not to have reported."""
    if is_data_set(folder):
        found = check_dataset(folder)
    else:
        found = tuple(register_problems(register_tables(folder), {}))
    if mistakes := [one for one in found if one.severity == "mistake"]:
        raise DataError(mistakes)


def counts(found: Iterable[Standing]) -> Counter[State]:
    """How many stand how."""
    return Counter(one.state for one in found)


def has_reported(one: Standing) -> bool:
    return one.received is not None and one.state != "refused"


def _standing(
    duty: Duty,
    figures: list[Row],
    sources: dict[str, Row],
    refused: list[Row],
    period: Period,
    today: date,
) -> Standing:
    cited = {
        row["source"]
        for row in figures
        if unit_name(row["unit"]) == unit_name(duty.unit) and _is_of(row["period_end"], period)
    }
    came = sorted(
        (row.get("received_on") or row.get("published_on") or "", row.get("approved_on") or "")
        for source in cited
        if (row := sources.get(source))
    )
    if came:
        day = date.fromisoformat(came[0][0]) if len(came[0][0]) == 10 else None
        state: State = "reported"
        if duty.due and day:
            state = "on_time" if day <= duty.due else "late"
        return Standing(duty, state, day, approved=all(approval for _, approval in came))
    for row in refused:
        same = row["province"] == duty.province.slug and unit_name(row["unit"]) == unit_name(
            duty.unit
        )
        if same and _is_of(row["cut_off"], period):
            day = date.fromisoformat(row["received_on"])
            return Standing(duty, "refused", day, row["why"])
    return Standing(duty, "overdue" if duty.due and today > duty.due else "awaited")


def _of_late(figures: list[Row], period: Period) -> tuple[str, ...]:
    """The units with a figure of the year before the end of a period."""
    first, last = period.end - A_YEAR, period.end + AFTER
    days = first.isoformat(), last.isoformat()
    units = (row["unit"] for row in figures if days[0] <= row["period_end"] <= days[1])
    return tuple(dict.fromkeys(unit for unit in units if unit))


def _is_of(day: str, period: Period) -> bool:
    return period.start.isoformat() <= day <= (period.end + AFTER).isoformat()
